import { useTranslations } from 'next-intl';
import { AttendanceMonth, type DayState } from '@/components/charts/attendance-month';
import { Sheet } from '@/components/ui/sheet';
import { dayStates, isTeachingDay, monthSummary } from '@/lib/attendance/rules';
import { useFormat } from '@/lib/core/i18n/get-format';
import { daysOfMonth, type LocalDate, type Weekday } from '@/lib/core/time';
import type { ChildMark } from '@/lib/parents/queries';

interface Props {
  marks: ChildMark[];
  today: LocalDate;
  /** 0 Sunday … 6 Saturday; the week begins on the day after. */
  weeklyHoliday: number;
}

export function MonthAttendance({ marks, today, weeklyHoliday }: Props) {
  const t = useTranslations('parent.attendance');
  const format = useFormat();
  const month = today.slice(0, 7);
  const { daysMarked, daysAttended } = monthSummary(month, marks);
  const holidays = daysOfMonth(today).filter((date) => !isTeachingDay(date, weeklyHoliday));
  const days: Record<LocalDate, DayState> = {
    ...Object.fromEntries(holidays.map((date) => [date, 'HOLIDAY' as const])),
    ...dayStates(marks),
  };
  return (
    <Sheet
      title={t('title', { month: format.month(today) })}
      aside={
        daysMarked > 0 && (
          <span className="text-small">{t('days', { attended: daysAttended, marked: daysMarked })}</span>
        )
      }
    >
      {daysMarked === 0 && <p className="mb-3 text-ink-2">{t('none')}</p>}
      <AttendanceMonth
        month={today}
        today={today}
        days={days}
        weekStart={((weeklyHoliday + 1) % 7 || 7) as Weekday}
      />
    </Sheet>
  );
}
