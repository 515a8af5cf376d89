import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { askForCode } from '@/lib/account/actions';
import {
  choose,
  joinWithKnownAccount,
  joinWithNewAccount,
  signInByCode,
  signInByPassword,
  signOut,
} from '@/lib/core/auth/actions';
import { findInvitation } from '@/lib/core/auth/invitation';
import { hashPassword, verifyPassword } from '@/lib/core/auth/password';
import { enterSession } from '@/lib/core/auth/scope';
import { listMemberships, sha256 } from '@/lib/core/auth/session';
import { callAuth } from '@/lib/core/db/definers';
import { inTenant } from '@/lib/core/db/tenant';
import { makeInvitation, makeStaff } from '@/prisma/seed/makers';
import { guardianIn, type House, makeHouse, password } from '../support/account';
import { jar, post, sid } from '../support/browser';

vi.mock('next/headers', async () => (await import('../support/browser')).nextHeaders);
vi.mock('next/server', async () => (await import('../support/browser')).nextServer);
vi.mock('next-intl/server', async () => (await import('../support/browser')).nextIntlServer);

let superuser: pg.Client;
let houses: House[];

const invite = (name: string, email?: string) =>
  inTenant(houses[0]!.scope, async (tx) => {
    const staff = await makeStaff(tx, houses[0]!.scope, { name, ...(email && { email }) });
    return makeInvitation(tx, houses[0]!.scope, { staffId: staff.id });
  });

beforeAll(async () => {
  superuser = new pg.Client({ connectionString: process.env.SUPERUSER_DATABASE_URL! });
  await superuser.connect();
  houses = [await makeHouse('doors-one'), await makeHouse('doors-two')];
});
afterAll(() => superuser.end());
beforeEach(() => jar.clear());

/** As if the second key had been shown; how it is shown is told in factors.test.ts. */
const passFactor = async () => callAuth('auth.pass_second_factor', [sha256(await sid())]);

/** The latest code that a number received, and the sealed number of the page's second step. */
async function receive(phone: string): Promise<{ sent: string; code: string | undefined }> {
  const asked = await post(askForCode, { phone });
  const sent = new URL('to' in asked ? asked.to : '', 'http://x').searchParams.get('sent') ?? '';
  const texts = await callAuth<{ body: string }>('auth.demo_phone', [phone]);
  return { sent, code: /\d{6}/.exec(texts[0]?.body ?? '')?.[0] };
}
const wrong = { answer: { ok: false, fieldErrors: { code: [{ code: 'codeWrong' }] } } };

describe('e-mail and password', () => {
  test('lead to the portal of the role, and the password never comes back', async () => {
    // The office owes its second key (factors.test.ts) before anything opens.
    expect(await post(signInByPassword, { email: 'Office@doors-one.example', password })).toEqual({
      to: '/sign-in/set-up',
    });
    expect(await enterSession(await sid())).toBeUndefined();
    await passFactor();
    expect((await enterSession(await sid()))?.role).toBe('admin');
    const refused = await post(signInByPassword, {
      email: 'office@doors-one.example',
      password: 'wrong one',
    });
    expect(JSON.stringify(refused)).not.toContain('wrong one');
    expect(refused).toMatchObject({ answer: { values: { email: 'office@doors-one.example' } } });
  });

  test('P30 a password is kept as bcrypt of cost 12 over all of its letters, never as it was typed', async () => {
    const { rows } = await superuser.query<{ kept: string; row: string }>(
      "SELECT password_hash AS kept, to_jsonb(u)::text AS row FROM users u WHERE email = 'office@doors-one.example'",
    );
    expect(rows[0]!.kept).toMatch(/^\$2[aby]\$12\$/);
    expect(rows[0]!.row).not.toContain(password);
    // 45 letters of two bytes each: bcrypt alone would read the first 36.
    const long = 'ا'.repeat(44);
    const kept = await hashPassword(`${long}ب`);
    expect(kept).not.toBe(await hashPassword(`${long}ب`));
    expect(await verifyPassword(`${long}ب`, kept)).toBe(true);
    expect(await verifyPassword(`${long}پ`, kept)).toBe(false);
  });

  test('S3 a known and an unknown address get the same answer', async () => {
    const ask = async (email: string) => {
      const got = await post(signInByPassword, { email, password: 'wrong one' });
      return JSON.stringify(got).replaceAll(email, '');
    };
    expect(await ask('office@doors-two.example')).toBe(await ask('nobody@doors-two.example'));
  });

  test('S7 a copied cookie is worth nothing after sign-out', async () => {
    await post(signInByPassword, { email: 'office@doors-one.example', password });
    await passFactor();
    const copied = await sid();
    expect(await enterSession(copied)).toBeDefined();
    expect(await post(async () => signOut(), {})).toEqual({ to: '/sign-in?done=out' });
    expect(jar.has('hifzpro-session')).toBe(false);
    expect(await enterSession(copied)).toBeUndefined();
  });
});

describe('phone and code', () => {
  test('the code opens once', async () => {
    const phone = '+923004440001';
    await guardianIn(houses[0]!, phone);
    const { sent, code } = await receive(phone);
    expect(sent).not.toContain('444');
    expect(await post(signInByCode, { sent, code: code! })).toEqual({ to: '/parent' });
    expect(await post(signInByCode, { sent, code: code! })).toMatchObject(wrong);
  });

  test('an old one does not open, nor one for another number', async () => {
    const [phone, other] = ['+923004440002', '+923004440003'];
    await guardianIn(houses[0]!, phone);
    await guardianIn(houses[0]!, other);
    const first = await receive(phone);
    const second = await receive(other);
    expect(await post(signInByCode, { sent: second.sent, code: first.code! })).toMatchObject(wrong);
    await superuser.query(
      "UPDATE sign_in_codes SET expires_at = now() - interval '1 second' WHERE phone = $1",
      [phone],
    );
    expect(await post(signInByCode, { sent: first.sent, code: first.code! })).toMatchObject(wrong);
    expect(await post(signInByCode, { sent: 'made-up', code: first.code! })).toMatchObject(wrong);
  });

  test('opens only by the page that asked for it, not by one that asked before or after', async () => {
    const phone = '+923004440044';
    await guardianIn(houses[0]!, phone);
    const [first, second] = [await receive(phone), await receive(phone)];
    expect(await post(signInByCode, { sent: first.sent, code: second.code! })).toMatchObject(wrong);
    expect(await post(signInByCode, { sent: second.sent, code: first.code! })).toMatchObject(wrong);
    expect(await post(signInByCode, { sent: second.sent, code: second.code! })).toEqual({ to: '/parent' });
  });

  test('S4 after five wrong tries the right one does not open either', async () => {
    const phone = '+923004440004';
    await guardianIn(houses[0]!, phone);
    const { sent, code } = await receive(phone);
    const other = code === '111111' ? '222222' : '111111';
    for (let n = 0; n < 5; n += 1)
      expect(await post(signInByCode, { sent, code: other })).toMatchObject(wrong);
    expect(await post(signInByCode, { sent, code: code! })).toMatchObject(wrong);
  });

  test('S3 a stranger is sent on like everyone, and receives nothing', async () => {
    const { sent, code } = await receive('+923009990009');
    expect(sent).not.toBe('');
    expect(code).toBeUndefined();
  });

  test('one number is one person in every institution that holds it, and may choose', async () => {
    const phone = '+923004440005';
    for (const house of houses) await guardianIn(house, phone);
    const { sent, code } = await receive(phone);
    expect(await post(signInByCode, { sent, code: code! })).toEqual({ to: '/choose' });
    const choices = await listMemberships();
    expect(choices.map((c) => c.institution).sort()).toEqual(['doors-one', 'doors-two']);
    for (const { membershipId, institution } of choices) {
      expect(await post(choose, { membershipId })).toEqual({ to: '/parent' });
      expect((await enterSession(await sid()))?.institution.name).toBe(institution);
    }
    const foreign = '01980000-0000-7000-8000-00000000ffff';
    expect(await post(choose, { membershipId: foreign })).toMatchObject({ answer: { code: 'NOT_FOUND' } });
  });
});

describe('an invitation', () => {
  const over = { answer: { ok: false, code: 'NOT_FOUND', message: 'invitationOver' } };

  test('S11 is accepted once', async () => {
    const token = await invite('Qari Anas', 'qari@doors.example');
    expect(await findInvitation(token)).toMatchObject({ name: 'Qari Anas', email: 'qari@doors.example' });
    const fields = { token, email: 'qari@doors.example', password: 'seven doves on a wall' };
    expect(await post(joinWithNewAccount, fields)).toEqual({ to: '/teacher' });
    expect((await enterSession(await sid()))?.institution.name).toBe('doors-one');
    expect(await findInvitation(token)).toBeUndefined();
    expect(await post(joinWithNewAccount, { ...fields, email: 'other@doors.example' })).toMatchObject(over);
    expect(await post(joinWithKnownAccount, fields)).toMatchObject(over);
  });

  test('never takes over an account: a known address must bring its own password', async () => {
    const token = await invite('Qari Bilal');
    const email = 'office@doors-two.example';
    expect(await post(joinWithNewAccount, { token, email, password: 'a fresh new password' })).toMatchObject({
      answer: { fieldErrors: { email: [{ code: 'addressKnown' }] } },
    });
    expect(
      await post(joinWithKnownAccount, { token, email, password: 'a fresh new password' }),
    ).toMatchObject({
      answer: { fieldErrors: { password: [{ code: 'signIn' }] } },
    });
    expect(jar.size).toBe(0);
    expect(await post(joinWithKnownAccount, { token, email, password })).toEqual({ to: '/sign-in/set-up' });
    await passFactor();
    expect((await listMemberships()).map((c) => c.role)).toEqual(['admin', 'teacher']);
  });

  test('does not outlive its week', async () => {
    const token = await invite('Qari Umar');
    await superuser.query(
      "UPDATE staff_invitations SET expires_at = now() - interval '1 second' WHERE accepted_at IS NULL",
    );
    expect(await findInvitation(token)).toBeUndefined();
    const fields = { token, email: 'umar@doors.example', password: 'seven doves on a wall' };
    expect(await post(joinWithNewAccount, fields)).toMatchObject(over);
  });
});
