import { clsx } from 'clsx';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Check } from '@/components/ui/icons';
import { useFormat } from '@/lib/core/i18n/get-format';
import type { QuestionMarks } from '@/lib/jaiza/rules';

/** The questions of a paper and its end, as steps; one that was heard carries a tick. */
export function QuestionNav({ marks, at }: { marks: readonly QuestionMarks[]; at: number }) {
  const t = useTranslations('jaiza.paper');
  const format = useFormat();
  const steps = [...marks.map(({ heard }) => heard), undefined];
  return (
    <nav aria-label={t('questions')} className="flex flex-wrap gap-2 print:hidden">
      {steps.map((heard, step) => (
        <Link
          // biome-ignore lint/suspicious/noArrayIndexKey: the questions of a paper do not move
          key={step}
          href={`?q=${step + 1}#question`}
          prefetch={false}
          aria-current={step === at ? 'step' : undefined}
          aria-label={
            heard === undefined ? t('toResult') : t(heard ? 'questionHeard' : 'question', { n: step + 1 })
          }
          className={clsx(
            'flex min-h-tap min-w-tap items-center justify-center gap-1 rounded-control border px-3 font-medium tabular',
            step === at ? 'border-emerald bg-emerald text-on-emerald' : 'border-edge bg-sheet hover:bg-sunk',
          )}
        >
          {heard === undefined ? t('result') : format.digits(step + 1)}
          {heard && <Check aria-hidden size={16} strokeWidth={2.25} />}
        </Link>
      ))}
    </nav>
  );
}
