import 'server-only';
import { sql } from '@/lib/core/db/sql';
import type { TenantTx } from '@/lib/core/db/tenant';
import { listUntouched, remove } from './hanging-mutations';
import type { Undoing } from './schema';
import { markRows } from './students-mutations';

/** Removes asatidha who were neither edited nor invited nor given another halqa; of those already there, the new halqas that they
 *  still have: what has ended since is history. */
export async function takeBackAsatidha(tx: TenantTx, undoing: Undoing): Promise<void> {
  const { institutionId, importId } = undoing;
  const mine = await tx.staff.findMany({ where: { institutionId, importId }, select: { id: true } });
  const gone = await listUntouched(
    tx,
    'staff',
    undoing,
    sql`p.updated_at = p.created_at AND p.user_id IS NULL`,
  );
  const kept = mine.map(({ id }) => id).filter((id) => !gone.includes(id));
  const standing = { institutionId, importId, toDate: null, staffId: { notIn: kept } };
  await tx.halqaTeacher.deleteMany({ where: standing });
  await remove(tx, 'staff', { institutionId, ids: gone });
  await markRows(
    tx,
    undoing,
    mine.map(({ id }) => id),
    gone,
  );
  await tx.importRow.updateMany({
    where: { institutionId, importId, outcome: 'FILLED' },
    data: { outcome: 'UNDONE', updatedAt: new Date() },
  });
}
