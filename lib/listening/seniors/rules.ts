import { dayNumber, type LocalDate } from '@/lib/core/time';
import type { Range } from '@/lib/quran/position';
import { containsRange, normalise, type RangeSet } from '@/lib/quran/range-set';
import { byUnit, heldOf, strengthOn, type UnitState } from '@/lib/revision/memory/rules';

export interface Senior {
  readonly id: string;
  readonly memorised: RangeSet;
  readonly states: readonly UnitState[];
}

/** Strong on the board (UX): as a whole, and no part of the place under firm. */
const STRONG = 0.9;
const FIRM = 0.75;
/** Learned longer ago than a few days: what was memorised yesterday is fresh, not held. */
const LONG_HELD = 10;

/** Recall of the place, 0…1; undefined for one who does not hold all of it, firmly and for long. */
function sureness({ memorised, states }: Senior, place: RangeSet, day: number): number | undefined {
  if (!place.every((range) => containsRange(memorised, range))) return;
  const known = new Map(states.map((state) => [state.unit, state]));
  let total = 0;
  const units = byUnit(place);
  for (const [unit, needed] of units) {
    const state = known.get(unit);
    if (!state || state.repeatOn !== null || state.stability < LONG_HELD) return;
    const held = heldOf(state);
    const recall = strengthOn(state, day);
    if (recall < FIRM || !needed.every((range) => containsRange(held, range))) return;
    total += recall;
  }
  const mean = total / units.size;
  return mean >= STRONG ? mean : undefined;
}

/** Who may hear this place today, the surest first. */
export function seniorsFor(
  portions: readonly Range[],
  { among, on }: { among: readonly Senior[]; on: LocalDate },
): string[] {
  const place = normalise(portions);
  if (place.length === 0) return [];
  const day = dayNumber(on);
  return among
    .flatMap((senior) => {
      const sure = sureness(senior, place, day);
      return sure === undefined ? [] : [{ id: senior.id, sure }];
    })
    .sort((one, other) => other.sure - one.sure || (one.id < other.id ? -1 : 1))
    .map(({ id }) => id);
}
