import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { signInByPassword } from '@/lib/core/auth/actions';
import { enterSession } from '@/lib/core/auth/scope';
import {
  beginPasskey,
  beginProof,
  beginSignIn,
  keepPasskey,
  proveByPasskey,
  signInWithPasskey,
} from '@/lib/factors/actions';
import { getOwnFactors } from '@/lib/factors/queries';
import { makeAuthenticator, makeInstitution, makeUser } from '@/prisma/seed/sessions';
import { makePasskey } from '../fakes/authenticator';
import { browsersFrom, jar, post, sid } from '../support/browser';
import { asSuperuser } from '../support/world';

vi.mock('next/headers', async () => (await import('../support/browser')).nextHeaders);
vi.mock('next/server', async () => (await import('../support/browser')).nextServer);
vi.mock('next-intl/server', async () => (await import('../support/browser')).nextIntlServer);

const password = 'green tea at noon';
const wrong = { answer: { ok: false, message: 'passkeyWrong' } };
let db: pg.Client;
beforeAll(async () => {
  db = await asSuperuser();
});
afterAll(() => db.end());
beforeEach(browsersFrom('203.0.113'));

async function makeOffice() {
  const email = `${v7()}@passkeys.example`;
  const user = await makeUser(email, password);
  await makeInstitution({ name: 'Passkeys', admin: user });
  return { email, user };
}
type Begin = (previous: null, data: FormData) => Promise<unknown>;
const options = async (begin: Begin) =>
  ((await post(begin, {})) as { answer: { data: { challenge: string } } }).answer.data;
const half = (email: string) => post(signInByPassword, { email, password });
const enters = async () => (await enterSession(await sid()))?.role;

/** An office whose set-up was a passkey; the browser is signed out again. */
async function withPasskey(counts = true) {
  const [office, key] = [await makeOffice(), makePasskey({ counts })];
  await half(office.email);
  const answer = key.make(await options(beginPasskey));
  expect(await post(keepPasskey, { answer, name: 'Office' })).toEqual({ to: '/sign-in/recovery-codes' });
  jar.clear();
  return { ...office, key };
}

describe('a passkey', () => {
  test('sets the second factor up, proves it, and S6 renews the token both times', async () => {
    const [office, key] = [await makeOffice(), makePasskey()];
    expect(await half(office.email)).toEqual({ to: '/sign-in/set-up' });
    const before = await sid();
    await post(keepPasskey, { answer: key.make(await options(beginPasskey)), name: 'Office' });
    expect(await enters()).toBe('admin');
    expect(await enterSession(before)).toBeUndefined();
    expect(await half(office.email)).toEqual({ to: '/sign-in/second-factor' });
    const owing = await sid();
    expect(await post(proveByPasskey, { answer: key.prove(await options(beginProof)) })).toEqual({
      to: '/admin',
    });
    expect(await sid()).not.toBe(owing);
    expect((await getOwnFactors())?.passkeys).toMatchObject([{ name: 'Office', transports: 'internal' }]);
  });

  test('S4 answers one challenge once, and only its own session’s', async () => {
    const { email, key } = await withPasskey();
    await half(email);
    const old = await options(beginProof);
    const fresh = await options(beginProof);
    expect(await post(proveByPasskey, { answer: key.prove(old) })).toMatchObject(wrong);
    // A wrong answer has used the challenge up.
    expect(await post(proveByPasskey, { answer: key.prove(fresh) })).toMatchObject(wrong);
    const answer = key.prove(await options(beginProof));
    expect(await post(proveByPasskey, { answer })).toEqual({ to: '/admin' });
    await half(email);
    expect(await post(proveByPasskey, { answer })).toMatchObject(wrong);
    expect(await enters()).toBeUndefined();
  });

  test('S4 a challenge is over after five minutes', async () => {
    const { email, user, key } = await withPasskey();
    await half(email);
    const challenge = await options(beginProof);
    await db.query("UPDATE sessions SET challenge_until = now() - interval '1 second' WHERE user_id = $1", [
      user,
    ]);
    expect(await post(proveByPasskey, { answer: key.prove(challenge) })).toMatchObject(wrong);
  });

  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['another name of the site', { site: 'evil.example' }],
    ['a challenge of its own', { challenge: 'bWluZQ' }],
    ['a counter that went back', { counter: 1 }],
  ])('refuses %s', async (_what, cheat) => {
    const { email, key } = await withPasskey();
    await half(email);
    expect(await post(proveByPasskey, { answer: key.prove(await options(beginProof)) })).toEqual({
      to: '/admin',
    });
    await half(email);
    expect(await post(proveByPasskey, { answer: key.prove(await options(beginProof), cheat) })).toMatchObject(
      wrong,
    );
    expect(await enters()).toBeUndefined();
  });

  test('one that never counts goes on; a copy of one that counts is told by its counter', async () => {
    const { email, key } = await withPasskey(false);
    for (let n = 0; n < 2; n += 1) {
      await half(email);
      expect(await post(proveByPasskey, { answer: key.prove(await options(beginProof)) })).toEqual({
        to: '/admin',
      });
    }
  });

  test("T1 another person's proves nothing here, and a stranger's key is no key", async () => {
    const [mine, theirs] = [await withPasskey(), await withPasskey()];
    await half(mine.email);
    for (const key of [theirs.key, makePasskey()])
      expect(await post(proveByPasskey, { answer: key.prove(await options(beginProof)) })).toMatchObject(
        wrong,
      );
    expect(await enters()).toBeUndefined();
  });

  test('a half session cannot add one to an account that has a second factor', async () => {
    const { email, user } = await makeOffice();
    await makeAuthenticator(user);
    await half(email);
    expect(await post(beginPasskey, {})).toMatchObject({ answer: { ok: false, message: 'factorStale' } });
    const answer = makePasskey().make(await options(beginProof));
    expect(await post(keepPasskey, { answer })).toMatchObject({ answer: { ok: false } });
    expect((await getOwnFactors())?.passkeys).toEqual([]);
  });
});

describe('a passkey alone', () => {
  test('signs in, both factors at once', async () => {
    const { key } = await withPasskey();
    const answer = key.prove(await options(beginSignIn));
    expect(await post(signInWithPasskey, { answer })).toEqual({ to: '/admin' });
    expect(await enters()).toBe('admin');
  });

  test('S4 not twice by one challenge, not by one of another making, not after it is taken away', async () => {
    const { user, key } = await withPasskey(false);
    const answer = key.prove(await options(beginSignIn));
    expect(await post(signInWithPasskey, { answer })).toEqual({ to: '/admin' });
    jar.clear();
    expect(await post(signInWithPasskey, { answer })).toMatchObject(wrong);
    expect(await post(signInWithPasskey, { answer: key.prove({ challenge: 'bWluZQ' }) })).toMatchObject(
      wrong,
    );
    await db.query('UPDATE passkeys SET ended_at = now() WHERE user_id = $1', [user]);
    expect(await post(signInWithPasskey, { answer: key.prove(await options(beginSignIn)) })).toMatchObject(
      wrong,
    );
    expect(jar.size).toBe(0);
  });

  test('S3 not when the device did not check who holds it; a stranger hears the same', async () => {
    const { key } = await withPasskey();
    const ask = async (answer: string) =>
      JSON.stringify(await post(signInWithPasskey, { answer })).replaceAll(answer, '');
    const unchecked = await post(signInWithPasskey, {
      answer: key.prove(await options(beginSignIn), { verified: false }),
    });
    expect(unchecked).toMatchObject(wrong);
    const known = await ask(key.prove(await options(beginSignIn), { origin: 'https://evil.example' }));
    expect(known.replace(/"values":.*/, '')).toBe(
      (await ask(makePasskey().prove(await options(beginSignIn)))).replace(/"values":.*/, ''),
    );
    expect(jar.size).toBe(0);
  });
});
