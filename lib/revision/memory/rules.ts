import { dateOfNumber, dayNumber, type LocalDate } from '@/lib/core/time';
import type { Grade, LISTENERS, Mistakes } from '@/lib/lessons/rules';
import { rubOf, rubRange } from '@/lib/quran/divisions';
import { pageOf } from '@/lib/quran/mushaf';
import type { Range } from '@/lib/quran/position';
import { intersect, normalise, type RangeSet, size, subtract } from '@/lib/quran/range-set';
import { afterFirst, afterReview, forgettingCurve, mixed, RATING, type Trace } from './model/rules';

/** Rub' of a hizb, as the Madani print marks them: about two and a half pages. */
export const UNITS = 240;

/** What others read of a unit: how firmly it sits and when it is to be heard. */
export interface UnitMemory {
  /** Rub' of a hizb 1…240. */
  readonly unit: number;
  /** Days until its recall falls to 90 %. */
  readonly stability: number;
  /** 1 easy … 10 hard. */
  readonly difficulty: number;
  /** Where parts were heard on several days, the day between them. */
  readonly lastReviewOn: LocalDate;
  /** Never later than the ceiling of the cycle. */
  readonly dueOn: LocalDate;
  readonly reviews: number;
}

export function unitOf(ayah: number): number {
  return rubOf(ayah);
}

export function unitRange(unit: number): Range {
  return rubRange(unit);
}

/** Recall to be expected on a day, 0…1. It falls by itself. */
export function strength(memory: Pick<UnitMemory, 'stability' | 'lastReviewOn'>, on: LocalDate): number {
  return forgettingCurve(dayNumber(on) - dayNumber(memory.lastReviewOn), memory.stability);
}

/** Ayahs that were last heard, and accepted, on one day. */
export type Part = readonly [from: number, to: number, day: number];

/** A unit as it is kept. Days are figures, see `dayNumber`. */
export interface UnitState extends Trace {
  readonly unit: number;
  readonly reviews: number;
  /** The day it came into the register: before it nobody could have heard it here. */
  readonly since: number;
  /** The day on which it was refused, while it has not been accepted since. */
  readonly repeatOn: number | null;
  /** What is held of the unit: ascending, without overlap. */
  readonly parts: readonly Part[];
}

export type UnitStates = Map<number, UnitState>;

export type Listener = (typeof LISTENERS)[number];

/** A recital as a review. */
export interface Recital {
  readonly kind: 'SABAQ' | 'SABQI' | 'MANZIL' | 'GIRDAAN' | 'TEST';
  readonly date: LocalDate;
  readonly grade: Grade;
  readonly portions: readonly Range[];
  readonly mistakes?: Mistakes | undefined;
  readonly listener?: Listener | undefined;
}

/** How much a review by each listener weighs (DOMAIN "Listener"). */
export const CONFIDENCE: Readonly<Record<Listener, number>> = {
  TEACHER: 1,
  EXAMINER: 1,
  SENIOR: 0.8,
  GUARDIAN: 0.7,
  SELF: 0.5,
};

const CLEAN: Mistakes = { atak: 0, lahnJali: 0, lahnKhafi: 0, tajweed: 0 };
/** Points on a page from which a lesson that was called good was hard work. */
const HEAVY = 2;

/** Points on a page: a clear error counts one, the subtle ones less. */
function heaviness(mistakes: Mistakes, portions: readonly Range[]): number {
  const points = mistakes.lahnJali + 0.5 * mistakes.atak + 0.5 * mistakes.tajweed + 0.25 * mistakes.lahnKhafi;
  if (points === 0) return 0;
  const pages = portions.reduce(
    (sum, [from, to]) => sum + pageOf('madani15', to) - pageOf('madani15', from) + 1,
    0,
  );
  return points / Math.max(1, pages);
}

/** FSRS rating 1…4. The grade is the teacher's word and decides; the mistakes part clean from merely good. */
export function ratingOf({ grade, mistakes = CLEAN, portions }: Recital): number {
  if (grade === 'REPEAT') return RATING.again;
  if (grade === 'WEAK') return RATING.hard;
  const heavy = heaviness(mistakes, portions);
  if (grade === 'GOOD') return heavy > HEAVY ? RATING.hard : RATING.good;
  return heavy > 0 ? RATING.good : RATING.easy;
}

export function heldOf(state: Pick<UnitState, 'parts'>): RangeSet {
  const { parts } = state;
  return parts.length === 1
    ? [[parts[0]![0], parts[0]![1]]]
    : normalise(parts.map(([from, to]): Range => [from, to]));
}

export function heldAyahs({ parts }: Pick<UnitState, 'parts'>): number {
  return parts.reduce((sum, [from, to]) => sum + to - from + 1, 0);
}

/** The day between those on which parts were heard, each weighing its ayahs. */
function meanDay(parts: readonly Part[]): number {
  let ayahs = 0;
  let days = 0;
  for (const [from, to, day] of parts) {
    ayahs += to - from + 1;
    days += (to - from + 1) * day;
  }
  return days / ayahs;
}

/** The day on which the part longest unheard was recited, here or before the child came. */
export function recitedOn({ parts }: Pick<UnitState, 'parts'>): number {
  let first = parts[0]![2];
  for (const [, , day] of parts) if (day < first) first = day;
  return first;
}

/** The day the unit was last heard whole; what was brought along counts from the day it was placed. */
export function heardOn({ parts, since }: Pick<UnitState, 'parts' | 'since'>): number {
  return Math.max(since, recitedOn({ parts }));
}

export function lastReviewDay(state: Pick<UnitState, 'parts'>): number {
  return Math.floor(meanDay(state.parts));
}

/** As {@link strength}, of what is kept. */
export function strengthOn(state: Pick<UnitState, 'parts' | 'stability'>, day: number): number {
  return forgettingCurve(day - lastReviewDay(state), state.stability);
}

function partsWithin(parts: readonly Part[], set: RangeSet): Part[] {
  return parts.flatMap(([from, to, day]) => intersect([[from, to]], set).map(([a, b]): Part => [a, b, day]));
}

/** Neighbours of one day become one part again, so that the same history always has the same form. */
function joined(parts: readonly Part[]): Part[] {
  const whole: [number, number, number][] = [];
  for (const [from, to, day] of [...parts].sort((a, b) => a[0] - b[0])) {
    const last = whole.at(-1);
    if (last && last[1] + 1 === from && last[2] === day) last[1] = to;
    else whole.push([from, to, day]);
  }
  return whole;
}

function setDay(parts: readonly Part[], ayahs: RangeSet, day: number): Part[] {
  const rest = partsWithin(parts, subtract(heldOf({ parts }), ayahs));
  return joined([...rest, ...ayahs.map(([from, to]): Part => [from, to, day])]);
}

/** The portions cut at the marks of the units. */
export function byUnit(portions: readonly Range[]): Map<number, RangeSet> {
  const units = new Map<number, Range[]>();
  for (const [from, to] of normalise(portions)) {
    for (let unit = unitOf(from); unit <= unitOf(to); unit += 1) {
      const [first, last] = unitRange(unit);
      const cut = units.get(unit) ?? [];
      cut.push([Math.max(from, first), Math.min(to, last)]);
      units.set(unit, cut);
    }
  }
  return units;
}

/** One recital, on every unit it touches; what is not held and not a new lesson is passed over. */
export function applyRecital(states: UnitStates, recital: Recital): void {
  const rating = ratingOf(recital);
  for (const [unit, covered] of byUnit(recital.portions)) {
    const after = reviewed(states.get(unit), { unit, covered, recital, rating });
    if (after) states.set(unit, after);
  }
}

function reviewed(
  before: UnitState | undefined,
  { unit, covered, recital, rating }: { unit: number; covered: RangeSet; recital: Recital; rating: number },
): UnitState | undefined {
  const day = dayNumber(recital.date);
  const accepted = recital.grade !== 'REPEAT';
  const confidence = CONFIDENCE[recital.listener ?? 'TEACHER'];
  let state = before;
  const old = state ? partsWithin(state.parts, covered) : [];
  if (state && old.length > 0) {
    const share = heldAyahs({ parts: old }) / heldAyahs(state);
    const trace = afterReview(state, { elapsed: Math.max(0, day - meanDay(old)), rating });
    state = {
      ...state,
      // A page of ten says something of the page, not of the ten.
      ...mixed(state, trace, confidence * share),
      reviews: state.reviews + 1,
      repeatOn: accepted ? null : day,
      parts: accepted ? setDay(state.parts, heldOf({ parts: old }), day) : state.parts,
    };
  }
  if (recital.kind !== 'SABAQ' || !accepted) return state;
  const fresh = state ? subtract(covered, heldOf(state)) : covered;
  if (fresh.length === 0) return state;
  const first = mixed(afterFirst(RATING.again), afterFirst(rating), confidence);
  return joinFresh(state, { unit, ayahs: fresh, trace: first, day, since: day });
}

/** New ayahs come into a unit with a trace of their own; the unit's is between the two, by ayahs. */
function joinFresh(
  state: UnitState | undefined,
  {
    unit,
    ayahs,
    trace,
    day,
    since,
  }: { unit: number; ayahs: RangeSet; trace: Trace; day: number; since: number },
): UnitState {
  if (!state) return { unit, ...trace, reviews: 1, since, repeatOn: null, parts: setDay([], ayahs, day) };
  const parts = setDay(state.parts, ayahs, day);
  return { ...state, ...mixed(state, trace, size(ayahs) / heldAyahs({ parts })), parts };
}

/** What a child brings: how it was found to sit on the day it was placed. */
export const FIRMNESS = ['SOLID', 'SHAKY', 'RUSTY'] as const;
export type Firmness = (typeof FIRMNESS)[number];

export interface Placed {
  readonly portions: RangeSet;
  readonly firmness: Firmness;
  readonly on: LocalDate;
}

/** Traces that give about 97, 75 and 50 % on the day itself; `ago` is the age of the last recital behind it, in days. */
const BROUGHT: Readonly<Record<Firmness, Trace & { ago: number }>> = {
  SOLID: { stability: 45, difficulty: 4, ago: 10 },
  SHAKY: { stability: 10, difficulty: 6, ago: 55 },
  RUSTY: { stability: 2, difficulty: 8, ago: 180 },
};

/** Puts in place what a child brings; the later word on the same ayahs stands. */
export function applyPlacement(states: UnitStates, { portions, firmness, on }: Placed): void {
  const { ago, ...trace } = BROUGHT[firmness];
  const since = dayNumber(on);
  for (const [unit, ayahs] of byUnit(portions)) {
    const before = states.get(unit);
    const placed = joinFresh(before, { unit, ayahs, trace, day: since - ago, since });
    states.set(unit, before ? placed : { ...placed, reviews: 0 });
  }
}

/** What a failed test takes back is no longer held. */
export function takeBack(states: UnitStates, portions: readonly Range[]): void {
  for (const [unit, ayahs] of byUnit(portions)) {
    const before = states.get(unit);
    if (!before) continue;
    const parts = joined(partsWithin(before.parts, subtract(heldOf(before), ayahs)));
    if (parts.length === 0) states.delete(unit);
    else states.set(unit, { ...before, parts });
  }
}

/** What is held, from the parts: the same set as memorised. */
export function heldSet(states: Iterable<UnitState>): RangeSet {
  return normalise([...states].flatMap(({ parts }) => parts.map(([from, to]): Range => [from, to])));
}

/** A kept unit as others read it. `dueDay`: from the cycle, see `../cycle/rules`. */
export function memoryOf(state: UnitState, dueDay: number): UnitMemory {
  return {
    unit: state.unit,
    stability: state.stability,
    difficulty: state.difficulty,
    lastReviewOn: dateOfNumber(lastReviewDay(state)),
    dueOn: dateOfNumber(dueDay),
    reviews: state.reviews,
  };
}
