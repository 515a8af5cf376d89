import { encode } from 'next-auth/jwt';
import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { askForCode, resetByLink } from '@/lib/account/actions';
import { requestReset } from '@/lib/account/mutations';
import { signInByCode, signInByPassword } from '@/lib/core/auth/actions';
import { sha256 } from '@/lib/core/auth/session';
import { sessionSeconds } from '@/lib/core/auth/token';
import { callAuth } from '@/lib/core/db/definers';
import { inTenant } from '@/lib/core/db/tenant';
import { makeGuardian } from '@/prisma/seed/makers';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';
import { browser, jar, post } from '../support/browser';

vi.mock('next/headers', async () => (await import('../support/browser')).nextHeaders);
vi.mock('next/server', async () => (await import('../support/browser')).nextServer);
vi.mock('next-intl/server', async () => (await import('../support/browser')).nextIntlServer);

/** How often a password was really compared; the comparison itself takes a quarter of a second and is left out. */
let compared = 0;
const right = 'green tea at noon';
vi.mock('@/lib/core/auth/password', async (original) => ({
  ...(await original<typeof import('@/lib/core/auth/password')>()),
  verifyPassword: async (password: string, stored?: string | null) => {
    compared += 1;
    return password === right && Boolean(stored);
  },
}));

// In earnest 10,000 (GUESSES=10000); a shared machine tries as many as show where it stops.
const GUESSES = Number(process.env.GUESSES ?? 1500);
const ADDRESSES = Math.min(1000, Math.floor(GUESSES / 10));
const together = 25;

const unique = v7().slice(-8);
const owner = `owner-${unique}@example.org`;
const phone = `+92300${String(Date.now()).slice(-7)}`;
let superuser: pg.Client;
let userId: string;

beforeAll(async () => {
  superuser = new pg.Client({ connectionString: process.env.SUPERUSER_DATABASE_URL! });
  await superuser.connect();
  userId = await makeUser(owner, right);
  const admin = await makeUser(`office-${unique}@example.org`, right);
  const institution = await makeInstitution({ name: `Guesses ${unique}`, admin });
  const scope = await scopeOf(admin, 'admin', institution);
  await inTenant(scope, (tx) => makeGuardian(tx, scope, { name: 'Abdullah Khan', phone }));
});
afterAll(() => superuser.end());
beforeEach(async () => {
  jar.clear();
  compared = 0;
  await superuser.query('DELETE FROM limits.bucket');
});

/** Guesses as `who` says, `together` at a time. @returns how often each answer came */
async function guess(count: number, who: (n: number) => { email: string; address: string }) {
  const answers: Record<string, number> = {};
  for (let n = 0; n < count; n += together) {
    const batch = Array.from({ length: Math.min(together, count - n) }, (_, i) => who(n + i));
    // The address is read while the request begins; within a batch it is the first one's.
    browser.address = batch[0]!.address;
    const got = await Promise.all(
      batch.map(({ email }) => post(signInByPassword, { email, password: 'wrong' })),
    );
    for (const one of got) {
      const code = 'answer' in one ? ((one.answer as { code?: string } | null)?.code ?? 'none') : one.to;
      answers[code] = (answers[code] ?? 0) + 1;
    }
  }
  browser.address = '192.0.2.7';
  return answers;
}

describe('S1 guessing a password', () => {
  test(`S1 ${GUESSES} guesses from one address at as many accounts: sixty are looked at, the rest is told to wait`, async () => {
    const answers = await guess(GUESSES, (n) => ({
      email: `nobody-${n}@example.org`,
      address: '198.51.100.9',
    }));
    expect(answers).toEqual({ INVALID: 60, LIMITED: GUESSES - 60 });
    expect(compared).toBe(60);
  });

  test(`S1 ${GUESSES} guesses at one account from ${ADDRESSES} addresses: ten are looked at in a quarter of an hour`, async () => {
    const answers = await guess(GUESSES, (n) => ({
      email: owner,
      address: `203.0.113.${Math.floor(n / together) % ADDRESSES}`,
    }));
    expect(answers).toEqual({ INVALID: 10, LIMITED: GUESSES - 10 });
    expect(compared).toBe(10);
  });

  test('S1 S3 a strange account is slowed down exactly as a known one is', async () => {
    const at = (email: string) => guess(20, () => ({ email, address: '198.51.100.77' }));
    const known = await at(owner);
    expect(await at(`nobody-${unique}@example.org`)).toEqual(known);
  });

  test('S1 the table of attempts names nobody', async () => {
    await guess(5, () => ({ email: owner, address: '198.51.100.78' }));
    const { rows } = await superuser.query('SELECT * FROM limits.bucket');
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/@|198\.51|owner/);
  });
});

describe('S2 locking somebody out on purpose', () => {
  const enters = { to: expect.stringMatching(/^\/(choose|sign-in\/set-up|parent|teacher)/) };
  const flood = () => guess(100, (n) => ({ email: owner, address: `203.0.113.${n % 250}` }));

  test('S2 the owner still gets in from the browser that signed in before, all through the flood', async () => {
    expect(await post(signInByPassword, { email: owner, password: right })).toEqual(enters);
    const own = new Map(jar);
    jar.clear();
    await flood();
    // A stranger who had the password would have to wait now; so the flood does its work, and only there.
    expect(await post(signInByPassword, { email: owner, password: right })).toMatchObject({
      answer: { code: 'LIMITED' },
    });
    jar.clear();
    jar.set('hifzpro-known', own.get('hifzpro-known')!);
    expect(await post(signInByPassword, { email: owner, password: right })).toEqual(enters);
  });

  test('S2 what the browser keeps opens nothing, and serves neither another account nor a changed copy', async () => {
    await post(signInByPassword, { email: owner, password: right });
    const kept = jar.get('hifzpro-known')!;
    jar.clear();
    jar.set('hifzpro-known', kept);
    jar.set('hifzpro-session', kept);
    expect(await post(signInByPassword, { email: owner, password: 'wrong' })).toMatchObject({
      answer: { ok: false },
    });
    const other = `other-${unique}@example.org`;
    for (const cookie of [kept, `${kept.slice(0, -4)}AAAA`, 'hifzpro', '']) {
      await superuser.query('DELETE FROM limits.bucket');
      jar.clear();
      jar.set('hifzpro-known', cookie);
      const email = cookie === kept ? other : owner;
      const answers = await Promise.all(
        Array.from({ length: 15 }, () => post(signInByPassword, { email, password: 'wrong' })),
      );
      const limited = answers.filter(
        (a) => 'answer' in a && (a.answer as { code?: string }).code === 'LIMITED',
      );
      expect(limited).toHaveLength(5);
    }
  });

  test('S2 guessing in the owner’s own browser is slowed down too', async () => {
    await post(signInByPassword, { email: owner, password: right });
    compared = 0;
    await Promise.all(
      Array.from({ length: 30 }, () => post(signInByPassword, { email: owner, password: 'wrong' })),
    );
    expect(compared).toBe(10);
  });

  test('S2 in a new browser the letter is the way back, also under the flood', async () => {
    await flood();
    const token = (await requestReset(owner))!;
    const answer = await post(resetByLink, { token, password: 'seven doves on a wall' });
    expect(answer).toEqual({ to: expect.stringContaining('/sign-in') });
    const own = jar.get('hifzpro-known')!;
    jar.clear();
    await flood();
    jar.set('hifzpro-known', own);
    expect(await post(signInByPassword, { email: owner, password: right })).toEqual(enters);
  });

  test('S2 S4 a flood of codes and of wrong guesses leaves the owner of the number a way in', async () => {
    const receive = async () => {
      const asked = await post(askForCode, { phone });
      const sent = new URL('to' in asked ? asked.to : '', 'http://x').searchParams.get('sent') ?? '';
      const texts = await callAuth<{ body: string }>('auth.demo_phone', [phone]);
      return { asked, sent, code: /\d{6}/.exec(texts[0]?.body ?? '')?.[0] ?? '' };
    };
    const first = await receive();
    expect(await post(signInByCode, { sent: first.sent, code: first.code })).toEqual({ to: '/parent' });
    const own = jar.get('hifzpro-known')!;
    jar.clear();
    for (let n = 0; n < 12; n++) {
      await post(askForCode, { phone });
      await post(signInByCode, { sent: first.sent, code: '000000' });
    }
    expect((await receive()).asked).toMatchObject({ answer: { code: 'LIMITED' } });
    jar.set('hifzpro-known', own);
    // One code a second at most goes to a number.
    await superuser.query(
      "UPDATE sign_in_codes SET created_at = created_at - interval '2 minutes' WHERE phone = $1",
      [phone],
    );
    const again = await receive();
    expect(await post(signInByCode, { sent: again.sent, code: again.code })).toEqual({ to: '/parent' });
  });
});

describe('S4 brute force of a code', () => {
  test('S4 all the codes that an hour of guessing may try are a few of a million', async () => {
    const asked = await post(askForCode, { phone });
    const sent = new URL('to' in asked ? asked.to : '', 'http://x').searchParams.get('sent') ?? '';
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) => post(signInByCode, { sent, code: String(n).padStart(6, '0') })),
    );
    const limited = answers.filter(
      (a) => 'answer' in a && (a.answer as { code?: string }).code === 'LIMITED',
    );
    expect(limited.length).toBe(190);
    const { rows } = await superuser.query(
      'SELECT max(attempts) AS most FROM sign_in_codes WHERE phone = $1',
      [phone],
    );
    expect(rows[0].most).toBeLessThanOrEqual(5);
  });
});

describe('S6 a session that somebody else brought', () => {
  test('S6 signing in takes a new token and ends the session that lay in the browser', async () => {
    await post(signInByPassword, { email: owner, password: right });
    const planted = jar.get('hifzpro-session')!;
    await post(signInByPassword, { email: owner, password: right });
    const fresh = jar.get('hifzpro-session')!;
    expect(fresh).not.toBe(planted);
    const { decode } = await import('next-auth/jwt');
    const sid = (await decode({ token: planted, secret: process.env.NEXTAUTH_SECRET! }))!.sid as string;
    expect(await callAuth('auth.user_of', [sha256(sid)])).toEqual([{ user_of: null }]);
  });

  test('S6 a session id that the visitor made up is not taken over', async () => {
    const own = 'chosen-by-the-attacker';
    const token = await encode({
      token: { sid: own, role: 'admin' },
      secret: process.env.NEXTAUTH_SECRET!,
      maxAge: sessionSeconds,
    });
    jar.set('hifzpro-session', token);
    await post(signInByPassword, { email: owner, password: right });
    expect(await callAuth('auth.user_of', [sha256(own)])).toEqual([{ user_of: null }]);
    const { rows } = await superuser.query('SELECT 1 FROM sessions WHERE user_id = $1 AND token_hash = $2', [
      userId,
      sha256(own),
    ]);
    expect(rows).toEqual([]);
  });
});
