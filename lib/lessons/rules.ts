import type { Role } from '@/lib/core/auth/roles';
import type { LocalDate } from '@/lib/core/time';
import { JUZ_COUNT, type JuzScheme, juzOf, juzRange } from '@/lib/quran/divisions';
import type { Range } from '@/lib/quran/position';
import { normalise, type RangeSet, subtract, union } from '@/lib/quran/range-set';

export const LESSON_KINDS = ['SABAQ', 'SABQI', 'MANZIL', 'GIRDAAN'] as const;
export type LessonKind = (typeof LESSON_KINDS)[number];

/** Best first. REPEAT is not accepted: the same lesson tomorrow. */
export const GRADES = ['EXCELLENT', 'GOOD', 'WEAK', 'REPEAT'] as const;
export type Grade = (typeof GRADES)[number];

export const LISTENERS = ['TEACHER', 'SENIOR', 'GUARDIAN', 'EXAMINER', 'SELF'] as const;
export type Listener = (typeof LISTENERS)[number];

/** The ustadh of the halqa and the child itself need no name. */
export function mayBeNamed(listener: Listener): boolean {
  return listener !== 'TEACHER' && listener !== 'SELF';
}

export const MISTAKE_KINDS = ['atak', 'lahnJali', 'lahnKhafi', 'tajweed'] as const;
export type MistakeKind = (typeof MISTAKE_KINDS)[number];
export type Mistakes = Readonly<Record<MistakeKind, number>>;

/** FORWARD: juz 1 to 30. BACKWARD: juz 30 to 1, each juz read forwards. */
export const DIRECTIONS = ['FORWARD', 'BACKWARD'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const MAX_MISTAKES = 99;
export const MAX_PORTIONS = 20;

/** A recital as the register holds it. Lists of them may come in any order; of one day, the later is later in the list. */
export interface HeardLesson {
  readonly kind: LessonKind;
  readonly date: LocalDate;
  readonly grade: Grade;
  /** In the order of recital. */
  readonly portions: readonly Range[];
}

export function byDate<L extends Pick<HeardLesson, 'date'>>(lessons: readonly L[]): L[] {
  return [...lessons].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

export function isAcceptedSabaq({ kind, grade }: Pick<HeardLesson, 'kind' | 'grade'>): boolean {
  return kind === 'SABAQ' && grade !== 'REPEAT';
}

/** Ayahs that came to be held, or were taken back, on a day. */
export interface DatedPortions {
  readonly on: LocalDate;
  readonly portions: readonly Range[];
}

/**
 * What a student has memorised: the placement at enrolment and every accepted sabaq, minus what a failed test takes
 * back. A test takes what was held up to its own day; what is recited or placed on a later day counts again. The order
 * in which any of them is listed is no matter.
 */
export function memorisedSet({
  placement,
  lessons,
  placedLater = [],
  takenBack = [],
}: {
  placement: RangeSet;
  lessons: readonly HeardLesson[];
  /** Placements that have a day, beside the one at enrolment. */
  placedLater?: readonly DatedPortions[];
  takenBack?: readonly DatedPortions[];
}): RangeSet {
  const gained: DatedPortions[] = [
    ...placedLater,
    ...lessons.filter(isAcceptedSabaq).map(({ date, portions }) => ({ on: date, portions })),
  ];
  const days = [...new Set(takenBack.map(({ on }) => on))].sort();
  let held: RangeSet = placement;
  let since = '';
  for (const day of days) {
    const until = gained.filter(({ on }) => on > since && on <= day);
    held = union(
      held,
      until.flatMap(({ portions }) => portions),
    );
    const taken = takenBack.filter(({ on }) => on === day).flatMap(({ portions }) => portions);
    held = subtract(held, normalise(taken));
    since = day;
  }
  return union(
    held,
    gained.filter(({ on }) => on > since).flatMap(({ portions }) => portions),
  );
}

/** The 30 juz in the order a student takes them, from `startJuz` round to the ones before it. */
export function juzInDirection(direction: Direction, startJuz?: number): number[] {
  const step = direction === 'FORWARD' ? 1 : -1;
  const start = startJuz ?? (direction === 'FORWARD' ? 1 : JUZ_COUNT);
  return Array.from({ length: JUZ_COUNT }, (_, i) => ((start - 1 + step * i + JUZ_COUNT) % JUZ_COUNT) + 1);
}

/**
 * What a child of an imported register held before the register begins, when nobody recorded a placement: everything
 * from `startJuz` in the child's direction up to the first sabaq, and whatever was recited as sabqi, manzil or girdaan
 * without being a sabaq of the register. A first sabaq that lies against the direction proves nothing and claims nothing.
 */
export function placementFromHistory({
  startJuz,
  direction,
  sabaq,
  recited,
  scheme,
}: {
  startJuz: number;
  direction: Direction;
  /** All sabaq portions of the register, oldest first. */
  sabaq: readonly Range[];
  recited: readonly Range[];
  scheme: JuzScheme;
}): RangeSet {
  const recitedBefore = subtract(normalise(recited), normalise(sabaq));
  const first = sabaq[0]?.[0];
  if (first === undefined) return recitedBefore;
  const current = juzOf(first, scheme);
  const against = direction === 'FORWARD' ? current < startJuz : current > startJuz;
  if (against) return recitedBefore;
  const order = juzInDirection(direction, startJuz);
  const done = order.slice(0, order.indexOf(current)).map((juz) => juzRange(juz, scheme));
  const juzStart = juzRange(current, scheme)[0];
  if (first > juzStart) done.push([juzStart, first - 1]);
  return union(recitedBefore, done);
}

export type Correction =
  | { readonly allowed: true; readonly needsReason: boolean }
  | { readonly allowed: false; readonly code: 'futureDate' | 'notYours' };

const RECORDERS: readonly Role[] = ['teacher', 'campus_admin', 'admin'];

/** Who may write or change the record of a day: those who keep the register, never ahead; an earlier day needs a reason. */
export function canCorrect({
  lessonDate,
  today,
  role,
}: {
  lessonDate: LocalDate;
  today: LocalDate;
  role: Role;
}): Correction {
  if (!RECORDERS.includes(role)) return { allowed: false, code: 'notYours' };
  if (lessonDate > today) return { allowed: false, code: 'futureDate' };
  return { allowed: true, needsReason: lessonDate < today };
}
