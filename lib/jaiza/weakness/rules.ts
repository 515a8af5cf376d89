import { daysBetween, type LocalDate } from '@/lib/core/time';
import { AYAHS } from '@/lib/quran/position';
import { strength, type UnitMemory, unitRange } from '@/lib/revision/memory/rules';

/** A mistake at its place, on its day. */
export interface PlacedMistake {
  readonly ayah: number;
  readonly date: LocalDate;
}

/** A mistake weighs half after so many days. */
export const HALF_LIFE_DAYS = 30;
/** Recall at which a place counts as weakest: what is remembered every second time is forgotten. */
const RUSTY = 0.5;
/** Of what no one knows anything. */
const UNKNOWN = 0.5;
/** A stumble shakes its neighbours too: the passage that holds it is asked, wherever it was cut. */
const SHAKEN = 2;

/**
 * How weak each ayah sits, 0 firm … 1 weakest: by the memory of its unit, or by the mistakes made there lately,
 * whichever says more.
 */
export function weaknessOf({
  memories,
  mistakes,
  on,
}: {
  memories: readonly UnitMemory[];
  mistakes: readonly PlacedMistake[];
  on: LocalDate;
}): (ayah: number) => number {
  const weak = new Float64Array(AYAHS + 1).fill(UNKNOWN);
  for (const memory of memories) {
    const [from, to] = unitRange(memory.unit);
    const share = Math.min(1, (1 - strength(memory, on)) / (1 - RUSTY));
    weak.fill(Math.max(0, share), from, to + 1);
  }
  const slips = new Float64Array(AYAHS + 1);
  for (const { ayah, date } of mistakes) {
    const left = 0.5 ** (Math.max(0, daysBetween(date, on)) / HALF_LIFE_DAYS);
    for (let near = Math.max(1, ayah - SHAKEN); near <= Math.min(AYAHS, ayah + SHAKEN); near += 1)
      slips[near]! += near === ayah ? left : left / 2;
  }
  return (ayah) => Math.min(1, Math.max(weak[ayah]!, slips[ayah]!));
}
