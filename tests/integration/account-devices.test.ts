import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  askForCode,
  askForProofCode,
  endDevice,
  endOtherDevices,
  proveSelf,
  proveSelfByCode,
} from '@/lib/account/actions';
import { listDevices } from '@/lib/account/queries';
import { choose, signInByCode } from '@/lib/core/auth/actions';
import { enterSession } from '@/lib/core/auth/scope';
import { listMemberships, opaqueToken, sha256 } from '@/lib/core/auth/session';
import { callAuth } from '@/lib/core/db/definers';
import { makeInstitution, makeUser } from '@/prisma/seed/sessions';
import {
  guardianIn,
  type House,
  makeHouse,
  makeUstadh,
  password,
  roleOf,
  sentOf,
  signIn,
  textTo,
} from '../support/account';
import { browser, browsersFrom, jar, post, sid } from '../support/browser';
import { numbersFrom } from '../support/numbers';
import { asSuperuser } from '../support/world';

vi.mock('next/headers', async () => (await import('../support/browser')).nextHeaders);
vi.mock('next/server', async () => (await import('../support/browser')).nextServer);
vi.mock('next-intl/server', async () => (await import('../support/browser')).nextIntlServer);

let db: pg.Client;
let noor: House;
let falah: House;
const number = numbersFrom(923_005_552_000);

beforeAll(async () => {
  db = await asSuperuser();
  noor = await makeHouse('account-devices-noor');
  falah = await makeHouse('account-devices-falah');
});
afterAll(() => db.end());
beforeEach(browsersFrom('192.0.2'));

describe('my devices', () => {
  test('are the live sessions of the person, named without version or place, this one first', async () => {
    const { email } = await makeUstadh(noor);
    browser.agent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Gecko/20100101 Firefox/140.0';
    await signIn(email);
    browser.agent =
      'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36';
    const own = (await signIn(email))!;
    const devices = await listDevices(own);
    expect(devices.map(({ device, current }) => [device, current])).toEqual([
      ['Chrome, Android', true],
      ['Firefox, Windows', false],
    ]);
    const hashes = (await db.query('SELECT token_hash FROM sessions')).rows.map((row) => row.token_hash);
    expect(devices.some(({ id }) => hashes.includes(id))).toBe(false);
  });

  test('S7 one is ended, or all others; nobody ends a stranger’s', async () => {
    const { email } = await makeUstadh(noor);
    const sessions: string[] = [];
    for (let n = 0; n < 4; n += 1) sessions.push((await signIn(email))!);
    const own = sessions[3]!;
    const [, second] = await listDevices(own);
    expect(await post(endDevice, { id: second!.id })).toEqual({ to: '/account?done=device' });
    expect((await listDevices(own)).map(({ id }) => id)).not.toContain(second!.id);
    expect(await Promise.all(sessions.map(roleOf))).toEqual(['teacher', 'teacher', undefined, 'teacher']);
    expect(await post(endDevice, { id: second!.id })).toMatchObject({ answer: { message: 'deviceOver' } });

    const stranger = await makeUstadh(falah);
    const theirs = (await signIn(stranger.email))!;
    const target = (await listDevices(theirs))[0]!.id;
    await signIn(email);
    expect(await post(endDevice, { id: target })).toMatchObject({ answer: { message: 'deviceOver' } });
    expect(await roleOf(theirs)).toBe('teacher');

    const last = await sid();
    expect(await post(endOtherDevices, {})).toEqual({ to: '/account?done=devices' });
    expect(await Promise.all(sessions.map(roleOf))).toEqual([undefined, undefined, undefined, undefined]);
    expect(await roleOf(last)).toBe('teacher');
    expect(await roleOf(theirs)).toBe('teacher');
  });

  const age = async (session: string) =>
    db.query(
      `UPDATE sessions SET login_at = login_at - interval '16 minutes', second_factor_at = second_factor_at - interval '16 minutes', proven_at = proven_at - interval '16 minutes' WHERE token_hash = $1`,
      [sha256(session)],
    );

  test('V7.5.2 a browser that was left open signs no other device out before the person proves who asks', async () => {
    const { email } = await makeUstadh(noor);
    const other = (await signIn(email))!;
    const own = (await signIn(email))!;
    const [, target] = await listDevices(own);
    await age(own);
    for (const [action, fields] of [
      [endDevice, { id: target!.id }],
      [endOtherDevices, {}],
    ] as const)
      expect(await post(action, fields)).toMatchObject({ answer: { ok: false, message: 'proofStale' } });
    expect(await roleOf(other)).toBe('teacher');
    expect(await post(proveSelf, { currentPassword: 'not this one' })).toMatchObject({
      answer: { fieldErrors: { currentPassword: [{ code: 'currentWrong' }] } },
    });
    expect(await post(endDevice, { id: target!.id })).toMatchObject({ answer: { message: 'proofStale' } });
    expect(await post(proveSelf, { currentPassword: password })).toEqual({ to: '/account?done=proven' });
    expect(await post(endDevice, { id: target!.id })).toEqual({ to: '/account?done=device' });
    expect(await roleOf(other)).toBeUndefined();
    // The sign-in is no younger by it: its own life ends when it would have.
    const { rows } = await db.query(
      "SELECT login_at < now() - interval '15 minutes' AS old FROM sessions WHERE token_hash = $1",
      [sha256(own)],
    );
    expect(rows[0].old).toBe(true);
    await age(own);
    expect(await post(endOtherDevices, {})).toMatchObject({ answer: { message: 'proofStale' } });
  });

  test('V7.5.2 who has no password proves it by a code to the own number, and by no other', async () => {
    const [phone, strange] = [number(), number()];
    for (const one of [phone, strange]) await guardianIn(noor, one);
    const enterBy = async (one: string) => {
      jar.clear();
      const sent = sentOf(await post(askForCode, { phone: one }));
      await post(signInByCode, { sent, code: (await textTo(one))! });
      return sid();
    };
    const other = await enterBy(phone);
    const own = await enterBy(phone);
    await age(own);
    expect(await post(endOtherDevices, {})).toMatchObject({ answer: { message: 'proofStale' } });
    const strangers = sentOf(await post(askForCode, { phone: strange }));
    expect(await post(proveSelfByCode, { sent: strangers, code: (await textTo(strange))! })).toMatchObject({
      answer: { fieldErrors: { code: [{ code: 'codeWrong' }] } },
    });
    const sent = sentOf(await post(askForProofCode, {}));
    expect(await post(proveSelfByCode, { sent, code: (await textTo(phone))! })).toEqual({
      to: '/account?done=proven',
    });
    expect(await post(endOtherDevices, {})).toEqual({ to: '/account?done=devices' });
    expect(await roleOf(other)).toBeUndefined();
    expect(await roleOf(own)).toBe('guardian');
  });
});

test('S6 another register is one tap away: the session stays in My devices, its token is a new one', async () => {
  const phone = number();
  for (const house of [noor, falah]) await guardianIn(house, phone);
  const sent = sentOf(await post(askForCode, { phone }));
  await post(signInByCode, { sent, code: (await textTo(phone))! });
  const before = await sid();
  const [device] = await listDevices(before);
  const wanted = (await listMemberships()).find(({ institutionId }) => institutionId === falah.id)!;
  expect(await post(choose, { membershipId: wanted.membershipId })).toEqual({ to: '/parent' });
  const after = await sid();
  expect(after).not.toBe(before);
  expect(await enterSession(before)).toBeUndefined();
  expect((await enterSession(after))?.institution.id).toBe(falah.id);
  expect((await listDevices(after)).map(({ id }) => id)).toEqual([device!.id]);
});

describe('S8 a session ends by itself', () => {
  // Times are kept to the millisecond, rounded: a second over the limit, that none is rounded back into it.
  async function aged(session: string, login: string, seen: string) {
    await db.query(
      `UPDATE sessions SET login_at = now() - $2::interval, seen_at = now() - $3::interval WHERE token_hash = $1`,
      [sha256(session), login, seen],
    );
    const role = await roleOf(session);
    const [row] = await callAuth<{ user_of: string | null }>('auth.user_of', [sha256(session)]);
    expect(row?.user_of === null, 'user_of and enter agree').toBe(role === undefined);
    return role;
  }

  test('an ustadh’s and a parent’s after 30 days, or 14 days left alone', async () => {
    const { email } = await makeUstadh(noor);
    const session = (await signIn(email))!;
    expect(await aged(session, '29 days', '13 days')).toBe('teacher');
    expect(await aged(session, '30 days 1 second', '1 minute')).toBeUndefined();
    expect(await aged(session, '20 days', '14 days 1 second')).toBeUndefined();
    expect(await listDevices(session)).toEqual([]);
    expect(await aged(session, '1 day', '1 minute')).toBe('teacher');
  });

  test('an office’s after 7 days, or 8 hours left alone', async () => {
    const admin = await makeUser(`late-${v7()}@account.example`, password);
    await makeInstitution({ name: 'account-late', admin });
    const session = opaqueToken();
    await callAuth('auth.open_session', [sha256(session), admin, '30 days']);
    await db.query('UPDATE sessions SET second_factor_at = now() WHERE token_hash = $1', [sha256(session)]);
    expect(await aged(session, '6 days', '7 hours')).toBe('admin');
    expect(await aged(session, '7 days 1 second', '1 minute')).toBeUndefined();
    expect(await aged(session, '1 day', '8 hours 1 second')).toBeUndefined();
    expect(await aged(session, '1 day', '1 hour')).toBe('admin');
  });

  test('HifzPro’s own after 12 hours, or 2 hours left alone', async () => {
    const fresh = async (login: string, seen: string) =>
      (
        await db.query(`SELECT sec.fresh('support', now() - $1::interval, now() - $2::interval) AS yes`, [
          login,
          seen,
        ])
      ).rows[0].yes as boolean;
    expect(await fresh('11 hours', '1 hour')).toBe(true);
    expect(await fresh('12 hours', '1 minute')).toBe(false);
    expect(await fresh('3 hours', '2 hours')).toBe(false);
  });
});
