import { dateOfNumber, dayNumber, type LocalDate } from '@/lib/core/time';
import { JUZ_COUNT } from '@/lib/quran/divisions';
import { normalise, type RangeSet } from '@/lib/quran/range-set';
import type { TeachingCalendar } from '../calendar/rules';
import { dueDay, heldUnits, weightOf } from '../cycle/rules';
import { heardOn, strengthOn, type UnitState } from '../memory/rules';
import type { PlannedDay, PlannedUnit } from '../plan/rules';
import { type RevisionSettings, UNITS_IN_JUZ } from '../rules';

/** Five steps of ink: strong from 90 %, firm from 75, fair from 60, fading from 40, else rusty (UX "Data visuals"). */
export function inkOf(strength: number): 1 | 2 | 3 | 4 | 5 {
  if (strength >= 0.9) return 5;
  if (strength >= 0.75) return 4;
  if (strength >= 0.6) return 3;
  return strength >= 0.4 ? 2 : 1;
}

export interface UnitCell {
  readonly unit: number;
  /** 0…1 of its ayahs. */
  readonly share: number;
  readonly strength: number;
}

/** A Madani juz of which something is held, its eight rub' in order; undefined where nothing of one is held. */
export interface JuzRow {
  readonly juz: number;
  readonly cells: readonly (UnitCell | undefined)[];
  readonly mean: number;
  readonly weakest: number;
  readonly heardOn: LocalDate;
  readonly dueOn: LocalDate;
}

export function juzRows(
  states: readonly UnitState[],
  { settings, calendar, on }: { settings: RevisionSettings; calendar: TeachingCalendar; on: LocalDate },
): JuzRow[] {
  const day = dayNumber(on);
  const round = { settings, calendar, held: heldUnits(states) };
  const byUnit = new Map(states.map((state) => [state.unit, state]));
  return Array.from({ length: JUZ_COUNT }, (_, at) => at + 1).flatMap((juz) => {
    const units = Array.from({ length: UNITS_IN_JUZ }, (_, i) =>
      byUnit.get((juz - 1) * UNITS_IN_JUZ + i + 1),
    );
    const held = units.filter((state) => state !== undefined);
    if (held.length === 0) return [];
    const cells = units.map(
      (state): UnitCell | undefined =>
        state && { unit: state.unit, share: weightOf(state), strength: strengthOn(state, day) },
    );
    const known = cells.filter((cell) => cell !== undefined);
    const weight = known.reduce((sum, { share }) => sum + share, 0);
    return {
      juz,
      cells,
      mean: known.reduce((sum, { share, strength }) => sum + share * strength, 0) / weight,
      weakest: Math.min(...known.map(({ strength }) => strength)),
      heardOn: dateOfNumber(Math.min(...held.map(heardOn))),
      dueOn: dateOfNumber(Math.min(...held.map((state) => dueDay(state, round)))),
    };
  });
}

/** Neighbours of a day that stand there for one reason: one line of the plan. */
export interface Block {
  readonly units: readonly number[];
  readonly portions: RangeSet;
  readonly strength: number;
  readonly reason: PlannedUnit['reason'];
}

export interface BlockDay extends Omit<PlannedDay, 'units'> {
  readonly blocks: readonly Block[];
}

export function blocksOf({ units, ...day }: PlannedDay): BlockDay {
  const groups: PlannedUnit[][] = [];
  for (const planned of units) {
    const last = groups.at(-1)?.at(-1);
    if (last && last.unit + 1 === planned.unit && last.reason.code === planned.reason.code)
      groups.at(-1)!.push(planned);
    else groups.push([planned]);
  }
  return {
    ...day,
    blocks: groups.map((group) => ({
      units: group.map(({ unit }) => unit),
      portions: normalise(group.flatMap(({ portions }) => portions)),
      strength: group.reduce((sum, { strength }) => sum + strength, 0) / group.length,
      reason: group.reduce(
        (worst, { reason }) => (weight(reason) > weight(worst) ? reason : worst),
        group[0]!.reason,
      ),
    })),
  };
}

const weight = (reason: PlannedUnit['reason']): number =>
  'days' in reason ? reason.days : 'percent' in reason ? 100 - reason.percent : 0;

/** The order of units after a block has changed places with the one before it: what the ustadh then wants next. */
export function movedEarlier(blocks: readonly Block[], at: number): number[] | undefined {
  if (at < 1 || at >= blocks.length) return undefined;
  const order = [...blocks.slice(0, at - 1), blocks[at]!, blocks[at - 1]!].flatMap(({ units }) => units);
  return [...new Set(order)];
}
