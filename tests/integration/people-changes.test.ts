import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Scope } from '@/lib/core/auth/scope';
import { giveHalqas } from '@/lib/halqas/mutations';
import * as people from '@/lib/people/mutations';
import { countGuardianSignIns, getPerson, listPeople } from '@/lib/people/queries';
import type { OfficeRole } from '@/lib/people/rules';
import { peopleList } from '@/lib/people/schema';
import { leaveStaff } from '@/lib/staff/mutations';
import { acceptInvitation, makeGuardianUser } from '@/prisma/seed/makers';
import { scopeOf } from '@/prisma/seed/sessions';
import { numbersFrom } from '../support/numbers';
import { as, join as joinOf, makeHouse, makeSides, refusal, studentsOf } from '../support/people';

let noor: Scope;
let falah: Scope;
let campuses: Record<'north' | 'south', string>;
let halqas: Record<'north' | 'south', string>;
const number = numbersFrom(923_017_771_000);
const phones = { north: number(), south: number() };
const join = (role: OfficeRole, change?: Parameters<typeof joinOf>[2]) => joinOf(noor, role, change);

beforeAll(async () => {
  noor = await makeHouse('people-changes-noor');
  falah = await makeHouse('people-changes-falah');
  ({ campuses, halqas } = await makeSides(noor, phones));
});

/** A context lives 30 seconds and a role may have changed: the next request of the same session. */
const again = async (scope: Scope): Promise<Scope | undefined> => {
  const context = await scope.renew!();
  return context === undefined ? undefined : { ...scope, context };
};
const actsOn = async (subjectId: string) =>
  (
    await as(noor, (tx) =>
      tx.auditEntry.findMany({
        where: { institutionId: noor.institution.id, subjectId },
        orderBy: { seq: 'asc' },
        select: { action: true, detail: true },
      }),
    )
  ).filter(({ action }) => action.startsWith('membership.'));
const dismiss = (by: Scope, id: string) =>
  as(by, (tx) => people.dismissMember(tx, by, { id, reason: 'left the town' }));
const suspend = (by: Scope, id: string) =>
  as(by, (tx) => people.suspendMember(tx, by, { id, reason: 'on leave' }));
const reinstate = (by: Scope, id: string) => as(by, (tx) => people.reinstateMember(tx, by, { id }));
const enterable = async (scope: Scope) => (await scope.renew!()) !== undefined;

describe('Z2 mid-session', () => {
  test('an ustadh who is moved has no old ids in the next request', async () => {
    const { staffId, scope } = await join('teacher');
    const give = (halqaIds: string[]) => as(noor, (tx) => giveHalqas(tx, noor, { halqaIds, staffId }));
    await give([halqas.north]);
    const before = (await again(scope))!;
    expect(await studentsOf(before)).toEqual(['Child north']);
    const other = await join('teacher');
    await as(noor, (tx) => giveHalqas(tx, noor, { halqaIds: [halqas.north], staffId: other.staffId }));
    await give([halqas.south]);
    expect(await studentsOf((await again(scope))!)).toEqual(['Child south']);
  });

  test('S7 who is dismissed enters no more; the halqa is free; taken back, the old cookie stays worthless', async () => {
    const { id, user, staffId, scope } = await join('teacher');
    await as(noor, (tx) => giveHalqas(tx, noor, { halqaIds: [halqas.south], staffId }));
    expect(await enterable(scope)).toBe(true);
    await dismiss(noor, id);
    expect(await enterable(scope)).toBe(false);
    const person = await as(noor, (tx) => getPerson(tx, noor, id));
    expect(person).toMatchObject({ state: 'DISMISSED', staff: { id: staffId } });
    expect(await as(noor, (tx) => tx.halqaTeacher.count({ where: { staffId, toDate: null } }))).toBe(0);
    await expect(scopeOf(user, 'teacher')).rejects.toThrow('no standing membership');
    await reinstate(noor, id);
    expect(await enterable(scope)).toBe(false);
    expect((await scopeOf(user, 'teacher')).role).toBe('teacher');
    expect(await actsOn(staffId)).toMatchObject([
      {
        action: 'membership.dismissed',
        detail: { role: 'teacher', state: ['active', 'dismissed'], reason: 'left the town' },
      },
      { action: 'membership.restored', detail: { state: ['dismissed', 'active'] } },
    ]);
  });

  test('who is suspended enters no more, and no link lifts it; resumed, a new sign-in opens', async () => {
    const { id, user, staffId, scope, email } = await join('teacher');
    const { token } = await as(noor, (tx) =>
      people.invitePerson(tx, noor, { id: v7(), name: 'x', email, role: 'examiner', campusId: undefined }),
    );
    await suspend(noor, id);
    await suspend(noor, id);
    expect(await enterable(scope)).toBe(false);
    await acceptInvitation(token, user);
    await expect(scopeOf(user, 'teacher')).rejects.toThrow('no standing membership');
    await reinstate(noor, id);
    expect((await scopeOf(user, 'teacher')).role).toBe('teacher');
    expect((await actsOn(staffId)).map(({ action }) => action)).toEqual([
      'membership.suspended',
      'membership.resumed',
    ]);
  });

  test('a guardian who is suspended stays so when a new code comes, and is not to be dismissed', async () => {
    const user = await makeGuardianUser(phones.south);
    const scope = await scopeOf(user, 'guardian', noor.institution.id);
    const { id } = await as(noor, (tx) =>
      tx.membership.findFirstOrThrow({ where: { institutionId: noor.institution.id, userId: user } }),
    );
    expect(await as(noor, (tx) => countGuardianSignIns(tx, noor))).toBeGreaterThan(0);
    await suspend(noor, id);
    expect(await enterable(scope)).toBe(false);
    await makeGuardianUser(phones.south);
    await expect(scopeOf(user, 'guardian')).rejects.toThrow('no standing membership');
    expect(await refusal(dismiss(noor, id))).toMatchObject({ code: 'CONFLICT' });
    await reinstate(noor, id);
    expect((await scopeOf(user, 'guardian')).role).toBe('guardian');
  });

  test('another role begins with a new sign-in, says before and after, and is not written over unseen', async () => {
    const { id, user, staffId, scope, updatedAt } = await join('teacher');
    const change = {
      id,
      updatedAt,
      role: 'campus_admin' as const,
      campusId: campuses.south,
      reason: 'new office',
    };
    await as(noor, (tx) => people.changeRole(tx, noor, change));
    expect(await enterable(scope)).toBe(false);
    expect(await studentsOf(await scopeOf(user, 'campus_admin'))).toEqual(['Child south']);
    expect(await actsOn(staffId)).toMatchObject([
      {
        action: 'membership.roleChanged',
        detail: { role: ['teacher', 'campus_admin'], campusId: [null, campuses.south], reason: 'new office' },
      },
    ]);
    const stale = as(noor, (tx) =>
      people.changeRole(tx, noor, { ...change, campusId: undefined, role: 'teacher' }),
    );
    expect(await refusal(stale)).toMatchObject({ code: 'CONFLICT', message: 'CONFLICT' });
  });

  test('a role held before is taken up again instead of being there twice', async () => {
    const one = await join('teacher');
    const { token } = await as(noor, (tx) =>
      people.invitePerson(tx, noor, {
        id: v7(),
        name: 'x',
        email: one.email,
        role: 'examiner',
        campusId: undefined,
      }),
    );
    await acceptInvitation(token, one.user);
    await dismiss(noor, one.id);
    const examiner = await as(noor, (tx) =>
      tx.membership.findFirstOrThrow({ where: { userId: one.user, role: 'examiner' } }),
    );
    const { id } = await as(noor, (tx) =>
      people.changeRole(tx, noor, {
        id: examiner.id,
        updatedAt: examiner.updatedAt.toISOString(),
        role: 'teacher',
        campusId: undefined,
      }),
    );
    expect(id).toBe(one.id);
    expect((await scopeOf(one.user)).role).toBe('teacher');
    await expect(scopeOf(one.user, 'examiner')).rejects.toThrow();
  });
});

describe('Z6', () => {
  const own = () =>
    as(noor, (tx) =>
      tx.membership.findFirstOrThrow({ where: { institutionId: noor.institution.id, userId: noor.userId } }),
    );

  test('nobody changes the own role, and the last admin stays in whatever way it is tried', async () => {
    const me = await own();
    const demote = () =>
      as(noor, (tx) =>
        people.changeRole(tx, noor, {
          id: me.id,
          updatedAt: me.updatedAt.toISOString(),
          role: 'teacher',
          campusId: undefined,
        }),
      );
    for (const act of [() => dismiss(noor, me.id), () => suspend(noor, me.id), demote])
      expect(await refusal(act())).toMatchObject({ code: 'CONFLICT', message: 'ownRole' });
    const staffId = v7();
    await as(noor, (tx) => people.namePerson(tx, noor, { id: me.id, staffId, name: 'The Founder' }));
    expect(await refusal(as(noor, (tx) => leaveStaff(tx, noor, { id: staffId })))).toMatchObject({
      message: 'ownRole',
    });
    const direct = as(noor, (tx) =>
      tx.staff.updateMany({
        where: { institutionId: noor.institution.id, id: staffId },
        data: { status: 'LEFT' },
      }),
    );
    expect(await refusal(direct)).toMatchObject({ code: 'CONFLICT', message: 'lastAdmin' });
    expect(await enterable(noor)).toBe(true);
  });

  test.each(['campus_admin', 'teacher', 'examiner', 'accountant'] as const)(
    'the %s changes no role, nor reads who has one, whatever is called',
    async (role) => {
      const target = await join('teacher');
      const { scope } = await join(role, role === 'campus_admin' ? { campusId: campuses.north } : {});
      expect(await refusal(dismiss(scope, target.id))).toMatchObject({ code: 'NOT_FOUND' });
      expect(await refusal(suspend(scope, target.id))).toMatchObject({ code: 'NOT_FOUND' });
      const promote = as(scope, (tx) =>
        people.changeRole(tx, scope, {
          id: target.id,
          updatedAt: target.updatedAt,
          role: 'admin',
          campusId: undefined,
        }),
      );
      expect(await refusal(promote)).toMatchObject({ code: 'NOT_FOUND' });
      const facts = as(scope, (tx) => tx.$queryRaw`SELECT * FROM app.member_facts()`);
      expect(await refusal(facts)).toMatchObject({ code: 'NOT_FOUND' });
      expect(await enterable(target.scope)).toBe(true);
    },
  );

  test('P05 an admin of another institution finds no such member', async () => {
    const target = await join('teacher');
    for (const act of [dismiss, suspend, reinstate])
      expect(await refusal(act(falah, target.id))).toMatchObject({ code: 'NOT_FOUND', message: 'notFound' });
    const facts = await as(
      falah,
      (tx) => tx.$queryRaw<object[]>`SELECT * FROM app.member_facts(${target.id}::uuid)`,
    );
    expect(facts).toEqual([]);
    expect(await enterable(target.scope)).toBe(true);
  });

  test('Q two admins who dismiss each other in the same moment leave one of them, every time', async () => {
    const other = await join('admin');
    const me = await own();
    for (let round = 0; round < 6; round += 1) {
      const [mine, theirs] = [await again(noor), await scopeOf(other.user, 'admin')];
      const outcomes = await Promise.all([
        refusal(dismiss(mine!, other.id)),
        refusal(dismiss(theirs, me.id)),
      ]);
      expect(outcomes.filter((fault) => fault === undefined)).toHaveLength(1);
      expect(outcomes.find((fault) => fault !== undefined)).toMatchObject({ code: 'NOT_FOUND' });
      // The one who is left takes the other back, so that the next round begins with two.
      if (outcomes[0] === undefined) await reinstate(noor, other.id);
      else {
        await reinstate(theirs, me.id);
        noor = await scopeOf(noor.userId, 'admin', noor.institution.id);
      }
    }
    await dismiss(noor, other.id);
  });
});

test('the list finds by name, address, role, state and campus, and pages', async () => {
  const one = await join('accountant');
  const find = (query: object) =>
    as(noor, (tx) => listPeople(tx, noor, peopleList.parse(query))).then(({ rows }) => rows);
  expect(await find({ q: one.email })).toMatchObject([
    { id: one.id, role: 'accountant', state: 'ACTIVE', secondFactor: false, self: false },
  ]);
  expect((await find({ q: one.email }))[0]!.seenAt).toBeInstanceOf(Date);
  expect((await find({ role: 'admin' })).map(({ self }) => self)).toContain(true);
  expect(new Set((await find({ state: 'DISMISSED' })).map(({ state }) => state))).toEqual(
    new Set(['DISMISSED']),
  );
  expect(
    (await find({ campus: campuses.north, state: 'ALL' })).every(({ campus }) => campus === 'north'),
  ).toBe(true);
  expect(await find({ q: one.email, page: 2 })).toEqual([]);
  expect(await find({ q: "'; DROP TABLE staff; --" })).toEqual([]);
  for (const sort of ['-name', 'seen', '-seen']) expect((await find({ sort })).length).toBeGreaterThan(1);
  expect((await find({ factor: 'none' })).length).toBeGreaterThan(1);
});
