import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayNumber, weekdayOf } from '@/lib/core/time';
import { juzRange } from '@/lib/quran/divisions';
import type { Range } from '@/lib/quran/position';
import { intersect, normalise, size } from '@/lib/quran/range-set';
import { holdOf } from '@/lib/revision/brake/rules';
import { teachingCalendar, teachingDaysBetween } from '@/lib/revision/calendar/rules';
import { type RegisterLesson, replay } from '@/lib/revision/memory/replay/rules';
import { applyRecital, heardOn, heldSet, type UnitState, unitRange } from '@/lib/revision/memory/rules';
import { type PlanInput, planAhead, portionsOf, queueLeft } from '@/lib/revision/plan/rules';
import { AMOUNTS, CYCLES, DEFAULT_REVISION, MODES } from '@/lib/revision/rules';
import { withinSabqi } from '@/lib/revision/sabqi/rules';

const friday = 5;
const calendar = teachingCalendar(friday);
const juz = (n: number): Range => juzRange(n, 'madani');
const placed = (portions: readonly Range[], on = '2026-10-01') =>
  replay({ placements: [{ portions: normalise(portions), firmness: 'SOLID', on }], lessons: [] });
const list = (states: Iterable<UnitState>) => [...states];
const heard = (
  portions: readonly Range[],
  date: string,
  grade: RegisterLesson['grade'] = 'GOOD',
): RegisterLesson => ({
  kind: 'MANZIL',
  date,
  session: 'MORNING',
  grade,
  portions,
});
const base = {
  apart: [],
  settings: DEFAULT_REVISION,
  calendar,
  on: '2026-10-03',
  days: 1,
} satisfies Omit<PlanInput, 'states'>;
/** Recites each day's plan to the letter and says what was planned. */
function follow(
  portions: readonly Range[],
  days: number,
  more: Partial<PlanInput> = {},
  from = '2026-10-01',
) {
  const states = placed(portions, from);
  const days_: { date: string; portions: Range[]; late: number }[] = [];
  let date = addDays(from, 1);
  for (let n = 0; n < days; date = addDays(date, 1)) {
    if (weekdayOf(date) === friday) continue;
    n += 1;
    const plan = planAhead({ ...base, ...more, states: list(states.values()), on: date });
    const of = portionsOf(plan.days[0]!);
    days_.push({ date, portions: of, late: plan.behind });
    applyRecital(states, heard(of, date));
  }
  return { days: days_, states };
}

describe('the manzil of a day', () => {
  it('goes round by the juz in page order, each in its turn', () => {
    const { days } = follow([[juz(4)[0], juz(9)[1]]], 12, {
      settings: { ...DEFAULT_REVISION, mode: 'PURE' },
    });
    expect(days.map(({ portions }) => portions)).toEqual(
      [4, 5, 6, 7, 8, 9, 4, 5, 6, 7, 8, 9].map((n) => [juz(n)]),
    );
  });

  it('whoever follows it is never late, in any cycle, with the amount that the cycle asks for', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CYCLES),
        fc.constantFrom(...MODES),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 30 }),
        (cycle, mode, one, other) => {
          const portions = [[juz(Math.min(one, other))[0], juz(Math.max(one, other))[1]]] as const;
          const settings = { ...DEFAULT_REVISION, cycle, mode, days: 21, amount: null };
          const { days } = follow(portions, 45, { settings });
          // A juz has eight units, and a day is filled with whole ones: a day or so may lie over.
          for (const { late } of days) expect(late).toBeLessThanOrEqual(1.5);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('is within the amount, held, apart from sabaq and sabqi, and the same each time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom(...AMOUNTS),
        fc.constantFrom(...MODES),
        fc.integer({ min: 0, max: 60 }),
        (ajza, apartJuz, amount, mode, gone) => {
          const held = normalise(ajza.map(juz));
          const states = list(placed(held).values());
          const settings = { ...DEFAULT_REVISION, amount, mode };
          const input = {
            ...base,
            states,
            settings,
            apart: [juz(apartJuz)],
            on: addDays('2026-10-01', gone),
          };
          const plan = planAhead(input);
          expect(planAhead(input)).toEqual(plan);
          const portions = portionsOf(plan.days[0]!);
          expect(size(intersect(normalise(portions), held))).toBe(size(portions));
          expect(intersect(normalise(portions), [juz(apartJuz)])).toEqual([]);
          // However late: at most half a day more, and never sixty pages (twenty-four units).
          expect(plan.days[0]!.units.length).toBeLessThanOrEqual(Math.ceil(amount * 1.5) + 2);
          expect(plan.days[0]!.units.length).toBeLessThanOrEqual(Math.max(amount, 20) + 3);
          expect(portions.length).toBeLessThanOrEqual(20);
        },
      ),
    );
  });

  it('pulls forward what fades, and says so; the pure cycle does not', () => {
    const states = placed([[juz(1)[0], juz(10)[1]]]);
    const weak = unitRange(70);
    for (let n = 0; n < 8; n += 1)
      applyRecital(states, heard([[juz(1)[0], juz(10)[1]]], addDays('2026-10-01', n)));
    for (const day of ['2026-10-08', '2026-10-09', '2026-10-10', '2026-10-11'])
      applyRecital(states, heard([weak], day, 'REPEAT'));
    applyRecital(states, heard([weak], '2026-10-12', 'WEAK'));
    for (const state of [...states.values()])
      if (state.unit === 70) states.set(70, { ...state, stability: 1.5, repeatOn: null });
    const plan = (mode: 'GUIDED' | 'PURE') =>
      planAhead({
        ...base,
        states: list(states.values()),
        settings: { ...DEFAULT_REVISION, mode },
        on: '2026-10-17',
      }).days[0]!.units;
    expect(plan('GUIDED').find(({ unit }) => unit === 70)?.reason).toMatchObject({ code: 'fading' });
    expect(plan('PURE').some(({ unit }) => unit === 70)).toBe(false);
  });

  it('brings back tomorrow what was refused today', () => {
    const states = placed([juz(1), juz(2), juz(3)]);
    applyRecital(states, heard([juz(1)], '2026-10-03', 'REPEAT'));
    const [day] = planAhead({ ...base, states: list(states.values()), on: '2026-10-04' }).days;
    expect(portionsOf(day!)).toEqual([juz(1)]);
    expect(day!.units[0]!.reason).toEqual({ code: 'again', on: '2026-10-03' });
  });

  it('puts what the ustadh asked for first, in his order, until it has been heard', () => {
    const states = placed([[juz(1)[0], juz(6)[1]]]);
    const given = { ...base, states: list(states.values()), queue: [40, 33] };
    const [day] = planAhead(given).days;
    expect(day!.units.slice(0, 2).map(({ unit, reason }) => [unit, reason.code])).toEqual([
      [40, 'asked'],
      [33, 'asked'],
    ]);
    expect(portionsOf(day!).slice(0, 2)).toEqual([unitRange(40), unitRange(33)]);
    const queued = { queue: [40, 33], queuedOn: '2026-10-02' };
    expect(queueLeft(given.states, queued)).toEqual([40, 33]);
    applyRecital(states, heard([unitRange(40)], '2026-10-03'));
    expect(queueLeft(list(states.values()), queued)).toEqual([33]);
  });
});

describe('missed days', () => {
  const portions = [[juz(1)[0], juz(10)[1]]] as const;

  it('are spread: half a day more at most, and the day on which all is level is named', () => {
    const { states } = follow(portions, 20);
    const back = addDays('2026-10-25', 20);
    const plan = planAhead({ ...base, states: list(states.values()), on: back, days: 14 });
    expect(plan.behind).toBeGreaterThan(5);
    expect(plan.days[0]!.catchingUp).toBe(true);
    for (const { units } of plan.days) expect(units.length).toBeLessThanOrEqual(12);
    expect(plan.levelOn! > back).toBe(true);
    expect(plan.levelOn! <= addDays(back, 14)).toBe(true);
  });

  it('of a holiday in the calendar do not count: nobody is behind after Eid', () => {
    const { states, days } = follow(portions, 20);
    const last = days.at(-1)!.date;
    const eid = teachingCalendar(friday, [{ from: addDays(last, 1), to: addDays(last, 12) }]);
    const on = addDays(last, 13);
    const at = (taught: typeof calendar) =>
      planAhead({ ...base, states: list(states.values()), calendar: taught, on }).behind;
    expect(at(eid)).toBeLessThan(1);
    expect(at(calendar)).toBeGreaterThan(5);
    expect(teachingDaysBetween(eid, dayNumber(last), dayNumber(on))).toBe(1);
  });

  it('with an amount too small for the cycle make the round longer, and no debt that nobody could pay', () => {
    const settings = { ...DEFAULT_REVISION, cycle: 'WEEK', amount: 8 } as const;
    const { days, states } = follow(portions, 24, { settings });
    for (const { late } of days) expect(late).toBeLessThanOrEqual(1.5);
    const plan = planAhead({ ...base, settings, states: list(states.values()), on: '2026-11-01' });
    expect([plan.cycleDays, plan.roundDays]).toEqual([7, 10]);
  });
});

describe('sabqi', () => {
  it('is the latest of it, cut at a mark; what is cut off belongs to manzil', () => {
    const sabqi = [[unitRange(9)[0], unitRange(20)[1] - 3]] as const;
    const kept = withinSabqi(sabqi, 4);
    expect(kept).toEqual([[unitRange(17)[0], unitRange(20)[1] - 3]]);
    expect(withinSabqi(sabqi, 16)).toEqual(sabqi);
    const held = heldSet(placed(sabqi).values());
    const plan = planAhead({ ...base, states: list(placed(sabqi).values()), apart: kept, on: '2026-10-20' });
    expect(portionsOf(plan.days[0]!)).toEqual([[held[0]![0], unitRange(16)[1]]]);
  });
});

describe('the brake', () => {
  const given = {
    settings: DEFAULT_REVISION,
    behind: 0,
    strength: 0.9,
    releasedUntil: null,
    on: '2026-11-21',
  };
  const band = { since: '2026-11-10', reason: 'Weak in juz 3' };

  it('holds new sabaq with its reason when manzil is behind or fading, unless it was released', () => {
    expect(holdOf(given)).toBeNull();
    expect(holdOf({ ...given, behind: 9.4 })).toEqual({ code: 'manzilBehind', params: { days: 9 } });
    expect(holdOf({ ...given, strength: 0.412 })).toEqual({ code: 'manzilWeak', params: { percent: 41 } });
    expect(holdOf({ ...given, behind: 9, releasedUntil: '2026-11-21' })).toBeNull();
    expect(holdOf({ ...given, behind: 9, releasedUntil: '2026-11-20' })).not.toBeNull();
    expect(holdOf({ ...given, behind: 99, settings: { brakeDays: 0, brakeStrength: 0 } })).toBeNull();
    expect(holdOf({ ...given, strength: null })).toBeNull();
  });

  it('stands behind the head’s word: a band and a jaiza that waits are not the ustadh’s to release', () => {
    const gate = { waitingJuz: 3, band };
    expect(holdOf({ ...given, gate, releasedUntil: '2026-11-30' })).toEqual({
      code: 'sabaqBand',
      params: band,
    });
    expect(holdOf({ ...given, gate: { ...gate, band: null } })).toEqual({
      code: 'jaizaWaiting',
      params: { juz: 3 },
    });
  });
});

it('a child that was heard lately is not late', () => {
  const states = placed([juz(1)]);
  expect(Math.max(...list(states.values()).map(heardOn))).toBe(dayNumber('2026-10-01'));
  expect(planAhead({ ...base, states: list(states.values()), on: '2026-10-01' }).behind).toBe(0);
});
