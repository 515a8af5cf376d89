import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { signInByCode, signInByPassword } from '@/lib/core/auth/actions';
import { wayIn } from '@/lib/core/auth/factor';
import { enterSession, requireScope } from '@/lib/core/auth/scope';
import { listMemberships, opaqueToken, sha256 } from '@/lib/core/auth/session';
import { callAuth } from '@/lib/core/db/definers';
import { confirmAuthenticator, dropFactor, makeRecoveryCodes, proveByCode } from '@/lib/factors/actions';
import { beginTotp, getOwnFactors } from '@/lib/factors/queries';
import { makeAuthenticator } from '@/prisma/seed/sessions';
import { browsersFrom, jar, post, sid } from '../support/browser';
import { codeOf, enters, fault, half, makeOffice, prove, signInWhole } from '../support/factors';
import { asSuperuser } from '../support/world';

vi.mock('next/headers', async () => (await import('../support/browser')).nextHeaders);
vi.mock('next/server', async () => (await import('../support/browser')).nextServer);
vi.mock('next-intl/server', async () => (await import('../support/browser')).nextIntlServer);

let db: pg.Client;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  db = await asSuperuser();
});
afterAll(async () => {
  vi.useRealTimers();
  await db.end();
});
beforeEach(browsersFrom('198.51.100'));

describe('an office without a second key', () => {
  test('is led through the set-up, and nothing opens before', async () => {
    const office = await makeOffice({ bare: true });
    expect(await half(office.email)).toEqual({ to: '/sign-in/set-up' });
    expect(await enters()).toBeUndefined();
    expect(await listMemberships()).toEqual([]);
    expect(await wayIn()).toBe('/sign-in/set-up');
    await expect(requireScope('session:own')).rejects.toMatchObject({
      digest: expect.stringContaining('/sign-in/set-up'),
    });
    const seed = (await beginTotp(office.email))!;
    expect(seed.address).toContain(`secret=${seed.secret}`);
    expect((await beginTotp(office.email))!.secret).toBe(seed.secret);
    const { rows } = await db.query('SELECT sealed FROM totp_seeds WHERE user_id = $1', [office.user]);
    expect(rows[0].sealed).toMatch(/^v1\./);
    expect(await post(confirmAuthenticator, { code: '000000' })).toMatchObject(fault('setUpWrong'));
    const before = await sid();
    expect(await post(confirmAuthenticator, { code: codeOf(seed) })).toEqual({
      to: '/sign-in/recovery-codes',
    });
    expect(await enters()).toBe('admin');
    expect(await sid()).not.toBe(before);
    // The code that confirmed it is used up.
    expect(await post(proveByCode, { code: codeOf(seed) })).toMatchObject(fault('factorUsed'));
  });

  test('gives no seed and no codes to a half session of somebody who has one', async () => {
    const office = await makeOffice();
    await half(office.email);
    expect(await beginTotp(office.email)).toBeUndefined();
    const answer = await post(makeRecoveryCodes, {});
    expect(answer).toMatchObject({ answer: { ok: false, message: 'factorStale' } });
    expect(await post(dropFactor, { id: (await getOwnFactors())!.totp!.id })).toMatchObject({
      answer: { ok: false },
    });
  });
});

describe('the second proof', () => {
  test('opens by the code of now, spaced or in Urdu digits', async () => {
    const office = await makeOffice();
    await half(office.email);
    const urdu = [...codeOf(office)].map((digit) => '۰۱۲۳۴۵۶۷۸۹'[Number(digit)]).join('');
    expect(await post(proveByCode, { code: `${urdu.slice(0, 3)} ${urdu.slice(3)}` })).toEqual({
      to: '/admin',
    });
    expect(await enters()).toBe('admin');
  });

  test('S4 a code is taken once, and an earlier one not after it', async () => {
    const office = await makeOffice();
    await half(office.email);
    const [code, earlier] = [codeOf(office), codeOf(office, -1)];
    expect(await post(proveByCode, { code })).toEqual({ to: '/admin' });
    await half(office.email);
    expect(await post(proveByCode, { code })).toMatchObject(fault('factorUsed'));
    expect(await post(proveByCode, { code: earlier })).toMatchObject(fault('factorUsed'));
    expect(await prove(office, 1)).toEqual({ to: '/admin' });
  });

  test('S4 the same code sent twenty times at once opens one session', async () => {
    const office = await makeOffice();
    const hashes = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const hash = sha256(opaqueToken());
        await callAuth('auth.open_session', [hash, office.user, '1 day']);
        return hash;
      }),
    );
    const { rows } = await db.query('SELECT id FROM totp_seeds WHERE user_id = $1', [office.user]);
    const answers = await Promise.all(
      hashes.map((hash) =>
        callAuth<{ pass_totp: boolean }>('auth.pass_totp', [
          hash,
          sha256(opaqueToken()),
          rows[0].id,
          60_000_000,
        ]),
      ),
    );
    expect(answers.filter(([row]) => row?.pass_totp)).toHaveLength(1);
  });

  test('S4 guessing is slowed down after ten tries, and another account is not', async () => {
    const [office, other] = [await makeOffice(), await makeOffice()];
    await half(office.email);
    const good = codeOf(office);
    const bad = good === '111111' ? '222222' : '111111';
    for (let n = 0; n < 10; n += 1)
      expect(await post(proveByCode, { code: bad })).toMatchObject(fault('factorWrong'));
    expect(await post(proveByCode, { code: good })).toMatchObject({
      answer: { ok: false, code: 'LIMITED', message: 'tooManyTries' },
    });
    expect(await enters()).toBeUndefined();
    await signInWhole(other);
    // It is a wait, not a lock: a quarter of an hour later the right code opens.
    await half(office.email);
    await db.query("DELETE FROM limits.bucket WHERE key LIKE 'factorAccount%'");
    expect(await prove(office)).toEqual({ to: '/admin' });
  });

  test('S3 the answer to a wrong password does not tell who has a second key', async () => {
    const [office, bare] = [await makeOffice(), await makeOffice({ bare: true })];
    const ask = async (email: string) =>
      JSON.stringify(await post(signInByPassword, { email, password: 'wrong one' })).replaceAll(email, '');
    expect(await ask(office.email)).toBe(await ask(bare.email));
    expect(await ask(office.email)).toBe(await ask(`${v7()}@factors.example`));
  });

  test('S6 the token known before the proof is worth nothing after it', async () => {
    const office = await makeOffice();
    await half(office.email);
    const [before, cookie] = [await sid(), jar.get('hifzpro-session')!];
    expect(await prove(office)).toEqual({ to: '/admin' });
    expect(await sid()).not.toBe(before);
    expect(await enterSession(before)).toBeUndefined();
    jar.set('hifzpro-session', cookie);
    expect(await enters()).toBeUndefined();
    expect(await getOwnFactors()).toBeUndefined();
  });

  test('S8 a session that owes its proof is over after an hour', async () => {
    const office = await makeOffice();
    await half(office.email);
    await db.query("UPDATE sessions SET login_at = now() - interval '61 minutes' WHERE user_id = $1", [
      office.user,
    ]);
    expect(await prove(office)).toMatchObject({ answer: { ok: false, code: 'UNAUTHENTICATED' } });
  });

  test('goes on only to a page of ours', async () => {
    for (const next of [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
    ]) {
      const office = await makeOffice();
      await half(office.email);
      expect(await post(proveByCode, { code: codeOf(office), next })).toEqual({ to: '/admin' });
    }
    const office = await makeOffice();
    await half(office.email);
    expect(await post(proveByCode, { code: codeOf(office), next: '/account/second-factor' })).toEqual({
      to: '/account/second-factor',
    });
  });

  test('is asked of an ustadh or a guardian only who chose to have one, by phone too', async () => {
    const phone = '+923007770001';
    const user = v7();
    await callAuth('auth.register_user', [user, null, phone, null]);
    const office = await makeOffice();
    await db.query(
      `INSERT INTO memberships (institution_id, id, user_id, role) VALUES ($1, gen_random_uuid(), $2, 'guardian')`,
      [office.institution, user],
    );
    const byPhone = async () => {
      const [{ hash, sent }] = [await codeFor(phone)];
      return post(signInByCode, { sent, code: hash });
    };
    expect(await byPhone()).toEqual({ to: '/parent' });
    const secret = await makeAuthenticator(user);
    expect(await byPhone()).toEqual({ to: '/sign-in/second-factor' });
    expect(await enters()).toBeUndefined();
    expect(await prove({ ...office, secret })).toEqual({ to: '/parent' });
    expect(await enters()).toBe('guardian');
  });
});

/** A code as the sender would have carried it. */
async function codeFor(phone: string): Promise<{ hash: string; sent: string }> {
  const { codeHash, newAsking, sixDigits } = await import('@/lib/core/auth/credentials');
  const { sealPhone } = await import('@/lib/core/auth/sealed-phone');
  const code = sixDigits();
  const asked = newAsking(phone);
  await db.query(
    `INSERT INTO sign_in_codes (id, phone, code_hash, expires_at) VALUES ($1, $2, $3, now() + interval '10 minutes')`,
    [v7(), phone, codeHash(asked, code)],
  );
  return { hash: code, sent: await sealPhone(asked) };
}

describe('taking a second key away', () => {
  test("Z6 an office's last one stays; its second may go", async () => {
    const office = await makeOffice();
    await signInWhole(office);
    const { id } = (await getOwnFactors())!.totp!;
    expect(await post(dropFactor, { id })).toMatchObject({ answer: { ok: false, message: 'factorLast' } });
    await db.query(`INSERT INTO passkeys (id, user_id, credential_id, public_key) VALUES ($1, $2, $3, 'x')`, [
      v7(),
      office.user,
      v7(),
    ]);
    expect(await post(dropFactor, { id })).toEqual({ to: '/account/second-factor' });
    expect((await getOwnFactors())?.totp).toBeNull();
    const { rows } = await db.query('SELECT sealed FROM totp_seeds WHERE id = $1', [id]);
    expect(rows).toEqual([{ sealed: '' }]);
  });

  test("nobody removes another person's", async () => {
    const [office, other] = [await makeOffice(), await makeOffice()];
    const { rows } = await db.query('SELECT id FROM totp_seeds WHERE user_id = $1', [other.user]);
    await signInWhole(office);
    expect(await post(dropFactor, { id: rows[0].id })).toMatchObject({
      answer: { ok: false, code: 'NOT_FOUND' },
    });
  });
});
