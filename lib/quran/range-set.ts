import { AYAHS, type Range } from './position';

/** Sorted, disjoint, not touching: one set of ayahs has exactly one form. */
export type RangeSet = readonly Range[];

export const WHOLE: RangeSet = [[1, AYAHS]];

function isRange(from: number | undefined, to: number | undefined): boolean {
  return Number.isInteger(from) && Number.isInteger(to) && from! >= 1 && from! <= to! && to! <= AYAHS;
}

/** Sorts and joins ranges that overlap or touch. */
export function normalise(ranges: readonly Range[]): RangeSet {
  if (ranges.length < 2) return ranges;
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const joined: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = joined.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

export function union(a: RangeSet, b: readonly Range[]): RangeSet {
  return normalise([...a, ...b]);
}

export function intersect(a: RangeSet, b: RangeSet): RangeSet {
  const shared: Range[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const from = Math.max(a[i]![0], b[j]![0]);
    const to = Math.min(a[i]![1], b[j]![1]);
    if (from <= to) shared.push([from, to]);
    if (a[i]![1] < b[j]![1]) i += 1;
    else j += 1;
  }
  return shared;
}

/** Ayahs of `a` that are not in `b`. */
export function subtract(a: RangeSet, b: RangeSet): RangeSet {
  if (b.length === 0) return a;
  const rest: Range[] = [];
  let j = 0;
  for (const [from, to] of a) {
    let next = from;
    while (j < b.length && b[j]![1] < from) j += 1;
    for (let k = j; k < b.length && b[k]![0] <= to; k += 1) {
      if (b[k]![0] > next) rest.push([next, b[k]![0] - 1]);
      next = b[k]![1] + 1;
    }
    if (next <= to) rest.push([next, to]);
  }
  return rest;
}

/** The range of the set that holds an ayah, or undefined. Logarithmic. */
export function runAt(set: RangeSet, ayah: number): Range | undefined {
  let low = 0;
  let high = set.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const run = set[middle]!;
    if (ayah < run[0]) high = middle - 1;
    else if (ayah > run[1]) low = middle + 1;
    else return run;
  }
  return undefined;
}

export function containsAyah(set: RangeSet, ayah: number): boolean {
  return runAt(set, ayah) !== undefined;
}

export function containsRange(set: RangeSet, [from, to]: Range): boolean {
  const run = runAt(set, from);
  return run !== undefined && to <= run[1];
}

/** Number of ayahs. */
export function size(ranges: readonly Range[]): number {
  return ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);
}

/** As the database stores it: `[from, to, from, to …]`. */
export function toFlat(ranges: readonly Range[]): number[] {
  return ranges.flat();
}

/**
 * Portions in the order they were recited; may overlap.
 * @throws RangeError when the list is no pairs of ayahs 1…6236, ascending in each pair
 */
export function portionsFromFlat(flat: readonly number[]): Range[] {
  if (!isFlatPortions(flat)) throw new RangeError('not a list of ayah ranges');
  return Array.from({ length: flat.length / 2 }, (_, i): Range => [flat[2 * i]!, flat[2 * i + 1]!]);
}

/** The same as a set, whatever the order. Throws as {@link portionsFromFlat}. */
export function fromFlat(flat: readonly number[]): RangeSet {
  return normalise(portionsFromFlat(flat));
}

export function isFlatPortions(flat: readonly number[]): boolean {
  return flat.length % 2 === 0 && flat.every((to, i) => i % 2 === 0 || isRange(flat[i - 1], to));
}
