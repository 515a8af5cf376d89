import { dayNumber, type LocalDate } from '@/lib/core/time';
import type { Direction } from '@/lib/lessons/rules';
import { type DayPlan, suggestDay, suggestion } from '@/lib/lessons/suggestions/rules';
import type { JuzScheme } from '@/lib/quran/divisions';
import { normalise, type RangeSet, union, WHOLE } from '@/lib/quran/range-set';
import type { TeachingCalendar } from '@/lib/revision/calendar/rules';
import {
  placeInHistory,
  type Register,
  type RegisterLesson,
  replayAlong,
} from '@/lib/revision/memory/replay/rules';
import { applyRecital, byUnit, heldSet, type UnitState, type UnitStates } from '@/lib/revision/memory/rules';
import { planAhead, portionsOf } from '@/lib/revision/plan/rules';
import type { RevisionSettings } from '@/lib/revision/rules';
import { withinSabqi } from '@/lib/revision/sabqi/rules';
import { noteSteps, type Strengths } from '@/lib/revision/strengths/rules';

const NOTHING: DayPlan = { sabaq: null, sabqi: null, manzil: null };

/** Programmes whose children recite lessons from memory; reading by sight and the qaida are kept by attendance alone. */
export const RECITING_PROGRAMMES: readonly string[] = ['HIFZ', 'GIRDAAN'];

/** What a register comes to. */
export interface Held {
  readonly memorised: RangeSet;
  readonly states: UnitStates;
  /** Where the last recital that is counted stands in the history; null before the first. */
  readonly through: string | null;
  /** How strong it was on the way. */
  readonly strengths: Strengths;
}

/**
 * What a child holds and how firmly, from its whole register. A girdaan goes round what is held: the whole Quran when
 * nobody said what.
 */
export function readRegister({
  programme,
  admittedOn,
  ...register
}: Register & { programme: string; admittedOn: LocalDate }): Held {
  const places = [...register.lessons, ...(register.tests ?? [])].map(placeInHistory).sort();
  const through = places.at(-1) ?? null;
  const read = replayAlong(register);
  if (read.states.size > 0 || programme !== 'GIRDAAN')
    return { memorised: heldSet(read.states.values()), ...read, through };
  const whole = { portions: WHOLE, firmness: 'SHAKY', on: admittedOn } as const;
  return { memorised: [], ...replayAlong({ ...register, placements: [whole] }), through };
}

/**
 * The same with lessons that are all later than what is counted: only the units they cover are touched.
 * @returns also those units
 */
export function addToRegister(
  before: { states: Iterable<UnitState>; through: string; strengths: Strengths },
  lessons: readonly RegisterLesson[],
): Held & { touched: ReadonlySet<number> } {
  const states: UnitStates = new Map([...before.states].map((state) => [state.unit, state]));
  const fresh = lessons
    .map((lesson): [string, RegisterLesson] => [placeInHistory(lesson), lesson])
    .filter(([place]) => place > before.through)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  let { strengths } = before;
  for (const [, lesson] of fresh) {
    strengths = noteSteps(strengths, states, dayNumber(lesson.date));
    applyRecital(states, lesson);
  }
  const touched = new Set(fresh.flatMap(([, { portions }]) => [...byUnit(portions).keys()]));
  return {
    memorised: heldSet(states.values()),
    states,
    through: fresh.at(-1)?.[0] ?? before.through,
    strengths,
    touched,
  };
}

export interface DayInput {
  readonly programme: string;
  readonly direction: Direction;
  readonly startJuz: number;
  readonly scheme: JuzScheme;
  readonly memorised: RangeSet;
  readonly states: readonly UnitState[];
  /** The recent ones at least, see {@link recentLessons}. */
  readonly lessons: readonly RegisterLesson[];
  readonly settings: RevisionSettings;
  readonly calendar: TeachingCalendar;
  readonly queue: readonly number[];
  readonly on: LocalDate;
}

/** The three recitals due. A girdaan goes round what is held without anything new. */
export function planDay(input: DayInput): DayPlan {
  const { programme, states, settings, calendar, queue, on } = input;
  const manzil = (apart: RangeSet) => {
    const [day] = planAhead({ states, apart, settings, calendar, on, days: 1, queue }).days;
    return day ? suggestion(portionsOf(day)) : null;
  };
  if (programme === 'GIRDAAN') return { ...NOTHING, manzil: manzil([]) };
  if (programme !== 'HIFZ') return NOTHING;
  const { memorised, direction, startJuz, scheme } = input;
  const due = suggestDay({ memorised, lessons: recentLessons(input.lessons), direction, startJuz, scheme });
  const sabqi = due.sabqi && suggestion(withinSabqi(due.sabqi, settings.sabqi));
  return { sabaq: due.sabaq, sabqi, manzil: manzil(union(normalise(due.sabaq ?? []), sabqi ?? [])) };
}

/** Suggestions look at so many of the last new lessons: the pace needs ten that were accepted. */
export const SABAQ_LOOKED_AT = 30;

/** The new lessons that suggestions look at, whether the register was read whole or from some day on. */
export function recentLessons(lessons: readonly RegisterLesson[]): RegisterLesson[] {
  return lessons
    .filter(({ kind }) => kind === 'SABAQ')
    .sort((a, b) => (placeInHistory(a) < placeInHistory(b) ? -1 : 1))
    .slice(-SABAQ_LOOKED_AT);
}
