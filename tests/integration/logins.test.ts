import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DatabaseUrls } from '@/scripts/environment';
import { changePasswords, renewed } from '@/scripts/logins';
import { asSuperuser } from '../support/world';

// Logins of its own: those of the other tests keep their passwords.
const names = ['hifzpro_app', 'hifzpro_auth', 'hifzpro_migrate'];
const keys = ['DATABASE_URL', 'AUTH_DATABASE_URL', 'MIGRATE_DATABASE_URL'] as const;
let db: pg.Client;
let before: DatabaseUrls;

beforeAll(async () => {
  db = await asSuperuser();
  for (const name of names) {
    await db.query(`DROP ROLE IF EXISTS ${name}_turn`);
    await db.query(`CREATE ROLE ${name}_turn LOGIN PASSWORD 'first'`);
  }
  await db.query('GRANT hifzpro_owner TO hifzpro_migrate_turn');
  await db.query('ALTER ROLE hifzpro_migrate_turn SET role = hifzpro_owner');
  const url = new URL(process.env.DATABASE_URL!);
  before = Object.fromEntries(
    names.map((name, n) => [
      keys[n],
      Object.assign(new URL(url), { username: `${name}_turn`, password: 'first' }).href,
    ]),
  ) as DatabaseUrls;
});
afterAll(async () => {
  for (const name of names) await db.query(`DROP ROLE ${name}_turn`);
  await db.end();
});

const opens = async (url: string) => {
  const client = new pg.Client({ connectionString: url });
  return client
    .connect()
    .then(() => true)
    .catch((error) => (error as { code?: string }).code)
    .finally(() => client.end().catch(() => undefined));
};

test('V13.2.1 each login gets a new password of its own making, and the old one opens nothing', async () => {
  const next = renewed(before);
  expect(new Set(Object.values(next).map((url) => new URL(url).password)).size).toBe(3);
  expect(await changePasswords(before, next)).toEqual({ changed: [...keys] });
  for (const key of keys)
    expect([await opens(next[key]), await opens(before[key])], key).toEqual([true, '28P01']);
  const { rows } = await db.query(`SELECT rolpassword FROM pg_authid WHERE rolname LIKE '%_turn'`);
  for (const { rolpassword } of rows) expect(rolpassword).toMatch(/^SCRAM-SHA-256\$4096:/);
  before = next;
});

test('V13.2.1 a fault half way says which were changed: nobody is locked out without knowing', async () => {
  const wrong = { ...before, AUTH_DATABASE_URL: before.AUTH_DATABASE_URL.replace(/:[^:@]+@/, ':wrong@') };
  const next = renewed(before);
  expect(await changePasswords(wrong, next)).toEqual({
    changed: ['DATABASE_URL'],
    fault: 'AUTH_DATABASE_URL: 28P01',
  });
  expect(await opens(next.DATABASE_URL)).toBe(true);
  expect(await opens(before.AUTH_DATABASE_URL)).toBe(true);
});
