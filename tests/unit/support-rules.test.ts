import { describe, expect, test } from 'vitest';
import { grantState, openedOf, supportMark, trailKind } from '@/lib/support/rules';
import { approveForm, askForm, declineForm } from '@/lib/support/schema';

const now = new Date('2026-11-21T10:00:00Z');
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const facts = { state: 'REQUESTED', createdAt: ago(1), decidedAt: null, expiresAt: null };

describe('P04 the state of a grant', () => {
  test.each([
    ['a request waits', facts, 'REQUESTED'],
    ['for a week', { ...facts, createdAt: ago(24 * 7) }, 'LAPSED'],
    ['an approval waits', { ...facts, state: 'APPROVED', decidedAt: ago(23) }, 'APPROVED'],
    ['for a day', { ...facts, state: 'APPROVED', decidedAt: ago(24) }, 'LAPSED'],
    ['a visit is on', { ...facts, state: 'ACTIVE', expiresAt: ago(-0.1) }, 'ACTIVE'],
    ['until its clock', { ...facts, state: 'ACTIVE', expiresAt: now }, 'EXPIRED'],
    ['what is over stays', { ...facts, state: 'ENDED', expiresAt: ago(-1) }, 'ENDED'],
    ['what is refused stays', { ...facts, state: 'REFUSED', createdAt: ago(999) }, 'REFUSED'],
  ])('%s', (_what, grant, state) => {
    expect(grantState(grant, now)).toBe(state);
  });
});

test('P04 an address says which room and row it opened', () => {
  const id = '01980000-0000-7000-8000-000000000001';
  expect(openedOf('/admin')).toEqual({ room: 'today', id: null, leaf: null });
  expect(openedOf('/admin/students')).toEqual({ room: 'students', id: null, leaf: null });
  expect(openedOf(`/admin/students/${id}`)).toEqual({ room: 'students', id, leaf: null });
  expect(openedOf(`/admin/students/${id}/edit`)).toEqual({ room: 'students', id, leaf: 'edit' });
  expect(openedOf('/admin/students/new')).toEqual({ room: 'students', id: null, leaf: 'new' });
  expect(openedOf('/admin/nowhere')).toEqual({ room: 'other', id: null, leaf: null });
  expect(openedOf('/api/imports')).toEqual({ room: 'other', id: null, leaf: null });
  expect(openedOf('')).toEqual({ room: 'other', id: null, leaf: null });
});

test('P04 the mark of a frame changes with every visit and request', () => {
  const marks = [
    { waiting: 0, visits: [] },
    { waiting: 1, visits: [] },
    { waiting: 0, visits: [{ id: 'a' }] },
    { waiting: 1, visits: [{ id: 'a' }, { id: 'b' }] },
  ].map(supportMark);
  expect(new Set(marks).size).toBe(4);
});

test('P04 every line of a visit is of one kind, and what is not support’s own is a change', () => {
  const kinds = ['requested', 'approved', 'declined', 'entered', 'viewed', 'refused', 'ended', 'expired'];
  expect(kinds.map((kind) => trailKind(`support.${kind}`))).toEqual([
    'asked',
    'answered',
    'answered',
    'entered',
    'viewed',
    'refused',
    'ended',
    'ended',
  ]);
  expect(trailKind('student.corrected')).toBe('changed');
});

describe('P04 what the forms take', () => {
  const id = '01980000-0000-7000-8000-000000000001';
  const ask = (reason: string, ticket = '4182') => askForm.safeParse({ id, house: id, ticket, reason });
  test('a reason is a sentence', () => {
    expect(ask('Two daily reports show failed since Tuesday.').success).toBe(true);
    for (const reason of ['', 'look', 'look at messages', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaa'])
      expect(ask(reason).error?.issues[0]?.message, reason).toBe('reasonShort');
    expect(ask('Two daily reports show failed since Tuesday.', ' ').success).toBe(false);
  });

  test('a time is one of four, the access one of two, nothing else comes along', () => {
    for (const minutes of ['30', '60', '240', '480'])
      expect(approveForm.safeParse({ id, minutes, access: 'read' }).success).toBe(true);
    for (const minutes of ['29', '481', '-30', '1e9', 'x', ''])
      expect(approveForm.safeParse({ id, minutes, access: 'read' }).success, minutes).toBe(false);
    expect(approveForm.safeParse({ id, minutes: '30', access: 'all' }).success).toBe(false);
    expect(approveForm.safeParse({ id, minutes: '30', access: 'read', write: true }).success).toBe(false);
    expect(declineForm.safeParse({ id, refusal: ' ' }).success).toBe(false);
  });
});
