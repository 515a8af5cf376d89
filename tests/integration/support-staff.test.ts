import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { sha256 } from '@/lib/core/auth/session';
import { callAuth } from '@/lib/core/db/definers';
import { makeInstitution, makeUser } from '@/prisma/seed/sessions';
import { supportSession } from '@/prisma/seed/support';
import { addPerson, endPerson, listPeople } from '@/scripts/support-people';

const letters: { to: string; text: string }[] = [];
vi.mock('@/lib/adapters/mail', () => ({
  sendMail: async (mail: (typeof letters)[0]) => void letters.push(mail),
}));

const unique = v7().slice(-8);
const at = (who: string) => `${who}-staff-${unique}@example.org`;
const address = 'https://hifzpro.example';
const password = 'a long enough phrase';
let db: pg.Client;

beforeAll(async () => {
  db = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL! });
  await db.connect();
  await db.query('SET ROLE hifzpro_policy');
});
afterAll(() => db.end());

const add = (who: string, name = 'Hamza Noor') => addPerson(db, { email: at(who), name, address });
const userOf = async (who: string) =>
  (await callAuth<{ user_id: string; password_hash: string | null }>('auth.password_of', [at(who)]))[0]!;
const tokenOf = (link: string) => link.split('#').at(-1)!;
const listed = async (who: string) => (await listPeople(db)).find(({ email }) => email === at(who));

describe('P04 npm run support:staff', () => {
  test('takes a new person in without a password and sends them a link to set it', async () => {
    const link = (await add('new'))!;
    expect(link).toMatch(`${address}/reset/link#`);
    expect(letters.at(-1)).toMatchObject({ to: at('new'), text: expect.stringContaining(link) });
    expect((await userOf('new')).password_hash).toBeNull();
    expect(await listed('new')).toMatchObject({ name: 'Hamza Noor', ended: null, password: false });
    await callAuth('auth.reset_password', [sha256(tokenOf(link)), 'hash']);
    expect((await supportSession((await userOf('new')).user_id)).name).toBe('Hamza Noor');
  });

  test('a second call before the password is set makes a new link, and the old one is over', async () => {
    const first = (await add('late'))!;
    const second = (await add('late'))!;
    const opens = async (link: string) =>
      (await callAuth<{ reset_address: string | null }>('auth.reset_address', [sha256(tokenOf(link))]))[0]
        ?.reset_address;
    expect([await opens(first), await opens(second)]).toEqual([null, at('late')]);
  });

  test('whoever is out has no session left; they come back with the password they had', async () => {
    const link = (await add('back'))!;
    await callAuth('auth.reset_password', [sha256(tokenOf(link)), 'hash']);
    const { user_id: user } = await userOf('back');
    const { tokenHash } = await supportSession(user);
    expect(await endPerson(db, at('back').toUpperCase())).toBe(true);
    expect(await callAuth('auth.support_self', [tokenHash])).toEqual([]);
    expect((await listed('back'))?.ended).toBeInstanceOf(Date);
    expect(await add('back', 'Hamza N.')).toBeUndefined();
    expect(await listed('back')).toMatchObject({ name: 'Hamza N.', ended: null });
  });

  test('refuses an address that already opens something, and leaves it as it was', async () => {
    const admin = await makeUser(at('admin'), password);
    await makeInstitution({ name: `Staff ${unique}`, admin });
    await makeUser(at('stranger'), password);
    for (const who of ['admin', 'stranger'])
      await expect(add(who)).rejects.toThrow('signs in to HifzPro already');
    expect(await listed('stranger')).toBeUndefined();
    expect(await endPerson(db, at('stranger'))).toBe(false);
    await expect(addPerson(db, { email: 'no address', name: 'X', address })).rejects.toThrow('no e-mail');
  });
});
