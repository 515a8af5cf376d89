import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import { Check } from '@/components/ui/icons';

const STEPS = ['upload', 'columns', 'check', 'done'] as const;
export type ImportStep = (typeof STEPS)[number];

/** Where a file is on its way, as four numbered stations. */
export function ImportSteps({ now }: { now: ImportStep }) {
  const t = useTranslations('imports.steps');
  const at = STEPS.indexOf(now);
  return (
    <ol aria-label={t('label')} className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small text-ink-3">
      {STEPS.map((step, index) => (
        <li
          key={step}
          aria-current={index === at ? 'step' : undefined}
          className="flex items-center gap-2 aria-[current]:font-semibold aria-[current]:text-ink"
        >
          {index > 0 && <span aria-hidden className="w-6 border-t border-edge" />}
          <span
            className={clsx(
              'grid size-7 place-items-center rounded-round border text-caption leading-none tabular',
              index < at && 'border-emerald bg-emerald-soft text-emerald',
              index === at && 'border-emerald bg-emerald text-on-emerald',
              index > at && 'border-edge',
            )}
          >
            {index < at ? <Check aria-hidden size={16} strokeWidth={2} /> : index + 1}
          </span>
          {t(step)}
        </li>
      ))}
    </ol>
  );
}
