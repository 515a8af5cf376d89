import 'server-only';
import type { TenantTx } from './tenant';

/** Tables that receive rows in bulk; the name goes into SQL as it stands. */
type BulkTable =
  | 'attendance'
  | 'consents'
  | 'enrolments'
  | 'guardian_contacts'
  | 'guardian_words'
  | 'guardians'
  | 'guardianships'
  | 'halqa_sessions'
  | 'lessons'
  | 'placements'
  | 'student_notes'
  | 'student_words'
  | 'students';

const columnName = /^[a-z_]+$/;

/**
 * Inserts many rows with one parameter; rows that are there already (any unique key) are passed over. Twenty times as
 * fast as `createMany`, which sends each value as a parameter of its own. Keys are column names in snake_case and the
 * same in every row; a column that is left out takes its default. Arrays and dates travel as JSON.
 */
export async function insertRows(
  tx: TenantTx,
  table: BulkTable,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first);
  if (!columns.every((column) => columnName.test(column))) throw new Error(`not a column of ${table}`);
  const list = columns.join(', ');
  await tx.$executeRawUnsafe(
    `INSERT INTO ${table} (${list}) SELECT ${list} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb) ON CONFLICT DO NOTHING`,
    JSON.stringify(rows),
  );
}
