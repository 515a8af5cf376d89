import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MUSHAF_LAYOUTS, type MushafLayout, pageCount } from '@/lib/quran/mushaf';
import {
  juzRead,
  type LastRead,
  lineAt,
  linesOf,
  nextNazra,
  nextQaida,
  placeAt,
  type Stretch,
  stretchesOf,
  usualLines,
} from '@/lib/reading/rules';
import { latestSteps, STEP_STATES, type StepState } from '@/lib/reading/steps/rules';

const layout = fc.constantFrom(...MUSHAF_LAYOUTS);
const nazra = (
  mushaf: MushafLayout,
  from: [number, number],
  to: [number, number],
  grade: LastRead['grade'] = 'GOOD',
): LastRead => ({
  grade,
  mushaf,
  fromPage: from[0],
  fromLine: from[1],
  toPage: to[0],
  toLine: to[1],
  item: null,
});
const asStretch = (mushaf: MushafLayout, part: NonNullable<ReturnType<typeof nextNazra>>): Stretch => ({
  from: lineAt(mushaf, part.from),
  to: lineAt(mushaf, part.to),
});

test('a print has the lines of its name', () => {
  expect(MUSHAF_LAYOUTS.map(linesOf)).toEqual([15, 15, 16, 15, 13]);
});

test('a line counted through and its page and line are the same place', () => {
  fc.assert(
    fc.property(layout, fc.integer({ min: 1, max: 8000 }), (mushaf, line) => {
      const place = placeAt(mushaf, line);
      expect(lineAt(mushaf, place)).toBe(line);
      expect(place.line).toBeGreaterThanOrEqual(1);
      expect(place.line).toBeLessThanOrEqual(linesOf(mushaf));
    }),
  );
});

describe('the next reading by sight', () => {
  test('goes on from the last line in the usual size', () => {
    const last = nazra('madani15', [10, 9], [10, 15]);
    expect(nextNazra({ layout: 'madani15', last, read: [{ from: 1, to: 150 }], size: 7 })).toEqual({
      kind: 'NAZRA',
      from: { page: 11, line: 1 },
      to: { page: 11, line: 7 },
    });
  });

  test('is the same again after REPEAT', () => {
    const last = nazra('madani15', [10, 9], [11, 2], 'REPEAT');
    expect(nextNazra({ layout: 'madani15', last, read: [], size: 3 })).toMatchObject({
      from: { page: 10, line: 9 },
      to: { page: 11, line: 2 },
    });
  });

  test('whoever began with the last juz goes on at the front when the end is reached', () => {
    const read = [{ from: 581 * 15 + 1, to: 604 * 15 }];
    const last = nazra('madani15', [604, 1], [604, 15]);
    expect(nextNazra({ layout: 'madani15', last, read, size: 7 })).toMatchObject({
      from: { page: 1, line: 1 },
      to: { page: 1, line: 7 },
    });
  });

  test('another print begins on the page where the old one stood', () => {
    const last = nazra('madani15', [22, 1], [22, 15]);
    // Madani 22 ends with 2:145; IndoPak 16 lines has that ayah on its page 20.
    const next = nextNazra({ layout: 'indopak16', last, read: [], size: 8 });
    expect(next?.from.line).toBe(1);
    expect(next!.from.page).toBeGreaterThan(17);
    expect(next!.from.page).toBeLessThan(23);
  });

  test('day after day it reads every line once and then nothing is left', () => {
    fc.assert(
      fc.property(layout, fc.integer({ min: 40, max: 300 }), fc.nat(), (mushaf, size, seed) => {
        const lines = linesOf(mushaf);
        const end = pageCount(mushaf) * lines;
        const start = (seed % end) + 1;
        let read: Stretch[] = [];
        let last: LastRead | undefined;
        const seen = new Uint8Array(end + 1);
        const take = (stretch: Stretch) => {
          // No line twice.
          expect(seen.subarray(stretch.from, stretch.to + 1).indexOf(1)).toBe(-1);
          seen.fill(1, stretch.from, stretch.to + 1);
          read = [...read, stretch];
          const [a, b] = [placeAt(mushaf, stretch.from), placeAt(mushaf, stretch.to)];
          last = nazra(mushaf, [a.page, a.line], [b.page, b.line]);
        };
        take({ from: start, to: Math.min(end, start + size - 1) });
        for (let day = 0; day <= end / size + 3; day += 1) {
          const next = nextNazra({ layout: mushaf, last, read, size });
          if (!next) break;
          const stretch = asStretch(mushaf, next);
          expect(stretch.to - stretch.from + 1).toBeLessThanOrEqual(size);
          take(stretch);
        }
        expect(nextNazra({ layout: mushaf, last, read, size })).toBeNull();
        expect(seen.indexOf(0, 1)).toBe(-1);
      }),
      { numRuns: 25 },
    );
  });
});

describe('the next lines of the qaida', () => {
  const lessons = ['q01', 'q02', 'q03'].map((id) => ({ id }));
  const read = (item: string, toLine: number, grade: LastRead['grade'] = 'GOOD'): LastRead => ({
    grade,
    mushaf: null,
    fromPage: null,
    toPage: null,
    item,
    fromLine: 1,
    toLine,
  });
  const states = (...mastered: string[]) => new Map(mastered.map((id) => [id, 'MASTERED' as StepState]));

  test('stay in the lesson until it is mastered', () => {
    const next = nextQaida({ lessons, states: states(), last: read('q02', 5), size: 4 });
    expect(next).toEqual({ kind: 'QAIDA', item: 'q02', fromLine: 6, toLine: 9 });
  });
  test('then go to the next that is not', () => {
    expect(nextQaida({ lessons, states: states('q01', 'q02'), last: read('q01', 5), size: 4 })).toMatchObject(
      { item: 'q03', fromLine: 1, toLine: 4 },
    );
    expect(nextQaida({ lessons, states: states('q03'), last: read('q03', 5), size: 4 })?.item).toBe('q01');
  });
  test('are the same after REPEAT, and none when all is mastered', () => {
    const again = nextQaida({ lessons, states: states('q02'), last: read('q02', 5, 'REPEAT'), size: 4 });
    expect(again).toMatchObject({ item: 'q02', fromLine: 1, toLine: 5 });
    expect(
      nextQaida({ lessons, states: states('q01', 'q02', 'q03'), last: read('q03', 5), size: 4 }),
    ).toBeNull();
  });
  test('a lesson that is no longer taught is left behind', () => {
    expect(nextQaida({ lessons, states: states('q01'), last: read('old', 5), size: 4 })?.item).toBe('q02');
  });
  test('never leave the lines that a record may name', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 }), (toLine, size) => {
        const next = nextQaida({ lessons, states: states(), last: read('q01', toLine), size })!;
        expect(next.fromLine).toBeGreaterThanOrEqual(1);
        expect(next.toLine).toBeLessThanOrEqual(99);
      }),
    );
  });
});

test('the usual size is the middle of the last six days', () => {
  expect(usualLines('NAZRA', [])).toBe(7);
  expect(usualLines('QAIDA', [])).toBe(5);
  expect(usualLines('NAZRA', [3, 15, 5, 4, 6, 5, 90, 90, 90])).toBe(5);
});

test('where an item stands does not depend on the order in which the steps come', () => {
  const step = fc.record({
    item: fc.constantFrom('q01', 'q02', 'r01'),
    state: fc.constantFrom(...STEP_STATES),
    date: fc.integer({ min: 1, max: 28 }).map((day) => `2026-11-${String(day).padStart(2, '0')}`),
  });
  const steps = fc.uniqueArray(step, { selector: ({ item, date }) => `${item} ${date}` });
  fc.assert(
    fc.property(steps, (list) => {
      const stands = (of: typeof list) =>
        [...latestSteps(of)].map(([item, { state }]) => `${item} ${state}`).sort();
      expect(stands([...list].reverse())).toEqual(stands(list));
    }),
  );
});

test('the part of a juz that was read is counted in lines, and never more than all of it', () => {
  const none = juzRead('madani15', []);
  expect(none).toHaveLength(30);
  expect(none.every(({ share }) => share === 0)).toBe(true);
  expect(juzRead('indopak13', [{ from: 1, to: 13 * 848 }]).every(({ share }) => share === 1)).toBe(true);
  // Juz 1 of the Madani print stands on pages 1 to 21.
  expect(juzRead('madani15', [{ from: 1, to: 10 * 15 }])[0]!.share).toBeCloseTo(10 / 21);
});

test('the stretches that PostgreSQL writes are read with both ends in', () => {
  expect(stretchesOf('{[1,8),[20,31)}')).toEqual([
    { from: 1, to: 7 },
    { from: 20, to: 30 },
  ]);
  expect(stretchesOf(null)).toEqual([]);
  expect(stretchesOf('{}')).toEqual([]);
});
