import { dateOfNumber, dayNumber, type LocalDate } from '@/lib/core/time';
import { heldAyahs, strengthOn, type UnitState } from '../memory/rules';

/** A step of the history: the same seventh day for everybody, whatever day a school's week begins on. */
export const STEP_DAYS = 7;
const PER_MILLE = 1000;

/** How strong a child's memory was, step by step, as it was on those days: the first day, then a figure for each step
 *  in thousandths, 0 when nothing was held. Empty before the first step. */
export type Strengths = readonly number[];

export interface StrengthPoint {
  readonly date: LocalDate;
  /** 0…1 */
  readonly strength: number;
}

/** The mean over what is held, by ayahs; undefined when nothing is. */
export function strengthOfAll(states: Iterable<UnitState>, day: number): number | undefined {
  let ayahs = 0;
  let firm = 0;
  for (const state of states) {
    const held = heldAyahs(state);
    ayahs += held;
    firm += held * strengthOn(state, day);
  }
  return ayahs > 0 ? firm / ayahs : undefined;
}

const stepFrom = (day: number) => Math.ceil(day / STEP_DAYS) * STEP_DAYS;
const nextStep = (kept: Strengths) => kept[0]! + STEP_DAYS * (kept.length - 1);

/**
 * The history with every step that is over before a day, while the memory still stands as it stood then: called before
 * each recital of a register it writes down what was, and no later recital changes it.
 */
export function noteSteps(
  kept: Strengths,
  states: ReadonlyMap<number, UnitState>,
  before: number,
): Strengths {
  if (kept.length === 0 && states.size === 0) return kept;
  const first =
    kept.length > 0 ? nextStep(kept) : stepFrom(Math.min(...[...states.values()].map(({ since }) => since)));
  if (first >= before) return kept;
  const noted = kept.length > 0 ? [...kept] : [first];
  for (let day = first; day < before; day += STEP_DAYS)
    noted.push(Math.round((strengthOfAll(states.values(), day) ?? 0) * PER_MILLE));
  return noted;
}

/**
 * The way from the first step up to a day: what was kept, and since the last recital what forgetting alone made of it,
 * which the memory of today still tells exactly.
 * @param strengthThen of the memory as it stands, on a day
 */
export function strengthAlong(
  kept: Strengths,
  { today, strengthThen }: { today: LocalDate; strengthThen: (date: LocalDate) => number | undefined },
): StrengthPoint[] {
  if (kept.length === 0) return [];
  const points = kept.slice(1).map((figure, i) => ({
    date: dateOfNumber(kept[0]! + i * STEP_DAYS),
    strength: figure / PER_MILLE,
  }));
  const end = dayNumber(today);
  for (let day = nextStep(kept); day < end; day += STEP_DAYS) {
    const date = dateOfNumber(day);
    points.push({ date, strength: strengthThen(date) ?? 0 });
  }
  points.push({ date: today, strength: strengthThen(today) ?? 0 });
  return points.filter(({ date }) => date <= today);
}
