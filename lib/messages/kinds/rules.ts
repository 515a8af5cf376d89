import { isTeachingDay } from '@/lib/attendance/rules';
import { addDays, type LocalDate, localDateAt, localMinutesAt, momentAt, weekdayOf } from '@/lib/core/time';
import type { KindSettings, SentKind } from './schema';

/** Where and when an institution lives. */
export type Place = { timeZone: string; weeklyHoliday: number };

const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** Quiet from the evening into the morning, or within a day; the same hour twice is no quiet at all. */
function isQuiet(minutes: number, from: number, to: number): boolean {
  return from <= to ? minutes >= from && minutes < to : minutes >= from || minutes < to;
}

/**
 * The first moment, from `now` on, at which a message of this kind may go: outside of quiet hours, and not on the weekly
 * holiday unless the institution wants that.
 */
export function decentMoment(settings: KindSettings, now: Date, { timeZone, weeklyHoliday }: Place): Date {
  const [from, to] = [minutesOf(settings.quietFrom), minutesOf(settings.quietTo)];
  const rests = (date: LocalDate) => !settings.onHoliday && !isTeachingDay(date, weeklyHoliday);
  let date = localDateAt(now, timeZone);
  let minutes = localMinutesAt(now, timeZone);
  let moved = false;
  // A day of rest and a quiet morning after it: three looks are more than enough.
  for (let look = 0; look < 3; look += 1) {
    if (rests(date)) {
      date = addDays(date, 1);
      minutes = 0;
    } else if (isQuiet(minutes, from, to)) {
      if (minutes >= to) date = addDays(date, 1);
      minutes = to;
    } else break;
    moved = true;
  }
  return moved ? momentAt(date, minutes, timeZone) : now;
}

/** A slip of the finger is corrected before anybody is alarmed. */
const GRACE_MINUTES = 10;
/** When a week's report goes unless told otherwise. */
export const WEEK_HOUR = '17:00';

type Occasion = { kind: SentKind; day: LocalDate; now: Date; timeZone: string };

/** When a message about a day is due: at its kind's hour of that day, or now when that is over. */
export function dueMoment(settings: KindSettings, { kind, day, now, timeZone }: Occasion): Date {
  const soon = kind === 'ABSENCE_ALERT' ? new Date(now.getTime() + GRACE_MINUTES * 60_000) : now;
  if (!settings.at) return soon;
  const hour = momentAt(day, minutesOf(settings.at), timeZone);
  if (hour > soon) return hour;
  return soon;
}

/** The end of a school week: the next one after `now`, on the day before the weekly holiday. */
export function nextWeekEnd(settings: KindSettings, now: Date, { timeZone, weeklyHoliday }: Place): Date {
  const minutes = minutesOf(settings.at ?? WEEK_HOUR);
  const end = weeklyHoliday === 1 ? 7 : weeklyHoliday - 1;
  const today = localDateAt(now, timeZone);
  const day = addDays(today, (end - weekdayOf(today) + 7) % 7);
  const moment = momentAt(day, minutes, timeZone);
  return moment > now ? moment : momentAt(addDays(day, 7), minutes, timeZone);
}
