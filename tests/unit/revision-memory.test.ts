import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_SESSIONS } from '@/lib/attendance/rules';
import { addDays, dateOfNumber, dayNumber } from '@/lib/core/time';
import { GRADES, LESSON_KINDS, LISTENERS, memorisedSet } from '@/lib/lessons/rules';
import { addToRegister, readRegister } from '@/lib/progress/plan/rules';
import { juzRange, rubOf } from '@/lib/quran/divisions';
import { MUSHAF_LAYOUTS, pageOf, pageRange } from '@/lib/quran/mushaf';
import { AYAHS, type Range } from '@/lib/quran/position';
import { fromFlat, intersect, normalise, size, subtract, toFlat } from '@/lib/quran/range-set';
import { teachingCalendar } from '@/lib/revision/calendar/rules';
import { ceilingDay, cycleDays, dueDay, heldUnits, memoriesOf } from '@/lib/revision/cycle/rules';
import {
  placeInHistory,
  type RegisterLesson,
  type RegisterTest,
  replay,
  replayAlong,
} from '@/lib/revision/memory/replay/rules';
import {
  FIRMNESS,
  heardOn,
  heldSet,
  ratingOf,
  strength,
  strengthOn,
  UNITS,
  type UnitState,
  type UnitStates,
  unitOf,
  unitRange,
} from '@/lib/revision/memory/rules';
import { CYCLES, MODES } from '@/lib/revision/rules';
import { STEP_DAYS, strengthOfAll } from '@/lib/revision/strengths/rules';

const anyRange = fc
  .tuple(fc.integer({ min: 1, max: AYAHS }), fc.integer({ min: 0, max: 400 }))
  .map(([from, length]): Range => [from, Math.min(AYAHS, from + length)]);
const anyDate = fc.integer({ min: 0, max: 400 }).map((day) => addDays('2025-01-01', day));
const count = fc.integer({ min: 0, max: 6 });
const anyLesson: fc.Arbitrary<RegisterLesson> = fc.record({
  kind: fc.constantFrom(...LESSON_KINDS),
  date: anyDate,
  session: fc.constantFrom(...DAY_SESSIONS),
  grade: fc.constantFrom(...GRADES),
  portions: fc.array(anyRange, { minLength: 1, maxLength: 3 }),
  mistakes: fc.record({ atak: count, lahnJali: count, lahnKhafi: count, tajweed: count }),
  listener: fc.constantFrom(...LISTENERS),
});
/** One lesson of a kind in a session, as the table has it: the later saving is a correction. */
const corrected = (lessons: readonly RegisterLesson[]) => [
  ...new Map(lessons.map((lesson) => [placeInHistory(lesson), lesson])).values(),
];
const anyPlacement = fc.record({
  portions: fc.array(anyRange, { minLength: 1, maxLength: 2 }).map(normalise),
  firmness: fc.constantFrom(...FIRMNESS),
  on: anyDate,
});
const anyRegister = fc.record({
  placements: fc.array(anyPlacement, { maxLength: 2 }),
  lessons: fc.array(anyLesson, { maxLength: 25 }).map(corrected),
});
const figures = (states: UnitStates) => [...states.values()].sort((a, b) => a.unit - b.unit);
const plain = { programme: 'HIFZ', admittedOn: '2025-01-01' };

describe('memory from the register', () => {
  it('is the same in whatever order lessons and corrections came, and what is held is what is memorised', () => {
    fc.assert(
      fc.property(
        anyRegister.chain((register) =>
          fc.record({
            register: fc.constant(register),
            saved: fc.shuffledSubarray(register.lessons, { minLength: register.lessons.length }),
            before: fc.array(anyLesson, { maxLength: 10 }),
          }),
        ),
        ({ register, saved, before }) => {
          // What was first saved wrongly in some slots, then everything as it came to stand, in any order.
          const slots = new Set(saved.map(placeInHistory));
          const wrong = before.filter((lesson) => slots.has(placeInHistory(lesson)));
          const stands = corrected([...wrong, ...saved]);
          const scratch = replay(register);
          expect(figures(replay({ ...register, lessons: stands }))).toEqual(figures(scratch));
          const placement = normalise(register.placements.flatMap(({ portions }) => portions));
          expect(heldSet(scratch.values())).toEqual(memorisedSet({ placement, lessons: register.lessons }));
        },
      ),
    );
  });

  it('added lesson by lesson is what it is from scratch', () => {
    fc.assert(
      fc.property(anyRegister, fc.integer({ min: 0, max: 25 }), (register, cut) => {
        const lessons = [...register.lessons].sort((a, b) =>
          placeInHistory(a) < placeInHistory(b) ? -1 : 1,
        );
        let held = readRegister({ ...plain, ...register, lessons: lessons.slice(0, cut) });
        for (const lesson of lessons.slice(cut)) {
          if (held.through === null) return;
          const touched = addToRegister(
            { states: held.states.values(), through: held.through, strengths: held.strengths },
            [lesson],
          );
          // As it is kept: units that the lesson does not cover are not written.
          const kept = new Map(held.states);
          for (const unit of touched.touched) {
            const state = touched.states.get(unit);
            if (state) kept.set(unit, state);
          }
          expect(figures(kept)).toEqual(figures(touched.states));
          held = touched;
        }
        const scratch = readRegister({ ...plain, ...register });
        // A placement dated after the first lesson moves with it: only then is there more to read anew.
        fc.pre(cut > 0 || register.placements.length === 0);
        expect(figures(held.states)).toEqual(figures(scratch.states));
        expect(held.memorised).toEqual(scratch.memorised);
        expect(held.through).toBe(scratch.through);
        expect(held.strengths).toEqual(scratch.strengths);
      }),
    );
  });

  it('keeps how strong it was on each step, whatever is heard afterwards', () => {
    fc.assert(
      fc.property(anyRegister, (register) => {
        const [first, ...figures] = replayAlong(register).strengths;
        for (const [i, figure] of figures.entries()) {
          const day = first! + i * STEP_DAYS;
          const until = register.lessons.filter(({ date }) => dayNumber(date) <= day);
          // Before the first lesson it is the placements alone, and those that are dated later move to it.
          if (until.length === 0) continue;
          const then = replay({ ...register, lessons: until });
          expect(figure).toBe(Math.round((strengthOfAll(then.values(), day) ?? 0) * 1000));
        }
      }),
    );
  });

  it('never leaves the Quran, nor its unit, and parts never overlap', () => {
    fc.assert(
      fc.property(anyRegister, (register) => {
        for (const { unit, parts, stability, difficulty } of replay(register).values()) {
          const [first, last] = unitRange(unit);
          expect(unit).toBeGreaterThanOrEqual(1);
          expect(unit).toBeLessThanOrEqual(UNITS);
          let before = first - 1;
          for (const [from, to] of parts) {
            expect(from).toBeGreaterThan(before);
            expect(to).toBeGreaterThanOrEqual(from);
            before = to;
          }
          expect(before).toBeLessThanOrEqual(last);
          expect(stability).toBeGreaterThan(0);
          expect(difficulty).toBeGreaterThanOrEqual(1);
          expect(difficulty).toBeLessThanOrEqual(10);
        }
      }),
    );
  });

  it('is the same each time for the same day, and re-saving changes nothing', () => {
    fc.assert(
      fc.property(anyRegister, anyDate, (register, on) => {
        const once = figures(replay(register));
        expect(figures(replay({ ...register, lessons: [...register.lessons, ...[]] }))).toEqual(once);
        expect(once.map((state) => strengthOn(state, dayNumber(on)))).toEqual(
          figures(replay(register)).map((state) => strengthOn(state, dayNumber(on))),
        );
        const places = register.lessons.map(placeInHistory);
        const through = places.sort().at(-1);
        if (through === undefined) return;
        const again = addToRegister({ states: once, through, strengths: [] }, register.lessons);
        expect(again.touched.size).toBe(0);
        expect(figures(again.states)).toEqual(once);
      }),
    );
  });

  it('a range read again under another mushaf names the same ayahs', () => {
    fc.assert(
      fc.property(anyRange, fc.constantFrom(...MUSHAF_LAYOUTS), ([from, to], layout) => {
        const pages = Array.from({ length: pageOf(layout, to) - pageOf(layout, from) + 1 }, (_, i) =>
          pageRange(layout, pageOf(layout, from) + i),
        );
        expect(intersect(normalise(pages), [[from, to]])).toEqual([[from, to]]);
        expect(fromFlat(toFlat([[from, to]]))).toEqual([[from, to]]);
      }),
    );
  });

  it('what a failed test takes back is no longer held, and a later sabaq brings it back', () => {
    fc.assert(
      fc.property(anyRegister, anyRange, anyDate, (register, taken, on) => {
        const fail: RegisterTest = {
          kind: 'TEST',
          date: on,
          grade: 'REPEAT',
          portions: [taken],
          listener: 'EXAMINER',
          takenBack: [taken],
        };
        const after = heldSet(replay({ ...register, tests: [fail] }).values());
        const later = register.lessons.filter(
          ({ kind, grade, date }) => kind === 'SABAQ' && grade !== 'REPEAT' && date > on,
        );
        const placed = register.placements.filter((placement) => placement.on > on);
        const back = normalise([...later, ...placed].flatMap(({ portions }) => portions));
        const whole = heldSet(replay(register).values());
        expect(after).toEqual(normalise([...subtract(whole, [taken]), ...intersect(back, [taken])]));
      }),
    );
  });
});

describe('a ceiling over every unit', () => {
  const anyCalendar = fc
    .record({
      weeklyHoliday: fc.option(fc.integer({ min: 0, max: 6 })),
      off: fc.array(
        fc
          .tuple(anyDate, fc.integer({ min: 0, max: 40 }))
          .map(([from, days]) => ({ from, to: addDays(from, days) })),
        { maxLength: 2 },
      ),
    })
    .map(({ weeklyHoliday, off }) => teachingCalendar(weeklyHoliday, off));
  const anyRound = fc.record({
    cycle: fc.constantFrom(...CYCLES),
    days: fc.integer({ min: 1, max: 120 }),
    mode: fc.constantFrom(...MODES),
  });

  it('nothing that is memorised is ever due later than its ceiling', () => {
    fc.assert(
      fc.property(anyRegister, anyRound, anyCalendar, (register, settings, calendar) => {
        const states = figures(replay(register));
        const held = heldUnits(states);
        const memories = memoriesOf(states, { settings, calendar });
        expect(normalise(memories.map(({ unit }) => unitRange(unit))).length).toBeLessThanOrEqual(UNITS);
        expect(memories.length).toBe(states.length);
        for (const [i, state] of states.entries()) {
          const ceiling = ceilingDay(state, { settings, calendar, held });
          expect(memories[i]!.dueOn <= dateOfNumber(ceiling)).toBe(true);
          // And the ceiling is a round after it was last heard whole, counted in days of teaching.
          let taught = 0;
          for (let day = heardOn(state) + 1; day <= ceiling; day += 1) if (!calendar.isOff(day)) taught += 1;
          if (settings.cycle === 'WEEK') expect(ceiling - heardOn(state)).toBe(7);
          else expect(taught).toBeLessThanOrEqual(cycleDays(settings, held));
        }
      }),
    );
  });

  it('a juz a day is as many days as juz are held; a week of seven manzils is a week', () => {
    expect(cycleDays({ cycle: 'JUZ', days: 9 }, 240)).toBe(30);
    expect(cycleDays({ cycle: 'HALF_JUZ', days: 9 }, 240)).toBe(60);
    expect(cycleDays({ cycle: 'JUZ', days: 9 }, 20)).toBe(3);
    expect(cycleDays({ cycle: 'WEEK', days: 9 }, 240)).toBe(7);
    expect(cycleDays({ cycle: 'DAYS', days: 9 }, 240)).toBe(9);
  });

  it('the model pulls forward, never back, and the pure cycle leaves it out', () => {
    const states = figures(
      replay({ placements: [], lessons: [lesson('SABAQ', '2026-11-01', [1, 7], 'GOOD')] }),
    );
    const round = { calendar: teachingCalendar(5), held: heldUnits(states) };
    const guided = dueDay(states[0]!, { ...round, settings: { cycle: 'DAYS', days: 30, mode: 'GUIDED' } });
    const pure = dueDay(states[0]!, { ...round, settings: { cycle: 'DAYS', days: 30, mode: 'PURE' } });
    expect(dateOfNumber(guided)).toBe('2026-11-03');
    // The thirtieth day of teaching with Fridays off.
    expect(dateOfNumber(pure)).toBe('2026-12-06');
  });
});

const lesson = (
  kind: RegisterLesson['kind'],
  date: string,
  portion: Range,
  grade: RegisterLesson['grade'],
  more: Partial<RegisterLesson> = {},
): RegisterLesson => ({ kind, date, session: 'MORNING', grade, portions: [portion], ...more });
const only = (states: UnitStates): UnitState => {
  expect(states.size).toBe(1);
  return [...states.values()][0]!;
};

describe('a review', () => {
  const begun = [lesson('SABAQ', '2026-11-01', [1, 7], 'GOOD')];
  const then = (...more: RegisterLesson[]) => only(replay({ placements: [], lessons: [...begun, ...more] }));

  it('is rated by grade and mistakes', () => {
    const rating = (grade: RegisterLesson['grade'], lahnJali = 0) =>
      ratingOf({
        ...lesson('MANZIL', '2026-11-02', juzRange(1, 'madani'), grade),
        mistakes: { atak: 0, lahnKhafi: 0, tajweed: 0, lahnJali },
      });
    expect([rating('EXCELLENT'), rating('EXCELLENT', 1), rating('GOOD'), rating('GOOD', 60)]).toEqual([
      4, 3, 3, 2,
    ]);
    expect([rating('WEAK'), rating('REPEAT')]).toEqual([2, 1]);
  });

  it('weighs what its listener weighs', () => {
    const by = (listener: RegisterLesson['listener']) =>
      then(lesson('SABQI', '2026-11-05', [1, 7], 'EXCELLENT', { listener })).stability;
    expect(by('EXAMINER')).toBe(by('TEACHER'));
    expect(by('TEACHER')).toBeGreaterThan(by('SENIOR'));
    expect(by('SENIOR')).toBeGreaterThan(by('GUARDIAN'));
    expect(by('GUARDIAN')).toBeGreaterThan(by('SELF'));
    expect(by('SELF')).toBeGreaterThan(then().stability);
  });

  it('does not start over after one slip: half stays, and it comes again the next day', () => {
    const firm = [5, 12, 20, 27].map((day) =>
      lesson('MANZIL', `2026-11-${String(day).padStart(2, '0')}`, [1, 7], 'EXCELLENT'),
    );
    const before = then(...firm);
    const slipped = then(...firm, lesson('MANZIL', '2026-12-10', [1, 7], 'REPEAT'));
    expect(slipped.stability).toBeGreaterThanOrEqual(before.stability / 2);
    expect(slipped.stability).toBeLessThan(before.stability);
    const round = { calendar: teachingCalendar(5), held: 0.2 };
    const due = (mode: 'GUIDED' | 'PURE') =>
      dateOfNumber(dueDay(slipped, { ...round, settings: { cycle: 'DAYS', days: 60, mode } }));
    expect([due('GUIDED'), due('PURE')]).toEqual(['2026-12-11', '2026-12-11']);
  });

  it('of one page does not count for the ten around it', () => {
    const unit: Range = [...unitRange(1)];
    const whole = [lesson('SABAQ', '2026-11-01', unit, 'GOOD')];
    const held = (portion: Range) =>
      only(
        replay({ placements: [], lessons: [...whole, lesson('MANZIL', '2026-11-11', portion, 'EXCELLENT')] }),
      );
    const part = held([1, 7]);
    expect(part.stability).toBeLessThan(held(unit).stability);
    expect(heardOn(part)).toBe(dayNumber('2026-11-01'));
    expect(heardOn(held(unit))).toBe(dayNumber('2026-11-11'));
  });

  it('of what is not held says nothing', () => {
    expect(replay({ placements: [], lessons: [lesson('MANZIL', '2026-11-01', [1, 7], 'GOOD')] }).size).toBe(
      0,
    );
    expect(replay({ placements: [], lessons: [lesson('SABAQ', '2026-11-01', [1, 7], 'REPEAT')] }).size).toBe(
      0,
    );
  });
});

describe('what a child brings', () => {
  const placed = (firmness: 'SOLID' | 'SHAKY' | 'RUSTY') =>
    only(replay({ placements: [{ portions: [[1, 7]], firmness, on: '2026-11-01' }], lessons: [] }));

  it('begins as it was found, and its round begins on the day it was placed', () => {
    const percents = FIRMNESS.map((firmness) =>
      Math.round(strengthOn(placed(firmness), dayNumber('2026-11-01')) * 100),
    );
    expect(percents).toEqual([97, 75, 50]);
    for (const firmness of FIRMNESS) expect(heardOn(placed(firmness))).toBe(dayNumber('2026-11-01'));
  });

  it('the later word on the same ayahs stands', () => {
    const twice = only(
      replay({
        placements: [
          { portions: [[1, 7]], firmness: 'RUSTY', on: '2026-11-02' },
          { portions: [[1, 7]], firmness: 'SOLID', on: '2026-11-01' },
        ],
        lessons: [],
      }),
    );
    expect(twice.stability).toBeCloseTo(placed('RUSTY').stability);
  });
});

describe('units', () => {
  it('are the rub of a hizb, and strength falls with the days', () => {
    expect(unitOf(AYAHS)).toBe(240);
    expect(rubOf(unitRange(17)[0])).toBe(17);
    expect(size(Array.from({ length: UNITS }, (_, i) => unitRange(i + 1)))).toBe(AYAHS);
    const memory = { stability: 20, lastReviewOn: '2026-11-01' };
    expect(strength(memory, '2026-11-01')).toBe(1);
    expect(strength(memory, '2026-11-21')).toBeCloseTo(0.9, 2);
    expect(strength(memory, '2027-11-01')).toBeLessThan(0.7);
  });
});
