import { expect, test } from 'vitest';
import { DAY_SESSIONS } from '@/lib/attendance/rules';
import {
  inDayOrder,
  kindsHeardIn,
  kindsKept,
  sessionBegins,
  sessionMeant,
  sessionPhase,
  sessionsHearing,
} from '@/lib/halqas/rules';
import { createHalqa, editHalqa, halqaList, readSessionKinds } from '@/lib/halqas/schema';
import { LESSON_KINDS } from '@/lib/lessons/rules';

const id = '01980000-0000-7000-8000-00000000000a';
const typed = {
  id,
  name: 'Halqa Umar',
  campusId: id,
  programme: 'HIFZ',
  sessions: ['FAJR'],
  capacity: '25',
};
const codesOf = (input: unknown) =>
  createHalqa.safeParse(input).error?.issues.map(({ path, message }) => `${path.join('.')}:${message}`);

test('a session is ahead, under way, then over, and the sessions follow one another through the day', () => {
  for (const session of DAY_SESSIONS) {
    const begins = sessionBegins(session);
    expect(sessionPhase(session, begins - 1)).toBe('AHEAD');
    expect(sessionPhase(session, begins)).toBe('UNDERWAY');
    expect(sessionPhase(session, 24 * 60 - 1)).toBe('OVER');
  }
  const order = DAY_SESSIONS.map(sessionBegins);
  expect([...order].sort((a, b) => a - b)).toEqual(order);
});

test('of several sessions the one that runs or began last is meant, unless another of them is named', () => {
  const day = ['FAJR', 'AFTER_ZUHR', 'MAGHRIB'] as const;
  for (const session of day) {
    expect(sessionMeant(day, { minutes: sessionBegins(session) })).toBe(session);
    expect(sessionMeant(day, { session, minutes: 0 })).toBe(session);
  }
  expect(sessionMeant(day, { minutes: 0 }), 'before all of them: the first').toBe('FAJR');
  expect(sessionMeant(day, { minutes: 24 * 60 - 1 }), 'after all of them: the last').toBe('MAGHRIB');
  expect(sessionMeant(day, {}), 'a day that is over').toBe('FAJR');
  expect(sessionMeant(day, { session: 'AFTER_ISHA', minutes: 0 }), 'one that it has not').toBe('FAJR');
});

test('a session hears what the office left to it, and what it left to none', () => {
  const sessions = ['FAJR', 'AFTER_ZUHR'] as const;
  const plan = { sessions, kinds: { FAJR: ['SABAQ'], AFTER_ZUHR: ['MANZIL'] } as const };
  expect(kindsHeardIn('FAJR', plan)).toEqual(['SABAQ', 'SABQI', 'GIRDAAN']);
  expect(kindsHeardIn('AFTER_ZUHR', plan)).toEqual(['SABQI', 'MANZIL', 'GIRDAAN']);
  expect(sessionsHearing('MANZIL', plan)).toEqual(['AFTER_ZUHR']);
  expect(sessionsHearing('SABQI', plan)).toEqual(['FAJR', 'AFTER_ZUHR']);
  const rest = { sessions, kinds: { FAJR: ['SABAQ'] } as const };
  expect(kindsHeardIn('FAJR', rest), 'the other hears all').toEqual(['SABAQ']);
  expect(kindsHeardIn('AFTER_ZUHR', rest)).toBeUndefined();
  expect(kindsHeardIn('MAGHRIB', plan), 'taken off the halqa').toBeUndefined();
  for (const kind of LESSON_KINDS)
    for (const one of [plan, rest]) expect(sessionsHearing(kind, one)).not.toEqual([]);
});

test('kinds are kept for the sessions of the halqa alone, and only where they say something', () => {
  const kinds = { FAJR: ['SABQI', 'SABAQ'], MAGHRIB: ['MANZIL'], AFTER_ZUHR: [...LESSON_KINDS] } as const;
  expect(kindsKept(kinds, ['FAJR', 'AFTER_ZUHR'])).toEqual({ FAJR: ['SABAQ', 'SABQI'] });
  expect(kindsKept(kinds, ['FAJR']), 'one session hears the day').toEqual({});
  expect(readSessionKinds({ FAJR: ['SABAQ'] })).toEqual({ FAJR: ['SABAQ'] });
  for (const strange of [null, [], 'x', { FAJR: ['DANCE'] }, { NOON: ['SABAQ'] }])
    expect(readSessionKinds(strange)).toEqual({});
});

test('sessions are read from their boxes: one or several, in the order of the day', () => {
  const read = (sessions: unknown) => createHalqa.parse({ ...typed, sessions }).sessions;
  expect(read('MAGHRIB')).toEqual(['MAGHRIB']);
  expect(read(['AFTER_ZUHR', 'FAJR', 'FAJR'])).toEqual(['FAJR', 'AFTER_ZUHR']);
  expect(inDayOrder([...DAY_SESSIONS].reverse())).toEqual([...DAY_SESSIONS]);
  expect(createHalqa.parse({ ...typed, sessionKinds: { FAJR: 'SABAQ' } }).sessionKinds).toEqual({
    FAJR: ['SABAQ'],
  });
});

test('the form of a halqa reads what a form sends', () => {
  expect(createHalqa.parse(typed)).toMatchObject({ capacity: 25, name: 'Halqa Umar' });
});

test.each([
  ['no places', { ...typed, capacity: '0' }, ['capacity:capacityRange']],
  ['half a child', { ...typed, capacity: '2.5' }, ['capacity:capacityRange']],
  ['words for a number', { ...typed, capacity: 'many' }, ['capacity:capacityRange']],
  ['an unknown programme', { ...typed, programme: 'DANCE' }, ['programme:notInList']],
  ['no session at all', { ...typed, sessions: undefined }, ['sessions:sessionsNone']],
  ['a name of signs alone', { ...typed, name: '!!!' }, ['name:nameWithoutLetters']],
  ['a hidden character', { ...typed, name: 'Halqa\u202E Umar' }, ['name:controlCharacters']],
])('a mistake is named at its field: %s', (_, input, codes) => {
  expect(codesOf(input)).toEqual(codes);
});

test('a field that the form does not have is refused, and so is an edit that does not say what it saw', () => {
  expect(createHalqa.safeParse({ ...typed, institutionId: id }).success).toBe(false);
  expect(editHalqa.safeParse(typed).success).toBe(false);
});

test('an address that is not understood shows the whole list', () => {
  expect(
    halqaList.parse({ campus: "1' OR 1=1", session: ['FAJR', 'MAGHRIB'], page: '-4', sort: 'id' }),
  ).toEqual({
    q: '',
    campus: '',
    programme: '',
    session: '',
    ustadh: '',
    sort: 'name',
    page: 1,
  });
});
