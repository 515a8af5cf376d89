import { useTranslations } from 'next-intl';
import { Check, CircleHelp, TriangleAlert, X } from '@/components/ui/icons';
import { Ledger } from '@/components/ui/ledger';
import { useFormat } from '@/lib/core/i18n/get-format';
import type { ImportKind } from '@/lib/imports/schema';
import type { Tally } from '@/lib/imports/view/schema';
import { VerdictBar } from './verdict-bar';

/** What the check says about the whole file, as a line and in figures. */
export function ImportResult({ kind, tally }: { kind: ImportKind; tally: Tally }) {
  const t = useTranslations('imports.result');
  const format = useFormat();
  const { READY: ready, WARNING: warning, REVIEW: review, REFUSED: refused } = tally.verdicts;
  const icon = {
    'aria-hidden': true,
    size: 16,
    strokeWidth: 2,
    className: 'inline-block flex-none',
  } as const;
  const entry = (key: string, count: number, label: string, Icon?: typeof Check) => ({
    key,
    figure: format.number(count),
    label: (
      <span className="inline-flex items-center gap-1.5">
        {Icon && <Icon {...icon} />}
        {label}
      </span>
    ),
  });
  return (
    <section aria-label={t('label')} className="grid gap-4">
      <VerdictBar
        ready={ready}
        look={warning + review}
        refused={refused}
        label={t('bar', { ready, warning, review, refused })}
      />
      <Ledger
        entries={[
          entry('ready', ready, t('ready'), Check),
          entry('warning', warning, t('warning'), TriangleAlert),
          ...(review > 0 ? [entry('review', review, t('review'), CircleHelp)] : []),
          entry('refused', refused, t('refused'), X),
          ...(tally.same > 0 ? [entry('same', tally.same, t('same'))] : []),
          ...(kind === 'STUDENTS' ? [entry('guardians', tally.guardians, t('guardians'))] : []),
        ]}
      />
    </section>
  );
}
