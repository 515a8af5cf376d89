import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { sendCode } from '@/lib/adapters/messaging/codes';
import { inTenant } from '@/lib/core/db/tenant';
import { log } from '@/lib/core/log';
import { makeGuardian } from '@/prisma/seed/makers';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';
import { fakeSmtp } from '../fakes/smtp';
import { fakeWhatsApp } from '../fakes/whatsapp';

const phone = '+923001239876';
const given = {
  code: '482913',
  text: '482913 is your HifzPro code',
  subject: 'Your HifzPro code',
  language: 'ur' as const,
};
let meta: Awaited<ReturnType<typeof fakeWhatsApp>>;
let post: Awaited<ReturnType<typeof fakeSmtp>>;
let superuser: pg.Client;
const said = vi.spyOn(log, 'warn').mockImplementation(() => undefined);

beforeAll(async () => {
  [meta, post] = [await fakeWhatsApp(), await fakeSmtp()];
  // Not a demonstration: the house's own number, before anything reads the settings.
  Object.assign(process.env, {
    DEMO: '0',
    META_BASE_URL: meta.url,
    SMTP_URL: post.url,
    MAIL_FROM: 'HifzPro <no-reply@hifzpro.example>',
    CODE_META_NUMBER_ID: meta.account.phoneNumberId,
    CODE_META_TOKEN: meta.account.token,
  });
  superuser = new pg.Client({ connectionString: process.env.SUPERUSER_DATABASE_URL! });
  await superuser.connect();
});
afterAll(() => Promise.all([superuser.end(), meta.stop(), post.close()]));
beforeEach(() => {
  meta.accepted.length = 0;
  meta.templates.clear();
  meta.state.mood = 'well';
  said.mockClear();
  meta.approve(
    'hifzpro_sign_in_code',
    'ur',
    '{{1}} is your verification code.',
    'APPROVED',
    'AUTHENTICATION',
  );
});

/** Every row of every table that the code or the number stands in. */
async function kept(): Promise<string[]> {
  const { rows } = await superuser.query<{ t: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS t FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { t } of rows) {
    const like = [`%${given.code}%`, `%${phone.slice(1)}%`];
    const { rowCount } = await superuser.query(
      `SELECT 1 FROM ${t} x WHERE x::text LIKE ANY ($1::text[]) LIMIT 1`,
      [like],
    );
    if (rowCount) found.push(t);
  }
  return found;
}

test('P22 a code goes by HifzPro’s own number as an authentication wording, and is kept in no table and no log', async () => {
  await sendCode(phone, given);
  expect(meta.accepted).toMatchObject([
    { to: phone.slice(1), template: 'hifzpro_sign_in_code/ur', text: '482913 is your verification code.' },
  ]);
  expect(await kept()).toEqual([]);
  expect(said).not.toHaveBeenCalled();
});

test('K8 a code that did not go is said without the code and without the number, and nothing is thrown or tried twice', async () => {
  for (const [spoil, fault] of [
    [() => meta.templates.clear(), 'TEMPLATE'],
    [() => Object.assign(meta.state, { mood: 'down' }), 'AWAY'],
    [() => Object.assign(meta.state, { mood: 'accepting-then-reset' }), 'UNCERTAIN'],
  ] as const) {
    meta.state.mood = 'well';
    meta.approve('hifzpro_sign_in_code', 'ur', '{{1}} is your code.', 'APPROVED', 'AUTHENTICATION');
    spoil();
    const asked = meta.state.asked;
    await sendCode(phone, given);
    expect(meta.state.asked).toBe(asked + 1);
    expect(said.mock.calls.slice(-2)).toEqual([
      [
        { fault, provider: fault === 'TEMPLATE' ? 132001 : fault === 'AWAY' ? 2 : undefined },
        'a one-time code did not go',
      ],
      ['a one-time code had no way to its reader'],
    ]);
    expect(JSON.stringify(said.mock.calls)).not.toMatch(/482913|3001239876/);
  }
  expect(await kept()).toEqual([]);
});

test('P05 where WhatsApp does not bring it, it goes to the address of the number’s own account; never to one that an institution typed', async () => {
  const [own, typed] = ['+923001239801', '+923001239802'];
  await superuser.query('INSERT INTO users (id, email, phone) VALUES ($1, $2, $3)', [
    v7(),
    'owner@family.example',
    own,
  ]);
  const admin = await makeUser('office@codes.example', 'green tea at noon');
  const id = await makeInstitution({ name: 'codes', admin });
  const who = await scopeOf(admin, 'admin', id);
  const guardian = await inTenant(who, (tx) =>
    makeGuardian(tx, who, { name: 'Father', language: 'en', phone: typed }),
  );
  await superuser.query(
    "INSERT INTO guardian_contacts (institution_id, id, guardian_id, kind, value) VALUES ($1, $2, $3, 'EMAIL', 'thief@office.example')",
    [id, v7(), guardian.id],
  );
  meta.state.mood = 'down';
  await sendCode(own, given);
  await sendCode(typed, given);
  expect(post.letters.map(({ to }) => to)).toEqual([['owner@family.example']]);
  expect(post.letters[0]!.raw).toMatch(/482913 is your HifzPro code/);
});
