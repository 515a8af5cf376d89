import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { BookUser, Building2, Check, CircleDashed, FileUp, type Icon, Users } from '@/components/ui/icons';
import { Sheet } from '@/components/ui/sheet';
import { routes } from '@/lib/core/routes';
import type { SetUpStep } from '@/lib/dashboard/rules';

interface Props {
  house: { campuses: number; halqas: number; staff: number; students: number };
  step: SetUpStep;
  mayWrite: boolean;
}

const steps: {
  step: Exclude<SetUpStep, 'done'>;
  of: keyof Props['house'];
  href: string;
  icon: Icon;
}[] = [
  { step: 'campus', of: 'campuses', href: routes.newCampus, icon: Building2 },
  { step: 'halqa', of: 'halqas', href: routes.newHalqa, icon: CircleDashed },
  { step: 'staff', of: 'staff', href: routes.newStaff, icon: BookUser },
  { step: 'students', of: 'students', href: routes.newStudent, icon: Users },
];

/** The first visit: bring the register, or go by hand through the steps of which each needs the one before. */
export function FirstSteps({ house, step: next, mayWrite }: Props) {
  const t = useTranslations('dashboard.setUp');
  return (
    <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_24rem]">
      <Sheet>
        <EmptyState
          icon={mayWrite ? FileUp : CircleDashed}
          title={mayWrite ? t('title') : t('waitingTitle')}
          action={
            mayWrite && (
              <ButtonLink href={routes.imports} variant="primary" icon={FileUp}>
                {t('import')}
              </ButtonLink>
            )
          }
        >
          {mayWrite ? t('body') : t('waiting')}
        </EmptyState>
      </Sheet>
      {mayWrite && (
        <Sheet title={t('byHand')}>
          <ol className="grid gap-1">
            {steps.map(({ step, of, href, icon: Icon }) => (
              <li key={step} className="flex min-h-13 flex-wrap items-center gap-3">
                <Icon aria-hidden size={20} strokeWidth={1.75} className="flex-none text-ink-3" />
                {step === next ? (
                  <ButtonLink href={href} variant="secondary">
                    {t(step)}
                  </ButtonLink>
                ) : (
                  <span className="flex-1 text-ink-2">{t(step)}</span>
                )}
                {house[of] > 0 && (
                  <span className="inline-flex items-center gap-1.5 text-small text-emerald">
                    <Check aria-hidden size={16} strokeWidth={2.25} />
                    {t('has', { count: house[of] })}
                  </span>
                )}
              </li>
            ))}
          </ol>
        </Sheet>
      )}
    </div>
  );
}
