import { isTeachingDay } from '@/lib/attendance/rules';
import type { LocalDate } from '@/lib/core/time';

type Status = 'PRESENT' | 'LATE' | 'ABSENT' | 'LEAVE';
const weight: Record<Status, number> = { ABSENT: 3, LEAVE: 2, LATE: 1, PRESENT: 0 };

/** One state for each day of the month: of several sessions the gravest is shown; holidays without a mark are named. */
export function daysOfAttendance(
  marks: readonly { date: LocalDate; status: Status }[],
  { month, weeklyHoliday }: { month: readonly LocalDate[]; weeklyHoliday: number },
): Record<LocalDate, Status | 'HOLIDAY'> {
  const days: Record<LocalDate, Status | 'HOLIDAY'> = {};
  for (const date of month) if (!isTeachingDay(date, weeklyHoliday)) days[date] = 'HOLIDAY';
  for (const { date, status } of marks) {
    const seen = days[date];
    if (!seen || seen === 'HOLIDAY' || weight[status] > weight[seen]) days[date] = status;
  }
  return days;
}

type Kind = 'SABAQ' | 'SABQI' | 'MANZIL' | 'GIRDAAN';
export type LessonDay<L> = {
  key: string;
  date: LocalDate;
  session: string;
  lessons: Partial<Record<Kind, L>>;
};

/** A line of the diary for each session, newest first as given. A girdaan stands in manzil's column. */
export function diaryLines<L extends { date: LocalDate; session: string; kind: Kind }>(
  lessons: readonly L[],
): LessonDay<L>[] {
  const lines = new Map<string, LessonDay<L>>();
  for (const lesson of lessons) {
    const { date, session, kind } = lesson;
    const key = `${date} ${session}`;
    const line = lines.get(key) ?? { key, date, session, lessons: {} };
    line.lessons[kind === 'GIRDAAN' && !line.lessons.MANZIL ? 'MANZIL' : kind] = lesson;
    lines.set(key, line);
  }
  return [...lines.values()];
}
