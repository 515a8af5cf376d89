import { useTranslations } from 'next-intl';
import { useFormat } from '@/lib/core/i18n/get-format';
import { addDays, daysOfMonth, gregorianOf, type LocalDate, type Weekday, weekdayOf } from '@/lib/core/time';
import { ChartTable } from './chart-table';
import { type DayState, MonthCells } from './month-cells';

export type { DayState };

interface Props {
  /** Any day of the month shown. */
  month: LocalDate;
  today: LocalDate;
  /** What is known, by day; a day without an entry stays blank. */
  days: Record<LocalDate, DayState>;
  /** The institution's first day of the week. */
  weekStart: Weekday;
}

const lettered = ['LATE', 'ABSENT', 'LEAVE'] as const;
type Lettered = (typeof lettered)[number];
const isLettered = (state: DayState | undefined): state is Lettered => lettered.some((one) => one === state);

/** One month as a calendar: present filled, late, absent and leave by their letter, holidays dashed, the rest blank. */
export function AttendanceMonth({ month, today, days, weekStart }: Props) {
  const t = useTranslations('common.charts');
  const format = useFormat();
  const dates = daysOfMonth(month);
  const blanks = (weekdayOf(dates[0]!) - weekStart + 7) % 7;
  const count = (state: DayState) => dates.filter((date) => days[date] === state).length;
  const heads = Array.from({ length: 7 }, (_, step) => addDays(dates[0]!, step - blanks));
  const label = t('month', {
    month: format.month(month),
    present: count('PRESENT'),
    late: count('LATE'),
    absent: count('ABSENT'),
    leave: count('LEAVE'),
  });
  return (
    <div>
      <MonthCells
        label={label}
        weekdays={heads.map((date) => format.weekdayShort(date))}
        blanks={blanks}
        days={dates.map((date) => {
          const state = days[date];
          const text = isLettered(state) ? t(`letters.${state}`) : format.digits(gregorianOf(date).day);
          return { key: date, text, state, today: date === today };
        })}
      />
      <ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1.5 text-caption text-ink-2">
        <li className="flex items-center gap-1.5">
          <span className="day-PRESENT size-4 rounded-[2px] border" />
          {t('attendance.PRESENT')}
        </li>
        {lettered.map((state) => (
          <li key={state} className="flex items-center gap-1.5">
            <b className="font-semibold text-ink">{t(`letters.${state}`)}</b>
            {t(`attendance.${state}`)}
          </li>
        ))}
      </ul>
      <ChartTable
        heads={[t('day'), t('state')]}
        rows={dates
          .filter((date) => days[date])
          .map((date) => ({ key: date, cells: [format.dateShort(date), t(`attendance.${days[date]!}`)] }))}
      />
    </div>
  );
}
