import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { CheckCheck } from '@/components/ui/icons';
import { PrintButton } from '@/components/ui/print-button';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getFormat } from '@/lib/core/i18n/get-format';
import { nameFor } from '@/lib/core/i18n/name-for';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { orNotFound } from '@/lib/core/or-not-found';
import { routes } from '@/lib/core/routes';
import { localMinutesAt } from '@/lib/core/time';
import { getListeningDay } from '@/lib/listening/queries';
import { planListening } from '@/lib/listening/rules';
import { planAddress } from '@/lib/listening/schema';
import { MinutesForm } from './_components/minutes-form';
import { PlanLists } from './_components/plan-lists';

type Props = PageProps<'/teacher/today/[halqaId]/plan'>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('listening'))('title') };
}

/** As the sweep: the ustadh's own halqa of today, no child's record, so no view is noted. */
export default async function PlanPage({ params, searchParams }: Props) {
  const scope = await requireScope('halqa:teach');
  const { halqaId } = await params;
  if (!isId(halqaId)) notFound();
  const { minutes } = planAddress.parse(await searchParams);
  const { institution, today } = scope;
  const day = await orNotFound(
    inTenant(scope, (tx) =>
      getListeningDay(tx, {
        institutionId: institution.id,
        halqaId,
        date: today,
        minutes: localMinutesAt(scope.now, institution.timeZone),
      }),
    ),
  );
  const plan = planListening(day.children, { minutes, today });
  const [t, format, name] = await Promise.all([
    getTranslations('listening'),
    getFormat(institution.hijriOffset),
    nameFor(day.halqa),
  ]);
  const heard = plan.ustadh.length;
  const idle = heard + plan.seniors.length + plan.waiting.length === 0;
  return (
    <>
      <PhoneHead
        back={{ href: routes.halqaSession(halqaId, today), label: t('back') }}
        title={t('title')}
        note={`${name} · ${format.dateWithDay(today)}`}
      />
      <PhoneMain>
        <hr className="rule-double" />
        <MinutesForm minutes={minutes} />
        {idle ? (
          <EmptyState icon={CheckCheck} title={t('empty')}>
            {t('emptyBody')}
          </EmptyState>
        ) : (
          <p className="text-lead text-ink-2">
            {t('lead', {
              heard,
              used: plan.used,
              seniors: plan.seniors.length,
              waiting: plan.waiting.length,
            })}
          </p>
        )}
        <PlanLists plan={plan} people={day.children} />
        <div className="grid gap-1 text-caption text-ink-3">
          {day.away > 0 && <p>{t('away', { count: day.away })}</p>}
          <p>{t('pace', { count: day.timed })}</p>
        </div>
        <div className="flex flex-wrap gap-3">
          <ButtonLink href={routes.halqaSession(halqaId, today)} variant="primary">
            {t('open')}
          </ButtonLink>
          <PrintButton>{t('print')}</PrintButton>
        </div>
      </PhoneMain>
    </>
  );
}
