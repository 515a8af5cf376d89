import { addDays, type LocalDate, localDateAt, localMinutesAt, momentAt, weekdayOf } from '@/lib/core/time';
import type { KindSettings } from './schema';

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
  const rests = (date: LocalDate) => !settings.onHoliday && weekdayOf(date) === weeklyHoliday;
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

/** When a message about `date` is due: at its kind's hour of that day, or now when that is over. */
export function dueMoment(settings: KindSettings, date: LocalDate, now: Date, timeZone: string): Date {
  if (!settings.at) return now;
  const hour = momentAt(date, minutesOf(settings.at), timeZone);
  return hour > now ? hour : now;
}
