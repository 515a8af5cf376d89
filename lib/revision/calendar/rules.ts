import { dayNumber, type LocalDate } from '@/lib/core/time';

/** Days on which an institution does not teach: each week's, and those it names (Eid, Ramadan, examinations). */
export interface DaysOff {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly name: string;
}

/** `isOff` answers for a day as a figure, see `dayNumber`. */
export interface TeachingCalendar {
  readonly isOff: (day: number) => boolean;
}

const THURSDAY = 4;
/** A calendar that is off for longer than this is a slip of the settings; counting goes on over it. */
const LONGEST_BREAK = 120;

/** @param weeklyHoliday 0 = Sunday … 6 = Saturday; null when every day is taught */
export function teachingCalendar(
  weeklyHoliday: number | null,
  daysOff: readonly Pick<DaysOff, 'from' | 'to'>[] = [],
): TeachingCalendar {
  const breaks = daysOff.map(({ from, to }) => [dayNumber(from), dayNumber(to)] as const);
  return {
    isOff: (day) =>
      // The first of January 1970 was a Thursday.
      (((day + THURSDAY) % 7) + 7) % 7 === weeklyHoliday ||
      breaks.some(([from, to]) => day >= from && day <= to),
  };
}

/** The `count`-th teaching day after a day. */
export function teachingDayAfter({ isOff }: TeachingCalendar, day: number, count: number): number {
  let on = day;
  let off = 0;
  for (let left = count; left > 0; ) {
    on += 1;
    if (isOff(on) && off < LONGEST_BREAK) off += 1;
    else {
      left -= 1;
      off = 0;
    }
  }
  return on;
}

/** Teaching days after `from` up to and with `to`; 0 when `to` is not later. */
export function teachingDaysBetween({ isOff }: TeachingCalendar, from: number, to: number): number {
  let count = 0;
  for (let day = from + 1; day <= to; day += 1) if (!isOff(day)) count += 1;
  return count;
}
