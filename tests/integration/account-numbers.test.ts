import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { addPhone, askForCode, askForOwnCode, askForResetCode, resetByCode } from '@/lib/account/actions';
import { signInByCode } from '@/lib/core/auth/actions';
import { listMemberships } from '@/lib/core/auth/session';
import { inTenant } from '@/lib/core/db/tenant';
import { makeInvitation, makeStaff } from '@/prisma/seed/makers';
import {
  another,
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
import { browsersFrom, jar, post, sid } from '../support/browser';
import { numbersFrom } from '../support/numbers';
import { asSuperuser } from '../support/world';

vi.mock('next/headers', async () => (await import('../support/browser')).nextHeaders);
vi.mock('next/server', async () => (await import('../support/browser')).nextServer);
vi.mock('next-intl/server', async () => (await import('../support/browser')).nextIntlServer);

let db: pg.Client;
let noor: House;
let falah: House;
const number = numbersFrom(923_005_551_000);

beforeAll(async () => {
  db = await asSuperuser();
  noor = await makeHouse('account-numbers-noor');
  falah = await makeHouse('account-numbers-falah');
});
afterAll(() => db.end());
beforeEach(browsersFrom('192.0.2'));

const invitePhone = (house: House, phone: string, role = 'teacher') =>
  inTenant(house.scope, async (tx) => {
    const { id } = await makeStaff(tx, house.scope, { name: 'Qari Bilal', phone });
    await makeInvitation(tx, house.scope, { staffId: id, role });
    return id;
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
