import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { careLimits, readLimits } from '@/lib/care/limits/schema';
import {
  type CareFacts,
  DEFAULT_LIMITS,
  findReasons,
  isSpokenTo,
  REASONS,
  type Word,
} from '@/lib/care/rules';
import { addDays, dayNumber } from '@/lib/core/time';

const today = '2026-11-21';
const clock = { today, limits: DEFAULT_LIMITS };
const ago = (days: number) => addDays(today, -days);
const well: CareFacts = {
  absent: [],
  came: Array.from({ length: 25 }, (_, i) => ago(25 - i)),
  refusals: [],
  learning: true,
  lastNew: ago(1),
  memory: [],
  scheme: 'madani',
};
const reasons = (change: Partial<CareFacts>) => findReasons({ ...well, ...change }, clock);

test('a child who comes, learns and holds gives no reason', () => {
  expect(reasons({})).toEqual([]);
});

describe('absence', () => {
  test('three in a row are a reason, two are none', () => {
    const came = [ago(20), ago(10), ago(4)];
    expect(reasons({ came, absent: [ago(3), ago(1)] })).toEqual([]);
    expect(reasons({ came, absent: [ago(3), ago(2), ago(1)] })).toEqual([
      { code: 'ABSENT', inRow: 3, inThirty: 3, days: [ago(3), ago(2), ago(1)] },
    ]);
  });
  test('whoever has come back is not in a row any more, but five in thirty days are', () => {
    const absent = [ago(9), ago(8), ago(7)];
    expect(reasons({ absent })).toEqual([]);
    expect(reasons({ absent: [ago(20), ago(15), ...absent] })).toMatchObject([
      { code: 'ABSENT', inRow: 0, inThirty: 5 },
    ]);
  });
});

test('three refusals among the last six of a kind are a reason, and the kind with most is named', () => {
  const days = [ago(6), ago(4), ago(2)];
  const sabqi = { kind: 'SABQI', of: 6, days };
  expect(reasons({ refusals: [{ ...sabqi, days: days.slice(1) }] })).toEqual([]);
  expect(reasons({ refusals: [sabqi, { kind: 'SABAQ', of: 6, days: [ago(5), ...days] }] })).toMatchObject([
    { code: 'REPEAT', kind: 'SABAQ', times: 4, of: 6 },
  ]);
});

describe('a sabaq that stands still', () => {
  test('is one of two weeks during which the child was here', () => {
    expect(reasons({ lastNew: ago(14) })).toMatchObject([{ code: 'STALLED', since: ago(14), daysHere: 13 }]);
    expect(reasons({ lastNew: ago(13) })).toEqual([]);
  });
  test('is none of a child who was away, or has nothing new to learn', () => {
    expect(reasons({ lastNew: ago(20), came: [ago(2), ago(1)] })).toEqual([]);
    expect(reasons({ lastNew: ago(200), learning: false })).toEqual([]);
  });
});

describe('falling strength', () => {
  const unit = (n: number, days: number, stability = 5) => ({
    unit: n,
    stability,
    heardDay: dayNumber(ago(days)),
  });
  test('is what forgetting took in a fortnight where nobody listened, with the ajza that fell most', () => {
    // Rub' 1 and 2 of juz 1, 9 of juz 2 not heard for twenty days; 233 of juz 30 heard yesterday.
    const [fading] = reasons({ memory: [unit(1, 20), unit(2, 20), unit(9, 20), unit(233, 1)] });
    expect(fading).toMatchObject({ code: 'FADING', juz: [1, 2] });
    const { before, now } = fading as { before: number; now: number };
    expect(before - now).toBeGreaterThanOrEqual(6);
  });
  test('is none where all was heard since, or where it sits firmly', () => {
    expect(reasons({ memory: [unit(1, 13), unit(2, 1), unit(3, 0)] })).toEqual([]);
    expect(reasons({ memory: [unit(1, 60, 900), unit(2, 60, 900)] })).toEqual([]);
  });
  test('hearing what fades never makes the reason stronger', () => {
    const units = fc.uniqueArray(
      fc.record({
        unit: fc.integer({ min: 1, max: 240 }),
        stability: fc.double({ min: 1, max: 400, noNaN: true }),
        heardDay: fc.integer({ min: 0, max: 120 }).map((days) => dayNumber(ago(days))),
      }),
      { selector: ({ unit: n }) => n, minLength: 1, maxLength: 60 },
    );
    fc.assert(
      fc.property(units, fc.nat(), (memory, pick) => {
        const fall = (of: typeof memory) => {
          const [one] = findReasons({ ...well, memory: of }, clock);
          return one?.code === 'FADING' ? one.fall : 0;
        };
        const heard = memory.map((one, i) =>
          i === pick % memory.length ? { ...one, heardDay: dayNumber(today) } : one,
        );
        // Both figures are rounded to whole points.
        expect(fall(heard)).toBeLessThanOrEqual(fall(memory) + 1);
      }),
    );
  });
});

describe('a word that was had', () => {
  const word: Word = { spokenOn: ago(3), reasons: ['ABSENT'] };
  test('is enough for a week, for its own reasons', () => {
    expect(isSpokenTo([{ code: 'ABSENT' }], word, clock)).toBe(true);
    expect(isSpokenTo([{ code: 'ABSENT' }], { ...word, spokenOn: ago(7) }, clock)).toBe(false);
    expect(isSpokenTo([{ code: 'ABSENT' }, { code: 'FADING' }], word, clock)).toBe(false);
    expect(isSpokenTo([{ code: 'ABSENT' }], null, clock)).toBe(false);
  });
});

describe('the limits', () => {
  test('are the defaults where nothing, or nothing fit, is kept', () => {
    for (const kept of [null, 'x', {}, { care: 5 }, { care: { inRow: 'three', fall: 1000 } }])
      expect(readLimits(kept)).toEqual(DEFAULT_LIMITS);
    expect(readLimits({ care: { inRow: 4 } })).toEqual({ ...DEFAULT_LIMITS, inRow: 4 });
  });
  test('the defaults are among what the form takes, and what is beyond is refused with the range', () => {
    expect(careLimits.parse(DEFAULT_LIMITS)).toEqual(DEFAULT_LIMITS);
    const refused = careLimits.safeParse({ ...DEFAULT_LIMITS, inRow: '0' }).error?.issues[0];
    expect(refused).toMatchObject({ path: ['inRow'], message: 'outOfRange', params: { min: 2, max: 14 } });
  });
});

test('reasons come in one order, whatever the facts', () => {
  const facts: Partial<CareFacts> = {
    absent: [ago(3), ago(2), ago(1)],
    came: Array.from({ length: 10 }, (_, i) => ago(25 - i)),
    refusals: [{ kind: 'SABAQ', of: 6, days: [ago(9), ago(8), ago(7)] }],
    lastNew: ago(28),
    memory: [{ unit: 1, stability: 3, heardDay: dayNumber(ago(25)) }],
  };
  expect(reasons(facts).map(({ code }) => code)).toEqual([...REASONS]);
});
