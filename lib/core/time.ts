import {
  CalendarDate,
  fromDate,
  GregorianCalendar,
  getDayOfWeek,
  IslamicUmalquraCalendar,
  parseDate,
  toCalendar,
  toCalendarDate,
  toCalendarDateTime,
  toZoned,
} from '@internationalized/date';

/** A day of the institution's calendar, `YYYY-MM-DD`: never an instant, never midnight of a zone. */
export type LocalDate = string;

/** Day of the week as ISO counts it: Monday 1 … Sunday 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export interface CalendarDay {
  year: number;
  /** 1–12 */
  month: number;
  /** 1–31 */
  day: number;
}

const umalqura = new IslamicUmalquraCalendar();
const gregorian = new GregorianCalendar();

/** The local day that `now` falls on in an IANA time zone. Throws RangeError for an unknown zone. */
export function localDateAt(now: Date, timeZone: string): LocalDate {
  return toCalendarDate(fromDate(now, timeZone)).toString();
}

/** The local clock at `now`, minutes since midnight (0–1439). */
export function localMinutesAt(now: Date, timeZone: string): number {
  const { hour, minute } = fromDate(now, timeZone);
  return hour * 60 + minute;
}

/** The instant at which a zone's clock shows `minutes` after midnight of `date`; 24 hours are the next midnight. */
export function momentAt(date: LocalDate, minutes: number, timeZone: string): Date {
  return toZoned(toCalendarDateTime(parseDate(date)).add({ minutes }), timeZone).toDate();
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return parseDate(date).add({ days }).toString();
}

const DAY_MS = 86_400_000;

/** Days since 1970-01-01: dates as figures, where a calculation takes thousands of them. */
export function dayNumber(date: LocalDate): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / DAY_MS;
}

/** The date of a {@link dayNumber}. */
export function dateOfNumber(day: number): LocalDate {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return parseDate(to).compare(parseDate(from));
}

export function weekdayOf(date: LocalDate): Weekday {
  return (getDayOfWeek(parseDate(date), 'en-US', 'mon') + 1) as Weekday;
}

export function gregorianOf(date: LocalDate): CalendarDay {
  const { year, month, day } = parseDate(date);
  return { year, month, day };
}

/** Every day of the Gregorian month that `date` falls in, first to last. */
export function daysOfMonth(date: LocalDate): LocalDate[] {
  const first = parseDate(date).set({ day: 1 });
  const count = first.calendar.getDaysInMonth(first);
  return Array.from({ length: count }, (_, step) => first.add({ days: step }).toString());
}

/**
 * The Hijri day by Umm al-Qura, moved by the institution's offset: Pakistan sights the moon, mostly one day
 * behind Makkah, so its offset is usually −1 or 0 (−2 to 2 allowed by the settings).
 */
export function hijriOf(date: LocalDate, offsetDays: number): CalendarDay {
  const { year, month, day } = toCalendar(parseDate(date).add({ days: offsetDays }), umalqura);
  return { year, month, day };
}

/**
 * The day on which a Hijri day falls, the way back from {@link hijriOf}. A 30th in a month of 29 days is its last day.
 */
export function dateOfHijri({ year, month, day }: CalendarDay, offsetDays: number): LocalDate {
  const hijri = new CalendarDate(umalqura, year, month, day);
  return toCalendar(hijri, gregorian).add({ days: -offsetDays }).toString();
}
