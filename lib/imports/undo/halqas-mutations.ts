import 'server-only';
import { sql } from '@/lib/core/db/sql';
import type { TenantTx } from '@/lib/core/db/tenant';
import { listUntouched, remove } from './hanging-mutations';
import type { Undoing } from './schema';
import { markRows } from './students-mutations';

/** Removes halqas in which nobody has been and which nobody edited, then campuses of the import that stand empty. */
export async function takeBackHalqas(tx: TenantTx, undoing: Undoing): Promise<void> {
  const { institutionId, importId } = undoing;
  const mine = await tx.halqa.findMany({ where: { institutionId, importId }, select: { id: true } });
  const unedited = sql`p.updated_at = p.created_at`;
  const gone = await listUntouched(tx, 'halqas', undoing, unedited);
  await remove(tx, 'halqas', { institutionId, ids: gone });
  const empty = await listUntouched(tx, 'campuses', undoing, unedited);
  await remove(tx, 'campuses', { institutionId, ids: empty });
  await markRows(
    tx,
    undoing,
    mine.map(({ id }) => id),
    gone,
  );
}
