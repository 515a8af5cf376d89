import type pg from 'pg';
import { loginOf } from '@/lib/core/auth/policy-sql';
import type { Verb } from '@/lib/core/auth/table-rights';
import { tables } from '@/lib/core/auth/tables';
import { insertOf, type Place, type Row, rowOf } from './rows';
import { type Actor, carry, cutOf, inside, type World } from './world';

export type Case = { actor: Actor; table: string; verb: Verb };

const scratchColumns = ['updated_at', 'seen_at', 'attempts', 'body', 'at', 'retired_at', 'used_at'];
const scratchOf = new Map<string, string>();

/** A column that every UPDATE may touch without meaning anything. */
export async function scratchColumn(client: pg.Client, table: string): Promise<string> {
  const known = scratchOf.get(table);
  if (known) return known;
  const { rows } = await client.query<{ attname: string }>(
    'SELECT attname FROM pg_attribute WHERE attrelid = $1::regclass AND attname = ANY ($2) AND NOT attisdropped',
    [`public.${table}`, scratchColumns],
  );
  const found = scratchColumns.find((c) => rows.some((r) => r.attname === c));
  if (!found) throw new Error(`${table}: no column to update in a test`);
  scratchOf.set(table, found);
  return found;
}

const stateOf = (error: unknown) => (error as { code?: string }).code ?? String(error);

/** Runs one statement and takes it back. @returns its rows, or the SQLSTATE with which it was refused */
async function attempt(client: pg.Client, query: { text: string; values?: unknown[] } | string) {
  await client.query('SAVEPOINT attempt');
  try {
    return await client.query(query as { text: string });
  } catch (error) {
    return stateOf(error);
  } finally {
    await client.query('ROLLBACK TO SAVEPOINT attempt');
  }
}

const count = (answer: pg.QueryResult | string) =>
  typeof answer === 'string' ? answer : String(answer.rowCount);
/** No row and no privilege are the same refusal. */
const refusal = (outcome: string) =>
  outcome === '0' || outcome === '' || outcome === '42501' ? 'none' : outcome;

/** Where one more row may be added. What hangs on guardian and child alike has its place with the child that has both. */
export const spareOf = (world: World, table: string): Place =>
  tables[table]!.also ? world.near : world.spare;

/** A row that the actor may add: what is cut by the person is one's own only in one's own name. */
export function ownRowOf(world: World, actor: Actor, table: string, place = spareOf(world, table)): Row {
  const name = cutOf(actor, table, 'insert') === 'user' ? tables[table]!.columns.user : undefined;
  return rowOf(table, place, name && actor !== 'system' ? { [name]: world.near.users[actor] } : {});
}

/** What an actor's verb on a table really reaches, in the transaction that `client` has open as the app's login.
 *  UPDATE and DELETE name no row: then no SELECT policy hides what their own policy lets through. */
export async function observe(
  client: pg.Client,
  world: World,
  { actor, table, verb }: Case,
): Promise<string> {
  if (verb === 'select') {
    const answer = await attempt(client, `SELECT id FROM ${table}`);
    if (typeof answer === 'string') return refusal(answer);
    return refusal(
      answer.rows
        .map((r) => r.id)
        .sort()
        .join(),
    );
  }
  if (verb === 'delete') return refusal(count(await attempt(client, `DELETE FROM ${table}`)));
  if (verb === 'update') {
    const column = await scratchColumn(client, table);
    const touched = refusal(count(await attempt(client, `UPDATE ${table} SET ${column} = DEFAULT`)));
    const moving = movedColumn(actor, table);
    if (!moving) return touched;
    const away = world.far[moving.place];
    return `${touched} moved ${count(await attempt(client, { text: `UPDATE ${table} SET ${moving.column} = $1`, values: [away] }))}`;
  }
  // Without the right even the nearest child's row is tried: a guardian's own.
  const own = cutOf(actor, table, verb) ? spareOf(world, table) : world.near;
  const sides = { own, far: world.spareFar, foreign: world.foreign, mirror: world.mirror };
  const outcomes: string[] = [];
  for (const [side, place] of Object.entries(sides)) {
    const row = side === 'own' ? ownRowOf(world, actor, table, place) : rowOf(table, place);
    const answer = await attempt(client, insertOf(table, row));
    outcomes.push(`${side} ${typeof answer === 'string' ? answer : 'ok'}`);
  }
  return outcomes.join(', ');
}

/** The column by which an actor could push a row out of its own reach, when the access table cuts by one. */
export function movedColumn(actor: Actor, table: string) {
  const cut = cutOf(actor, table, 'update');
  if (!cut || cut === 'tenant' || cut === 'user' || cut === 'audience') return;
  const column = tables[table]!.columns[cut]!;
  return column === 'id' ? undefined : { column, place: cut };
}

/** What the access table says the same verb must reach. */
export function expected(world: World, { actor, table, verb }: Case): string {
  const cut = cutOf(actor, table, verb);
  if (verb === 'insert') {
    const far = cut === 'tenant' ? 'ok' : '42501';
    return `own ${cut ? 'ok' : '42501'}, far ${far}, foreign 42501, mirror 42501`;
  }
  if (!cut) return 'none';
  const rows = world.rows[table]!.filter((row) => inside(world, actor, table, cut, row));
  if (verb === 'select')
    return rows
      .map((r) => r.id)
      .sort()
      .join();
  return movedColumn(actor, table) && verb === 'update' ? `${rows.length} moved 42501` : String(rows.length);
}

/** One transaction as the app's login sees it, after `change`, taken back whole. Foreign keys are off (replica), so that
 *  what refuses a row is its policy and nothing else. This is the one place that may SET ROLE. */
export async function asAppLogin<T>(
  world: World,
  {
    context,
    table,
    change,
    actor,
    role = actor ? loginOf(actor) : 'hifzpro_app',
  }: {
    context?: string;
    table?: string;
    change?: string;
    /** Whose context it is: a visit is carried by a login of its own. */
    actor?: Actor;
    role?: string;
  },
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = world.superuser;
  await client.query('BEGIN; SET LOCAL session_replication_role = replica');
  try {
    if (table) await client.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
    if (change) await client.query(change);
    await client.query(`SET LOCAL ROLE ${role}`);
    if (context) await carry(client, context, actor ?? 'admin');
    return await work(client);
  } finally {
    await client.query('ROLLBACK');
  }
}
