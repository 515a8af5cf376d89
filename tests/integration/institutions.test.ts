import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { sha256 } from '@/lib/core/auth/session';
import { callAuth } from '@/lib/core/db/definers';
import { inTenant } from '@/lib/core/db/tenant';
import { listPeople } from '@/lib/people/queries';
import { peopleList } from '@/lib/people/schema';
import { scopeOf } from '@/prisma/seed/sessions';
import { foundInstitution, listInstitutions } from '@/scripts/institutions';

const letters: { to: string; subject: string; text: string }[] = [];
vi.mock('@/lib/adapters/mail', () => ({
  sendMail: async (mail: (typeof letters)[0]) => void letters.push(mail),
}));

const unique = v7().slice(-8);
const address = 'https://hifzpro.example';
const founding = {
  name: `Jamia ${unique}`,
  email: `founder-${unique}@example.org`,
  admin: 'Abdul Hamid',
  country: 'PK',
  zone: 'Asia/Karachi',
  language: 'ur' as const,
};
let db: pg.Client;
beforeAll(async () => {
  db = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL! });
  await db.connect();
  await db.query('SET ROLE hifzpro_policy');
});
afterAll(() => db.end());

const userOf = async (email: string) =>
  (await callAuth<{ user_id: string }>('auth.password_of', [email]))[0]!.user_id;

describe('npm run institution', () => {
  test('founds one: its admin sets a password by the link of a letter in their language, and has a name there', async () => {
    const link = (await foundInstitution(founding, address))!;
    expect(letters.at(-1)).toMatchObject({
      to: founding.email,
      subject: expect.stringContaining('حفظ پرو'),
      text: expect.stringContaining(link),
    });
    await callAuth('auth.reset_password', [sha256(link.split('#').at(-1)!), 'hash']);
    const scope = await scopeOf(await userOf(founding.email));
    expect(scope).toMatchObject({ role: 'admin', institution: { name: founding.name } });
    const { rows } = await inTenant(scope, (tx) => listPeople(tx, scope, peopleList.parse({})));
    expect(rows).toMatchObject([{ name: 'Abdul Hamid', role: 'admin' }]);
    expect((await listInstitutions(db)).map(({ name }) => name)).toContain(founding.name);
  });

  test('somebody who has a password keeps it and gets no link', async () => {
    const second = { ...founding, name: `Second ${unique}` };
    const sent = letters.length;
    expect(await foundInstitution(second, address)).toBeUndefined();
    expect(letters.length).toBe(sent);
    const scope = await scopeOf(await userOf(founding.email), 'admin');
    expect(scope.role).toBe('admin');
  });

  test.each([
    ['a place for a time zone', { zone: 'Karachi' }, /zone: like Asia\/Karachi/],
    ['a country in full', { country: 'Pakistan' }, /country: two letters/],
    ['no name', { name: '  ' }, /name:/],
    ['no address', { email: 'founder' }, /email:/],
    ['another language', { language: 'fr' as never }, /language:/],
  ])('%s is named, and nothing is founded', async (_, wrong, sentence) => {
    const before = (await listInstitutions(db)).length;
    await expect(foundInstitution({ ...founding, ...wrong }, address)).rejects.toThrow(sentence);
    expect((await listInstitutions(db)).length).toBe(before);
  });
});
