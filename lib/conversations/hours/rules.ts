import { addDays, type LocalDate, weekdayOf } from '@/lib/core/time';

/** When somebody is there to answer, and to whom families may write at all. */
export interface Hours {
  /** Whether families may write to the office; off, what was written stays readable. */
  readonly office: boolean;
  /** …and to the ustadh of the child's halqa. */
  readonly ustadh: boolean;
  /** Days of answering, 0 Sunday … 6 Saturday. */
  readonly days: readonly number[];
  /** Minutes of the day. */
  readonly from: number;
  readonly to: number;
}

/** The ustadh is not written to until the institution says so. */
export const defaultHours = (weeklyHoliday: number): Hours => ({
  office: true,
  ustadh: false,
  days: [0, 1, 2, 3, 4, 5, 6].filter((day) => day !== weeklyHoliday),
  from: 8 * 60,
  to: 14 * 60,
});

/** As they hold for one child: at the desk of an ustadh whom it has not, nobody would read.
 *  @param asatidha who teaches the child now */
export const hoursFor = (hours: Hours, asatidha: readonly unknown[]): Hours => ({
  ...hours,
  ustadh: hours.ustadh && asatidha.length > 0,
});

/** A moment on the institution's own clock. */
export interface Moment {
  readonly date: LocalDate;
  /** Of the day. */
  readonly minutes: number;
}

/** Whether somebody answers now, and when they next do; `null`: no day of answering is set. */
export function standing(
  { days, from, to }: Hours,
  { date, minutes }: Moment,
): { open: boolean; next: Moment | null } {
  const answers = (day: LocalDate) => days.includes(weekdayOf(day) % 7);
  if (answers(date) && minutes >= from && minutes < to) return { open: true, next: null };
  for (let ahead = 0; ahead <= 7; ahead++) {
    const day = addDays(date, ahead);
    if (answers(day) && (ahead > 0 || minutes < from))
      return { open: false, next: { date: day, minutes: from } };
  }
  return { open: false, next: null };
}
