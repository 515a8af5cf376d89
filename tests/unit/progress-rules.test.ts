import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HeardLesson } from '@/lib/lessons/rules';
import { juzBoard, lastReviewByJuz, progressTotals } from '@/lib/progress/rules';
import { juzRange } from '@/lib/quran/divisions';
import { MUSHAF_LAYOUTS } from '@/lib/quran/mushaf';
import { AYAHS, ayahOf, type Range } from '@/lib/quran/position';
import { normalise, size, WHOLE } from '@/lib/quran/range-set';

const range = fc
  .tuple(fc.integer({ min: 1, max: AYAHS }), fc.integer({ min: 1, max: AYAHS }))
  .map(([a, b]): Range => (a <= b ? [a, b] : [b, a]));

describe('the juz board', () => {
  it('adds up to the memorised set', () => {
    fc.assert(
      fc.property(
        fc.array(range, { maxLength: 8 }).map(normalise),
        fc.constantFrom(...MUSHAF_LAYOUTS),
        (set, layout) => {
          const board = juzBoard({ memorised: set, scheme: 'indopak' });
          const totals = progressTotals({ memorised: set, layout, scheme: 'indopak' });
          expect(board.reduce((sum, cell) => sum + cell.heldAyahs, 0)).toBe(size(set));
          expect(totals.ayahs).toBe(size(set));
          expect(totals.juzComplete).toBe(board.filter((cell) => cell.coveredShare === 1).length);
          expect(totals.pages).toBeLessThanOrEqual(totals.pagesInMushaf);
        },
      ),
    );
  });

  it('never takes juz 12 to mean eleven before it', () => {
    const memorised = [juzRange(12, 'madani')];
    const board = juzBoard({ memorised, scheme: 'madani', currentJuz: 13 });
    expect(board.filter((cell) => cell.state !== 'none').map((cell) => cell.juz)).toEqual([12]);
    expect(board.find((cell) => cell.current)?.juz).toBe(13);
    expect(progressTotals({ memorised, layout: 'madani15' })).toMatchObject({ juzComplete: 1, ayahs: 170 });
  });

  it('is complete only with the last ayah', () => {
    const [from, to] = juzRange(1, 'madani');
    const [almost] = juzBoard({ memorised: [[from, to - 1]], scheme: 'madani' });
    expect(almost).toMatchObject({ juz: 1, ayahs: 148, heldAyahs: 147, state: 'part', current: false });
    expect(almost!.coveredShare).toBeLessThan(1);
  });

  it('counts every page of each mushaf at khatm', () => {
    for (const layout of MUSHAF_LAYOUTS) {
      const totals = progressTotals({ memorised: WHOLE, layout });
      expect(totals).toMatchObject({ share: 1, juzComplete: 30, pages: totals.pagesInMushaf });
    }
  });

  it('carries the last revision as it was graded', () => {
    const lesson = (kind: HeardLesson['kind'], date: string, grade: HeardLesson['grade'], portion: Range) =>
      ({ kind, date, grade, portions: [portion] }) satisfies HeardLesson;
    const juz29 = juzRange(29, 'madani');
    const lastReviews = lastReviewByJuz(
      [
        lesson('MANZIL', '2026-11-18', 'WEAK', juz29),
        lesson('MANZIL', '2026-11-11', 'GOOD', [juz29[0], AYAHS]),
        lesson('SABAQ', '2026-11-19', 'GOOD', [ayahOf(78, 1)!, ayahOf(78, 5)!]),
      ],
      'madani',
    );
    const board = juzBoard({ memorised: [[juz29[0], AYAHS]], scheme: 'madani', lastReviews });
    expect(board[28]).toMatchObject({ lastHeardOn: '2026-11-18', lastGrade: 'WEAK' });
    expect(board[29]).toMatchObject({ lastHeardOn: '2026-11-11', lastGrade: 'GOOD' });
    expect(board[0]).not.toHaveProperty('lastHeardOn');
  });
});
