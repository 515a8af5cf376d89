import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  askForOwnCode,
  askForProofCode,
  changePassword,
  endDevice,
  endOtherDevices,
  proveSelf,
} from '@/lib/account/actions';
import { getAccount, listDevices, proofIsYoung } from '@/lib/account/queries';
import { choose, signInByPassword } from '@/lib/core/auth/actions';
import { factorIsFresh, sessionState, wayIn } from '@/lib/core/auth/factor';
import { knownDevice } from '@/lib/core/auth/known-device';
import { enterSession } from '@/lib/core/auth/scope';
import { listMemberships, sha256 } from '@/lib/core/auth/session';
import { callAuth } from '@/lib/core/db/definers';
import { getOwnFactors } from '@/lib/factors/queries';
import { suspendMember } from '@/lib/people/mutations';
import { makeGuardianUser } from '@/prisma/seed/makers';
import { makeAuthenticator, scopeOf } from '@/prisma/seed/sessions';
import { browsersFrom, jar, post, sid } from '../support/browser';
import { numbersFrom } from '../support/numbers';
import { as, type House, makeFather, makeHouse, makeMember, password, print, typed } from '../support/slips';
import { asSuperuser } from '../support/world';

vi.mock('next/headers', async () => (await import('../support/browser')).nextHeaders);
vi.mock('next/server', async () => (await import('../support/browser')).nextServer);
vi.mock('next-intl/server', async () => (await import('../support/browser')).nextIntlServer);

let db: pg.Client;
let noor: House;
let falah: House;
const number = numbersFrom(923_027_771_000);

beforeAll(async () => {
  db = await asSuperuser();
  noor = await makeHouse('slips-sessions-noor');
  falah = await makeHouse('slips-sessions-falah');
}, 60_000);
afterAll(() => db.end());
beforeEach(browsersFrom('198.51.100'));

/** A father in both houses, with an account of his number; nothing else. */
async function inBoth() {
  const phone = number();
  const [here, there] = [await makeFather(noor, phone), await makeFather(falah, phone)];
  const user = await makeGuardianUser(phone);
  return { phone, here, there, user };
}
async function bySlip(who?: Awaited<ReturnType<typeof inBoth>>) {
  const person = who ?? (await inBoth());
  const { code } = await print(noor.scope, 'guardian', person.here, person.phone);
  expect(await typed(person.phone, code)).toBe('/parent');
  return { ...person, session: await sid() };
}

describe('a session that a slip began', () => {
  test('T3 is at home in the house that printed it and in no other of the same account', async () => {
    const { session, user, there } = await bySlip();
    expect((await listMemberships()).map(({ institutionId }) => institutionId)).toEqual([noor.id]);
    expect(await sessionState()).toBe('slip');
    const elsewhere = (
      await db.query(`SELECT id FROM memberships WHERE user_id = $1 AND institution_id = $2`, [
        user,
        falah.id,
      ])
    ).rows[0].id;
    const got = await post(choose, { membershipId: elsewhere });
    expect(got).toMatchObject({ answer: { ok: false, code: 'NOT_FOUND' } });
    const scope = (await enterSession(session))!;
    expect(scope.institution.id).toBe(noor.id);
    const seen = await as(scope, async (tx) => ({
      guardians: await tx.guardian.findMany({ select: { institutionId: true } }),
      theirs: await tx.guardian.count({ where: { id: there } }),
      students: await tx.student.findMany({ select: { institutionId: true } }),
    }));
    expect(seen.theirs).toBe(0);
    expect([...seen.guardians, ...seen.students].map(({ institutionId }) => institutionId)).toEqual([
      noor.id,
      noor.id,
    ]);
    // Even a row that somebody moved by hand opens nothing.
    await db.query(`UPDATE sessions SET institution_id = $2, membership_id = $3 WHERE token_hash = $1`, [
      sha256(session),
      falah.id,
      elsewhere,
    ]);
    expect(await enterSession(session)).toBeUndefined();
    expect(await callAuth('auth.watch', [sha256(session)])).toEqual([]);
    expect(await sessionState()).toBe('over');
    expect(await listMemberships()).toEqual([]);
  });

  test('T3 the code of the same number opens both houses: what is bound is the session, not the person', async () => {
    const { user } = await bySlip();
    expect((await scopeOf(user, 'guardian', falah.id)).institution.id).toBe(falah.id);
  });

  test('S7 sees and changes nothing of the account itself, and is told how to', async () => {
    const member = await makeMember(noor, number());
    const { code } = await print(noor.scope, 'staff', member.staff, member.phone);
    expect(await typed(member.phone, code)).toBe('/teacher');
    const session = await sid();
    const hash = sha256(session);
    expect(await getAccount(session)).toBeUndefined();
    expect(await listDevices(session)).toEqual([]);
    expect(await getOwnFactors()).toBeUndefined();
    expect(await wayIn()).toBe('/account/slip');
    const own = { currentPassword: password };
    const other = (await db.query(`SELECT id FROM sessions WHERE user_id = $1 LIMIT 1`, [member.user]))
      .rows[0].id;
    for (const [action, fields] of [
      [changePassword, { ...own, password: 'seven doves on a wall' }],
      [askForOwnCode, { ...own, phone: number() }],
      [askForProofCode, {}],
      [proveSelf, own],
      [endDevice, { id: other }],
      [endOtherDevices, {}],
    ] as const)
      expect(await post(action, fields)).toMatchObject({
        answer: { ok: false, code: 'FORBIDDEN', message: 'bySlip' },
      });
    // And past every page and action of ours, the functions of the database themselves.
    const calls: [string, unknown[], unknown][] = [
      ['account', [hash], undefined],
      ['user_of', [hash], null],
      ['half_user_of', [hash], null],
      ['sessions_of', [hash], undefined],
      ['factors_of', [hash], undefined],
      ['note_proof', [hash], false],
      ['change_password', [hash, 'x'], null],
      ['request_own_code', [hash, v7(), number(), 'x'], false],
      ['add_phone', [hash, number(), 'x'], 'wrong'],
      ['end_session', [hash, other], false],
      ['begin_totp', [hash, v7(), 'v1.x'], undefined],
      ['put_challenge', [hash, 'x'], false],
      ['add_passkey', [hash, 'y', v7(), v7(), 'x', 0, '', ''], false],
      ['pass_second_factor', [hash, 'y'], false],
      ['renew_recovery_codes', [hash, ['x']], false],
      ['ask_factor_reset', [hash, v7(), 'x'], undefined],
      ['support_self', [hash], undefined],
    ];
    for (const [name, values, answer] of calls) {
      const [row] = await callAuth<Record<string, unknown>>(`auth.${name}`, values);
      expect(answer === undefined ? row : Object.values(row!)[0], name).toEqual(answer);
    }
    await callAuth('auth.end_other_sessions', [hash]);
    expect((await enterSession(session))?.role).toBe('teacher');
    jar.clear();
    expect(await post(signInByPassword, { email: member.email, password })).toEqual({ to: '/teacher' });
  });

  test('S4 proves nothing: neither a young proof, nor a fresh factor, nor a known browser', async () => {
    const { session, phone } = await bySlip();
    expect(await proofIsYoung(session)).toBe(false);
    expect(await factorIsFresh(60)).toBe(false);
    expect(await knownDevice(phone)).toBeUndefined();
  });

  test('S7 stands among My devices as what it is, and its owner ends it from there', async () => {
    const member = await makeMember(noor, number());
    const { code } = await print(noor.scope, 'staff', member.staff, member.phone);
    await typed(member.phone, code);
    const session = await sid();
    jar.clear();
    await post(signInByPassword, { email: member.email, password });
    const devices = await listDevices(await sid());
    expect(devices.map(({ current, slipOf }) => [current, slipOf])).toEqual([
      [true, null],
      [false, 'slips-sessions-noor'],
    ]);
    expect(await post(endDevice, { id: devices[1]!.id })).toEqual({ to: '/account?done=device' });
    expect(await enterSession(session)).toBeUndefined();
  });

  test('S7 ends with the role, with the house, and with a second factor that its owner sets up', async () => {
    const { session, user } = await bySlip();
    const member = (
      await db.query(`SELECT id FROM memberships WHERE user_id = $1 AND institution_id = $2`, [user, noor.id])
    ).rows[0].id;
    const open = async () => [(await enterSession(session))?.role, (await listMemberships()).length];
    expect(await open()).toEqual(['guardian', 1]);
    await db.query(`UPDATE institutions SET status = 'SUSPENDED' WHERE id = $1`, [noor.id]);
    expect(await open()).toEqual([undefined, 0]);
    await db.query(`UPDATE institutions SET status = 'OPEN' WHERE id = $1`, [noor.id]);
    expect(await open()).toEqual(['guardian', 1]);
    await as(noor.scope, (tx) => suspendMember(tx, noor.scope, { id: member, reason: 'test' }));
    expect(await open()).toEqual([undefined, 0]);

    const teacher = await makeMember(noor, number());
    const { code } = await print(noor.scope, 'staff', teacher.staff, teacher.phone);
    await typed(teacher.phone, code);
    const theirs = await sid();
    await makeAuthenticator(teacher.user);
    expect(await enterSession(theirs)).toBeUndefined();
    expect(await sessionState()).toBe('over');
  });
});
