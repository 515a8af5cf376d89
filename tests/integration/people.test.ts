import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Scope } from '@/lib/core/auth/scope';
import { sha256 } from '@/lib/core/auth/session';
import { callAuth } from '@/lib/core/db/definers';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { toAppError } from '@/lib/core/errors';
import { getToday } from '@/lib/dashboard/queries';
import { giveHalqas } from '@/lib/halqas/mutations';
import * as people from '@/lib/people/mutations';
import { countGuardianSignIns, getPerson, listPeople } from '@/lib/people/queries';
import type { OfficeRole } from '@/lib/people/rules';
import { peopleList } from '@/lib/people/schema';
import { leaveStaff } from '@/lib/staff/mutations';
import {
  acceptInvitation,
  makeCampus,
  makeGuardian,
  makeGuardianUser,
  makeHalqa,
  makeStudent,
} from '@/prisma/seed/makers';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';

let noor: Scope;
let falah: Scope;
const campuses = { north: '', south: '' };
const halqas = { north: '', south: '' };
const phones = { north: `+92301${Date.now() % 10 ** 7}`.padEnd(13, '1'), south: '+923017770002' };

const as = <T>(scope: Scope, work: (tx: TenantTx) => Promise<T>) => inTenant(scope, work);
/** A context lives 30 seconds and a role may have changed: the next request of the same session. */
const again = async (scope: Scope): Promise<Scope | undefined> => {
  const context = await scope.renew!();
  return context === undefined ? undefined : { ...scope, context };
};
const refusal = (work: Promise<unknown>) => work.then(() => undefined, toAppError);

beforeAll(async () => {
  for (const name of ['people-noor', 'people-falah']) {
    const admin = await makeUser(`${name}@example.org`, 'a long enough phrase');
    await makeInstitution({ name, admin });
    const scope = await scopeOf(admin);
    if (name.endsWith('noor')) noor = scope;
    else falah = scope;
  }
  await as(noor, async (tx) => {
    for (const side of ['north', 'south'] as const) {
      const campus = await makeCampus(tx, noor, { name: side });
      const halqa = await makeHalqa(tx, noor, { campusId: campus.id, name: `Halqa ${side}` });
      const guardian = await makeGuardian(tx, noor, { name: `Father ${side}`, phone: phones[side] });
      await makeStudent(tx, noor, {
        campusId: campus.id,
        halqaId: halqa.id,
        name: `Child ${side}`,
        guardianIds: [guardian.id],
      });
      campuses[side] = campus.id;
      halqas[side] = halqa.id;
    }
  });
});

let made = 0;
/** Somebody invited, come, and signed in. */
async function join(role: OfficeRole, change: { campusId?: string; email?: string } = {}) {
  made += 1;
  const email = change.email ?? `${role}-${made}-${v7()}@example.org`;
  const input = { id: v7(), name: `Person ${made}`, email, role, campusId: change.campusId };
  const { token, staffId } = await as(noor, (tx) => people.invitePerson(tx, noor, input));
  const user = await makeUser(email, 'a long enough phrase');
  await acceptInvitation(token, user);
  const scope = await scopeOf(user, role, noor.institution.id);
  const member = await as(noor, (tx) =>
    tx.membership.findFirstOrThrow({ where: { institutionId: noor.institution.id, userId: user, role } }),
  );
  return { user, email, staffId, scope, id: member.id, updatedAt: member.updatedAt.toISOString() };
}

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
const studentsOf = (scope: Scope) =>
  as(scope, (tx) => tx.student.findMany({ select: { name: true } })).then((rows) =>
    rows.map(({ name }) => name),
  );

describe('an invitation', () => {
  test('P07 a campus office sees its campus and nothing of the other, on every list and the dashboard', async () => {
    const { scope } = await join('campus_admin', { campusId: campuses.north });
    expect(await studentsOf(scope)).toEqual(['Child north']);
    const seen = await as(scope, async (tx) => ({
      halqas: await tx.halqa.findMany({ select: { name: true } }),
      guardians: await tx.guardian.findMany({ select: { name: true } }),
      campuses: await tx.campus.findMany({ select: { name: true } }),
      staff: await tx.staff.count(),
      members: await refusal(tx.membership.findMany()),
      today: await getToday(tx, scope),
    }));
    expect(seen).toMatchObject({
      halqas: [{ name: 'Halqa north' }],
      guardians: [{ name: 'Father north' }],
      campuses: [{ name: 'north' }],
      staff: 0,
      members: undefined,
    });
    expect(seen.today.house).toMatchObject({ students: 1, halqas: 1, campuses: 1 });
    expect(seen.today.halqas.map(({ name }) => name)).toEqual(['Halqa north']);
  });

  test.each(['accountant', 'examiner'] as const)('P07 the %s opens no row of the register', async (role) => {
    const { scope } = await join(role);
    const counts = await as(scope, async (tx) => [
      await tx.student.count(),
      await tx.guardian.count(),
      await tx.staff.count(),
      await tx.halqa.count(),
      await tx.lesson.count(),
    ]);
    expect(counts).toEqual([0, 0, 0, 0, 0]);
  });

  test('S3 a known address is answered like an unknown one, and keeps its owner’s password', async () => {
    const known = `known-${v7()}@example.org`;
    const owner = await makeUser(known, 'the owner’s own phrase');
    const before = await callAuth('auth.password_of', [known]);
    const invite = (email: string) =>
      as(noor, (tx) =>
        people.invitePerson(tx, noor, {
          id: v7(),
          name: 'Qari Zahid',
          email,
          role: 'teacher',
          campusId: undefined,
        }),
      );
    const [one, other] = [await invite(known), await invite(`unknown-${v7()}@example.org`)];
    expect(Object.keys(one)).toEqual(Object.keys(other));
    expect({ ...one, token: '', staffId: '', email: '' }).toEqual({
      ...other,
      token: '',
      staffId: '',
      email: '',
    });
    expect(await callAuth('auth.password_of', [known])).toEqual(before);
    expect(before).toMatchObject([{ user_id: owner }]);
  });

  test('S11 for whoever is in service already goes to them; in other hands, or twice, it is worth nothing', async () => {
    const { email, user, staffId } = await join('teacher');
    const input = {
      id: v7(),
      name: 'Another Name',
      email,
      role: 'campus_admin' as const,
      campusId: campuses.south,
    };
    const invited = await as(noor, (tx) => people.invitePerson(tx, noor, input));
    expect(invited).toMatchObject({ staffId, campus: 'south' });
    const [shown] = await callAuth('auth.invitation', [sha256(invited.token)]);
    expect(shown).toMatchObject({ role: 'campus_admin', campus: 'south', joined: true });
    const take = (who: string) => callAuth('auth.accept_invitation', [sha256(invited.token), who]);
    expect(await take(v7())).toEqual([{ accept_invitation: false }]);
    expect(await take(user)).toEqual([{ accept_invitation: true }]);
    expect(await take(user)).toEqual([{ accept_invitation: false }]);
    expect(await studentsOf(await scopeOf(user, 'campus_admin'))).toEqual(['Child south']);
    await expect(as(noor, (tx) => people.invitePerson(tx, noor, input))).rejects.toMatchObject({
      message: 'hasSignIn',
    });
  });

  test('a campus of another institution is no campus, and one office’s lists say nothing to another', async () => {
    const input = { id: v7(), name: 'Stranger', email: 's@example.org', role: 'campus_admin' as const };
    const far = await as(falah, (tx) => makeCampus(tx, falah, { name: 'far' }));
    expect(
      await refusal(as(noor, (tx) => people.invitePerson(tx, noor, { ...input, campusId: far.id }))),
    ).toMatchObject({ code: 'INVALID', field: 'campusId' });
    const { id } = await join('teacher');
    expect(await as(falah, (tx) => getPerson(tx, falah, id))).toBeNull();
    const list = await as(falah, (tx) => listPeople(tx, falah, peopleList.parse({ state: 'ALL' })));
    expect(list.rows.map(({ role }) => role)).toEqual(['admin']);
  });

  test('is renewed and withdrawn, and nothing of it is left to use', async () => {
    const input = {
      id: v7(),
      name: 'Ustazah Hafsa',
      email: `hafsa-${v7()}@example.org`,
      role: 'teacher' as const,
      campusId: undefined,
    };
    const first = await as(noor, (tx) => people.invitePerson(tx, noor, input));
    const find = () => as(noor, (tx) => listPeople(tx, noor, peopleList.parse({ q: 'hafsa' })));
    const { rows } = await find();
    expect(rows).toMatchObject([
      { name: 'Ustazah Hafsa', state: 'INVITED', role: 'teacher', secondFactor: null },
    ]);
    const second = await as(noor, (tx) => people.renewInvitation(tx, noor, { id: rows[0]!.id }));
    expect(second.email).toBe(input.email);
    expect(await callAuth('auth.invitation', [sha256(first.token)])).toEqual([]);
    const fresh = (await find()).rows[0]!;
    await as(noor, (tx) => people.withdrawInvitation(tx, noor, { id: fresh.id }));
    expect(await callAuth('auth.invitation', [sha256(second.token)])).toEqual([]);
    expect((await find()).total).toBe(0);
  });
});

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
