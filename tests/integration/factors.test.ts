import { decode } from 'next-auth/jwt';
import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { signInByCode, signInByPassword } from '@/lib/core/auth/actions';
import { factorIsFresh, wayIn } from '@/lib/core/auth/factor';
import { enterSession, requireScope } from '@/lib/core/auth/scope';
import { listMemberships, opaqueToken, sha256 } from '@/lib/core/auth/session';
import { totpCode } from '@/lib/core/auth/totp';
import { callAuth } from '@/lib/core/db/definers';
import {
  askReset,
  callOffReset,
  confirmAuthenticator,
  dropFactor,
  finishReset,
  freeColleague,
  makeRecoveryCodes,
  proveByCode,
  proveByRecoveryCode,
} from '@/lib/factors/actions';
import { beginTotp, findFactorReset, getOwnFactors } from '@/lib/factors/queries';
import { makeAuthenticator, makeInstitution, makeUser } from '@/prisma/seed/sessions';
import { browser, jar, post } from '../support/browser';
import { asSuperuser } from '../support/world';

vi.mock('next/headers', async () => (await import('../support/browser')).nextHeaders);
vi.mock('next/server', async () => (await import('../support/browser')).nextServer);
vi.mock('next-intl/server', async () => (await import('../support/browser')).nextIntlServer);

const password = 'green tea at noon';
let db: pg.Client;
let serial = 0;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  db = await asSuperuser();
});
afterAll(async () => {
  vi.useRealTimers();
  await db.end();
});
beforeEach(() => {
  jar.clear();
  serial += 1;
  browser.address = `198.51.100.${serial}`;
});

type Person = { email: string; user: string; secret: string; institution: string };

/** The office of a new institution, with an authenticator unless told otherwise. */
async function makeOffice({ bare = false, institution = v7() } = {}): Promise<Person> {
  const email = `${v7()}@factors.example`;
  const user = await makeUser(email, password);
  await makeInstitution({ id: institution, name: 'Factors', admin: user });
  return { email, user, institution, secret: bare ? '' : await makeAuthenticator(user) };
}

const sid = async () =>
  (await decode({ token: jar.get('hifzpro-session')!, secret: process.env.NEXTAUTH_SECRET! }))?.sid as string;
const half = (email: string) => post(signInByPassword, { email, password });
const nextMinute = () => vi.setSystemTime(Date.now() + 60_000);
const codeOf = ({ secret }: { secret: string }, ahead = 0) => totpCode(secret, new Date(), ahead).code;
const prove = (person: Person, ahead = 0) => post(proveByCode, { code: codeOf(person, ahead) });
const enters = async () => (await enterSession(await sid()))?.role;

/** Password and code; the clock goes on, because a code is taken once. */
async function signInWhole(person: Person): Promise<void> {
  nextMinute();
  expect(await half(person.email)).toEqual({ to: '/sign-in/second-factor' });
  expect(await prove(person)).toEqual({ to: '/admin' });
}

const fault = (code: string) => ({ answer: { ok: false, fieldErrors: { code: [{ code }] } } });
const mailsTo = async (email: string) =>
  (await db.query('SELECT body FROM demo_mails WHERE address = $1 ORDER BY received_at', [email])).rows.map(
    (row) => row.body as string,
  );

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

describe('recovery codes', () => {
  const makeCodes = async () =>
    ((await post(makeRecoveryCodes, {})) as { answer: { data: { codes: string[] } } }).answer.data.codes;

  test('are ten, kept hashed, and each opens once, however it is typed', async () => {
    const office = await makeOffice();
    await signInWhole(office);
    const codes = await makeCodes();
    expect(new Set(codes).size).toBe(10);
    const { rows } = await db.query('SELECT code_hash FROM recovery_codes WHERE user_id = $1', [office.user]);
    expect(rows).toHaveLength(10);
    for (const code of codes) expect(JSON.stringify(rows)).not.toContain(code.replace('-', ''));
    await half(office.email);
    const typed = codes[0]!.toLowerCase().replace('-', ' ');
    expect(await post(proveByRecoveryCode, { code: typed })).toEqual({ to: '/admin' });
    await half(office.email);
    expect(await post(proveByRecoveryCode, { code: codes[0]! })).toMatchObject(fault('recoveryWrong'));
    expect(await post(proveByRecoveryCode, { code: codes[1]! })).toEqual({ to: '/admin' });
    expect((await getOwnFactors())?.codesLeft).toBe(8);
  });

  test("new ones end the old, and another person's open nothing", async () => {
    const [office, other] = [await makeOffice(), await makeOffice()];
    await signInWhole(office);
    const old = await makeCodes();
    const fresh = await makeCodes();
    await half(office.email);
    expect(await post(proveByRecoveryCode, { code: old[0]! })).toMatchObject(fault('recoveryWrong'));
    await half(other.email);
    expect(await post(proveByRecoveryCode, { code: fresh[0]! })).toMatchObject(fault('recoveryWrong'));
    expect(await post(proveByRecoveryCode, { code: 'nonsense' })).toMatchObject(fault('recoveryShape'));
  });

  test('are made only by a session whose proof is young', async () => {
    const office = await makeOffice();
    await signInWhole(office);
    await db.query(
      "UPDATE sessions SET second_factor_at = now() - interval '16 minutes' WHERE user_id = $1",
      [office.user],
    );
    expect(await factorIsFresh(15)).toBe(false);
    expect(await post(makeRecoveryCodes, {})).toMatchObject({
      answer: { ok: false, message: 'factorStale' },
    });
    nextMinute();
    await prove(office);
    expect(await factorIsFresh(15)).toBe(true);
    expect(await makeCodes()).toHaveLength(10);
  });
});

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

describe('a colleague who lost everything', () => {
  async function colleagueOf(office: Person, role = 'teacher'): Promise<Person> {
    const email = `${v7()}@factors.example`;
    const user = await makeUser(email, password);
    await db.query(
      'INSERT INTO memberships (institution_id, id, user_id, role) VALUES ($1, gen_random_uuid(), $2, $3)',
      [office.institution, user, role],
    );
    return { email, user, institution: office.institution, secret: await makeAuthenticator(user) };
  }

  test('S7 P32 is freed by an admin: sessions over, told by mail, written down', async () => {
    const office = await makeOffice();
    const colleague = await colleagueOf(office, 'admin');
    await signInWhole(colleague);
    const theirs = await sid();
    await signInWhole(office);
    expect(await post(freeColleague, { person: colleague.user })).toMatchObject({ answer: { ok: true } });
    expect(await enterSession(theirs)).toBeUndefined();
    expect((await mailsTo(colleague.email)).length).toBe(1);
    const { rows } = await db.query(
      `SELECT user_id, subject_id FROM audit_entries WHERE institution_id = $1 AND action = 'factors.reset'`,
      [office.institution],
    );
    expect(rows).toEqual([{ user_id: office.user, subject_id: colleague.user }]);
    expect(await half(colleague.email)).toEqual({ to: '/sign-in/set-up' });
  });

  test('T1 Z1 not by a teacher, not of another institution, not who keeps an office elsewhere, not oneself', async () => {
    const [office, foreign] = [await makeOffice(), await makeOffice()];
    const teacher = await colleagueOf(office);
    const both = await colleagueOf(office);
    await db.query(
      `INSERT INTO memberships (institution_id, id, user_id, role) VALUES ($1, gen_random_uuid(), $2, 'admin')`,
      [foreign.institution, both.user],
    );
    nextMinute();
    await half(teacher.email);
    expect(await prove(teacher)).toEqual({ to: '/teacher' });
    const free = (person: string) => post(freeColleague, { person });
    expect(await free(office.user)).toMatchObject({ answer: { ok: false, message: 'factorStale' } });
    await signInWhole(office);
    expect(await free(foreign.user)).toMatchObject({ answer: { ok: false, code: 'NOT_FOUND' } });
    expect(await free(v7())).toMatchObject({ answer: { ok: false, code: 'NOT_FOUND' } });
    expect(await free(both.user)).toMatchObject({ answer: { ok: false, message: 'resetElsewhere' } });
    expect(await free(office.user)).toMatchObject({ answer: { ok: false, message: 'resetSelf' } });
    for (const { user } of [office, foreign, teacher, both]) {
      const { rows } = await db.query('SELECT sec.has_factor($1) AS has', [user]);
      expect(rows).toEqual([{ has: true }]);
    }
  });
});

describe('the slow way back', () => {
  async function asked(): Promise<{ office: Person; token: string }> {
    const office = await makeOffice();
    await half(office.email);
    expect(await post(askReset, {})).toMatchObject({ answer: { ok: true } });
    const [mail] = await mailsTo(office.email);
    return { office, token: /lost\/link#([\w-]+)/.exec(mail!)![1]! };
  }
  const dayLater = (office: Person) =>
    db.query(
      "UPDATE factor_resets SET opens_at = opens_at - interval '24 hours', expires_at = expires_at - interval '24 hours' WHERE user_id = $1",
      [office.user],
    );

  test('opens a day later, with the mail and the password, and not before', async () => {
    const { office, token } = await asked();
    expect((await findFactorReset(token))?.isOpen).toBe(false);
    expect(await post(finishReset, { token })).toMatchObject({ answer: { ok: false, message: 'resetOver' } });
    await dayLater(office);
    expect((await findFactorReset(token))?.isOpen).toBe(true);
    // The mail alone is not enough, nor is it with somebody else's sign-in.
    jar.clear();
    expect(await post(finishReset, { token })).toMatchObject({ answer: { ok: false, message: 'resetOver' } });
    await half((await makeOffice()).email);
    expect(await post(finishReset, { token })).toMatchObject({ answer: { ok: false, message: 'resetOver' } });
    await half(office.email);
    expect(await post(finishReset, { token })).toEqual({ to: '/sign-in' });
    expect(await half(office.email)).toEqual({ to: '/sign-in/set-up' });
    expect(await mailsTo(office.email)).toHaveLength(2);
    expect(await post(finishReset, { token })).toMatchObject({ answer: { ok: false } });
  });

  test('is called off by the link, and by signing in with the code', async () => {
    const first = await asked();
    jar.clear();
    expect(await post(callOffReset, { token: first.token })).toEqual({
      to: '/sign-in/second-factor/lost/link?done=off',
    });
    expect(await findFactorReset(first.token)).toBeUndefined();
    const second = await asked();
    expect(await prove(second.office)).toEqual({ to: '/admin' });
    expect(await findFactorReset(second.token)).toBeUndefined();
  });
});
