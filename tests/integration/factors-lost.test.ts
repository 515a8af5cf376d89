import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { factorIsFresh } from '@/lib/core/auth/factor';
import { enterSession } from '@/lib/core/auth/scope';
import {
  askReset,
  callOffReset,
  finishReset,
  freeColleague,
  makeRecoveryCodes,
  proveByRecoveryCode,
} from '@/lib/factors/actions';
import { findFactorReset, getOwnFactors } from '@/lib/factors/queries';
import { makeAuthenticator, makeUser } from '@/prisma/seed/sessions';
import { browsersFrom, jar, post, sid } from '../support/browser';
import {
  fault,
  half,
  makeOffice,
  nextMinute,
  type Person,
  password,
  prove,
  signInWhole,
} from '../support/factors';
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

const mailsTo = async (email: string) =>
  (await db.query('SELECT body FROM demo_mails WHERE address = $1 ORDER BY received_at', [email])).rows.map(
    (row) => row.body as string,
  );

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
