import { expect, test } from 'vitest';
import { DAY_SESSIONS } from '@/lib/attendance/rules';
import { sessionBegins, sessionPhase } from '@/lib/halqas/rules';
import { createHalqa, editHalqa, halqaList } from '@/lib/halqas/schema';

const id = '01980000-0000-7000-8000-00000000000a';
const typed = {
  id,
  name: 'Halqa Umar',
  campusId: id,
  programme: 'HIFZ',
  session: 'FAJR',
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

test('the form of a halqa reads what a form sends', () => {
  expect(createHalqa.parse(typed)).toMatchObject({ capacity: 25, name: 'Halqa Umar' });
});

test.each([
  ['no places', { ...typed, capacity: '0' }, ['capacity:capacityRange']],
  ['half a child', { ...typed, capacity: '2.5' }, ['capacity:capacityRange']],
  ['words for a number', { ...typed, capacity: 'many' }, ['capacity:capacityRange']],
  ['an unknown programme', { ...typed, programme: 'DANCE' }, ['programme:notInList']],
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
