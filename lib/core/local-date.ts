/** A calendar day of the institution, `YYYY-MM-DD`: no instant, no zone. Sorts as text. */
export type LocalDate = string;

const DAY_MS = 86_400_000;
const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Days since 1970-01-01, or null when the text is no day of the Gregorian calendar. */
function dayNumber(date: string): number | null {
  const parts = SHAPE.exec(date);
  if (!parts) return null;
  const ms = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  // Date.UTC rolls 31 February over: a day that does not come back unchanged does not exist.
  return new Date(ms).toISOString().slice(0, 10) === date ? ms / DAY_MS : null;
}

function dayNumberOf(date: LocalDate): number {
  const day = dayNumber(date);
  if (day === null) throw new RangeError(`not a local date: ${date}`);
  return day;
}

export function isLocalDate(text: string): boolean {
  return dayNumber(text) !== null;
}

/** @throws RangeError when `date` is not a local date. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date((dayNumberOf(date) + days) * DAY_MS).toISOString().slice(0, 10);
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(date: LocalDate): number {
  return (((dayNumberOf(date) + 4) % 7) + 7) % 7;
}
