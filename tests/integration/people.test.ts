import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Scope } from '@/lib/core/auth/scope';
import { sha256 } from '@/lib/core/auth/session';
import { callAuth } from '@/lib/core/db/definers';
import { getToday } from '@/lib/dashboard/queries';
import * as people from '@/lib/people/mutations';
import { getPerson, listPeople } from '@/lib/people/queries';
import type { OfficeRole } from '@/lib/people/rules';
import { peopleList } from '@/lib/people/schema';
import { makeCampus } from '@/prisma/seed/makers';
import { makeUser, scopeOf } from '@/prisma/seed/sessions';
import { numbersFrom } from '../support/numbers';
import { as, join as joinOf, makeHouse, makeSides, refusal, studentsOf } from '../support/people';

let noor: Scope;
let falah: Scope;
let campuses: Record<'north' | 'south', string>;
const number = numbersFrom(923_017_770_000);
const join = (role: OfficeRole, change?: Parameters<typeof joinOf>[2]) => joinOf(noor, role, change);

beforeAll(async () => {
  noor = await makeHouse('people-noor');
  falah = await makeHouse('people-falah');
  ({ campuses } = await makeSides(noor, { north: number(), south: number() }));
});

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
