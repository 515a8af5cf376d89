import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { Undoing } from './schema';
import { markRows } from './students-mutations';

/** Removes asatidha who were neither edited nor invited nor given another halqa; of those already there, the new halqas. */
export async function takeBackAsatidha(tx: TenantTx, undoing: Undoing): Promise<void> {
  const { institutionId, importId } = undoing;
  const mine = await tx.staff.findMany({ where: { institutionId, importId }, select: { id: true } });
  const unused = await tx.$queryRaw<{ id: string }[]>`
    SELECT s.id FROM staff s
    WHERE s.institution_id = ${institutionId}::uuid AND s.import_id = ${importId}::uuid AND s.updated_at = s.created_at
      AND s.user_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM staff_invitations x WHERE x.institution_id = s.institution_id AND x.staff_id = s.id)
      AND NOT EXISTS (SELECT 1 FROM halqa_teachers x WHERE x.institution_id = s.institution_id AND x.staff_id = s.id
        AND x.import_id IS DISTINCT FROM ${importId}::uuid)`;
  const gone = unused.map(({ id }) => id);
  const kept = mine.map(({ id }) => id).filter((id) => !gone.includes(id));
  await tx.halqaTeacher.deleteMany({ where: { institutionId, importId, staffId: { notIn: kept } } });
  await tx.staffContact.deleteMany({ where: { institutionId, staffId: { in: gone } } });
  await tx.staff.deleteMany({ where: { institutionId, id: { in: gone } } });
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
