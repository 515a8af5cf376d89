import type { Format } from '@/lib/core/i18n/format';
import { localDateAt } from '@/lib/core/time';

/** Day and time of a moment at an institution; the day is left out when it is today. */
export function momentAt(format: Format, moment: Date, timeZone: string, today?: string): string {
  const day = localDateAt(moment, timeZone);
  const time = format.time(moment, timeZone);
  return day === today ? time : `${format.dateShort(day)}, ${time}`;
}
