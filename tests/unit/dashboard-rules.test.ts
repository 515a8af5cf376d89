import { expect, test } from 'vitest';
import { type HalqaFacts, halqaState, nextStep, summarise, whatWaits } from '@/lib/dashboard/rules';

const noon = { minutes: 12 * 60 + 30, holiday: false };
const halqa = (facts: Partial<HalqaFacts> = {}): HalqaFacts => ({
  id: 'umar',
  session: 'MORNING',
  hasUstadh: true,
  children: 20,
  marked: 0,
  present: 0,
  heard: 0,
  finished: false,
  ...facts,
});
const quiet = { failedMessages: 0, staffWithoutSignIn: 0, childrenWithoutHalqa: 0, childrenToSpeakTo: 0 };

test.each([
  ['the day was closed', halqa({ finished: true, marked: 20 }), 'SAVED'],
  ['attendance has begun', halqa({ marked: 3, present: 3 }), 'RECORDING'],
  ['a lesson was heard before attendance', halqa({ heard: 1 }), 'RECORDING'],
  ['its hour is past and nobody is marked', halqa(), 'LATE'],
  ['its hour is still to come', halqa({ session: 'MAGHRIB' }), 'AHEAD'],
  ['it has no children', halqa({ children: 0 }), 'EMPTY'],
] as const)('a halqa stands where the record puts it: %s', (_, facts, state) => {
  expect(halqaState(facts, noon)).toBe(state);
});

test('nobody is late on the weekly holiday, and what was recorded then still counts', () => {
  const friday = { ...noon, holiday: true };
  expect(halqaState(halqa(), friday)).toBe('HOLIDAY');
  expect(halqaState(halqa({ marked: 2 }), friday)).toBe('RECORDING');
  expect(whatWaits([halqa()], quiet, friday)).toEqual([]);
});

test('the sentence counts only the children of halqas that met', () => {
  const day = [
    halqa({ id: 'a', marked: 20, present: 18 }),
    // One child joined after attendance was taken: it was expected too.
    halqa({ id: 'b', children: 11, marked: 10, present: 10 }),
    halqa({ id: 'c', session: 'MAGHRIB' }),
  ];
  expect(summarise(day)).toEqual({ halqas: 3, met: 2, expected: 31, came: 28 });
  expect(summarise([])).toEqual({ halqas: 0, met: 0, expected: 0, came: 0 });
});

test('what waits is led by the halqa that is longest without attendance', () => {
  const waits = whatWaits(
    [
      halqa({ id: 'morning' }),
      halqa({ id: 'fajr', session: 'FAJR' }),
      halqa({ id: 'evening', session: 'MAGHRIB', hasUstadh: false }),
      halqa({ id: 'empty', session: 'MAGHRIB', children: 0, hasUstadh: false }),
    ],
    { failedMessages: 2, staffWithoutSignIn: 0, childrenWithoutHalqa: 1, childrenToSpeakTo: 3 },
    noon,
  );
  expect(waits).toEqual([
    { kind: 'attendance', halqaId: 'fajr', minutesLate: 420 },
    { kind: 'attendance', halqaId: 'morning', minutesLate: 270 },
    { kind: 'noUstadh', halqaId: 'evening' },
    { kind: 'needWord', count: 3 },
    { kind: 'failedMessages', count: 2 },
    { kind: 'noHalqa', count: 1 },
  ]);
});

test('an empty institution is led from campus to students, one step at a time', () => {
  const has = { campuses: 0, halqas: 0, staff: 0, students: 0 };
  expect(nextStep(has)).toBe('campus');
  expect(nextStep({ ...has, campuses: 1 })).toBe('halqa');
  expect(nextStep({ ...has, campuses: 1, halqas: 2 })).toBe('staff');
  expect(nextStep({ ...has, campuses: 1, halqas: 2, staff: 1 })).toBe('students');
  expect(nextStep({ campuses: 1, halqas: 2, staff: 1, students: 9 })).toBe('done');
});
