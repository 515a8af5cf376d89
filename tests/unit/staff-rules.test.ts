import { expect, test } from 'vitest';
import { accessOf, contactsOf, invitationEnds } from '@/lib/staff/rules';
import { createStaff } from '@/lib/staff/schema';

const now = new Date('2026-11-21T10:00:00Z');
const soon = invitationEnds(now);
const facts = { status: 'ACTIVE', hasUser: false, invitedUntil: null };

test('an invitation stands for seven days', () => {
  expect(soon.toISOString()).toBe('2026-11-28T10:00:00.000Z');
  expect(accessOf({ ...facts, invitedUntil: soon }, now)).toBe('INVITED');
  expect(accessOf({ ...facts, invitedUntil: soon }, soon)).toBe('EXPIRED');
});

test('who has left has no access, whatever else is true', () => {
  expect(accessOf({ status: 'LEFT', hasUser: true, invitedUntil: soon }, now)).toBe('LEFT');
  expect(accessOf({ ...facts, hasUser: true, invitedUntil: soon }, now)).toBe('SIGNED_UP');
  expect(accessOf(facts, now)).toBe('NONE');
});

test('contacts are kept in one shape, and a bad number is quoted back', () => {
  expect(contactsOf({ phone: '0300-1234567', email: 'Anas@Example.ORG' }, 'PK')).toEqual({
    contacts: [
      { kind: 'PHONE', value: '+923001234567' },
      { kind: 'EMAIL', value: 'anas@example.org' },
    ],
  });
  expect(contactsOf({ phone: '0300-12' }, 'PK')).toEqual({
    problem: { field: 'phone', code: 'phoneTooShort', params: { value: '0300-12' } },
  });
  expect(contactsOf({ phone: 'ask at the gate' }, 'PK')).toMatchObject({ problem: { code: 'phoneInvalid' } });
  expect(contactsOf({}, 'PK')).toEqual({ contacts: [] });
});

test('ticked boxes are read as none, one or several', () => {
  const id = '01980000-0000-7000-8000-00000000000a';
  const other = '01980000-0000-7000-8000-00000000000b';
  const read = (halqaIds: unknown) =>
    createStaff.parse({ id, name: 'Qari Anas', ...(halqaIds !== undefined && { halqaIds }) }).halqaIds;
  expect(read(undefined)).toEqual([]);
  expect(read(id)).toEqual([id]);
  expect(read([id, other])).toEqual([id, other]);
  expect(() => read('everything')).toThrow();
});
