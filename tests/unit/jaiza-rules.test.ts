import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawPaper, drawWeighted, pagesOfAyah, passagesOf, seededNumbers } from '@/lib/jaiza/paper/rules';
import {
  juzPassedBy,
  juzTouchedBy,
  type MarkKind,
  marksFromFlat,
  marksToFlat,
  NO_MARKS,
  passedJuz,
  proposeResult,
  type ResultFacts,
  scoreOf,
} from '@/lib/jaiza/rules';
import { DEFAULT_JAIZA, jaizaSettings, readJaiza } from '@/lib/jaiza/settings/schema';
import { juzRange } from '@/lib/quran/divisions';
import { AYAHS, type Range } from '@/lib/quran/position';
import { containsRange, intersect, normalise, size, WHOLE } from '@/lib/quran/range-set';

const range = fc
  .tuple(fc.integer({ min: 1, max: AYAHS }), fc.integer({ min: 0, max: 400 }))
  .map(([from, more]): Range => [from, Math.min(AYAHS, from + more)]);
const set = fc.array(range, { minLength: 1, maxLength: 6 }).map(normalise);
const seed = fc.integer({ min: 1, max: 2 ** 31 - 1 });
const layout = fc.constantFrom('madani15', 'indopak16', 'indopak15', 'indopak13' as const);

describe('the paper', () => {
  const drawn = fc.record({
    memorised: set,
    scope: set,
    seed,
    layout,
    questions: fc.integer({ min: 1, max: 20 }),
    lines: fc.integer({ min: 1, max: 30 }),
    tilt: fc.integer({ min: 0, max: 10 }),
    mixed: fc.boolean(),
    weak: fc.integer({ min: 1, max: AYAHS }),
  });
  type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;
  const paper = ({ questions, lines, weak, ...rest }: Drawn) =>
    drawPaper({
      ...rest,
      plan: { questions, lines },
      weakness: (ayah) => (Math.abs(ayah - weak) < 40 ? 1 : 0),
    });

  it('asks only what is memorised and in the scope, no ayah twice, never too many', () => {
    fc.assert(
      fc.property(drawn, (how) => {
        const passages = paper(how);
        const held = intersect(how.memorised, how.scope);
        expect(passages.length).toBeLessThanOrEqual(how.questions);
        for (const passage of passages) expect(containsRange(held, passage)).toBe(true);
        expect(size(normalise(passages))).toBe(size(passages));
        if (size(held) > 0) expect(passages.length).toBeGreaterThan(0);
      }),
    );
  });

  it('is the same for the same seed, and in the order of the mushaf unless it is mixed', () => {
    fc.assert(
      fc.property(drawn, (how) => {
        expect(paper(how)).toEqual(paper({ ...how }));
        const plain = paper({ ...how, mixed: false });
        expect(plain).toEqual([...plain].sort((a, b) => a[0] - b[0]));
        expect(normalise(paper({ ...how, mixed: true }))).toEqual(normalise(plain));
      }),
    );
  });

  it('differs from seed to seed', () => {
    const of = (n: number) =>
      JSON.stringify(
        drawPaper({
          scope: [juzRange(5, 'madani')],
          memorised: WHOLE,
          plan: { questions: 5, lines: 8 },
          layout: 'madani15',
          seed: n,
          weakness: () => 0,
          tilt: 4,
        }),
      );
    expect(new Set(Array.from({ length: 200 }, (_, n) => of(n + 1))).size).toBeGreaterThan(190);
  });

  it('asks the weak fifth about (1 + tilt) times as often as it lies', () => {
    const scope: Range = [1, 1000];
    const share = (tilt: number) => {
      let weak = 0;
      let all = 0;
      for (let n = 1; n <= 400; n += 1) {
        const passages = drawPaper({
          scope: [scope],
          memorised: WHOLE,
          plan: { questions: 5, lines: 6 },
          layout: 'madani15',
          seed: n,
          weakness: (ayah) => (ayah > 400 && ayah <= 600 ? 1 : 0),
          tilt,
        });
        all += passages.length;
        weak += passages.filter(([from, to]) => to > 400 && from <= 600).length;
      }
      return weak / all;
    };
    const even = share(0);
    expect(even).toBeGreaterThan(0.12);
    expect(even).toBeLessThan(0.28);
    // With weights 5 : 1 over a share e of the pages, 5e / (5e + 1 - e) is to be expected.
    const expected = (5 * even) / (5 * even + 1 - even);
    expect(Math.abs(share(4) - expected)).toBeLessThan(0.08);
  });

  it('leaves no half of the scope unasked', () => {
    for (let n = 1; n <= 100; n += 1) {
      const passages = drawPaper({
        scope: [juzRange(2, 'madani')],
        memorised: WHOLE,
        plan: { questions: 5, lines: 8 },
        layout: 'madani15',
        seed: n,
        weakness: () => 0,
        tilt: 4,
      });
      const [from, to] = juzRange(2, 'madani');
      const middle = (from + to) / 2;
      expect(passages.some(([start]) => start < middle)).toBe(true);
      expect(passages.some(([start]) => start >= middle)).toBe(true);
    }
  });

  it('cuts a scope whole, in passages of the wished length but for ends', () => {
    fc.assert(
      fc.property(set, layout, seed, fc.integer({ min: 2, max: 30 }), (scope, print, n, lines) => {
        const cut = passagesOf(scope, { lines, layout: print, random: seededNumbers(n) });
        expect(normalise(cut)).toEqual(scope);
        expect(size(cut)).toBe(size(scope));
        for (const [from, to] of cut) {
          let long = 0;
          for (let ayah = from; ayah < to; ayah += 1) long += pagesOfAyah(print, ayah);
          // All but its last ayah, and a short rest that was joined to it.
          expect(long).toBeLessThanOrEqual((lines / 15) * 1.5 + 1);
        }
      }),
    );
  });

  it('draws as many places as asked, none twice, heavy ones always', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.1, max: 50, noNaN: true }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        seed,
        (weights, count, n) => {
          const places = drawWeighted(weights, count, seededNumbers(n));
          expect(places).toHaveLength(Math.min(count, weights.length));
          expect(new Set(places).size).toBe(places.length);
          const total = weights.reduce((a, b) => a + b, 0);
          weights.forEach((weight, at) => {
            if (weight * count > total * 1.000001) expect(places).toContain(at);
          });
        },
      ),
    );
  });

  it('knows its generator: the first numbers of seed 1', () => {
    const next = seededNumbers(1);
    expect([next(), next(), next()].map((n) => n.toFixed(6))).toEqual(['0.627074', '0.002736', '0.527447']);
  });
});

const marks = (counts: Partial<Record<MarkKind, number>>) => ({ ...NO_MARKS, ...counts, heard: true });

describe('marks', () => {
  it('come back from the database as they went', () => {
    const count = fc.integer({ min: 0, max: 99 });
    const one = fc.record({
      atak: count,
      lahnJali: count,
      lahnKhafi: count,
      tajweed: count,
      prompt: count,
      heard: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 20 }), (list) => {
        expect(marksFromFlat(marksToFlat(list))).toEqual(list);
      }),
    );
    expect(() => marksFromFlat([1, 2])).toThrow(RangeError);
  });

  it('take from a hundred what the institution says, and at one question no more than its share', () => {
    const { weights } = DEFAULT_JAIZA;
    expect(scoreOf([marks({}), marks({})], { weights })).toBe(100);
    expect(scoreOf([marks({ lahnJali: 2, atak: 3 }), marks({ tajweed: 1 })], { weights })).toBe(93.5);
    expect(scoreOf([marks({ lahnJali: 99 }), marks({})], { weights })).toBe(50);
    expect(scoreOf([marks({ lahnJali: 2 }), NO_MARKS], { weights })).toBe(96);
    expect(scoreOf([NO_MARKS], { weights })).toBe(0);
  });

  it('never rise by a mistake more', () => {
    const kind = fc.constantFrom('atak', 'lahnJali', 'lahnKhafi', 'tajweed', 'prompt' as const);
    const list = fc.array(fc.dictionary(kind, fc.integer({ min: 0, max: 20 })), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(list, kind, fc.nat(), (counts, more, at) => {
        const before = counts.map((one) => marks(one));
        const place = at % before.length;
        const after = before.map((one, n) => (n === place ? { ...one, [more]: one[more] + 1 } : one));
        expect(scoreOf(after, DEFAULT_JAIZA)).toBeLessThanOrEqual(scoreOf(before, DEFAULT_JAIZA));
      }),
    );
  });

  it('propose a result at the marks of the institution', () => {
    expect([80, 79.99, 70, 69.99].map((score) => proposeResult(score, DEFAULT_JAIZA))).toEqual([
      'PASS',
      'CONDITIONAL_PASS',
      'CONDITIONAL_PASS',
      'FAIL',
    ]);
  });
});

describe('what is passed', () => {
  const result = (changes: Partial<ResultFacts>): ResultFacts => ({
    heldOn: '2026-11-01',
    result: 'PASS',
    conditionsDue: null,
    conditionsMet: null,
    passedJuz: [],
    lostJuz: [],
    ...changes,
  });

  it('is a juz that lies whole in the scope of a test over a part', () => {
    expect(juzPassedBy('PARA', [juzRange(5, 'madani')], 'madani')).toEqual([5]);
    expect(juzPassedBy('PARA', [[juzRange(5, 'madani')[0] + 1, juzRange(5, 'madani')[1]]], 'madani')).toEqual(
      [],
    );
    expect(juzPassedBy('NUSS', [[1, juzRange(15, 'madani')[1]]], 'madani')).toHaveLength(15);
    expect(juzPassedBy('SABQI', [juzRange(5, 'madani')], 'madani')).toEqual([]);
    expect(juzTouchedBy([[juzRange(5, 'madani')[1], juzRange(6, 'madani')[0]]], 'madani')).toEqual([5, 6]);
  });

  it('is lost when a later test takes of it, and won again by one after that', () => {
    const pass = result({ passedJuz: [5] });
    const fail = result({ result: 'FAIL', lostJuz: [5] });
    expect(passedJuz([pass], '2026-11-20')).toEqual([5]);
    expect(passedJuz([pass, fail], '2026-11-20')).toEqual([]);
    expect(passedJuz([pass, fail, pass], '2026-11-20')).toEqual([5]);
  });

  it('holds on conditions until their day, and beyond it only when they were met', () => {
    const conditional = result({ result: 'CONDITIONAL_PASS', conditionsDue: '2026-11-10', passedJuz: [7] });
    expect(passedJuz([conditional], '2026-11-10')).toEqual([7]);
    expect(passedJuz([conditional], '2026-11-11')).toEqual([]);
    expect(passedJuz([{ ...conditional, conditionsMet: '2026-11-09' }], '2026-12-11')).toEqual([7]);
  });
});

describe('the settings', () => {
  it('are the defaults where nothing or nonsense is kept', () => {
    expect(readJaiza(null)).toEqual(DEFAULT_JAIZA);
    expect(readJaiza([1])).toEqual(DEFAULT_JAIZA);
    expect(readJaiza({ passMark: 'high', tilt: 2, gate: false })).toEqual({
      ...DEFAULT_JAIZA,
      tilt: 2,
      gate: false,
    });
    expect(readJaiza({ passMark: 50, conditionalMark: 60 }).passMark).toBe(80);
  });

  it('are read from a form as people type figures', () => {
    const typed = {
      gate: 'on',
      weights: { atak: '٠٫٥', lahnJali: '2', lahnKhafi: '0,5', tajweed: '۱', prompt: '1' },
      passMark: '۸۰',
      conditionalMark: '70',
      tilt: '4',
      conditionDays: '7',
      plans: Object.fromEntries(
        Object.entries(DEFAULT_JAIZA.plans).map(([kind, { questions, lines }]) => [
          kind,
          { questions: String(questions), lines: String(lines) },
        ]),
      ),
    };
    expect(jaizaSettings.parse(typed)).toEqual({ ...DEFAULT_JAIZA, autoAsk: false });
    const wrong = jaizaSettings.safeParse({ ...typed, conditionalMark: '90', passMark: '80' });
    expect(wrong.error?.issues.map(({ message, path }) => [message, path.join('.')])).toEqual([
      ['markOrder', 'conditionalMark'],
    ]);
    expect(jaizaSettings.safeParse({ ...typed, passMark: '101' }).success).toBe(false);
    expect(jaizaSettings.safeParse({ ...typed, passMark: 'much' }).success).toBe(false);
  });
});
