import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  askForOwnCode,
  askForReset,
  changePassword,
  endDevice,
  endOtherDevices,
  resetByLink,
} from '@/lib/account/actions';
import { listDevices } from '@/lib/account/queries';
import { openLink, signInByPassword } from '@/lib/core/auth/actions';
import { keptLink } from '@/lib/core/auth/link';
import { enterSession } from '@/lib/core/auth/scope';
import { sha256 } from '@/lib/core/auth/session';
import { routes } from '@/lib/core/routes';
import { makeInstitution, makeUser } from '@/prisma/seed/sessions';
import {
  another,
  type House,
  lettersTo,
  makeHouse,
  makeUstadh,
  password,
  roleOf,
  signIn,
} from '../support/account';
import { browsersFrom, jar, post, sid } from '../support/browser';
import { numbersFrom } from '../support/numbers';
import { asSuperuser } from '../support/world';

vi.mock('next/headers', async () => (await import('../support/browser')).nextHeaders);
vi.mock('next/server', async () => (await import('../support/browser')).nextServer);
vi.mock('next-intl/server', async () => (await import('../support/browser')).nextIntlServer);

let db: pg.Client;
let noor: House;
const number = numbersFrom(923_005_553_000);

beforeAll(async () => {
  db = await asSuperuser();
  noor = await makeHouse('account-noor');
});
afterAll(() => db.end());
beforeEach(browsersFrom('192.0.2'));

const linkTo = async (address: string) =>
  /\/reset\/link#([\w-]+)/.exec((await lettersTo(address))[0]?.body ?? '')?.[1];

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
    await makeHouse('account-falah');
    const email = 'office@account-falah.example';
    await post(askForReset, { email });
    expect(await post(resetByLink, { token: (await linkTo(email))!, password: another })).toHaveProperty(
      'to',
    );
    jar.clear();
    const got = await post(signInByPassword, { email, password: another });
    expect('to' in got && got.to).toMatch(/^\/sign-in\/(set-up|second-factor)/);
    expect(await enterSession(await sid())).toBeUndefined();
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
