import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { Undoing } from './schema';
import { markRows } from './students-mutations';

/** Removes halqas in which nobody has been and which nobody edited, then campuses of the import that stand empty. */
export async function takeBackHalqas(tx: TenantTx, undoing: Undoing): Promise<void> {
  const { institutionId, importId } = undoing;
  const mine = await tx.halqa.findMany({ where: { institutionId, importId }, select: { id: true } });
  const unused = await tx.$queryRaw<{ id: string }[]>`
    SELECT h.id FROM halqas h
    WHERE h.institution_id = ${institutionId}::uuid AND h.import_id = ${importId}::uuid AND h.updated_at = h.created_at
      AND NOT EXISTS (SELECT 1 FROM students x WHERE x.institution_id = h.institution_id AND x.halqa_id = h.id)
      AND NOT EXISTS (SELECT 1 FROM enrolments x WHERE x.institution_id = h.institution_id AND x.halqa_id = h.id)
      AND NOT EXISTS (SELECT 1 FROM attendance x WHERE x.institution_id = h.institution_id AND x.halqa_id = h.id)
      AND NOT EXISTS (SELECT 1 FROM lessons x WHERE x.institution_id = h.institution_id AND x.halqa_id = h.id)
      AND NOT EXISTS (SELECT 1 FROM halqa_sessions x WHERE x.institution_id = h.institution_id AND x.halqa_id = h.id)
      AND NOT EXISTS (SELECT 1 FROM halqa_teachers x WHERE x.institution_id = h.institution_id AND x.halqa_id = h.id
        AND x.import_id IS DISTINCT FROM ${importId}::uuid)`;
  const gone = unused.map(({ id }) => id);
  await tx.halqaTeacher.deleteMany({ where: { institutionId, halqaId: { in: gone } } });
  await tx.halqa.deleteMany({ where: { institutionId, id: { in: gone } } });
  await tx.$executeRaw`
    DELETE FROM campuses c WHERE c.institution_id = ${institutionId}::uuid AND c.import_id = ${importId}::uuid
      AND c.updated_at = c.created_at
      AND NOT EXISTS (SELECT 1 FROM halqas x WHERE x.institution_id = c.institution_id AND x.campus_id = c.id)
      AND NOT EXISTS (SELECT 1 FROM students x WHERE x.institution_id = c.institution_id AND x.campus_id = c.id)`;
  await markRows(
    tx,
    undoing,
    mine.map(({ id }) => id),
    gone,
  );
}
