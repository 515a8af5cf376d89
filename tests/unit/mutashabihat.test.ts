import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drillsOf, heldPairs, likePlaces, PAIRS, pairsTouching } from '@/lib/mutashabihat/rules';
import { AYAHS, ayahOf, type Range } from '@/lib/quran/position';
import { containsRange, normalise, WHOLE } from '@/lib/quran/range-set';

const at = (surah: number, ayah: number) => ayahOf(surah, ayah)!;
const range = fc
  .tuple(fc.integer({ min: 1, max: AYAHS }), fc.integer({ min: 0, max: 900 }))
  .map(([from, more]): Range => [from, Math.min(AYAHS, from + more)]);
const set = fc.array(range, { maxLength: 5 }).map(normalise);

describe('like places', () => {
  it('are pairs of two places of the Quran, each pair once', () => {
    // The table's 2,456 pairs, both ways of one counted once.
    expect(PAIRS).toHaveLength(1428);
    expect(heldPairs(WHOLE)).toHaveLength(PAIRS.length);
    expect(new Set(PAIRS.map((pair) => JSON.stringify(pair))).size).toBe(PAIRS.length);
    for (const { a, b } of PAIRS) expect(a[0] < b[0] || (a[0] === b[0] && a[1] < b[1])).toBe(true);
  });

  it('are found from either side', () => {
    // Al-Baqarah 5 is said again in Luqman 5; the table names the pair at the first.
    expect(likePlaces(at(2, 5))).toContainEqual([at(31, 5), at(31, 5)]);
    expect(likePlaces(at(31, 5))).toContainEqual([at(2, 5), at(2, 5)]);
    expect(likePlaces(0)).toEqual([]);
  });

  it('are drilled only where both are memorised', () => {
    fc.assert(
      fc.property(set, set, (memorised, lesson) => {
        const held = heldPairs(memorised);
        for (const { a, b } of held)
          expect(containsRange(memorised, a) && containsRange(memorised, b)).toBe(true);
        for (const pair of pairsTouching(held, lesson)) expect(held).toContain(pair);
        expect(pairsTouching(held, memorised)).toEqual(held);
      }),
    );
  });

  it('come by the slips between them, whichever way the tongue went', () => {
    const memorised = normalise([
      [1, 300],
      [at(31, 1), at(31, 34)],
    ]);
    const slips = [
      { ayah: at(31, 5), slipAyah: at(2, 5), date: '2026-11-01' },
      { ayah: at(2, 5), slipAyah: at(31, 5), date: '2026-11-09' },
      { ayah: 10, slipAyah: 200, date: '2026-11-10' },
    ];
    const drills = drillsOf(heldPairs(memorised), slips);
    expect(drills[0]).toMatchObject({ a: [at(2, 5), at(2, 5)], slips: 2, lastOn: '2026-11-09' });
    expect(drills[1]).toMatchObject({ a: [10, 10], b: [200, 200], slips: 1 });
    expect(drills.slice(2).every(({ slips: count }) => count === 0)).toBe(true);
    expect(drills).toHaveLength(heldPairs(memorised).length + 1);
  });
});
