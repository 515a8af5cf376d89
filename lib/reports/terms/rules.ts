import { addDays, dateOfHijri, hijriOf, type LocalDate } from '@/lib/core/time';

export const TERMS = [1, 2, 3] as const;
export type Term = (typeof TERMS)[number];

export interface TermStart {
  /** 1–12, Muharram first. */
  readonly month: number;
  /** 1–30 */
  readonly day: number;
}
/** Where the three terms begin, in the order of the school year. */
export type TermStarts = readonly [TermStart, TermStart, TermStart];

/** Four months each, from Shawwal, when madrasas open after Ramadan. */
export const USUAL_TERMS: TermStarts = [
  { month: 10, day: 1 },
  { month: 2, day: 1 },
  { month: 6, day: 1 },
];

export interface TermSpan {
  readonly term: Term;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

export interface SchoolYear {
  /** Hijri, in which its first term begins. */
  readonly year: number;
  /** Whether its last day lies in the Hijri year after. */
  readonly crosses: boolean;
  readonly terms: readonly TermSpan[];
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** A place in the year as one figure, for comparing. */
const place = ({ month, day }: TermStart) => month * 32 + day;

/** Each start lies after the one before, going round the year once. */
export function areInOrder(starts: TermStarts): boolean {
  const around = starts.map((start) => (place(start) - place(starts[0]) + 12 * 32) % (12 * 32));
  return around[0]! < around[1]! && around[1]! < around[2]!;
}

/** The three terms of a school year; the offset is the institution's days to Umm al-Qura. */
export function schoolYear(year: number, starts: TermStarts, offset: number): SchoolYear {
  const first = starts[0];
  const begin = starts.map((start) =>
    dateOfHijri({ year: place(start) < place(first) ? year + 1 : year, ...start }, offset),
  );
  const next = dateOfHijri({ year: year + 1, ...first }, offset);
  const ends = [begin[1]!, begin[2]!, next].map((day) => addDays(day, -1));
  const terms = TERMS.map((term, i) => ({ term, from: begin[i]!, to: ends[i]! }));
  const to = ends[2]!;
  return { year, crosses: hijriOf(to, offset).year > year, terms, from: begin[0]!, to };
}

/** The school year that a day lies in. */
export function schoolYearOf(date: LocalDate, starts: TermStarts, offset: number): number {
  const { year } = hijriOf(date, offset);
  return date < schoolYear(year, starts, offset).from ? year - 1 : year;
}
