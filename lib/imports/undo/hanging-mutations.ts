import 'server-only';
import { joinSql, nameSql, type Sql, sql } from '@/lib/core/db/sql';
import type { TenantTx } from '@/lib/core/db/tenant';
import { HANGING, type Made } from './rules';
import type { Undoing } from './schema';

/** The rows of a key `table.column` that hang on the record `p`. */
function rowsOf(key: string): Sql {
  const [table, column] = key.split('.') as [string, string];
  return sql`SELECT 1 FROM ${nameSql(table)} x WHERE x.institution_id = p.institution_id AND x.${nameSql(column)} = p.id`;
}

/** Records of the import on which nothing hangs but what goes with them. @param asked what else is asked of `p` */
export async function listUntouched(
  tx: TenantTx,
  made: Made,
  { institutionId, importId }: Undoing,
  asked: Sql,
): Promise<string[]> {
  const { own, holds } = HANGING[made];
  const free = [
    ...holds.map((key) => sql`NOT EXISTS (${rowsOf(key)})`),
    ...own.map(
      (key) => sql`NOT EXISTS (${rowsOf(key)}
        AND (x.import_id IS DISTINCT FROM ${importId}::uuid OR x.updated_at <> x.created_at))`,
    ),
  ];
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM ${nameSql(made)} p
    WHERE p.institution_id = ${institutionId}::uuid AND p.import_id = ${importId}::uuid AND ${asked}
      AND ${joinSql(free, ' AND ')}`;
  return rows.map(({ id }) => id);
}

/** Removes records, what goes with them first. */
export async function remove(
  tx: TenantTx,
  made: Made,
  { institutionId, ids }: { institutionId: string; ids: readonly string[] },
): Promise<void> {
  const { goes, own } = HANGING[made];
  for (const key of [...goes, ...own, `${made}.id`]) {
    const [table, column] = key.split('.') as [string, string];
    await tx.$executeRaw`DELETE FROM ${nameSql(table)}
      WHERE institution_id = ${institutionId}::uuid AND ${nameSql(column)} = ANY(${ids}::uuid[])`;
  }
}
