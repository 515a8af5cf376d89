import pg from 'pg';
import { CURRENT_SECONDS, forgetKeys, newDataKey, rewrapDataKey, seal, unseal } from '@/lib/core/vault';
import { keyKeeper } from '@/lib/core/vault/keys';
import { type SealedColumn, sealedColumns } from '@/lib/core/vault/places';

const BATCH = 500;
const LOCK = 'hifzpro keys';

type Row = { owner: string; row: string; value: string };
export type Tally = { changed: number; refused: number };

/** Work on keys, one at a time in the whole database, as the role that reads every institution's sealed rows. */
export async function withKeys<T>(migrateUrl: string, work: (db: pg.Client) => Promise<T>): Promise<T> {
  const db = new pg.Client({ connectionString: migrateUrl });
  await db.connect();
  try {
    await db.query('SET ROLE hifzpro_policy');
    const { rows } = await db.query('SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS mine', [LOCK]);
    if (!rows[0].mine) throw new Error('somebody else is changing keys right now');
    return await work(db);
  } finally {
    await db.end();
  }
}

/** Gives a column's rows, some at a time, to `change`, and writes what it returns unless somebody was faster. The rows'
 *  own times stay: nothing about them has changed. A value that does not open is left and counted. */
async function eachValue(
  db: pg.Client,
  column: SealedColumn,
  condition: string,
  values: unknown[],
  change: (value: string, row: Row) => Promise<string>,
): Promise<Tally> {
  const { table, column: name, owner, row, when = 'true' } = column;
  const tally: Tally = { changed: 0, refused: 0 };
  let after: [string, string] = ['', ''];
  for (;;) {
    const n = values.length;
    const { rows } = await db.query<Row>(
      `SELECT ${owner}::text AS owner, ${row}::text AS row, ${name} AS value FROM ${table}
       WHERE (${when}) AND ${name} IS NOT NULL AND ${condition} AND (${owner}::text, ${row}::text) > ($${n + 1}, $${n + 2})
       ORDER BY 1, 2 LIMIT ${BATCH}`,
      [...values, ...after],
    );
    const last = rows.at(-1);
    if (!last) return tally;
    after = [last.owner, last.row];
    const changes = await Promise.all(
      rows.map((r) =>
        change(r.value, r).then(
          (next) => ({ owner: r.owner, row: r.row, was: r.value, next }),
          () => undefined,
        ),
      ),
    );
    const good = changes.filter((c) => c !== undefined);
    tally.refused += changes.length - good.length;
    const { rowCount } = await db.query(
      `UPDATE ${table} SET ${name} = c.next FROM jsonb_to_recordset($1::jsonb) AS c(owner text, row text, was text, next text)
       WHERE ${owner}::text = c.owner AND ${row}::text = c.row AND ${name} = c.was`,
      [JSON.stringify(good)],
    );
    tally.changed += rowCount ?? 0;
  }
}

async function eachColumn(work: (column: SealedColumn) => Promise<Tally>): Promise<Tally> {
  const sum: Tally = { changed: 0, refused: 0 };
  for (const column of sealedColumns) {
    const { changed, refused } = await work(column);
    sum.changed += changed;
    sum.refused += refused;
  }
  return sum;
}

const sealedShape = '^v1(\\.[A-Za-z0-9_-]*){4}$';
const placeOf = ({ table, column }: SealedColumn, { owner, row }: Row) => ({ owner, table, column, row });

/** Values from before the vault are sealed where they lie. */
export const sealPlain = (db: pg.Client): Promise<Tally> =>
  eachColumn((column) =>
    eachValue(db, column, `${column.column} !~ $1`, [sealedShape], (value, row) =>
      seal(placeOf(column, row), value),
    ),
  );

const packed = `translate(encode(decode(replace(id::text, '-', ''), 'hex'), 'base64'), '+/=', '-_')`;

/** Every owner gets a new data key, in one transaction: all or none. @returns how many owners */
async function renewKeys(db: pg.Client): Promise<number> {
  await db.query('BEGIN');
  // Nobody stores a first key meanwhile, or it would be left out.
  await db.query('LOCK TABLE data_keys IN SHARE ROW EXCLUSIVE MODE');
  const { rows } = await db.query<{ owner: string | null }>(
    'SELECT DISTINCT owner FROM data_keys WHERE retired_at IS NULL',
  );
  const keys = await Promise.all(
    rows.map(async ({ owner }) => ({ owner, ...(await newDataKey(owner ?? 'platform')) })),
  );
  await db.query('UPDATE data_keys SET retired_at = now() WHERE retired_at IS NULL');
  await db.query(
    `INSERT INTO data_keys (id, owner, wrapped, master_key_id)
     SELECT id, owner, wrapped, "masterKeyId" FROM jsonb_to_recordset($1::jsonb) AS k(id uuid, owner uuid, wrapped text, "masterKeyId" text)`,
    [JSON.stringify(keys)],
  );
  await db.query('COMMIT');
  return keys.length;
}

/** Retired keys under which nothing is sealed any more are marked so. @returns retired keys that are still in use */
async function markEmptied(db: pg.Client): Promise<number> {
  const used = sealedColumns
    .map((c) => `SELECT split_part(${c.column}, '.', 2) FROM ${c.table} WHERE ${c.column} LIKE 'v1.%'`)
    .join(' UNION ');
  await db.query(
    `UPDATE data_keys SET emptied_at = now() WHERE retired_at IS NOT NULL AND emptied_at IS NULL AND ${packed} NOT IN (${used})`,
  );
  const { rows } = await db.query(
    'SELECT count(*)::int AS n FROM data_keys WHERE retired_at IS NOT NULL AND emptied_at IS NULL',
  );
  return rows[0].n;
}

export type Rotation = Tally & { resumed: boolean; owners: number; keysInUse: number };

/**
 * New data keys, and everything sealed with them. A run that was cut short is taken up where it stopped: while a
 * retired key still seals something, no newer keys are made.
 * @param pause ms until every process has taken the new keys
 */
export async function rotateDataKeys(db: pg.Client, pause = (CURRENT_SECONDS + 2) * 1000): Promise<Rotation> {
  const resumed = (await markEmptied(db)) > 0;
  const owners = resumed ? 0 : await renewKeys(db);
  if (!resumed) await new Promise((done) => setTimeout(done, pause));
  forgetKeys();
  const { rows } = await db.query(
    `SELECT coalesce(array_agg(${packed}), '{}') AS fresh FROM data_keys WHERE retired_at IS NULL`,
  );
  const tally = await eachColumn((column) =>
    eachValue(
      db,
      column,
      `${column.column} ~ $1 AND split_part(${column.column}, '.', 2) <> ALL ($2::text[])`,
      [sealedShape, rows[0].fresh],
      async (value, row) => seal(placeOf(column, row), await unseal(placeOf(column, row), value)),
    ),
  );
  return { ...tally, resumed, owners, keysInUse: await markEmptied(db) };
}

/** Every data key under the master key in use now; a former one (MASTER_KEY_OLD) must still open them. */
export async function rewrapDataKeys(db: pg.Client): Promise<number> {
  let done = 0;
  for (;;) {
    const { rows } = await db.query<{
      id: string;
      owner: string | null;
      wrapped: string;
      master_key_id: string;
    }>(
      `SELECT id, owner, wrapped, master_key_id FROM data_keys WHERE master_key_id <> $1 ORDER BY id LIMIT ${BATCH}`,
      [await keyKeeper().masterKeyId()],
    );
    if (rows.length === 0) return done;
    const keys = await Promise.all(rows.map((row) => rewrapDataKey(row.owner ?? 'platform', row)));
    await db.query(
      `UPDATE data_keys d SET wrapped = k.wrapped, master_key_id = k."masterKeyId"
       FROM jsonb_to_recordset($1::jsonb) AS k(id uuid, wrapped text, "masterKeyId" text) WHERE d.id = k.id`,
      [JSON.stringify(keys)],
    );
    done += rows.length;
  }
}
