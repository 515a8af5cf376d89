import { expect, test } from 'vitest';
import type { DaySession } from '@/lib/attendance/rules';
import { type HalqaFacts, nextStep, standingOf, summarise, whatWaits } from '@/lib/dashboard/rules';

const noon = { minutes: 12 * 60 + 30, holiday: false };
const at = (session: DaySession, facts: Partial<HalqaFacts['sessions'][number]> = {}) => ({
  session,
  begun: false,
  finished: false,
  ...facts,
});
const halqa = (facts: Partial<HalqaFacts> = {}): HalqaFacts => ({
  id: 'umar',
  sessions: [at('MORNING')],
  hasUstadh: true,
  children: 20,
  marked: 0,
  present: 0,
  heard: 0,
  ...facts,
});
const quiet = { failedMessages: 0, staffWithoutSignIn: 0, childrenWithoutHalqa: 0, childrenToSpeakTo: 0 };

test.each([
  [
    'the day was closed',
    halqa({ sessions: [at('MORNING', { begun: true, finished: true })], marked: 20 }),
    'SAVED',
  ],
  ['attendance has begun', halqa({ marked: 3, present: 3 }), 'RECORDING'],
  ['a lesson was heard before attendance', halqa({ heard: 1 }), 'RECORDING'],
  ['its hour is past and nobody is marked', halqa(), 'LATE'],
  ['its hour is still to come', halqa({ sessions: [at('MAGHRIB')] }), 'AHEAD'],
  ['it has no children', halqa({ children: 0 }), 'EMPTY'],
] as const)('a halqa stands where the record puts it: %s', (_, facts, state) => {
  expect(standingOf(facts, noon).state).toBe(state);
});

test.each([
  ['the first was never taken', [at('FAJR'), at('AFTER_ZUHR')], 'LATE', 'FAJR'],
  [
    'the first is saved, the second to come',
    [at('FAJR', { begun: true, finished: true }), at('AFTER_ZUHR')],
    'SAVED',
    'FAJR',
  ],
  [
    'the second runs unmarked',
    [at('FAJR', { begun: true, finished: true }), at('MORNING')],
    'LATE',
    'MORNING',
  ],
  ['the second is being marked', [at('FAJR'), at('MORNING', { begun: true })], 'RECORDING', 'MORNING'],
  [
    'the second is saved, the first was never taken',
    [at('FAJR'), at('MORNING', { finished: true })],
    'LATE',
    'FAJR',
  ],
] as const)('a halqa of several sessions stands by the last one begun: %s', (_, sessions, state, session) => {
  const marked = sessions.some(({ begun }) => begun) ? 20 : 0;
  expect(standingOf(halqa({ sessions, marked }), noon)).toEqual({ state, session });
});

test('nobody is late on the weekly holiday, and what was recorded then still counts', () => {
  const friday = { ...noon, holiday: true };
  expect(standingOf(halqa(), friday).state).toBe('HOLIDAY');
  expect(standingOf(halqa({ marked: 2 }), friday).state).toBe('RECORDING');
  expect(whatWaits([halqa()], quiet, friday)).toEqual([]);
});

test('the sentence counts only the children of halqas that met', () => {
  const day = [
    halqa({ id: 'a', marked: 20, present: 18 }),
    // One child joined after attendance was taken: it was expected too.
    halqa({ id: 'b', children: 11, marked: 10, present: 10 }),
    halqa({ id: 'c', sessions: [at('MAGHRIB')] }),
  ];
  expect(summarise(day)).toEqual({ halqas: 3, met: 2, expected: 31, came: 28 });
  expect(summarise([])).toEqual({ halqas: 0, met: 0, expected: 0, came: 0 });
});

test('what waits is led by the halqa that is longest without attendance', () => {
  const waits = whatWaits(
    [
      halqa({ id: 'morning' }),
      halqa({ id: 'fajr', sessions: [at('FAJR')] }),
      halqa({ id: 'evening', sessions: [at('MAGHRIB')], hasUstadh: false }),
      halqa({ id: 'empty', sessions: [at('MAGHRIB')], children: 0, hasUstadh: false }),
    ],
    { failedMessages: 2, staffWithoutSignIn: 0, childrenWithoutHalqa: 1, childrenToSpeakTo: 3 },
    noon,
  );
  expect(waits).toEqual([
    { kind: 'attendance', halqaId: 'fajr', session: 'FAJR', minutesLate: 420 },
    { kind: 'attendance', halqaId: 'morning', session: 'MORNING', minutesLate: 270 },
    { kind: 'noUstadh', halqaId: 'evening' },
    { kind: 'needWord', count: 3 },
    { kind: 'failedMessages', count: 2 },
    { kind: 'noHalqa', count: 1 },
  ]);
});

test('a halqa without an ustadh waits once: by the session that nobody takes, before it by itself', () => {
  const house = { failedMessages: 0, staffWithoutSignIn: 0, childrenWithoutHalqa: 0, childrenToSpeakTo: 0 };
  const kinds = (session: 'FAJR' | 'MAGHRIB') =>
    whatWaits([halqa({ id: 'alone', sessions: [at(session)], hasUstadh: false })], house, noon).map(
      ({ kind }) => kind,
    );
  expect([kinds('FAJR'), kinds('MAGHRIB')]).toEqual([['attendance'], ['noUstadh']]);
});

test('an empty institution is led from campus to students, one step at a time', () => {
  const has = { campuses: 0, halqas: 0, staff: 0, students: 0 };
  expect(nextStep(has)).toBe('campus');
  expect(nextStep({ ...has, campuses: 1 })).toBe('halqa');
  expect(nextStep({ ...has, campuses: 1, halqas: 2 })).toBe('staff');
  expect(nextStep({ ...has, campuses: 1, halqas: 2, staff: 1 })).toBe('students');
  expect(nextStep({ campuses: 1, halqas: 2, staff: 1, students: 9 })).toBe('done');
});
