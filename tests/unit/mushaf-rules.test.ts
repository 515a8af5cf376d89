import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '@/lib/core/time';
import { regrade } from '@/lib/lessons/places/rules';
import { NO_MISTAKES } from '@/lib/lessons/sweep/rules';
import { lessonPage, type PlacedMark, pageView } from '@/lib/mushaf/page/rules';
import { pageAddress } from '@/lib/mushaf/page/schema';
import {
  halqaHeatOf,
  heatOf,
  keysOf,
  lessonAt,
  type MarkPlace,
  overlap,
  type PassedBy,
  placeCode,
  readPlace,
  traceOf,
  weightOf,
} from '@/lib/mushaf/rules';
import { heatAddress, markPlace } from '@/lib/mushaf/schema';
import { LINE_LAYOUTS, placeKey, wordsIn } from '@/lib/quran/lines';
import { pageCount } from '@/lib/quran/mushaf';
import { AYAHS } from '@/lib/quran/position';

const today = '2026-11-21';
const anyWord = fc
  .integer({ min: 1, max: AYAHS })
  .chain((ayah) => fc.integer({ min: 1, max: wordsIn(ayah) }).map((word) => ({ ayah, word })));
const anyPlace: fc.Arbitrary<MarkPlace> = fc.oneof(
  anyWord,
  anyWord.map(({ ayah }) => ({ ayah })),
  anyWord.map(({ ayah, word }) => ({ ayah, word, toAyah: Math.min(AYAHS, ayah + 1), toWord: word })),
);
const recital = (days: number, more: Partial<PassedBy> = {}): PassedBy => ({
  date: addDays(today, -days),
  accepted: true,
  mistakes: 0,
  places: [],
  portions: [[1, 300]],
  ...more,
});
const mark = { ayah: 12, word: 3, date: addDays(today, -20) };

describe('a place', () => {
  test('is the same after it went through an address', () => {
    fc.assert(
      fc.property(anyPlace, (place) => {
        expect(readPlace(placeCode(place))).toEqual(place);
      }),
    );
    for (const code of ['', '0', '1.', '1.0', '1-2', '1.2-3', '1.2-3.4-5', '-1', '1.2 ', 'x', '12345'])
      expect(readPlace(code)).toBeUndefined();
  });

  test('orders words as the lines do, and an ayah holds all its words', () => {
    fc.assert(
      fc.property(anyWord, (word) => {
        expect(keysOf(word)[0]).toBe(placeKey(word));
        expect(overlap(word, { ayah: word.ayah })).toBe(true);
        expect(overlap(word, { ayah: word.ayah === 1 ? 2 : word.ayah - 1 })).toBe(false);
      }),
    );
  });

  test('of a phone is refused when it is none, backwards or beyond the Quran, in a code', () => {
    const input = (place: string) => ({
      id: '01912345-0000-7000-8000-000000000000',
      studentId: '01912345-0000-7000-8000-000000000001',
      date: today,
      kind: 'ATAK',
      place,
    });
    expect(markPlace.parse(input('8.1-9.2')).place).toEqual({ ayah: 8, word: 1, toAyah: 9, toWord: 2 });
    for (const place of ['9.2-8.1', '8.5-8.2', '6237', '1.2-6237.1', 'nowhere', '1.2-3']) {
      const read = markPlace.safeParse(input(place));
      expect(read.error?.issues.map(({ message }) => message)).toEqual(['noPlace']);
    }
  });
});

describe('a mark fades', () => {
  test('to a half with every later clean recital, and to a half in ninety days', () => {
    expect(weightOf({ ...mark, date: today }, [recital(0)], today)).toBe(1);
    const alone = weightOf(mark, [], today);
    expect(alone).toBeCloseTo(0.5 ** (20 / 90));
    expect(weightOf(mark, [recital(5)], today)).toBeCloseTo(alone / 2);
    expect(weightOf(mark, [recital(5), recital(4)], today)).toBeCloseTo(alone / 4);
    expect(weightOf({ ...mark, date: addDays(today, -90) }, [], today)).toBeCloseTo(0.5);
  });

  test('not by a recital before it, beside it, refused, of the future, or that stumbled there or nobody knows where', () => {
    const alone = weightOf(mark, [], today);
    const idle = [
      recital(20),
      recital(25),
      recital(-3),
      recital(5, { portions: [[13, 300]] }),
      recital(5, { accepted: false }),
      recital(5, { mistakes: 1, places: [{ ayah: 12, word: 3 }] }),
      recital(5, { mistakes: 1, places: [{ ayah: 12 }] }),
      recital(5, { mistakes: 2, places: [{ ayah: 40, word: 1 }] }),
    ];
    for (const one of idle) expect(weightOf(mark, [one], today)).toBe(alone);
    // A mistake with a place elsewhere says that this place went well.
    expect(weightOf(mark, [recital(5, { mistakes: 1, places: [{ ayah: 40, word: 1 }] })], today)).toBe(
      alone / 2,
    );
  });

  test('never grows: with every day and every recital it is the same or less', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 300 }),
        fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 6 }),
        fc.integer({ min: 0, max: 60 }),
        (age, others, later) => {
          const old = { ...mark, date: addDays(today, -age) };
          const recitals = others.map((days) => recital(days));
          const now = weightOf(old, recitals, today);
          expect(now).toBeGreaterThan(0);
          expect(now).toBeLessThanOrEqual(1);
          expect(weightOf(old, recitals, addDays(today, later))).toBeLessThanOrEqual(now);
          expect(weightOf(old, [...recitals, recital(later)], today)).toBeLessThanOrEqual(now);
        },
      ),
    );
  });

  test('from fresh over fading and faint until four clean recitals took it off the page', () => {
    const recent = { ...mark, date: addDays(today, -5) };
    const clean = (n: number) => Array.from({ length: n }, () => recital(1));
    const traces = [0, 1, 2, 3, 4].map((n) => traceOf(weightOf(recent, clean(n), today)));
    expect(traces).toEqual(['fresh', 'fading', 'faint', 'faint', 'gone']);
  });
});

describe('heat', () => {
  test('of a child is once, twice, three times or more; of a halqa it counts children, not mistakes', () => {
    expect([0, 1, 2, 3, 30].map(heatOf)).toEqual([0, 1, 2, 3, 3]);
    expect([0, 1, 2, 4, 5, 9].map((children) => halqaHeatOf(children, 20))).toEqual([0, 1, 2, 2, 3, 3]);
    expect([2, 3].map((children) => halqaHeatOf(children, 6))).toEqual([2, 3]);
  });

  test('has an address that is never refused', () => {
    expect(heatAddress.parse({ days: '90', juz: '5' })).toMatchObject({ days: 90, juz: 5 });
    expect(heatAddress.parse({ days: 'x', juz: '31', page: '-1' })).toEqual({ days: 30 });
    expect(heatAddress.parse({})).toEqual({ days: 30 });
    expect(['today', '604', '0', '1e3', '01', '9999'].map((one) => pageAddress.safeParse(one).data)).toEqual([
      'today',
      604,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('the lesson of a mark', () => {
  const day = [
    { kind: 'SABAQ' as const, portions: [100, 110] },
    { kind: 'SABQI' as const, portions: [80, 105, 8, 9] },
    { kind: 'MANZIL' as const, portions: [1, 50] },
  ];
  test('is the first of the day that goes over the place', () => {
    expect([105, 90, 9, 60].map((ayah) => lessonAt(ayah, day)?.kind)).toEqual([
      'SABAQ',
      'SABQI',
      'SABQI',
      undefined,
    ]);
  });

  test('opens the page at its beginning, of the kind asked for or the first of the day', () => {
    expect(lessonPage('madani15', day)).toBe(14);
    expect(lessonPage('madani15', day, 'MANZIL')).toBe(1);
    expect(lessonPage('madani15', [{ kind: 'SABAQ', portions: [] }])).toBeUndefined();
  });

  test('takes the grade with it where it was the proposed one', () => {
    const after = { ...NO_MISTAKES, lahnJali: 3 };
    const change = { kind: 'SABAQ' as const, before: NO_MISTAKES, after };
    expect(regrade({ ...change, grade: 'EXCELLENT' })).toBe('WEAK');
    expect(regrade({ ...change, grade: 'GOOD' })).toBe('GOOD');
    expect(regrade({ kind: 'SABAQ', before: after, after: NO_MISTAKES, grade: 'WEAK' })).toBe('EXCELLENT');
  });
});

describe('a page as it is drawn', () => {
  const placed = (more: Partial<PlacedMark>): PlacedMark => ({
    ...mark,
    id: 'a',
    kind: 'ATAK',
    date: today,
    ...more,
  });
  const view = (marks: PlacedMark[], portions: number[] = [], recitals: PassedBy[] = []) =>
    pageView({ layout: 'madani15', page: 2, marks, recitals, portions, today });
  const wordsOn = (marks: PlacedMark[], recitals: PassedBy[] = []) =>
    view(marks, [], recitals).flatMap((line) => (line.kind === 'text' ? line.words : []));

  test('has every word once and every end of an ayah, on every page of every print', () => {
    for (const layout of LINE_LAYOUTS) {
      let words = 0;
      let ends = 0;
      for (let page = 1; page <= pageCount(layout); page += 1) {
        for (const line of pageView({ layout, page, marks: [], recitals: [], portions: [], today })) {
          if (line.kind !== 'text') continue;
          words += line.words.filter(({ word }) => word > 0).length;
          ends += line.words.filter(({ word }) => word === 0).length;
        }
      }
      expect([layout, words, ends]).toEqual([layout, 77_433, AYAHS]);
    }
  });

  test("shows today's mark over an earlier one, a line's on all its words, an ayah's on its end", () => {
    const earlier = placed({ id: 'b', kind: 'TAJWEED', date: addDays(today, -9) });
    const on = wordsOn([placed({}), earlier]).filter(({ today: now, past }) => now || past);
    expect(on).toMatchObject([
      { ayah: 12, word: 3, today: 'ATAK', past: { kind: 'TAJWEED', trace: 'fresh' } },
    ]);
    const line = wordsOn([placed({ ayah: 9, word: 7, toAyah: 10, toWord: 5 })]).filter(
      ({ today: now }) => now,
    );
    expect(line.map(({ ayah, word }) => `${ayah}.${word}`)).toEqual([
      '9.7',
      '10.1',
      '10.2',
      '10.3',
      '10.4',
      '10.5',
    ]);
    const whole = wordsOn([placed({ ayah: 10, word: undefined })]).filter(({ today: now }) => now);
    expect(whole).toMatchObject([{ ayah: 10, word: 0 }]);
  });

  test('forgets what was recited clean, in its words and in its heat', () => {
    const marks = [placed({ id: 'b', date: addDays(today, -9) })];
    const clean = [4, 3, 2, 1].map((days) => recital(days));
    expect(wordsOn(marks, clean).some(({ past }) => past)).toBe(false);
    const heat = (recitals: PassedBy[]) =>
      view(marks, [], recitals).flatMap((line) => (line.kind === 'text' ? [line.heat] : []));
    expect(heat([])).toContain(1);
    expect(heat(clean).every((one) => one === 0)).toBe(true);
  });

  test('counts the marks of a line in its heat, and outlines what is recited today', () => {
    const marks = [1, 2, 3].map((word) => placed({ id: String(word), word }));
    const lines = view(marks, [9, 10]);
    expect(lines.flatMap((line) => (line.kind === 'text' ? [line.count] : [])).filter(Boolean)).toEqual([3]);
    expect(lines.flatMap((line) => (line.kind === 'text' ? [line.lesson] : []))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
    const edges = lines
      .flatMap((line) => (line.kind === 'text' ? line.words : []))
      .filter(({ edge }) => edge);
    expect(edges).toMatchObject([
      { ayah: 9, word: 1, edge: 'start' },
      { ayah: 10, word: 0, edge: 'end' },
    ]);
  });
});
