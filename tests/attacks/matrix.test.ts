import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Verb } from '@/lib/core/auth/table-rights';
import { tables } from '@/lib/core/auth/tables';
import { asAppLogin, expected, observe, ownRowOf, scratchColumn, spareOf } from '../support/cases';
import { insertOf, type Row, rowOf } from '../support/rows';
import {
  type Actor,
  actors,
  carry,
  cutOf,
  inside,
  makeWorld,
  tenantLogins,
  type World,
} from '../support/world';

const verbs: Verb[] = ['select', 'insert', 'update', 'delete'];
let world: World;
let app: pg.Client;
let logins: Awaited<ReturnType<typeof tenantLogins>>;
beforeAll(async () => {
  world = await makeWorld();
  logins = await tenantLogins();
  app = logins.app;
});
afterAll(async () => {
  await logins.end();
  await world.close();
});

/** A transaction of the login that carries the actor, taken back; `outcome` works in it. */
async function as<T>(actor: Actor | undefined, work: () => Promise<T>): Promise<T> {
  const context = actor && (await world.contextOf(actor));
  app = logins.of(actor);
  await app.query('BEGIN');
  try {
    if (context) await carry(app, context, actor);
    return await work();
  } finally {
    await app.query('ROLLBACK');
    app = logins.app;
  }
}

async function outcome(text: string, values: unknown[] = []): Promise<number | string> {
  await app.query('SAVEPOINT one');
  try {
    const answer = await app.query(text, values);
    await app.query('RELEASE SAVEPOINT one');
    return answer.rowCount ?? 0;
  } catch (error) {
    await app.query('ROLLBACK TO SAVEPOINT one');
    return (error as pg.DatabaseError).code ?? String(error);
  }
}

const refused = (answer: number | string) => answer === 0 || answer === '42501';
const institutionOf = (table: string, row: Row) => (table === 'institutions' ? row.id : row.institution_id);

describe.each(actors)('Z1 %s', (actor) => {
  test.each(Object.keys(tables))(
    'reaches of %s what the access table gives, and nothing else',
    async (table) => {
      const context = await world.contextOf(actor);
      const found: Record<string, string> = {};
      await asAppLogin(world, { table, context, actor }, async (client) => {
        for (const verb of verbs) found[verb] = await observe(client, world, { actor, table, verb });
      });
      expect(found).toEqual(
        Object.fromEntries(verbs.map((verb) => [verb, expected(world, { actor, table, verb })])),
      );
    },
  );
});

describe.each(actors)('T1 %s, by id, with the login of the app itself', (actor) => {
  test.each(Object.keys(tables))('%s', async (table) => {
    const scratch = await scratchColumn(world.superuser, table);
    const statements = {
      // A visit of support reads rows whose secret columns are closed to it.
      select: `SELECT ${actor.startsWith('support') ? 'id' : '*'} FROM ${table} WHERE id = $1`,
      update: `UPDATE ${table} SET ${scratch} = ${scratch} WHERE id = $1`,
      delete: `DELETE FROM ${table} WHERE id = $1`,
    };
    for (const verb of ['select', 'update', 'delete'] as const) {
      const cut = cutOf(actor, table, verb);
      for (const row of world.rows[table]!) {
        // Rows of the mirror share ids with rows of `near`; `without a where` above tells them apart.
        const twin = world.rows[table]!.filter((r) => r.id === row.id).some(
          (r) => cut && inside(world, actor, table, cut, r),
        );
        const answer = await as(actor, () => outcome(statements[verb], [row.id]));
        const what = `${actor} ${verb} ${table} of ${institutionOf(table, row) === world.near.institution ? 'the own' : 'another'} institution`;
        if (!twin) expect(refused(answer), `${what}: ${answer}`).toBe(true);
        // Other rows may hang on this one; a refusal by a foreign key has passed the policy.
        else expect([1, ...(verb === 'delete' ? ['23503', '23001'] : [])], what).toContain(answer);
      }
    }
  });
});

describe('T7 a row for another institution', () => {
  test.each(Object.keys(tables))('%s: no actor writes it, nor moves one there', async (table) => {
    for (const actor of actors) {
      for (const place of [world.foreign, world.mirror]) {
        const { text, values } = insertOf(table, rowOf(table, place));
        expect(await as(actor, () => outcome(text, values)), `${actor} insert`).toBe('42501');
      }
      const key = table === 'institutions' ? 'id' : 'institution_id';
      const moved = await as(actor, () =>
        outcome(`UPDATE ${table} SET ${key} = $1`, [world.foreign.institution]),
      );
      expect(moved, `${actor} update of ${key}`).toBe('42501');
    }
  });

  test.each(Object.keys(tables))('%s: what a role may add and remove, it really can', async (table) => {
    for (const actor of actors) {
      if (!cutOf(actor, table, 'insert')) continue;
      const row = ownRowOf(world, actor, table);
      const { text, values } = insertOf(table, row);
      const [added, removed] = await as(actor, async () => [
        await outcome(text, values),
        await outcome(`DELETE FROM ${table} WHERE id = $1`, [row.id]),
      ]);
      expect(added, `${actor} insert`).toBe(1);
      if (cutOf(actor, table, 'delete')) expect(removed, `${actor} delete`).toBe(1);
      else expect(refused(removed!), `${actor} delete: ${removed}`).toBe(true);
    }
  });
});

describe('T5 no context', () => {
  test.each(Object.keys(tables))('%s: no row is seen, written or removed', async (table) => {
    const scratch = await scratchColumn(world.superuser, table);
    const row = insertOf(table, rowOf(table, world.spare));
    const answers = await as(undefined, async () => [
      await outcome(`SELECT id FROM ${table}`),
      await outcome(row.text, row.values),
      await outcome(`UPDATE ${table} SET ${scratch} = ${scratch}`),
      await outcome(`DELETE FROM ${table}`),
    ]);
    expect(answers.every(refused), String(answers)).toBe(true);
  });

  test('a connection that carried a context carries none after its transaction, committed or not', async () => {
    const context = await world.contextOf('admin');
    for (const end of ['COMMIT', 'ROLLBACK']) {
      await app.query('BEGIN');
      await app.query(`SET LOCAL app.ctx = '${context}'`);
      expect((await app.query('SELECT id FROM students')).rowCount).toBeGreaterThan(0);
      await app.query(end);
      expect((await app.query("SELECT current_setting('app.ctx', true) AS c")).rows[0].c || null).toBeNull();
      expect((await app.query('SELECT id FROM students')).rowCount).toBe(0);
    }
  });
});

describe('T8 P06 a foreign key to a row of another institution', () => {
  test('is refused like a key to a row that does not exist, on every table that has one', async () => {
    const { rows: keys } = await world.superuser.query<{ table: string; column: string }>(
      `SELECT c.conrelid::regclass::text AS table, a.attname AS column FROM pg_constraint c
       JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey[2:])
       WHERE c.contype = 'f' AND cardinality(c.conkey) > 1 AND a.atttypid = 'uuid'::regtype AND c.connamespace = 'public'::regnamespace`,
    );
    expect(keys.length).toBeGreaterThan(20);
    const { rows: foreignLessons } = await world.superuser.query<{ id: string }>(
      'SELECT id FROM lessons WHERE institution_id = $1 LIMIT 1',
      [world.foreign.institution],
    );
    const places: Record<string, string> = {
      lesson_id: foreignLessons[0]!.id,
      campus_id: world.foreign.campus,
      staff_id: world.foreign.staff,
      halqa_id: world.foreign.halqa,
      student_id: world.foreign.student,
      guardian_id: world.foreign.guardian,
      import_id: world.foreign.import,
      test_id: world.foreign.test,
      conversation_id: world.foreign.conversation,
      notice_id: world.foreign.notice,
    };
    for (const { table, column } of keys) {
      expect(places, `${table}.${column}: say which foreign row to try`).toHaveProperty(column);
      if (!cutOf('admin', table, 'insert')) continue;
      // A notice names its halqa twice.
      const withIt = (id: string) => (`${table}.${column}` === 'notices.halqa_id' ? { audience_id: id } : {});
      const attempt = (id: string) => {
        const { text, values } = insertOf(
          table,
          rowOf(table, spareOf(world, table), { [column]: id, ...withIt(id) }),
        );
        return as('admin', () => outcome(text, values));
      };
      const foreign = await attempt(places[column]!);
      expect(foreign, `${table}.${column}`).toBe('23503');
      expect(await attempt(crypto.randomUUID())).toBe(foreign);
    }
  });
});

test('T9 two institutions hold the same unique values', async () => {
  const { rows: unique } = await world.superuser.query<{ table: string; columns: string[] }>(
    `SELECT i.indrelid::regclass::text AS table, array_agg(a.attname::text ORDER BY k.ord) AS columns FROM pg_index i
     JOIN pg_class c ON c.oid = i.indrelid AND c.relnamespace = 'public'::regnamespace
     CROSS JOIN unnest(i.indkey) WITH ORDINALITY AS k(num, ord)
     JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.num
     WHERE i.indisunique AND NOT i.indisprimary GROUP BY i.indexrelid, i.indrelid`,
  );
  const tenant = unique.filter(({ table }) => table in tables);
  expect(tenant.length).toBeGreaterThan(8);
  for (const { table, columns } of tenant) {
    const values = columns.filter((c) => c !== 'institution_id');
    const own = world.rows[table]!.find((r) => r.institution_id === world.near.institution)!;
    const shared = Object.fromEntries(values.map((c) => [c, own[c]]));
    const client = world.superuser;
    await client.query('BEGIN; SET LOCAL session_replication_role = replica');
    try {
      await client.query(`DELETE FROM ${table} WHERE institution_id = $1`, [world.foreign.institution]);
      const row = rowOf(table, world.foreign, shared);
      expect((await client.query(insertOf(table, row))).rowCount, `${table} (${columns})`).toBe(1);
    } finally {
      await client.query('ROLLBACK');
    }
  }
});
