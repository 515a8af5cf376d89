import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { Mapping } from '../columns/rules';

/**
 * Words on a child's health are sealed in the register; beside it, in the staged rows, they stand open only as long as
 * something is to be done with the row. Of saved rows nothing reads them again (taking back goes by what was made), so
 * they go, with every cell that no column was recognised for. Rows that were not saved keep theirs: they are handed
 * back to the office to be put right.
 */
export async function forgetHealth(
  tx: TenantTx,
  { institutionId, importId, mapping }: { institutionId: string; importId: string; mapping: Mapping },
): Promise<void> {
  // Counted from one, as SQL does.
  const kept = mapping.flatMap((field, i) => (field ? [i + 1] : []));
  const remarks = mapping.indexOf('remarks') + 1;
  await tx.$executeRaw`
    UPDATE import_rows r SET parsed = r.parsed || '{"health": null}', updated_at = now(),
      cells = (
        SELECT coalesce(jsonb_agg(CASE
          WHEN c.n = ${remarks}::int AND r.parsed->>'health' IS NOT NULL OR c.n <> ALL(${kept}::int[]) THEN '""' ELSE c.cell
        END ORDER BY c.n), '[]') FROM jsonb_array_elements(r.cells) WITH ORDINALITY AS c(cell, n)
      )
    WHERE r.institution_id = ${institutionId}::uuid AND r.import_id = ${importId}::uuid
      AND r.outcome IN ('CREATED', 'FILLED', 'UNCHANGED') AND jsonb_typeof(r.parsed) = 'object'`;
}
