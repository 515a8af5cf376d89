import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { homeOf, mayEnter, type Role, roles } from '@/lib/core/auth/roles';
import { actsOn, memberState, OFFICE_ROLES } from '@/lib/people/rules';
import { changeRole, invitePerson, peopleList, withReason } from '@/lib/people/schema';

const person = { role: 'teacher', state: 'ACTIVE', self: false, left: false } as const;

describe('what may be done to somebody', () => {
  test('Z6 nothing at all to oneself, in whatever state', () => {
    for (const state of ['INVITED', 'LAPSED', 'ACTIVE', 'SUSPENDED', 'DISMISSED'] as const)
      for (const role of [...OFFICE_ROLES, 'guardian'])
        expect(actsOn({ ...person, role, state, self: true })).toEqual([]);
  });

  test('each state offers its way out and its way back', () => {
    expect(actsOn(person)).toEqual(['role', 'suspend', 'dismiss']);
    expect(actsOn({ ...person, state: 'SUSPENDED' })).toEqual(['role', 'resume', 'dismiss']);
    expect(actsOn({ ...person, state: 'DISMISSED' })).toEqual(['restore']);
    expect(actsOn({ ...person, state: 'LAPSED' })).toEqual(['invite', 'withdraw']);
    expect(actsOn({ ...person, state: 'DISMISSED', left: true })).toEqual([]);
  });

  test('a guardian’s role follows the children: it is suspended and resumed only', () => {
    expect(actsOn({ ...person, role: 'guardian' })).toEqual(['suspend']);
    expect(actsOn({ ...person, role: 'guardian', state: 'SUSPENDED' })).toEqual(['resume']);
    expect(actsOn({ ...person, role: 'guardian', state: 'DISMISSED' })).toEqual([]);
  });

  test('who left or was dismissed is dismissed, also when suspended before', () => {
    const now = new Date();
    expect(memberState({ endedAt: now, suspendedAt: now, left: false })).toBe('DISMISSED');
    expect(memberState({ endedAt: null, suspendedAt: now, left: true })).toBe('DISMISSED');
    expect(memberState({ endedAt: null, suspendedAt: now, left: false })).toBe('SUSPENDED');
    expect(memberState({ endedAt: null, suspendedAt: null, left: false })).toBe('ACTIVE');
  });
});

describe('what a form may send', () => {
  const form = { id: v7(), name: 'Qari Anas', email: 'a@example.org', role: 'teacher' };
  const faults = (input: object) =>
    invitePerson.safeParse(input).error?.issues.map(({ message, path }) => `${path}: ${message}`);

  test('a campus office names its campus; for any other role a campus is let go', () => {
    expect(faults({ ...form, role: 'campus_admin' })).toEqual(['campusId: campusNeeded']);
    expect(invitePerson.parse({ ...form, campusId: v7() }).campusId).toBeUndefined();
    const campusId = v7();
    expect(invitePerson.parse({ ...form, role: 'campus_admin', campusId }).campusId).toBe(campusId);
  });

  test('somebody can be reached, and only roles of the office are given', () => {
    expect(faults({ ...form, email: undefined })).toEqual(['email: contactNeeded']);
    for (const role of ['guardian', 'support', 'system', 'student', 'owner'])
      expect(faults({ ...form, role })).toEqual(['role: notInList']);
  });

  test('Z5 fields that no form has are refused', () => {
    for (const extra of ['institutionId', 'userId', 'endedAt', 'suspendedAt'])
      expect(invitePerson.safeParse({ ...form, [extra]: v7() }).success).toBe(false);
    expect(changeRole.safeParse({ id: v7(), updatedAt: 'now', role: 'admin' }).success).toBe(false);
    expect(withReason.safeParse({ id: v7(), reason: '  ' }).success).toBe(false);
  });

  test('an address that is not understood is the whole list', () => {
    const odd = { q: { a: 1 }, role: 'owner', state: '1', campus: "'", factor: 'x', sort: ';', page: '-4' };
    expect(peopleList.parse(odd)).toEqual({
      q: '',
      role: '',
      state: '',
      campus: '',
      factor: '',
      sort: 'name',
      page: 1,
    });
  });
});

test('every role of the office begins in a portal that lets it in', () => {
  for (const role of roles.filter((one): one is Role => !['system', 'student'].includes(one))) {
    const home = homeOf(role);
    expect(mayEnter(role, `/${home.split('/')[1]}` as '/admin'), role).toBe(true);
  }
});
