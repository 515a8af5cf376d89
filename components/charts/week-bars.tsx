import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useFormat } from '@/lib/core/i18n/get-format';
import type { LocalDate } from '@/lib/core/time';
import { ChartTable } from './chart-table';

export interface DayShare {
  date: LocalDate;
  /** 0–1 of the children expected; `null` when nothing is recorded. */
  share: number | null;
  holiday?: boolean;
}

function Column({
  share,
  holiday,
  unfinished,
}: {
  share: number | null;
  holiday: boolean;
  unfinished: boolean;
}) {
  const id = useId();
  const height = (share ?? 0) * 100;
  return (
    <svg className="h-20 w-full border-b border-edge" aria-hidden="true">
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 0V6" strokeWidth="2" className="stroke-line" />
      </pattern>
      {holiday ? (
        <rect y="84%" width="100%" height="16%" fill={`url(#${id})`} />
      ) : (
        share !== null && (
          <rect
            x="1"
            y={`${(100 - height).toFixed(1)}%`}
            width="calc(100% - 2px)"
            height={`${(height + 2).toFixed(1)}%`}
            rx="2"
            strokeWidth="2"
            strokeDasharray={unfinished ? '4 3' : undefined}
            className={unfinished ? 'fill-sheet stroke-emerald' : 'fill-emerald stroke-emerald'}
          />
        )
      )}
    </svg>
  );
}

/** Attendance day by day from zero, the figure above each bar; holidays hatched, today's bar dashed. */
export function WeekBars({ days, today }: { days: DayShare[]; today: LocalDate }) {
  const t = useTranslations('common.charts');
  const format = useFormat();
  const name = ({ date }: DayShare) => (date === today ? t('today') : format.weekdayShort(date));
  const figure = (day: DayShare) => {
    return day.holiday || day.share === null ? '–' : format.percent(day.share);
  };
  const spoken = days
    .map((day) =>
      day.holiday
        ? t('weekHoliday', { day: name(day) })
        : t('weekDay', {
            day: name(day),
            share: day.share === null ? t('noRecord') : format.percent(day.share),
          }),
    )
    .join(', ');
  return (
    <div>
      <div
        role="img"
        aria-label={t('week', { days: spoken })}
        className="grid auto-cols-fr grid-flow-col gap-1.5"
      >
        {days.map((day) => (
          <div
            key={day.date}
            className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-end gap-0.5 text-center text-[0.75rem] leading-snug [font-family:var(--face-small)]"
          >
            <span className="tabular">{figure(day)}</span>
            <Column share={day.share} holiday={day.holiday ?? false} unfinished={day.date === today} />
            {/* Longer than its bar in Urdu; its neighbours are short. */}
            <span
              className={clsx(
                'justify-self-center whitespace-nowrap text-ink-2',
                day.date === today && 'font-bold text-ink',
              )}
            >
              {name(day)}
            </span>
          </div>
        ))}
      </div>
      <ChartTable
        heads={[t('day'), t('share')]}
        rows={days.map((day) => ({
          key: day.date,
          cells: [format.dateShort(day.date), day.holiday ? t('holiday') : figure(day)],
        }))}
      />
    </div>
  );
}
