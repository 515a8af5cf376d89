import type { Range } from '@/lib/quran/position';
import { normalise } from '@/lib/quran/range-set';
import { unitOf, unitRange } from '../memory/rules';

/** What may be added to an amount that is not yet full, to finish a unit. */
export const ROUNDING = 0.5;

/** Sabqi within its amount in rub': the latest of it, cut at the mark of a rub'. What is cut off belongs to manzil. */
export function withinSabqi(sabqi: readonly Range[], amount: number): Range[] {
  const kept: Range[] = [];
  let left = amount;
  for (const [from, to] of [...normalise(sabqi)].reverse()) {
    let start = to + 1;
    while (start > from) {
      const [unitFrom, unitTo] = unitRange(unitOf(start - 1));
      const piece = Math.max(from, unitFrom);
      const weight = (start - piece) / (unitTo - unitFrom + 1);
      if (weight > left + ROUNDING) return start <= to ? [[start, to], ...kept] : kept;
      left -= weight;
      start = piece;
    }
    kept.unshift([from, to]);
  }
  return kept;
}
