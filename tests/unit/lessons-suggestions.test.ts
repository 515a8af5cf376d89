import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DIRECTIONS,
  GRADES,
  type Grade,
  type HeardLesson,
  LESSON_KINDS,
  memorisedSet,
  placementFromHistory,
} from '@/lib/lessons/rules';
import { sabaqPace, suggestDay, suggestSabaq, suggestSabqi } from '@/lib/lessons/suggestions/rules';
import { juzOf } from '@/lib/quran/divisions';
import { parseRange } from '@/lib/quran/notation';
import { AYAHS, type Range, surahOf } from '@/lib/quran/position';
import { intersect, normalise, type RangeSet, size, WHOLE } from '@/lib/quran/range-set';

const scheme = 'madani';

function r(typed: string): Range {
  const parsed = parseRange(typed);
  if (!parsed.ok) throw new Error(`${typed}: ${parsed.code}`);
  return parsed.range;
}
const set = (...typed: string[]) => normalise(typed.map(r));
const heard = (
  kind: HeardLesson['kind'],
  date: string,
  portion: string,
  grade: Grade = 'GOOD',
): HeardLesson => ({
  kind,
  date,
  grade,
  portions: [r(portion)],
});
const sabaq = (date: string, portion: string, grade?: Grade) => heard('SABAQ', date, portion, grade);

const range = fc
  .tuple(fc.integer({ min: 1, max: AYAHS }), fc.oneof(fc.nat(12), fc.nat(900)))
  .map(([from, more]): Range => [from, Math.min(AYAHS, from + more)]);
const anySet = fc.array(range, { maxLength: 10 }).map(normalise);
const anyLesson = fc.record({
  kind: fc.constantFrom(...LESSON_KINDS),
  date: fc.integer({ min: 10, max: 28 }).map((day) => `2026-11-${day}`),
  grade: fc.constantFrom(...GRADES),
  portions: fc.array(range, { minLength: 1, maxLength: 3 }),
}) satisfies fc.Arbitrary<HeardLesson>;
const anyScheme = fc.constantFrom('madani' as const, 'indopak' as const);

describe('pace', () => {
  it('is the median of the last ten accepted sabaq', () => {
    expect(sabaqPace([])).toBe(5);
    expect(sabaqPace([sabaq('2026-11-01', '5:1-3')])).toBe(3);
    const lessons = [
      sabaq('2026-11-04', '5:30-69', 'REPEAT'),
      sabaq('2026-11-03', '5:10-19'),
      sabaq('2026-11-01', '5:1-3'),
      sabaq('2026-11-02', '5:4-9'),
    ];
    expect(sabaqPace(lessons)).toBe(6);
    const long = Array.from({ length: 12 }, (_, i) => sabaq(`2026-10-${10 + i}`, i < 2 ? '2:1-40' : '3:1-4'));
    expect(sabaqPace(long)).toBe(4);
  });
});

describe('the next sabaq', () => {
  const next = (
    direction: 'FORWARD' | 'BACKWARD',
    memorised: RangeSet,
    pace: number,
    last?: HeardLesson,
    startJuz?: number,
  ) => suggestSabaq({ memorised, direction, pace, scheme, lastSabaq: last, startJuz });

  it('begins where the direction begins', () => {
    expect(next('FORWARD', [], 5)).toEqual([r('1:1-5')]);
    expect(next('BACKWARD', [], 5)).toEqual([r('78:1-5')]);
    expect(next('BACKWARD', [], 5, undefined, 27)).toEqual([r('51:31-35')]);
    expect(next('BACKWARD', set('juz 30'), 5)).toEqual([r('67:1-5')]);
    expect(next('FORWARD', WHOLE, 5)).toBeNull();
  });

  it('goes on behind the last, wherever that was', () => {
    expect(next('FORWARD', set('1:1-5:14'), 6, sabaq('2026-11-18', '5:9-14'))).toEqual([r('5:15-20')]);
    // A jump to Ya-Sin is followed, the gap left behind waits.
    expect(next('FORWARD', set('juz 1', '36:1-12'), 6, sabaq('2026-11-18', '36:1-12'))).toEqual([
      r('36:13-18'),
    ]);
    expect(next('FORWARD', set('juz 1', 'juz 30'), 6, sabaq('2026-11-18', '114:1-6'))).toEqual([
      r('2:142-147'),
    ]);
  });

  it('gives a lesson to repeat again', () => {
    expect(next('FORWARD', set('1:1-5:14'), 3, sabaq('2026-11-18', '5:15-20', 'REPEAT'))).toEqual([
      r('5:15-20'),
    ]);
    expect(next('FORWARD', set('1:1-5:20'), 3, sabaq('2026-11-18', '5:15-20', 'REPEAT'))).toEqual([
      r('5:21-23'),
    ]);
  });

  it('takes juz backwards and each juz forwards', () => {
    const last = sabaq('2026-11-18', '77:41-50');
    expect(next('BACKWARD', set('juz 29-30'), 5, last, 30)).toEqual([r('58:1-5')]);
    const holed = set('juz 29-30', '58:1-5', '60:1-66:12');
    expect(next('BACKWARD', holed, 5, sabaq('2026-11-18', '66:6-12'), 30)).toEqual([r('58:6-10')]);
  });

  it('follows a child that goes down by surahs', () => {
    expect(next('BACKWARD', set('114:1-6'), 9, sabaq('2026-11-17', '114:1-6'))).toEqual([r('113:1-5')]);
    expect(next('BACKWARD', set('113:1-114:6'), 9, sabaq('2026-11-18', '113:1-5'))).toEqual([r('112:1-4')]);
  });

  it('stops at a surah end unless its rest is tiny, and at what is held', () => {
    expect(next('BACKWARD', set('78:1-38'), 5, sabaq('2026-11-18', '78:30-38'))).toEqual([r('78:39-40')]);
    expect(next('BACKWARD', set('78:1-39'), 6, sabaq('2026-11-18', '78:30-39'))).toEqual([r('78:40-79:5')]);
    expect(next('FORWARD', set('2:1-140'), 9, sabaq('2026-11-18', '2:130-140'))).toEqual([r('2:141')]);
    expect(next('FORWARD', set('2:1-10', '2:14-20'), 9, sabaq('2026-11-18', '2:1-10'))).toEqual([
      r('2:11-13'),
    ]);
  });

  it('is always inside, new, in one juz, and the same each time', () => {
    const input = fc.record({
      memorised: anySet,
      direction: fc.constantFrom(...DIRECTIONS),
      startJuz: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
      pace: fc.integer({ min: 1, max: 40 }),
      lastSabaq: fc.option(anyLesson, { nil: undefined }),
      scheme: anyScheme,
    });
    fc.assert(
      fc.property(input, (given) => {
        const suggested = suggestSabaq(given);
        expect(suggestSabaq(given)).toEqual(suggested);
        if (suggested === null) return expect(size(given.memorised)).toBe(AYAHS);
        expect(intersect(normalise(suggested), given.memorised)).toEqual([]);
        for (const [from, to] of suggested) {
          expect(from).toBeGreaterThanOrEqual(1);
          expect(to).toBeLessThanOrEqual(AYAHS);
          if (given.lastSabaq?.grade === 'REPEAT') continue;
          expect(to - from).toBeLessThan(given.pace);
          expect(juzOf(from, given.scheme)).toBe(juzOf(to, given.scheme));
        }
      }),
    );
  });

  it('lesson by lesson leads to khatm, from every start and in both directions', () => {
    const start = fc.tuple(fc.constantFrom(...DIRECTIONS), fc.integer({ min: 1, max: 30 }), anyScheme);
    fc.assert(
      fc.property(start, anySet, ([direction, startJuz, juzScheme], placement) => {
        let memorised = placement;
        let lastSabaq: HeardLesson | undefined;
        for (let day = 0; size(memorised) < AYAHS; day += 1) {
          expect(day).toBeLessThan(2000);
          const portions = suggestSabaq({
            memorised,
            direction,
            startJuz,
            pace: 20,
            lastSabaq,
            scheme: juzScheme,
          })!;
          lastSabaq = { kind: 'SABAQ', date: '2026-11-19', grade: 'GOOD', portions };
          memorised = memorisedSet({ placement: memorised, lessons: [lastSabaq] });
        }
      }),
      { numRuns: 8 },
    );
  });
});

describe('sabqi', () => {
  const sabqi = (memorised: RangeSet, today: string | null, lessons: HeardLesson[] = []) =>
    suggestSabqi({ memorised, sabaq: today ? [r(today)] : null, lessons, scheme });

  it('is the surah up to today', () => {
    expect(sabqi(set('1:1-5:14'), '5:15-20')).toEqual([r('5:1-14')]);
    expect(sabqi(set('1:1-4:23'), '4:24-31')).toEqual([r('4:1-23')]);
  });

  it('is never much more than a juz', () => {
    const [[from, to]] = sabqi(set('1:1-2:280'), '2:281')!;
    expect(to).toBe(r('2:280')[0]);
    expect(from).toBeGreaterThan(r('2:140')[0]);
  });

  it('is the last seven lesson days while the surah is young', () => {
    const lessons = [
      ...Array.from({ length: 7 }, (_, i) => sabaq(`2026-11-0${i + 1}`, `71:${4 * i + 1}-${4 * i + 4}`)),
      sabaq('2026-10-20', '70:40-44'),
    ];
    expect(sabqi(set('juz 30', '67:1-71:28'), '72:1-5', lessons)).toEqual([r('71:1-28')]);
    expect(sabqi(set('juz 30', '67:1-7'), '67:8-12', [sabaq('2026-11-01', '67:1-7')])).toEqual([r('67:1-7')]);
    expect(sabqi(set('juz 30'), '67:1-5', [sabaq('2026-11-01', '114:1-6')])).toEqual([r('114:1-6')]);
    expect(sabqi([], '1:1-5')).toBeNull();
  });
});

describe('a whole day', () => {
  const lessons = [sabaq('2026-11-18', '5:9-14'), sabaq('2026-11-17', '5:3-8'), sabaq('2026-11-16', '5:1-2')];
  const given = { memorised: set('1:1-5:14'), lessons, direction: 'FORWARD', scheme } as const;

  it('is a sabaq in the usual pace and the surah so far', () => {
    expect(suggestDay(given)).toEqual({ sabaq: [r('5:15-20')], sabqi: [r('5:1-14')] });
  });

  it('builds on what was heard today already', () => {
    const heardSabaq = [r('5:15-40')];
    const memorised = set('1:1-5:40');
    const withToday = {
      ...given,
      memorised,
      lessons: [...lessons, sabaq('2026-11-19', '5:15-40')],
      heardSabaq,
    };
    expect(suggestDay(withToday)).toMatchObject({ sabaq: heardSabaq, sabqi: [r('5:1-14')] });
  });

  it('has nothing for one who begins but a first lesson', () => {
    expect(suggestDay({ ...given, memorised: [], lessons: [] })).toEqual({
      sabaq: [r('1:1-5')],
      sabqi: null,
    });
  });
});

/** Written after the manner of real registers: date, sabaq, its grade, sabqi as the ustadh wrote it. */
const REGISTERS = {
  forward: {
    startJuz: 1,
    direction: 'FORWARD',
    rows: [
      ['2026-10-07', '4:24-31', 'GOOD', '4:1-23'],
      ['2026-10-08', '4:32-38', 'EXCELLENT', '4:1-31'],
      ['2026-10-11', '4:39-46', 'REPEAT', '4:1-38'],
      ['2026-10-12', '4:39-46', 'WEAK', '4:1-38'],
      ['2026-10-13', '4:47-54', 'GOOD', '4:1-46'],
    ],
  },
  backward: {
    startJuz: 30,
    direction: 'BACKWARD',
    rows: [
      ['2026-10-07', '58:1-10', 'GOOD', ''],
      ['2026-10-08', '58:11-18', 'GOOD', '58:1-10'],
      ['2026-10-10', '58:19-22', 'GOOD', '58:1-18'],
      ['2026-10-11', '59:1-7', 'REPEAT', ''],
      ['2026-10-12', '59:1-7', 'GOOD', ''],
      ['2026-10-13', '59:8-14', 'GOOD', ''],
      ['2026-10-14', '59:15-21', 'GOOD', '59:1-14'],
    ],
  },
} as const;

describe('a register, line by line', () => {
  it.each(['forward', 'backward'] as const)(
    '%s: each sabaq and sabqi is what would have been suggested',
    (name) => {
      const { startJuz, direction, rows } = REGISTERS[name];
      const lessons: HeardLesson[] = [];
      const placement = placementFromHistory({
        startJuz,
        direction,
        sabaq: rows.map((row) => r(row[1])),
        recited: [],
        scheme,
      });
      for (const [date, written, grade, sabqi] of rows) {
        const memorised = memorisedSet({ placement, lessons });
        const given = { memorised, direction, startJuz, lastSabaq: lessons.at(-1), scheme } as const;
        const suggested = suggestSabaq({ ...given, pace: size([r(written)]) });
        expect(suggested).toEqual([r(written)]);
        if (sabqi) expect(suggestSabqi({ memorised, sabaq: suggested, lessons, scheme })).toEqual([r(sabqi)]);
        lessons.push(sabaq(date, written, grade));
      }
      const first = r(rows[0][1])[0];
      expect(memorisedSet({ placement, lessons }).some(([from, to]) => from <= first && first <= to)).toBe(
        true,
      );
      expect(surahOf(first)).toBe(Number(rows[0][1].split(':')[0]));
    },
  );
});
