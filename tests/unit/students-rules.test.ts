import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameIn } from '@/lib/core/i18n/locale';
import ar from '@/lib/core/i18n/messages/ar/students.json';
import en from '@/lib/core/i18n/messages/en/students.json';
import ur from '@/lib/core/i18n/messages/ur/students.json';
import { nameWords } from '@/lib/core/name';
import { juzRange } from '@/lib/quran/divisions';
import { enrolStudent } from '@/lib/students/enrolment/schema';
import { isFiltered, sortLink, studentsHref } from '@/lib/students/list/rules';
import { studentListQuery } from '@/lib/students/list/schema';
import { daysOfAttendance, diaryLines } from '@/lib/students/profile/rules';
import {
  ageOn,
  CONSENT_WORDING,
  isMinor,
  prefixRange,
  readHeld,
  rollAfter,
  rollPattern,
} from '@/lib/students/rules';

test('a beginning of a word lies in its prefix range, and nothing else does', () => {
  const word = fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom(...'abcیکدہ09') });
  fc.assert(
    fc.property(word, word, (prefix, other) => {
      const { from, to } = prefixRange(prefix);
      expect(other >= from && other < to).toBe(other.startsWith(prefix));
    }),
  );
  expect(nameWords('Muaz Usmani', 'معاذ', 'JN-2026-0198')).toEqual([
    'muaz',
    'usmani',
    'معاذ',
    'jn',
    '2026',
    '0198',
  ]);
});

describe('P14 who is a minor', () => {
  test.each([
    ['2008-11-21', false],
    ['2008-11-22', true],
    [null, true],
  ])('born on %s, on 21 November 2026', (bornOn, minor) => expect(isMinor(bornOn, '2026-11-21')).toBe(minor));
  test('years are whole', () => expect(ageOn('2016-11-22', '2026-11-21')).toBe(9));
});

describe('what a child holds already', () => {
  const layout = 'madani15' as const;
  test.each(['juz 30, 29', 'para 30 and 29', 'پارہ ۳۰، ۲۹', 'juz 29-30', 'juz 30\njuz 29', 'پارہ 30 اور 29'])(
    '«%s»',
    (text) => expect(readHeld(text, layout)).toEqual({ ok: true, held: [[juzRange(29, 'madani')[0], 6236]] }),
  );
  test('units and verses mix; nothing is nothing', () => {
    expect(readHeld('surah 114; 1:1-7', layout)).toEqual({
      ok: true,
      held: [
        [1, 7],
        [6231, 6236],
      ],
    });
    expect(readHeld(' , ', layout)).toEqual({ ok: true, held: [] });
  });
  test.each([
    ['juz 31', 'juzUnknown'],
    ['30, 29', 'notUnderstood'],
    ['the last ones', 'notUnderstood'],
    ['2:300', 'ayahBeyondSurah'],
    [Array.from({ length: 61 }, () => 'juz 1').join(), 'heldTooMany'],
  ])('«%s» is refused', (text, code) => expect(readHeld(text, layout)).toMatchObject({ ok: false, code }));
});

describe('the next roll number', () => {
  test.each([
    [['JN-2026-0041', 'JN-2025-0007'], 41, 'JN-2026-0042'],
    [['JN-2025-0199'], 0, 'JN-2026-0001'],
    [['17'], 99, '100'],
    [['no digits'], 0, '2026-0001'],
    [[], 0, '2026-0001'],
  ])('after %j', (newest, last, next) =>
    expect(rollAfter(rollPattern(newest, '2026-11-21'), last)).toBe(next),
  );
});

describe('the address of the list', () => {
  test('what is not understood is as if it were not there', () => {
    const query = studentListQuery.parse({
      q: ['a', 'b'],
      halqa: "' OR 1=1",
      status: 'x',
      sort: 'id',
      page: '-3',
    });
    expect(query).toEqual({ q: '', status: 'ACTIVE', sort: 'name', page: 1 });
    expect(isFiltered(query)).toBe(false);
  });
  test('children without a halqa are a filter of their own', () => {
    const query = studentListQuery.parse({ halqa: 'none' });
    expect(query.halqa).toBe('none');
    expect(isFiltered(query)).toBe(true);
    expect(studentsHref(query)).toBe('/admin/students?halqa=none');
  });
  test('defaults stay out of it, and a filter begins at page 1', () => {
    const query = studentListQuery.parse({ q: 'معاذ', status: 'ALL', page: '4' });
    expect(studentsHref(query, { programme: 'HIFZ' })).not.toContain('page');
    expect(studentsHref(query, { q: '', status: 'ACTIVE' })).toBe('/admin/students');
    expect(studentsHref(query, { page: 5 })).toContain('page=5');
  });
  test('a column turns its order round', () => {
    const query = studentListQuery.parse({});
    expect(sortLink(query, 'name')).toEqual({ href: '/admin/students?sort=-name', direction: 'ascending' });
    expect(sortLink({ ...query, sort: '-roll' }, 'roll').direction).toBe('descending');
    expect(sortLink(query, 'admitted').direction).toBeUndefined();
  });
});

test('of several sessions of a day the gravest shows; holidays are named unless something was marked', () => {
  const month = ['2026-11-05', '2026-11-06', '2026-11-13'];
  const marks = [
    { date: '2026-11-05', status: 'PRESENT' as const },
    { date: '2026-11-05', status: 'ABSENT' as const },
    { date: '2026-11-13', status: 'LATE' as const },
  ];
  expect(daysOfAttendance(marks, { month, weeklyHoliday: 5 })).toEqual({
    '2026-11-05': 'ABSENT',
    '2026-11-06': 'HOLIDAY',
    '2026-11-13': 'LATE',
  });
});

test('the diary has one line for each session', () => {
  const at = { date: '2026-11-19', session: 'MORNING' };
  const lessons = [
    { ...at, kind: 'SABAQ' as const },
    { ...at, kind: 'GIRDAAN' as const },
    { ...at, session: 'MAGHRIB', kind: 'SABQI' as const },
  ];
  const lines = diaryLines(lessons);
  expect(lines.map(({ session }) => session)).toEqual(['MORNING', 'MAGHRIB']);
  expect(Object.keys(lines[0]!.lessons)).toEqual(['SABAQ', 'MANZIL']);
});

test('a place is named in the reader’s script when it has such a name', () => {
  const both = { name: 'Halqa Umar', nativeName: 'حلقہ عمر' };
  expect([nameIn(both, 'en'), nameIn(both, 'ur')]).toEqual(['Halqa Umar', 'حلقہ عمر']);
  expect(nameIn({ name: 'North', nativeName: null }, 'ar')).toBe('North');
});

test('P15 the words behind the stored name of the attestation are still those that were attested', () => {
  const words = [en, ur, ar].map(({ form }) => form.attested).join('\n');
  const print = createHash('sha256').update(words).digest('hex').slice(0, 16);
  expect([CONSENT_WORDING, print]).toEqual(['enrolment-2026-1', '94f176b99523e92e']);
});

describe('the enrolment form', () => {
  const form = {
    id: '01980000-0000-7000-8000-000000000001',
    name: '  Muaz  ',
    direction: 'FORWARD',
    startJuz: '1',
    programme: 'HIFZ',
    halqaId: '01980000-0000-7000-8000-000000000002',
    admittedOn: '2026-11-01',
    attested: 'on',
  };
  const guardian = { relation: 'FATHER', language: 'ur' };
  const codes = (change: object) => {
    const read = enrolStudent.safeParse({ ...form, ...change });
    return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  };

  test('an empty guardian is left out, the others keep their place', () => {
    const guardians = [guardian, { ...guardian, phone: '0300 1234567', receivesMessages: 'on' }];
    expect(enrolStudent.parse({ ...form, guardians })).toMatchObject({
      name: 'Muaz',
      startJuz: 1,
      guardians: [{ at: 1, phone: '0300 1234567', receivesMessages: true }],
    });
  });
  test.each([
    [{ attested: undefined }, 'attested mustAttest'],
    [{ startJuz: '31' }, 'startJuz startJuzRange'],
    [{ name: ' ' }, 'name empty'],
    [{ bornOn: '2014-02-31' }, 'bornOn notADate'],
    [{ programme: 'SWIMMING' }, 'programme unknownChoice'],
    [{ halqaId: '' }, 'halqaId required'],
    [{ gender: 'X' }, 'gender unknownChoice'],
  ])('%j is answered at its field', (change, code) => expect(codes(change)).toContain(code));
  test('P10 a field that is not ours is refused', () =>
    expect(codes({ cnic: '35202-0000000-1' })).not.toEqual([]));
});
