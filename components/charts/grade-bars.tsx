import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { useFormat } from '@/lib/core/i18n/get-format';
import { ChartTable } from './chart-table';
import type { Ink } from './ink';
import { InkSwatch, StackedBar } from './stacked-bar';

const grades = ['EXCELLENT', 'GOOD', 'WEAK', 'REPEAT'] as const;
const inks: Record<(typeof grades)[number], Ink> = { EXCELLENT: 5, GOOD: 4, WEAK: 3, REPEAT: 1 };

export interface GradeRow {
  key: string;
  label: string;
  counts: Record<(typeof grades)[number], number>;
}

/** Recitals by kind and grade: bars from one zero, the longest fills the line, the total at its end. */
export function GradeBars({ rows }: { rows: GradeRow[] }) {
  const t = useTranslations('common.charts');
  const g = useTranslations('grades');
  const format = useFormat();
  const total = (row: GradeRow) => grades.reduce((sum, grade) => sum + row.counts[grade], 0);
  const widest = Math.max(0, ...rows.map(total));
  const sentence = rows
    .map(({ label, counts }) =>
      t('heard', {
        label,
        excellent: counts.EXCELLENT,
        good: counts.GOOD,
        weak: counts.WEAK,
        repeat: counts.REPEAT,
      }),
    )
    .join(' ');
  return (
    <div>
      <div
        role="img"
        aria-label={sentence}
        className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-2.5 text-small"
      >
        {rows.map((row) => (
          <Fragment key={row.key}>
            <b className="font-semibold">{row.label}</b>
            <StackedBar
              max={widest}
              segments={grades.map((grade) => ({ key: grade, value: row.counts[grade], ink: inks[grade] }))}
            />
            <span className="text-end tabular">{format.number(total(row))}</span>
          </Fragment>
        ))}
      </div>
      <ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1.5 text-caption text-ink-2">
        {grades.map((grade) => (
          <li key={grade} className="flex items-center gap-1.5">
            <InkSwatch ink={inks[grade]} />
            {g(grade)}
          </li>
        ))}
      </ul>
      <ChartTable
        heads={[t('kind'), ...grades.map((grade) => g(grade)), t('total')]}
        rows={rows.map((row) => ({
          key: row.key,
          cells: [
            row.label,
            ...grades.map((grade) => format.number(row.counts[grade])),
            format.number(total(row)),
          ],
        }))}
      />
    </div>
  );
}
