import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AYAHS, type Range } from '@/lib/quran/position';
import {
  containsAyah,
  containsRange,
  fromFlat,
  intersect,
  isFlatPortions,
  normalise,
  portionsFromFlat,
  type RangeSet,
  size,
  subtract,
  toFlat,
  union,
  WHOLE,
} from '@/lib/quran/range-set';

/** Near the two ends and close together, so that ranges touch, overlap and hit the bounds. */
const edge = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: AYAHS - 20, max: AYAHS }));
const ayah = fc.oneof(edge, fc.integer({ min: 1, max: AYAHS }));
const range = fc.tuple(ayah, ayah).map(([a, b]): Range => (a <= b ? [a, b] : [b, a]));
const ranges = fc.array(range, { maxLength: 12 });
const set = ranges.map(normalise);

function ayahsOf(list: readonly Range[]): Set<number> {
  const ayahs = new Set<number>();
  for (const [from, to] of list) for (let n = from; n <= to; n += 1) ayahs.add(n);
  return ayahs;
}

function expectNormal(result: RangeSet) {
  for (const [i, [from, to]] of result.entries()) {
    expect(from).toBeLessThanOrEqual(to);
    if (i > 0) expect(from).toBeGreaterThan(result[i - 1]![1] + 1);
  }
}

describe('range sets', () => {
  it('are the sets of their ayahs', () => {
    fc.assert(
      fc.property(ranges, ranges, ayah, (listA, listB, n) => {
        const a = normalise(listA);
        const b = normalise(listB);
        const inA = ayahsOf(listA);
        const inB = ayahsOf(listB);
        for (const result of [a, union(a, b), intersect(a, b), subtract(a, b)]) expectNormal(result);
        expect(size(a)).toBe(inA.size);
        expect(ayahsOf(union(a, b))).toEqual(new Set([...inA, ...inB]));
        expect(ayahsOf(intersect(a, b))).toEqual(new Set([...inA].filter((x) => inB.has(x))));
        expect(ayahsOf(subtract(a, b))).toEqual(new Set([...inA].filter((x) => !inB.has(x))));
        expect(containsAyah(a, n)).toBe(inA.has(n));
      }),
      { numRuns: 60 },
    );
  });

  it('keep the laws of union and difference', () => {
    fc.assert(
      fc.property(set, set, set, (a, b, c) => {
        expect(union(a, b)).toEqual(union(b, a));
        expect(union(union(a, b), c)).toEqual(union(a, union(b, c)));
        expect(union(a, a)).toEqual(a);
        expect(intersect(a, subtract(b, a))).toEqual([]);
        expect(union(subtract(a, b), intersect(a, b))).toEqual(a);
        expect(subtract(subtract(a, b), c)).toEqual(subtract(a, union(b, c)));
        expect(subtract(WHOLE, subtract(WHOLE, a))).toEqual(a);
      }),
    );
  });

  it('hold a range only when they hold all of it', () => {
    fc.assert(
      fc.property(set, range, (a, r) => {
        expect(containsRange(a, r)).toBe(size(intersect(a, [r])) === size([r]));
      }),
    );
  });

  it('go to the database and come back', () => {
    fc.assert(
      fc.property(set, ranges, (a, list) => {
        expect(fromFlat(toFlat(a))).toEqual(a);
        expect(portionsFromFlat(toFlat(list))).toEqual(list);
      }),
    );
  });

  it.each([[[1]], [[0, 5]], [[5, 1]], [[1, 6237]], [[1.5, 2]], [[1, 2, 3]], [[Number.NaN, 2]]])(
    'refuse %j from the database',
    (flat) => {
      expect(isFlatPortions(flat)).toBe(false);
      expect(() => fromFlat(flat)).toThrow(RangeError);
    },
  );
});
