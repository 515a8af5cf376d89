import { decode } from 'next-auth/jwt';
import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  addPhone,
  askForCode,
  askForOwnCode,
  askForProofCode,
  askForReset,
  askForResetCode,
  changePassword,
  endDevice,
  endOtherDevices,
  proveSelf,
  proveSelfByCode,
  resetByCode,
  resetByLink,
} from '@/lib/account/actions';
import { listDevices } from '@/lib/account/queries';
import { choose, openLink, signInByCode, signInByPassword } from '@/lib/core/auth/actions';
import { keptLink } from '@/lib/core/auth/link';
import { enterSession } from '@/lib/core/auth/scope';
import { listMemberships, opaqueToken, sha256 } from '@/lib/core/auth/session';
import { callAuth } from '@/lib/core/db/definers';
import { inTenant } from '@/lib/core/db/tenant';
import { routes } from '@/lib/core/routes';
import { acceptInvitation, makeGuardian, makeInvitation, makeStaff } from '@/prisma/seed/makers';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';
import { browser, jar, post } from '../support/browser';

vi.mock('next/headers', async () => (await import('../support/browser')).nextHeaders);
vi.mock('next/server', async () => (await import('../support/browser')).nextServer);
vi.mock('next-intl/server', async () => (await import('../support/browser')).nextIntlServer);

type House = { id: string; scope: Awaited<ReturnType<typeof scopeOf>> };
const password = 'green tea at noon';
const another = 'seven doves on a wall';
let db: pg.Client;
let noor: House;
let falah: House;

async function makeHouse(name: string): Promise<House> {
  const admin = await makeUser(`office@${name}.example`, password);
  const id = await makeInstitution({ name, admin });
  return { id, scope: await scopeOf(admin, 'admin', id) };
}

/** An ustadh with address and password, signed up by an invitation. */
async function makeUstadh(
  house: House,
  phone?: string,
): Promise<{ email: string; user: string; staff: string }> {
  const email = `${v7()}@account.example`;
  const { token, staff } = await inTenant(house.scope, async (tx) => {
    const { id } = await makeStaff(tx, house.scope, { name: 'Qari Anas', email, ...(phone && { phone }) });
    return { staff: id, token: await makeInvitation(tx, house.scope, { staffId: id }) };
  });
  const user = await makeUser(email, password);
  await acceptInvitation(token, user);
  return { email, user, staff };
}

const invitePhone = (house: House, phone: string, role = 'teacher') =>
  inTenant(house.scope, async (tx) => {
    const { id } = await makeStaff(tx, house.scope, { name: 'Qari Bilal', phone });
    await makeInvitation(tx, house.scope, { staffId: id, role });
    return id;
  });

const guardianIn = (house: House, phone: string) =>
  inTenant(house.scope, (tx) => makeGuardian(tx, house.scope, { name: 'Abdullah Khan', phone }));

beforeAll(async () => {
  db = new pg.Client({ connectionString: process.env.SUPERUSER_DATABASE_URL! });
  await db.connect();
  noor = await makeHouse('account-noor');
  falah = await makeHouse('account-falah');
});
afterAll(() => db.end());
let serial = 0;
beforeEach(() => {
  jar.clear();
  serial += 1;
  browser.address = `192.0.2.${serial + 20}`;
});

const sid = async () =>
  (await decode({ token: jar.get('hifzpro-session')!, secret: process.env.NEXTAUTH_SECRET! }))?.sid as string;
const signIn = async (email: string, secret = password) => {
  jar.clear();
  const got = await post(signInByPassword, { email, password: secret });
  return 'to' in got ? sid() : undefined;
};
const roleOf = async (session: string) => (await enterSession(session))?.role;
const lettersTo = (address: string) =>
  callAuth<{ subject: string; body: string }>('auth.demo_mail', [address]);
const linkTo = async (address: string) =>
  /\/reset\/link#([\w-]+)/.exec((await lettersTo(address))[0]?.body ?? '')?.[1];
const textTo = async (phone: string) =>
  /\d{6}/.exec((await callAuth<{ body: string }>('auth.demo_phone', [phone]))[0]?.body ?? '')?.[0];
const sentOf = (answer: object) =>
  new URL('to' in answer ? String(answer.to) : '', 'http://x').searchParams.get('sent') ?? '';
// Never the same twice: two people of one test must not share a number by chance.
let numbers = 5_550_000;
const number = () => {
  numbers += 1;
  return `+92300${numbers}`;
};

describe('a forgotten password', () => {
  test('S7 is set anew by the letter’s link, once; every session ends and nobody is signed in by it', async () => {
    const { email } = await makeUstadh(noor);
    const session = (await signIn(email))!;
    jar.clear();
    expect(await post(askForReset, { email: email.toUpperCase() })).toEqual({ to: '/reset?sent=1' });
    const token = (await linkTo(email))!;
    expect(await post(resetByLink, { token, password: another })).toEqual({ to: '/sign-in?done=password' });
    expect(jar.has('hifzpro-session')).toBe(false);
    expect(await roleOf(session)).toBeUndefined();
    expect(await signIn(email)).toBeUndefined();
    expect(await roleOf((await signIn(email, another))!)).toBe('teacher');
    expect(await post(resetByLink, { token, password: 'a third one, quite long' })).toMatchObject({
      answer: { code: 'NOT_FOUND', message: 'resetOver' },
    });
    expect((await lettersTo(email)).map(({ subject }) => subject)).toEqual([
      'Your HifzPro password was changed',
      'A new password for HifzPro',
    ]);
  });

  test('S3 a known and a strange address get the same answer; only the known one a letter', async () => {
    const { email } = await makeUstadh(noor);
    const strange = 'nobody@account.example';
    expect(await post(askForReset, { email })).toEqual(await post(askForReset, { email: strange }));
    expect(await lettersTo(email)).toHaveLength(1);
    expect(await lettersTo(strange)).toHaveLength(0);
    // And after three letters an hour both wait alike.
    const fourth = async (address: string) => {
      for (let n = 0; n < 2; n += 1) await post(askForReset, { email: address });
      return JSON.stringify(await post(askForReset, { email: address })).replaceAll(address, '');
    };
    expect(await fourth(email)).toBe(await fourth(strange));
    expect(await fourth(email)).toContain('LIMITED');
  });

  test('the link lives half an hour, and a newer one ends it', async () => {
    const { email } = await makeUstadh(noor);
    await post(askForReset, { email });
    const first = (await linkTo(email))!;
    await post(askForReset, { email });
    const second = (await linkTo(email))!;
    const over = { answer: { message: 'resetOver' } };
    expect(await post(resetByLink, { token: first, password: another })).toMatchObject(over);
    await db.query(
      `UPDATE password_resets SET expires_at = expires_at - interval '30 minutes' WHERE token_hash = $1`,
      [sha256(second)],
    );
    expect(await post(resetByLink, { token: second, password: another })).toMatchObject(over);
    expect(await signIn(email)).toBeDefined();
    const { rows } = await db.query('SELECT 1 FROM password_resets WHERE token_hash IN ($1, $2)', [
      first,
      second,
    ]);
    expect(rows, 'only hashes are kept').toEqual([]);
  });

  test('an easy password is refused at its field, and the link still works', async () => {
    const { email } = await makeUstadh(noor);
    await post(askForReset, { email });
    const token = (await linkTo(email))!;
    for (const easy of ['iloveyou1234', email, 'bismillah 786', 'short'])
      expect(await post(resetByLink, { token, password: easy })).toMatchObject({
        answer: { fieldErrors: { password: [{}] } },
      });
    expect(await post(resetByLink, { token, password: another })).toHaveProperty('to');
  });

  test('S9 a thousand letters of any script are a password; one more is refused with a sentence', async () => {
    const { email } = await makeUstadh(noor);
    await post(askForReset, { email });
    const token = (await linkTo(email))!;
    const long = 'سبق سبقی منزل '.repeat(72).slice(0, 1000);
    expect(await post(resetByLink, { token, password: `${long}x` })).toMatchObject({
      answer: { fieldErrors: { password: [{ code: 'tooLong' }] } },
    });
    expect(await post(resetByLink, { token, password: long })).toHaveProperty('to');
    expect(await signIn(email, long)).toBeDefined();
    expect(await signIn(email, long.slice(0, 999))).toBeUndefined();
  });

  test('does not go round the second factor: the office with its new password is asked for it', async () => {
    const email = 'office@account-falah.example';
    await post(askForReset, { email });
    expect(await post(resetByLink, { token: (await linkTo(email))!, password: another })).toHaveProperty(
      'to',
    );
    jar.clear();
    const got = await post(signInByPassword, { email, password: another });
    expect('to' in got && got.to).toMatch(/^\/sign-in\/(set-up|second-factor)/);
    expect(await enterSession(await sid())).toBeUndefined();
    // Another house for the tests that follow: this one's scope has ended with its sessions.
    falah = await makeHouse('account-falah-two');
  });
});

describe('by code', () => {
  test('a number that the person proved resets the password; one that an office typed never does', async () => {
    const phone = number();
    const { email, user } = await makeUstadh(noor, phone);
    // The office typed the number on the ustadh's row: it opens nothing of the account.
    const asked = await post(askForResetCode, { phone });
    expect(await textTo(phone)).toBeUndefined();
    expect(sentOf(asked)).not.toBe('');
    await db.query('UPDATE users SET phone = $1 WHERE id = $2', [phone, user]);
    const sent = sentOf(await post(askForResetCode, { phone }));
    const code = (await textTo(phone))!;
    const fields = { sent, code, password: another };
    expect(
      await post(resetByCode, { ...fields, code: code === '000000' ? '111111' : '000000' }),
    ).toMatchObject({
      answer: { fieldErrors: { code: [{ code: 'codeWrong' }] } },
    });
    expect(await post(resetByCode, fields)).toEqual({ to: '/sign-in?done=password' });
    expect(await post(resetByCode, fields)).toMatchObject({ answer: { fieldErrors: { code: [{}] } } });
    expect(await signIn(email, another)).toBeDefined();
  });

  test('an institution that types somebody’s number gets no power over their account', async () => {
    const phone = number();
    const victim = await makeUstadh(noor);
    await db.query('UPDATE users SET phone = $1 WHERE id = $2', [phone, victim.user]);
    // A thief's house lists its own number on a row that the victim's account accepted.
    const thief = number();
    const row = await makeUstadh(falah);
    await db.query('UPDATE staff SET user_id = $1 WHERE id = $2', [victim.user, row.staff]);
    await inTenant(falah.scope, (tx) =>
      tx.staffContact.create({
        data: { institutionId: falah.id, id: v7(), staffId: row.staff, kind: 'PHONE', value: thief },
      }),
    );
    await inTenant(falah.scope, (tx) =>
      makeInvitation(tx, falah.scope, { staffId: row.staff, role: 'examiner' }),
    );
    const sent = sentOf(await post(askForCode, { phone: thief }));
    await post(signInByCode, { sent, code: (await textTo(thief)) ?? '000000' });
    const { rows } = await db.query('SELECT user_id FROM staff WHERE id = $1', [row.staff]);
    expect(rows).toEqual([{ user_id: victim.user }]);
    if (jar.has('hifzpro-session')) expect(await listMemberships()).toEqual([]);
  });

  test('an ustadh without e-mail comes in by the number of an open invitation, in that institution only', async () => {
    const phone = number();
    await invitePhone(noor, phone);
    const sent = sentOf(await post(askForCode, { phone }));
    expect(await post(signInByCode, { sent, code: (await textTo(phone))! })).toEqual({ to: '/teacher' });
    const choices = await listMemberships();
    expect(choices).toMatchObject([{ role: 'teacher', institutionId: noor.id }]);
    // The next code needs no invitation any more.
    jar.clear();
    const again = sentOf(await post(askForCode, { phone }));
    expect(await post(signInByCode, { sent: again, code: (await textTo(phone))! })).toEqual({
      to: '/teacher',
    });
  });

  test('without an invitation, with one for the office, or with one that is over, no code is sent', async () => {
    const bare = number();
    await inTenant(noor.scope, (tx) => makeStaff(tx, noor.scope, { name: 'Qari Umar', phone: bare }));
    const office = `${bare.slice(0, -2)}91`;
    await invitePhone(noor, office, 'admin');
    const late = `${bare.slice(0, -2)}92`;
    const staff = await invitePhone(noor, late);
    await db.query(
      `UPDATE staff_invitations SET expires_at = now() - interval '1 second' WHERE staff_id = $1`,
      [staff],
    );
    const left = `${bare.slice(0, -2)}93`;
    await db.query(`UPDATE staff SET status = 'LEFT' WHERE id = $1`, [await invitePhone(noor, left)]);
    for (const phone of [bare, office, late, left]) {
      await post(askForCode, { phone });
      expect(await textTo(phone), phone).toBeUndefined();
    }
  });
});

describe('a number of one’s own', () => {
  const keep = async (phone: string) => {
    const sent = sentOf(await post(askForOwnCode, { phone, currentPassword: password }));
    return post(addPhone, { sent, code: (await textTo(phone))! });
  };

  test('asks for the password, then for the code; then it opens the account and what it is listed for', async () => {
    const phone = number();
    await guardianIn(falah, phone);
    const { email } = await makeUstadh(noor);
    await signIn(email);
    const refused = await post(askForOwnCode, { phone, currentPassword: 'not this one' });
    expect(refused).toMatchObject({
      answer: { fieldErrors: { currentPassword: [{ code: 'currentWrong' }] } },
    });
    expect(JSON.stringify(refused)).not.toContain('not this one');
    expect(await keep(phone)).toEqual({ to: '/account?done=phone' });
    expect((await listMemberships()).map(({ role, institutionId }) => [role, institutionId])).toEqual([
      ['teacher', noor.id],
      ['guardian', falah.id],
    ]);
    jar.clear();
    const sent = sentOf(await post(askForCode, { phone }));
    expect(await post(signInByCode, { sent, code: (await textTo(phone))! })).toEqual({ to: '/choose' });
  });

  test('takes along who signed in by that number alone, and ends their sessions; never an account with a password', async () => {
    const phone = number();
    await guardianIn(falah, phone);
    const sent = sentOf(await post(askForCode, { phone }));
    await post(signInByCode, { sent, code: (await textTo(phone))! });
    const before = await sid();
    expect(await roleOf(before)).toBe('guardian');
    const { email, user } = await makeUstadh(noor);
    await signIn(email);
    expect(await keep(phone)).toEqual({ to: '/account?done=phone' });
    expect(await roleOf(before)).toBeUndefined();
    expect((await listMemberships()).map(({ role }) => role)).toEqual(['teacher', 'guardian']);
    const { rows } = await db.query('SELECT count(*)::int AS n FROM guardians WHERE user_id = $1', [user]);
    expect(rows).toEqual([{ n: 1 }]);

    const { email: second } = await makeUstadh(falah);
    await signIn(second);
    expect(await keep(phone)).toMatchObject({ answer: { fieldErrors: { code: [{ code: 'phoneTaken' }] } } });
  });
});

describe('the password, while signed in', () => {
  test('S7 changing it asks for the present one, ends every other session, keeps this one, and says so by letter', async () => {
    const { email } = await makeUstadh(noor);
    const other = (await signIn(email))!;
    const own = (await signIn(email))!;
    await post(askForReset, { email });
    const link = (await linkTo(email))!;
    expect(await post(changePassword, { currentPassword: 'not this one', password: another })).toMatchObject({
      answer: { fieldErrors: { currentPassword: [{ code: 'currentWrong' }] } },
    });
    expect(await post(changePassword, { currentPassword: password, password })).toMatchObject({
      answer: { fieldErrors: { password: [{ code: 'passwordSame' }] } },
    });
    expect(await post(changePassword, { currentPassword: password, password: another })).toEqual({
      to: '/account?done=password',
    });
    expect(await roleOf(own)).toBe('teacher');
    expect(await roleOf(other)).toBeUndefined();
    expect(await post(resetByLink, { token: link, password: 'a third one, quite long' })).toMatchObject({
      answer: { message: 'resetOver' },
    });
    expect((await lettersTo(email))[0]?.subject).toBe('Your HifzPro password was changed');
  });

  test('signed out, nothing of an account moves', async () => {
    const out = { answer: { code: 'UNAUTHENTICATED' } };
    expect(await post(changePassword, { currentPassword: password, password: another })).toMatchObject(out);
    expect(await post(endDevice, { id: v7() })).toMatchObject(out);
    expect(await post(endOtherDevices, {})).toMatchObject(out);
    expect(await post(askForOwnCode, { phone: number(), currentPassword: password })).toMatchObject(out);
  });

  test('a session that owes its second factor changes nothing', async () => {
    const email = `office-${v7()}@account.example`;
    await makeInstitution({ name: 'account-owing', admin: await makeUser(email, password) });
    const session = (await signIn(email))!;
    expect(await listDevices(session)).toEqual([]);
    expect(await post(changePassword, { currentPassword: password, password: another })).toMatchObject({
      answer: { code: 'UNAUTHENTICATED' },
    });
  });
});

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

test('V14.2.1 a letter’s link stands behind a # and reaches the server in a form’s body alone', async () => {
  const { email } = await makeUstadh(noor);
  await post(askForReset, { email });
  const link = /https?:\S+/.exec((await lettersTo(email))[0]!.body)![0];
  const { pathname, search, hash } = new URL(link);
  expect([pathname, search]).toEqual(['/reset/link', '']);
  const token = hash.slice(1);
  // Whole, as somebody pastes it, or what stands behind the # as the page takes it.
  for (const typed of [token, link, `  ${link}\n`]) {
    jar.clear();
    expect(await post(openLink, { kind: 'reset', token: typed })).toEqual({ to: '/reset/link' });
    expect([await keptLink('reset'), await keptLink('invitation')]).toEqual([token, undefined]);
  }
  for (const odd of ['short', `${link}&x`, 'https://evil.example/', `${token}/../x`])
    expect(await post(openLink, { kind: 'reset', token: odd }), odd).toMatchObject({
      answer: { fieldErrors: { token: [{ code: 'linkShape' }] } },
    });
  expect(await post(resetByLink, { token, password: another })).toEqual({ to: '/sign-in?done=password' });
  // What was used does not stay in the browser.
  expect(await keptLink('reset')).toBeUndefined();
  for (const address of [routes.invitation(token), routes.factorReset(token), routes.resetLink(token)])
    expect(address.split('#')).toEqual([expect.not.stringContaining(token), token]);
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
    expect(await aged(session, '30 days', '1 minute')).toBeUndefined();
    expect(await aged(session, '20 days', '14 days')).toBeUndefined();
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
    expect(await aged(session, '7 days', '1 minute')).toBeUndefined();
    expect(await aged(session, '1 day', '8 hours')).toBeUndefined();
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
