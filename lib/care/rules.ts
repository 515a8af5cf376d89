import { addDays, dateOfNumber, dayNumber, type LocalDate } from '@/lib/core/time';
import { type JuzScheme, juzOf } from '@/lib/quran/divisions';
import { strength, unitRange } from '@/lib/revision/memory/rules';

/** In the order in which they are told; none weighs more than another, and they are never added up. */
export const REASONS = ['ABSENT', 'REPEAT', 'STALLED', 'FADING'] as const;
export type ReasonCode = (typeof REASONS)[number];

/** When a reason stands. An institution may set its own (settings, section `progress`, key `care`). */
export interface Limits {
  /** Days absent one after the other, without a day here between; leave neither counts nor parts them. */
  readonly inRow: number;
  /** Days absent within thirty. */
  readonly inThirty: number;
  /** Refusals among the last six recitals of one kind. */
  readonly refused: number;
  /** Days without a new lesson… */
  readonly stalledDays: number;
  /** …on at least so many of which the child was here: absence is a reason of its own. */
  readonly stalledHere: number;
  /** Fall of the mean strength within a fortnight, in points of a hundred. */
  readonly fall: number;
  /** A word that was had is enough for so many days, unless a new reason comes up. */
  readonly quietDays: number;
}

/** The issue names three in a row and five in thirty. Two weeks without sabaq are two weekly reports; half of six
 *  lessons refused is no bad day; six points of the mean are what a fortnight takes from a child of middling firmness whom
 *  nobody heard at all (FSRS-6 falls slowly: a child within its cycle loses next to none). On twenty synthetic children over
 *  three years (seeds 9001 on) six gives about 0.02 false alarms in a child's year, two 1.4 and one 2.4; of 80 times that
 *  manzil was left out for five weeks two found 7, one 53, three none, so six would hardly any: an institution may choose. */
export const DEFAULT_LIMITS: Limits = {
  inRow: 3,
  inThirty: 5,
  refused: 3,
  stalledDays: 14,
  stalledHere: 6,
  fall: 6,
  quietDays: 7,
};

export const WINDOW_DAYS = 30;
export const FALL_DAYS = 14;
export const LAST_RECITALS = 6;

/** A unit of memory as far as its fall follows from it. */
export interface Fading {
  /** Rub' of a hizb 1…240. */
  readonly unit: number;
  readonly stability: number;
  /** See `dayNumber`: when it was last heard, parts weighed. */
  readonly heardDay: number;
}

export interface Refusals {
  readonly kind: string;
  /** Of so many recitals. */
  readonly of: number;
  readonly days: readonly LocalDate[];
}

/** What the register says of one child. */
export interface CareFacts {
  /** Days of the last thirty, ascending; a day with one session attended is a day here. */
  readonly absent: readonly LocalDate[];
  readonly came: readonly LocalDate[];
  readonly refusals: readonly Refusals[];
  /** A new lesson (or reading) is still to come. */
  readonly learning: boolean;
  /** The last accepted one; the day of admission when there is none. */
  readonly lastNew: LocalDate;
  readonly memory: readonly Fading[];
  readonly scheme: JuzScheme;
}

export type Reason =
  | {
      readonly code: 'ABSENT';
      readonly inRow: number;
      readonly inThirty: number;
      readonly days: readonly LocalDate[];
    }
  | {
      readonly code: 'REPEAT';
      readonly kind: string;
      readonly times: number;
      readonly of: number;
      readonly days: readonly LocalDate[];
    }
  | { readonly code: 'STALLED'; readonly since: LocalDate; readonly daysHere: number }
  | {
      readonly code: 'FADING';
      /** Points of a hundred that the mean of all lost. */
      readonly fall: number;
      /** What nobody heard since: then and now. */
      readonly before: number;
      readonly now: number;
      readonly juz: readonly number[];
    };

function absence({ absent, came }: CareFacts, limits: Limits): Reason[] {
  const last = came.at(-1) ?? '';
  const inRow = absent.filter((day) => day > last).length;
  if (inRow < limits.inRow && absent.length < limits.inThirty) return [];
  return [{ code: 'ABSENT', inRow, inThirty: absent.length, days: absent }];
}

function refusal({ refusals }: CareFacts, limits: Limits): Reason[] {
  const worst = [...refusals]
    .filter(({ days }) => days.length >= limits.refused)
    .sort((one, other) => other.days.length - one.days.length || (one.kind < other.kind ? -1 : 1))[0];
  return worst
    ? [{ code: 'REPEAT', kind: worst.kind, times: worst.days.length, of: worst.of, days: worst.days }]
    : [];
}

function stalling({ learning, lastNew, came }: CareFacts, today: LocalDate, limits: Limits): Reason[] {
  const daysHere = came.filter((day) => day > lastNew).length;
  const long = dayNumber(today) - dayNumber(lastNew) >= limits.stalledDays;
  return learning && long && daysHere >= limits.stalledHere
    ? [{ code: 'STALLED', since: lastNew, daysHere }]
    : [];
}

const JUZ_NAMED = 3;

/**
 * How far memory fell within a fortnight where nobody listened: whatever was heard since has not been neglected. What
 * was not heard stood then just as its memory says today, so both figures are what was and what is.
 */
function fading({ memory, scheme }: CareFacts, today: LocalDate, limits: Limits): Reason[] {
  if (memory.length === 0) return [];
  const then = addDays(today, -FALL_DAYS);
  let [before, now, unheard] = [0, 0, 0];
  const fallen = new Map<number, number>();
  for (const { unit, stability, heardDay } of memory) {
    if (heardDay > dayNumber(then)) continue;
    const trace = { stability, lastReviewOn: dateOfNumber(heardDay) };
    const recall = strength(trace, today);
    const was = strength(trace, then);
    unheard += 1;
    now += recall;
    before += was;
    const juz = juzOf(unitRange(unit)[0], scheme);
    fallen.set(juz, (fallen.get(juz) ?? 0) + was - recall);
  }
  const fall = (100 * (before - now)) / memory.length;
  if (fall < limits.fall) return [];
  const points = (sum: number) => Math.round((100 * sum) / unheard);
  const juz = [...fallen]
    .filter(([, fall]) => fall > 0)
    .sort(([a, x], [b, y]) => y - x || a - b)
    .slice(0, JUZ_NAMED)
    .map(([n]) => n);
  return [{ code: 'FADING', fall: Math.round(fall), before: points(before), now: points(now), juz }];
}

/** Why a word with (or about) this child is due; none is the rule. */
export function findReasons(
  facts: CareFacts,
  { today, limits }: { today: LocalDate; limits: Limits },
): Reason[] {
  return [
    ...absence(facts, limits),
    ...refusal(facts, limits),
    ...stalling(facts, today, limits),
    ...fading(facts, today, limits),
  ];
}

/** What was said last about a child. */
export interface Word {
  readonly spokenOn: LocalDate;
  readonly reasons: readonly ReasonCode[];
}

/** Whether the last word still covers every reason there is. */
export function isSpokenTo(
  reasons: readonly { readonly code: ReasonCode }[],
  word: Word | null,
  { today, limits }: { today: LocalDate; limits: Pick<Limits, 'quietDays'> },
): boolean {
  if (!word || dayNumber(today) - dayNumber(word.spokenOn) >= limits.quietDays) return false;
  return reasons.every(({ code }) => word.reasons.includes(code));
}
