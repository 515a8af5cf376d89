import { daysBetween, type LocalDate } from '@/lib/core/time';
import type { LessonKind, MistakeKind } from '@/lib/lessons/rules';
import type { Range } from '@/lib/quran/position';

// Types alone come from other rooms: the page's script loads this file without the tables of the Quran.

/** The kinds as a mark carries them; the counts of a lesson are named by {@link COUNT_OF}. */
export const MARK_KINDS = ['ATAK', 'LAHN_JALI', 'LAHN_KHAFI', 'TAJWEED'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

export const COUNT_OF: Readonly<Record<MarkKind, MistakeKind>> = {
  ATAK: 'atak',
  LAHN_JALI: 'lahnJali',
  LAHN_KHAFI: 'lahnKhafi',
  TAJWEED: 'tajweed',
};

/** An ayah, a word of it, or the words from one to another. Words are 1-based. */
export interface MarkPlace {
  readonly ayah: number;
  readonly word?: number | undefined;
  readonly toAyah?: number | undefined;
  readonly toWord?: number | undefined;
}

const CODE = /^([1-9]\d{0,3})(?:\.([1-9]\d{0,2})(?:-([1-9]\d{0,3})\.([1-9]\d{0,2}))?)?$/;

/** A place in one word, for forms and addresses: `294`, `294.3`, `294.3-295.4`. */
export function placeCode({ ayah, word, toAyah, toWord }: MarkPlace): string {
  if (word === undefined) return String(ayah);
  return toAyah === undefined ? `${ayah}.${word}` : `${ayah}.${word}-${toAyah}.${toWord}`;
}

/** The place that a code names; undefined when it is none. Whether the word exists is the text's to say. */
export function readPlace(code: string): MarkPlace | undefined {
  const [, ayah, word, toAyah, toWord] = CODE.exec(code) ?? [];
  if (!ayah) return undefined;
  if (!word) return { ayah: Number(ayah) };
  if (!toAyah) return { ayah: Number(ayah), word: Number(word) };
  return { ayah: Number(ayah), word: Number(word), toAyah: Number(toAyah), toWord: Number(toWord) };
}

/** Words as one ascending number, the same as `placeKey` of lib/quran/lines. */
const keyOf = (ayah: number, word: number) => ayah * 256 + word;

/** Keys of the first and last word that a mark touches; a whole ayah reaches behind its last word. */
export function keysOf({ ayah, word, toAyah, toWord }: MarkPlace): readonly [number, number] {
  if (word === undefined) return [keyOf(ayah, 1), keyOf(ayah, 255)];
  return [keyOf(ayah, word), keyOf(toAyah ?? ayah, toWord ?? word)];
}

export function overlap(a: MarkPlace, b: MarkPlace): boolean {
  const [aFrom, aTo] = keysOf(a);
  const [bFrom, bTo] = keysOf(b);
  return aFrom <= bTo && bFrom <= aTo;
}

/** A recital that went over a place. */
export interface PassedBy {
  readonly date: LocalDate;
  readonly accepted: boolean;
  /** Mistakes counted in it, and how many of these have a place. */
  readonly mistakes: number;
  readonly places: readonly MarkPlace[];
  readonly portions: readonly Range[];
}

/**
 * Whether a recital shows that the place went well: it covers it, was accepted, and no mistake fell there. Mistakes
 * that were only counted may have fallen anywhere: such a recital proves nothing about a place.
 */
export function isCleanAt(recital: PassedBy, place: MarkPlace): boolean {
  const last = place.toAyah ?? place.ayah;
  return (
    recital.accepted &&
    recital.mistakes <= recital.places.length &&
    recital.portions.some(([from, to]) => from <= place.ayah && last <= to) &&
    !recital.places.some((one) => overlap(one, place))
  );
}

/** A mark fades to a half with every clean recital, and to a half in this many days by itself. */
export const HALF_DAYS = 90;
/** Below this a mark is no longer drawn: four clean recitals, three and a month, or eleven months alone. */
export const GONE = 0.08;

/** How much of a mark is left, 1 on its day and falling: by the clean recitals of later days, and slowly by time. */
export function weightOf(
  mark: MarkPlace & { readonly date: LocalDate },
  recitals: readonly PassedBy[],
  today: LocalDate,
): number {
  const clean = recitals.filter(
    (recital) => recital.date > mark.date && recital.date <= today && isCleanAt(recital, mark),
  ).length;
  const days = Math.max(0, daysBetween(mark.date, today));
  return 0.5 ** clean * 0.5 ** (days / HALF_DAYS);
}

/** How an earlier mark is drawn: dashed, in three steps of ink; `gone` is not drawn. */
export type Trace = 'fresh' | 'fading' | 'faint' | 'gone';

export function traceOf(weight: number): Trace {
  if (weight < GONE) return 'gone';
  if (weight < 0.25) return 'faint';
  return weight < 0.6 ? 'fading' : 'fresh';
}

/** Heat of a line, page or juz: dots for one mistake, light diagonals for two, dense ones from three up. */
export type Heat = 0 | 1 | 2 | 3;

export function heatOf(count: number): Heat {
  return Math.min(3, count) as Heat;
}

/** Heat of a halqa's page: by how many of its children it trips, so that one child's bad day is no hot page. */
export function halqaHeatOf(children: number, size: number): Heat {
  if (children === 0) return 0;
  if (children === 1) return 1;
  return children >= Math.max(3, size / 4) ? 3 : 2;
}

/** What stands in a child's day: recited already, or due. */
export interface DayLesson {
  readonly kind: LessonKind;
  readonly portions: readonly number[];
  readonly lesson?: { readonly id: string } | undefined;
}

/** The lesson in which a place was recited: the first of the day that covers it, sabaq before sabqi before manzil. */
export function lessonAt<L extends DayLesson>(ayah: number, day: readonly L[]): L | undefined {
  return day.find(({ portions }) =>
    portions.some((from, i) => i % 2 === 0 && from <= ayah && ayah <= portions[i + 1]!),
  );
}
