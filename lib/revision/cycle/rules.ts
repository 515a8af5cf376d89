import { rubRange } from '@/lib/quran/divisions';
import { type TeachingCalendar, teachingDayAfter } from '../calendar/rules';
import { modelInterval } from '../memory/model/rules';
import {
  heardOn,
  heldAyahs,
  lastReviewDay,
  memoryOf,
  type UnitMemory,
  type UnitState,
} from '../memory/rules';
import { type CycleName, type RevisionSettings, UNITS_IN_JUZ } from '../rules';

const WEEK_DAYS = 7;

/** How much of a unit is held, 0…1: half a unit is half the work. */
export function weightOf(state: Pick<UnitState, 'unit' | 'parts'>): number {
  const [from, to] = rubRange(state.unit);
  return heldAyahs(state) / (to - from + 1);
}

export function heldUnits(states: Iterable<UnitState>): number {
  let units = 0;
  for (const state of states) units += weightOf(state);
  return units;
}

/** Days that one round over what is held may take: calendar days of the week of seven manzils, else teaching days. */
export function cycleDays(
  { cycle, days }: { cycle: CycleName; days: number },
  /** Rub' held, parts counted as parts. */
  held: number,
): number {
  if (cycle === 'WEEK') return WEEK_DAYS;
  if (cycle === 'DAYS') return days;
  return Math.max(1, Math.ceil(held / (cycle === 'JUZ' ? UNITS_IN_JUZ : UNITS_IN_JUZ / 2)));
}

/** What a day's manzil is to be, in rub': as chosen, else what brings the round to its end in its days. */
export function dailyAmount(
  settings: Pick<RevisionSettings, 'cycle' | 'days' | 'amount'>,
  held: number,
): number {
  if (settings.amount !== null) return settings.amount;
  if (settings.cycle === 'JUZ') return UNITS_IN_JUZ;
  if (settings.cycle === 'HALF_JUZ') return UNITS_IN_JUZ / 2;
  return Math.max(1, Math.ceil(held / cycleDays(settings, held)));
}

export interface Round {
  readonly settings: Pick<RevisionSettings, 'cycle' | 'days' | 'mode'>;
  readonly calendar: TeachingCalendar;
  /** Rub' held, see {@link heldUnits}. */
  readonly held: number;
}

/** The last day on which a unit's turn comes: no model may put it off beyond. */
export function ceilingDay(state: UnitState, { settings, calendar, held }: Round): number {
  const days = cycleDays(settings, held);
  const from = heardOn(state);
  return settings.cycle === 'WEEK' ? from + days : teachingDayAfter(calendar, from, days);
}

/** The day on which the model wants it again: recall at 90 %, or the day after it was refused. */
export function modelDay(state: UnitState): number {
  const day = lastReviewDay(state) + modelInterval(state.stability);
  return state.repeatOn === null ? day : Math.min(day, state.repeatOn + 1);
}

/** The earlier of the two; in the pure cycle the ceiling alone, but what was refused comes again all the same. */
export function dueDay(state: UnitState, round: Round): number {
  const ceiling = ceilingDay(state, round);
  if (round.settings.mode === 'GUIDED') return Math.min(ceiling, modelDay(state));
  return state.repeatOn === null ? ceiling : Math.min(ceiling, state.repeatOn + 1);
}

/** Kept units as others read them, in page order. */
export function memoriesOf(states: readonly UnitState[], round: Omit<Round, 'held'>): UnitMemory[] {
  const held = heldUnits(states);
  return [...states]
    .sort((a, b) => a.unit - b.unit)
    .map((state) => memoryOf(state, dueDay(state, { ...round, held })));
}
