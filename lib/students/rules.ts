import { foldDigits } from '@/lib/core/name';
import { daysOfMonth, gregorianOf, type LocalDate } from '@/lib/core/time';
import type { MushafLayout } from '@/lib/quran/mushaf';
import { type NotationProblem, parseRange } from '@/lib/quran/notation';
import type { Range } from '@/lib/quran/position';
import { normalise, type RangeSet } from '@/lib/quran/range-set';

export const PROGRAMMES = ['HIFZ', 'NAZRA', 'QAIDA', 'GIRDAAN'] as const;
export type Programme = (typeof PROGRAMMES)[number];
export const GENDERS = ['MALE', 'FEMALE'] as const;
export const NOTE_KINDS = ['REMARK', 'HEALTH'] as const;
export const STUDENT_MUSHAFS = ['madani15', 'indopak16', 'indopak15', 'indopak13'] as const;

const ADULT_AT = 18;

/** Which sentence the office attested (P15). New words in the catalogue need a new name here. */
export const CONSENT_WORDING = 'enrolment-2026-1';

/** Everything that begins with `word` lies in `[from, to)` of the index; U+FFFF sorts behind every letter. */
export function prefixRange(word: string): { from: string; to: string } {
  return { from: word, to: `${word}\uffff` };
}

/** Whole years on the day `today`. */
export function ageOn(bornOn: LocalDate, today: LocalDate): number {
  const born = gregorianOf(bornOn);
  const now = gregorianOf(today);
  const before = now.month < born.month || (now.month === born.month && now.day < born.day);
  return now.year - born.year - (before ? 1 : 0);
}

/** Under 18, or of unknown age: both need a guardian who can be reached (P14). */
export function isMinor(bornOn: LocalDate | null, today: LocalDate): boolean {
  return bornOn === null || ageOn(bornOn, today) < ADULT_AT;
}

export type HeldReading =
  | { ok: true; held: RangeSet }
  | { ok: false; code: NotationProblem['code'] | 'heldTooMany'; params: Record<string, string | number> };

const MAX_PARTS = 60;
const UNIT_BEFORE_NUMBER = /^([^\d\p{Nd}\s:.-]+)\.?\s*\p{Nd}/u;
const BARE_NUMBER = /^\p{Nd}+(\s*[-–—]\s*\p{Nd}+)?$/u;

/** What a child holds already, as an office writes it: `juz 30, 29`, `پارہ ۳۰، ۲۹`, `juz 28-30; 2:1-141`.
 *  A bare number belongs to the unit named before it. */
export function readHeld(text: string, layout: MushafLayout): HeldReading {
  const parts = text
    .split(/[,،;؛\n]|\s(?:and|اور)\s/u)
    .map((part) => part.trim())
    .filter(Boolean);
  if (parts.length > MAX_PARTS) return { ok: false, code: 'heldTooMany', params: { max: MAX_PARTS } };
  const ranges: Range[] = [];
  let unit = '';
  for (const part of parts) {
    unit = UNIT_BEFORE_NUMBER.exec(part)?.[1] ?? unit;
    const read = parseRange(unit && BARE_NUMBER.test(part) ? `${unit} ${part}` : part, { layout });
    if (!read.ok) return { ok: false, code: read.code, params: { ...read.params, value: part } };
    ranges.push(read.range);
  }
  return { ok: true, held: normalise(ranges) };
}

/** The form in which two spellings of one roll number meet: digits folded, upper case, no spaces. */
export function rollKey(text: string): string {
  return foldDigits(text).replace(/\s+/g, '').toUpperCase();
}

/** Children by roll number, however the office spelt it; of two, the one who is spelt like the key. */
export function byRollNo<T extends { rollNo: string | null }>(children: readonly T[]): Map<string, T> {
  const index = new Map<string, T>();
  for (const child of children) {
    const key = rollKey(child.rollNo ?? '');
    if (key && (child.rollNo === key || !index.has(key))) index.set(key, child);
  }
  return index;
}

export type RollPattern = { prefix: string; width: number };

/** How this institution numbers its children, by the newest numbers given; `2026-0001` where there are none.
 *  A year in the prefix moves on with the calendar. */
export function rollPattern(newest: readonly string[], today: LocalDate): RollPattern {
  const shapes = newest.flatMap((roll) => {
    const shape = /^(.*?)(\d{1,9})$/.exec(roll);
    return shape ? [{ prefix: shape[1]!, width: shape[2]!.length }] : [];
  });
  const first = shapes[0];
  const year = today.slice(0, 4);
  if (!first) return { prefix: `${year}-`, width: 4 };
  return { prefix: first.prefix.replace(/(?<!\d)20\d\d(?!\d)/, year), width: first.width };
}

/** @param last the highest number given with this prefix, 0 when there is none */
export function rollAfter({ prefix, width }: RollPattern, last: number): string {
  return `${prefix}${String(last + 1).padStart(width, '0')}`;
}

/** First and last day of the month of `day`. */
export function monthBounds(day: LocalDate): { first: LocalDate; last: LocalDate } {
  const days = daysOfMonth(day);
  return { first: days[0]!, last: days.at(-1)! };
}
