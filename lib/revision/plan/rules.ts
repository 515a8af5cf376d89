import { dateOfNumber, dayNumber, type LocalDate } from '@/lib/core/time';
import type { Range } from '@/lib/quran/position';
import { normalise, type RangeSet, size, subtract } from '@/lib/quran/range-set';
import { type TeachingCalendar, teachingDayAfter } from '../calendar/rules';
import { cycleDays, dailyAmount, heldUnits, modelDay } from '../cycle/rules';
import { forgettingCurve } from '../memory/model/rules';
import {
  heardOn,
  heldOf,
  lastReviewDay,
  recitedOn,
  strengthOn,
  type UnitState,
  unitRange,
} from '../memory/rules';
import type { RevisionSettings } from '../rules';
import { ROUNDING } from '../sabqi/rules';
import { type Frame, goRound, type Item, pullForward, type Reason, type Take, turnOf } from './pick/rules';

export interface PlannedUnit {
  readonly unit: number;
  readonly portions: RangeSet;
  /** 0…1 on that day. */
  readonly strength: number;
  readonly reason: Reason;
}

export interface PlannedDay {
  readonly date: LocalDate;
  /** In the order of recital. */
  readonly units: readonly PlannedUnit[];
  /** More than the usual amount, because something is behind. */
  readonly catchingUp: boolean;
}

export interface Outlook {
  readonly days: readonly PlannedDay[];
  /** Usual daily portion, in rub'. */
  readonly amount: number;
  /** Teaching days of one round at that amount, never fewer than the cycle's. */
  readonly roundDays: number;
  /** What the cycle asks for; fewer than `roundDays` when the amount is too small for it. */
  readonly cycleDays: number;
  /** Daily portions that are past their turn at the beginning. */
  readonly behind: number;
  /** The first day on which nothing will be past its turn; null when that is further off than it looks ahead. */
  readonly levelOn: LocalDate | null;
}

export interface PlanInput {
  readonly states: readonly UnitState[];
  /** Heard otherwise: the new lesson and the sabqi. */
  readonly apart: RangeSet;
  readonly settings: Pick<RevisionSettings, 'cycle' | 'days' | 'mode' | 'amount'>;
  readonly calendar: TeachingCalendar;
  readonly on: LocalDate;
  readonly days: number;
  /** Units the ustadh wants next, in his order. */
  readonly queue?: readonly number[] | undefined;
}

/** Catching up never makes a day longer than by a half, nor longer than fifty pages: missed days are spread. */
const CATCH_UP = 0.5;
const LONGEST_DAY = 20;
const LOOK_AHEAD = 90;

/**
 * The days to come: within the daily portion what was refused, what the ustadh asked for, what is past its turn, what
 * fades, then the round in page order. The model only pulls forward, and only as far as the round allows.
 */
export function planAhead(input: PlanInput): Outlook {
  const { states, settings, calendar, on } = input;
  const whole = heldUnits(states);
  const cycle = cycleDays(settings, whole);
  const amount = dailyAmount(settings, whole);
  // Of hundreds of units most were heard on the same days.
  const ceiling = memo((heard: number) =>
    settings.cycle === 'WEEK' ? heard + cycle : teachingDayAfter(calendar, heard, cycle),
  );
  const items = itemsOf(input, ceiling);
  const held = items.reduce((sum, { weight }) => sum + weight, 0);
  const roundDays = Math.max(cycle, Math.ceil(held / amount));
  const after = memo((heard: number) => teachingDayAfter(calendar, heard, roundDays));
  const frame: Frame = {
    amount,
    roundDays,
    pure: settings.mode === 'PURE',
    // A week is a week of the calendar, but who hears less than it asks for has a longer round.
    latest: (heard) => (settings.cycle === 'WEEK' && roundDays === cycle ? heard + cycle : after(heard)),
    ceiling,
  };
  for (const item of items) item.latest = frame.latest(item.heard);

  const first = dayNumber(on);
  const behind = debtOn(items, first) / amount;
  let queue = [...(input.queue ?? [])];
  const days: PlannedDay[] = [];
  let levelOn: LocalDate | null = behind === 0 ? on : null;
  let day = first;
  for (let n = 0; n < input.days || (levelOn === null && input.days > 1 && n < LOOK_AHEAD); n += 1) {
    if (n > 0) day = teachingDayAfter(calendar, day, 1);
    if (levelOn === null && debtOn(items, day) === 0) levelOn = dateOfNumber(day);
    const planned = planDay(items, { day, frame, queue });
    queue = queue.filter((unit) => !planned.units.some((one) => one.unit === unit));
    if (n < input.days) days.push(planned);
  }
  return { days, amount, roundDays, cycleDays: cycle, behind, levelOn };
}

function memo(of: (day: number) => number): (day: number) => number {
  const known = new Map<number, number>();
  return (day) => {
    const before = known.get(day);
    if (before !== undefined) return before;
    const is = of(day);
    known.set(day, is);
    return is;
  };
}

function itemsOf(
  { states, apart }: Pick<PlanInput, 'states' | 'apart'>,
  /** As `ceilingDay` has it, by the day a unit was heard. */
  ceiling: (heard: number) => number,
): Item[] {
  return [...states]
    .sort((a, b) => a.unit - b.unit)
    .flatMap((state) => {
      const portions = subtract(heldOf(state), apart);
      if (portions.length === 0) return [];
      const heard = heardOn(state);
      return [
        {
          state,
          portions,
          weight: size(portions) / size([unitRange(state.unit)]),
          heard,
          recited: recitedOn(state),
          ceiling: ceiling(heard),
          latest: 0,
          model: modelDay(state),
          repeatOn: state.repeatOn,
          review: lastReviewDay(state),
        },
      ];
    });
}

/** Rub' whose turn is past. */
function debtOn(items: readonly Item[], day: number): number {
  return items.reduce((sum, { latest, weight }) => sum + (latest < day ? weight : 0), 0);
}

function planDay(
  items: readonly Item[],
  { day, frame, queue }: { day: number; frame: Frame; queue: readonly number[] },
): PlannedDay {
  const debt = debtOn(items, day);
  const extra = Math.min(debt, frame.amount * CATCH_UP);
  let room = Math.max(frame.amount, Math.min(frame.amount + extra, LONGEST_DAY));
  const picked = new Map<Item, Reason>();
  let total = 0;
  const take: Take = (item, reason, { beside = false } = {}) => {
    if (picked.has(item)) return true;
    if (beside) room += item.weight;
    if (total > 0 && total + item.weight > room + ROUNDING) return false;
    picked.set(item, reason);
    total += item.weight;
    return true;
  };

  for (const unit of queue) {
    const item = items.find(({ state }) => state.unit === unit);
    // What was heard today is heard: it waits for the next day.
    if (item && item.recited < day && !take(item, { code: 'asked' })) break;
  }
  for (const item of items) {
    if (item.repeatOn !== null && item.repeatOn < day)
      take(item, { code: 'again', on: dateOfNumber(item.repeatOn) });
  }
  const byTurn = [...items].sort((a, b) => a.heard - b.heard || a.state.unit - b.state.unit);
  for (const item of byTurn) {
    if (item.ceiling <= day) take(item, turnOf(item, day));
  }
  if (!frame.pure) pullForward(byTurn, { day, frame, picked, take });
  goRound(items, byTurn, { day, frame, picked, take });

  const asked = [...picked].filter(([, { code }]) => code === 'asked');
  const others = [...picked]
    .filter(([, { code }]) => code !== 'asked')
    .sort(([a], [b]) => a.state.unit - b.state.unit);
  const units = [...asked, ...others].map(
    ([item, reason]): PlannedUnit => ({
      unit: item.state.unit,
      portions: item.portions,
      strength: forgettingCurve(day - item.review, item.state.stability),
      reason,
    }),
  );
  for (const item of picked.keys()) {
    item.heard = day;
    item.recited = day;
    item.review = day;
    item.repeatOn = null;
    item.ceiling = frame.ceiling(day);
    item.latest = frame.latest(day);
    item.model = day + Math.max(1, Math.floor(item.state.stability));
  }
  return { date: dateOfNumber(day), units, catchingUp: extra > 0 && total > frame.amount };
}

/** The portions of a day as one recital: neighbours in one piece, what was asked for first. */
export function portionsOf({ units }: Pick<PlannedDay, 'units'>): Range[] {
  const asked = units.filter(({ reason }) => reason.code === 'asked');
  const others = units.filter(({ reason }) => reason.code !== 'asked');
  const runs: [number, number][] = [];
  for (const [from, to] of asked.flatMap(({ portions }) => portions)) {
    const last = runs.at(-1);
    if (last && last[1] + 1 === from) last[1] = to;
    else runs.push([from, to]);
  }
  return [...runs, ...normalise(others.flatMap(({ portions }) => portions))];
}

/** What is left of the order that the ustadh gave on a day: a unit leaves it once it has been heard. */
export function queueLeft(
  states: readonly UnitState[],
  { queue, queuedOn }: { queue: readonly number[]; queuedOn: LocalDate | null },
): number[] {
  if (queue.length === 0 || !queuedOn) return [];
  const since = dayNumber(queuedOn);
  const waiting = new Set(states.filter((state) => recitedOn(state) < since).map(({ unit }) => unit));
  return queue.filter((unit) => waiting.has(unit));
}

/** Mean strength of manzil on a day, each unit weighing what is held of it; null when there is no manzil. */
export function manzilStrength(
  states: readonly UnitState[],
  { apart, day }: { apart: RangeSet; day: number },
): number | null {
  let ayahs = 0;
  let sum = 0;
  for (const state of states) {
    const held = size(subtract(heldOf(state), apart));
    ayahs += held;
    sum += held * strengthOn(state, day);
  }
  return ayahs === 0 ? null : sum / ayahs;
}
