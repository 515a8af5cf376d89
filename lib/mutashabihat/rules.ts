import type { LocalDate } from '@/lib/core/time';
import { AYAHS, type Range } from '@/lib/quran/position';
import { containsAyah, containsRange, intersect, type RangeSet } from '@/lib/quran/range-set';
import data from './data/pairs.json';

/** Two places that resemble each other, the earlier in the mushaf first. */
export interface Pair {
  readonly a: Range;
  readonly b: Range;
}

const keyOf = ({ a, b }: Pair) => `${a[0]}-${a[1]}~${b[0]}-${b[1]}`;
const asRange = ([from, to]: readonly number[]): Range => [from!, to!];

/** Each pair once, whichever side of it the table names. */
function allPairs(): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const { ayahs, like } of data.entries) {
    for (const other of like) {
      const [a, b] = [asRange(ayahs), asRange(other)].sort((x, y) => x[0] - y[0] || x[1] - y[1]) as [
        Range,
        Range,
      ];
      const pair = { a, b };
      if (a[0] !== b[0] || a[1] !== b[1]) pairs.set(keyOf(pair), pair);
    }
  }
  return [...pairs.values()].sort((x, y) => x.a[0] - y.a[0] || x.b[0] - y.b[0]);
}

export const PAIRS: readonly Pair[] = allPairs();

/** Pairs of which both places are memorised: only these can be confused. */
export function heldPairs(memorised: RangeSet): Pair[] {
  return PAIRS.filter(({ a, b }) => containsRange(memorised, a) && containsRange(memorised, b));
}

/** Pairs of which a place lies in a set, as a lesson or a passage. */
export function pairsTouching(pairs: readonly Pair[], set: RangeSet): Pair[] {
  return pairs.filter(({ a, b }) => intersect(set, [a]).length > 0 || intersect(set, [b]).length > 0);
}

/** Places like an ayah, in page order. */
export function likePlaces(ayah: number): Range[] {
  if (ayah < 1 || ayah > AYAHS) return [];
  const within = (range: Range) => containsAyah([range], ayah);
  return PAIRS.flatMap(({ a, b }) => [...(within(a) ? [b] : []), ...(within(b) ? [a] : [])]).sort(
    (x, y) => x[0] - y[0],
  );
}

/** The tongue left `ayah` for `slipAyah`. */
export interface Slip {
  readonly ayah: number;
  readonly slipAyah: number;
  readonly date: LocalDate;
}

/** As it stands in the register, to be taken back. */
export interface WrittenSlip extends Slip {
  readonly id: string;
}

export interface Drill extends Pair {
  readonly slips: number;
  readonly lastOn: LocalDate | null;
}

/**
 * What to drill: pairs that were confused first, the more often and the later the earlier; then the rest in page order.
 * A slip between places that no table pairs is a pair of its own.
 */
export function drillsOf(pairs: readonly Pair[], slips: readonly Slip[]): Drill[] {
  const counted = new Map<string, { pair: Pair; slips: number; lastOn: LocalDate | null }>(
    pairs.map((pair) => [keyOf(pair), { pair, slips: 0, lastOn: null }]),
  );
  for (const { ayah, slipAyah, date } of slips) {
    const [low, high] = ayah < slipAyah ? [ayah, slipAyah] : [slipAyah, ayah];
    const known = [...counted.values()].find(
      ({ pair: { a, b } }) => containsAyah([a], low) && containsAyah([b], high),
    );
    const own: Pair = { a: [low, low], b: [high, high] };
    const entry = known ?? { pair: own, slips: 0, lastOn: null };
    entry.slips += 1;
    if (entry.lastOn === null || entry.lastOn < date) entry.lastOn = date;
    counted.set(keyOf(entry.pair), entry);
  }
  return [...counted.values()]
    .map(({ pair, ...rest }) => ({ ...pair, ...rest }))
    .sort(
      (x, y) =>
        y.slips - x.slips ||
        (y.lastOn ?? '').localeCompare(x.lastOn ?? '') ||
        x.a[0] - y.a[0] ||
        x.b[0] - y.b[0],
    );
}
