import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Scope } from '@/lib/core/auth/scope';
import { closeDoors } from '@/lib/core/db/pools';
import { inTenant } from '@/lib/core/db/tenant';
import { forgetKeys, isSealed, keyIdOf } from '@/lib/core/vault';
import { openHealthNotes } from '@/lib/students/health/mutations';
import { addNote } from '@/lib/students/mutations';
import { makeCampus, makeHalqa, makeStudent } from '@/prisma/seed/makers';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';
import { bootstrap, migrate } from '@/scripts/database';
import { urlsFromEnvironment } from '@/scripts/environment';
import { rotateDataKeys, sealPlain, withKeys } from '@/scripts/vault-keys';
import { asSuperuser } from '../support/world';

let db: pg.Client;
let admin: Scope;
let other: Scope;
let studentId: string;
const url = () => process.env.MIGRATE_DATABASE_URL!;

// A database of its own: rotation touches everybody's keys.
const name = 'hifzpro_vault';
let server: pg.Client;

beforeAll(async () => {
  server = await asSuperuser();
  const at = (database: string) => (url: string) => Object.assign(new URL(url), { pathname: database }).href;
  await bootstrap((database) => at(database)(process.env.SUPERUSER_DATABASE_URL!), name, {});
  for (const key of Object.keys(process.env).filter((k) => k.endsWith('DATABASE_URL')))
    process.env[key] = at(name)(process.env[key]!);
  await migrate(urlsFromEnvironment()!);
  db = await asSuperuser();
  const house = async (name: string) => {
    const user = await makeUser(`${name}-vault@example.org`, 'a long enough phrase');
    return scopeOf(user, 'admin', await makeInstitution({ name, admin: user }));
  };
  admin = await house('noor');
  other = await house('falah');
  studentId = await inTenant(admin, async (tx) => {
    const { id: campusId } = await makeCampus(tx, admin, { name: 'Main' });
    const { id: halqaId } = await makeHalqa(tx, admin, { campusId, name: 'Halqa' });
    const child = { campusId, halqaId, name: 'Muaz Usmani', bornOn: '2000-01-01', guardianIds: [] };
    return (await makeStudent(tx, admin, child)).id;
  });
});
afterAll(async () => {
  await closeDoors();
  await db.end();
  await server.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await server.end();
});

const write = async (body: string, kind: 'HEALTH' | 'REMARK' = 'HEALTH') => {
  const id = v7();
  await inTenant(admin, (tx) => addNote(tx, { scope: admin, input: { id, studentId, kind, body } }));
  return id;
};
const stored = async (id: string) =>
  (await db.query('SELECT body, created_at, updated_at FROM student_notes WHERE id = $1', [id])).rows[0];
const open = (scope = admin) =>
  inTenant(scope, (tx) => openHealthNotes(tx, { institutionId: scope.institution.id, studentId }));

test('P29 words on health lie sealed; an admin opens them, and that stands in the history', async () => {
  const id = await write('Asthma, inhaler in the bag');
  expect((await stored(id)).body).not.toContain('Asthma');
  expect(isSealed((await stored(id)).body)).toBe(true);
  expect((await stored(await write('Pays late', 'REMARK'))).body).toBe('Pays late');
  const entries = () =>
    inTenant(admin, (tx) =>
      tx.auditEntry.count({ where: { action: 'student.healthRead', subjectId: studentId } }),
    );
  const before = await entries();
  expect((await open()).get(id)).toBe('Asthma, inhaler in the bag');
  expect(await entries()).toBe(before + 1);
  expect((await open(other)).size).toBe(0);
  const { rows } = await db.query(`SELECT 1 FROM audit_entries WHERE detail::text LIKE '%Asthma%'`);
  expect(rows).toEqual([]);
});

test('P29 no entry in the history, no words', async () => {
  await write('Epilepsy');
  await db.query('REVOKE EXECUTE ON FUNCTION audit.append_many(jsonb) FROM hifzpro_app');
  try {
    await expect(open()).rejects.toThrow();
  } finally {
    await db.query('GRANT EXECUTE ON FUNCTION audit.append_many(jsonb) TO hifzpro_app');
  }
});

test('P29 a note moved to another row by hand does not open there', async () => {
  const [a, b] = [await write('Diabetes'), await write('Hearing aid')];
  await db.query(
    'UPDATE student_notes n SET body = o.body FROM student_notes o WHERE n.id = $1 AND o.id = $2',
    [b, a],
  );
  await expect(open()).rejects.toThrow();
  await db.query('DELETE FROM student_notes WHERE id = $1', [b]);
  expect((await open()).get(a)).toBe('Diabetes');
});

test('P29 what lay open from before is sealed once, and its row is otherwise as it was', async () => {
  const id = await write('x');
  await db.query(`UPDATE student_notes SET body = 'Nut allergy', updated_at = created_at WHERE id = $1`, [
    id,
  ]);
  const { updated_at } = await stored(id);
  expect((await open()).get(id)).toBe('Nut allergy');
  const first = await withKeys(url(), sealPlain);
  expect(first.changed).toBeGreaterThanOrEqual(1);
  expect(isSealed((await stored(id)).body)).toBe(true);
  expect((await stored(id)).updated_at).toEqual(updated_at);
  expect(await withKeys(url(), sealPlain)).toEqual({ changed: 0, refused: 0 });
  expect((await open()).get(id)).toBe('Nut allergy');
});

test('P29 rotation seals all anew with a new key, goes on after a break, and one runs at a time', async () => {
  const ids = await Promise.all(Array.from({ length: 12 }, (_, n) => write(`note ${n}`)));
  const before = new Map(await Promise.all(ids.map(async (id) => [id, (await stored(id)).body] as const)));
  // A rotation that died after it had made its keys: half of the values are anew.
  const begun = await withKeys(url(), (client) => rotateDataKeys(client, 0));
  expect(begun).toMatchObject({ resumed: false, refused: 0, keysInUse: 0 });
  expect(begun.changed).toBeGreaterThanOrEqual(12);
  for (const id of ids.slice(0, 6))
    await db.query('UPDATE student_notes SET body = $2 WHERE id = $1', [id, before.get(id)]);
  await db.query('UPDATE data_keys SET emptied_at = NULL WHERE id = $1', [keyIdOf(before.get(ids[0]!)!)]);
  const resumed = await withKeys(url(), (client) => rotateDataKeys(client, 0));
  expect(resumed).toMatchObject({ resumed: true, owners: 0, changed: 6, refused: 0, keysInUse: 0 });
  const keys = new Set<string>();
  for (const id of ids) keys.add(keyIdOf((await stored(id)).body));
  expect(keys.size).toBe(1);
  expect(keys.has(keyIdOf(before.get(ids[0]!)!))).toBe(false);
  const words = await open();
  for (const [n, id] of ids.entries()) expect(words.get(id)).toBe(`note ${n}`);
  await expect(withKeys(url(), () => withKeys(url(), async () => undefined))).rejects.toThrow(
    'somebody else',
  );
});

test('P29 a value that does not open stops nobody and is counted', async () => {
  const [good, bad] = [await write('good'), await write('bad')];
  await db.query(
    'UPDATE student_notes n SET body = o.body FROM student_notes o WHERE n.id = $1 AND o.id = $2',
    [bad, good],
  );
  const { refused, keysInUse } = await withKeys(url(), (client) => rotateDataKeys(client, 0));
  expect(refused).toBe(1);
  expect(keysInUse).toBe(1);
  await db.query('DELETE FROM student_notes WHERE id = $1', [bad]);
  expect((await open()).get(good)).toBe('good');
  expect(await withKeys(url(), (client) => rotateDataKeys(client, 0))).toMatchObject({
    resumed: false,
    keysInUse: 0,
  });
});

test('P29 a new master key wraps the data keys anew; values stay as they are and the former one opens nothing', async () => {
  const id = await write('Thalassaemia');
  const { body } = await stored(id);
  const former = process.env.MASTER_KEY!;
  process.env.MASTER_KEY_OLD = former;
  process.env.MASTER_KEY = randomBytes(32).toString('base64');
  try {
    // The process starts anew: settings and keeper are read once.
    vi.resetModules();
    const fresh = await import('@/scripts/vault-keys');
    expect(await fresh.withKeys(url(), fresh.rewrapDataKeys)).toBeGreaterThan(1);
    expect(await fresh.withKeys(url(), fresh.rewrapDataKeys)).toBe(0);
    const { unseal } = await import('@/lib/core/vault');
    const place = { owner: admin.institution.id, table: 'student_notes', column: 'body', row: id };
    expect((await stored(id)).body).toBe(body);
    expect(await unseal(place, body)).toBe('Thalassaemia');
    await (await import('@/lib/core/db/pools')).closeDoors();
    // This process began with the former key alone.
    forgetKeys();
    await expect(open()).rejects.toThrow('MASTER_KEY_OLD');
  } finally {
    delete process.env.MASTER_KEY_OLD;
    process.env.MASTER_KEY = former;
  }
});
