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
import { addPerson, endPerson } from '@/scripts/support-people';

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
  language: 'ur',
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

const found = (other: Partial<typeof founding>) => foundInstitution(db, { ...founding, ...other }, address);
const named = async (name: string) => (await listInstitutions(db)).filter((one) => one.name === name).length;

describe('npm run institution', () => {
  test('founds one: its admin sets a password by the link of a letter in their language, and has a name there', async () => {
    const { founded, link = '' } = await found({});
    expect(founded).toBe(true);
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
    expect(await named(founding.name)).toBe(1);
  });

  test('somebody who has a password keeps it and gets no link', async () => {
    const sent = letters.length;
    expect(await found({ name: `Second ${unique}` })).toEqual({ founded: true });
    expect(letters.length).toBe(sent);
    const scope = await scopeOf(await userOf(founding.email), 'admin');
    expect(scope.role).toBe('admin');
  });

  test('run again it founds no twin: a fresh link while there is no password, the one before is over, none after', async () => {
    const late = { name: `Late ${unique}`, email: `late-${unique}@example.org` };
    const first = await found(late);
    const again = await found({ name: `  late  ${unique.toUpperCase()}`, email: late.email.toUpperCase() });
    expect([first.founded, again.founded]).toEqual([true, false]);
    const opens = async (link = '') =>
      (
        await callAuth<{ reset_address: string | null }>('auth.reset_address', [
          sha256(link.split('#').at(-1)!),
        ])
      )[0]?.reset_address;
    expect([await opens(first.link), await opens(again.link)]).toEqual([null, late.email]);
    await callAuth('auth.reset_password', [sha256(again.link!.split('#').at(-1)!), 'hash']);
    expect(await found(late)).toEqual({ founded: false });
    expect(await named(late.name)).toBe(1);
  });

  test('run twice at once it founds one', async () => {
    const twice = { name: `Twice ${unique}`, email: `twice-${unique}@example.org` };
    const other = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL! });
    await other.connect();
    await other.query('SET ROLE hifzpro_policy');
    const both = await Promise.all(
      [db, other].map((by) => foundInstitution(by, { ...founding, ...twice }, address)),
    ).finally(() => other.end());
    expect(both.map(({ founded }) => founded).sort()).toEqual([false, true]);
    expect(await named(twice.name)).toBe(1);
  });

  test('the same name under another admin is another institution', async () => {
    expect((await found({ email: `namesake-${unique}@example.org` })).founded).toBe(true);
    expect(await named(founding.name)).toBe(2);
  });

  test("P04 refuses HifzPro's own staff as an admin, until they are out", async () => {
    const staff = { name: `Of staff ${unique}`, email: `of-staff-${unique}@example.org` };
    await addPerson(db, { email: staff.email, name: 'Hamza', address });
    await expect(found(staff)).rejects.toThrow(`${staff.email} belongs to HifzPro's own staff`);
    expect(await named(staff.name)).toBe(0);
    await endPerson(db, staff.email);
    expect((await found(staff)).founded).toBe(true);
    expect((await scopeOf(await userOf(staff.email))).role).toBe('admin');
  });

  test.each([
    [
      'a place for a time zone',
      { zone: 'Karachi' },
      '“Karachi” is not a time zone. Write it like Asia/Karachi.',
    ],
    [
      'a country in full',
      { country: 'Pakistan' },
      '“Pakistan” is not a country. Write its two capital letters, like PK.',
    ],
    ['no name', { name: '  ' }, "The institution's name has 1 to 120 letters, on one line."],
    [
      'a name too long',
      { name: 'x'.repeat(121) },
      "The institution's name has 1 to 120 letters, on one line.",
    ],
    ['no admin', { admin: '' }, "The admin's name has 1 to 120 letters, on one line."],
    [
      'no address',
      { email: 'founder' },
      '“founder” is not an e-mail address. It looks like office@example.org.',
    ],
    ['another language', { language: 'fr' }, '“fr” is not a language of HifzPro. Choose en, ur or ar.'],
    [
      'two at once',
      { zone: 'X', language: 'fr' },
      '“X” is not a time zone. Write it like Asia/Karachi.\n“fr” is not a language of HifzPro. Choose en, ur or ar.',
    ],
  ])('%s is told in a sentence, and nothing is founded', async (_, wrong, sentence) => {
    const before = (await listInstitutions(db)).length;
    await expect(found(wrong)).rejects.toThrow(new Error(sentence));
    expect((await listInstitutions(db)).length).toBe(before);
  });
});
