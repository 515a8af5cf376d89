import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { Undoing } from './schema';

/** Students the import made that are still to be looked at. */
export async function createdStudents(tx: TenantTx, { institutionId, importId }: Undoing): Promise<string[]> {
  const rows = await tx.student.findMany({
    where: { institutionId, importId },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ id }) => id);
}

/** Removes children nothing has happened to since: not edited, moved, taught, reported on or tied to another guardian. */
export async function takeBackStudents(
  tx: TenantTx,
  { institutionId, importId }: Undoing,
  ids: readonly string[],
): Promise<void> {
  const untouched = await tx.$queryRaw<{ id: string }[]>`
    SELECT s.id FROM students s
    WHERE s.institution_id = ${institutionId}::uuid AND s.id = ANY(${ids}::uuid[]) AND s.updated_at = s.created_at
      AND NOT EXISTS (SELECT 1 FROM attendance x WHERE x.institution_id = s.institution_id AND x.student_id = s.id)
      AND NOT EXISTS (SELECT 1 FROM lessons x WHERE x.institution_id = s.institution_id AND x.student_id = s.id)
      AND NOT EXISTS (SELECT 1 FROM lesson_mistakes x WHERE x.institution_id = s.institution_id AND x.student_id = s.id)
      AND NOT EXISTS (SELECT 1 FROM term_marks x WHERE x.institution_id = s.institution_id AND x.student_id = s.id)
      AND NOT EXISTS (SELECT 1 FROM jaiza_tests x WHERE x.institution_id = s.institution_id AND x.student_id = s.id)
      AND NOT EXISTS (SELECT 1 FROM sabaq_bands x WHERE x.institution_id = s.institution_id AND x.student_id = s.id)
      AND NOT EXISTS (SELECT 1 FROM conversations x WHERE x.institution_id = s.institution_id AND x.student_id = s.id)
      AND NOT EXISTS (SELECT 1 FROM deliveries x WHERE x.institution_id = s.institution_id AND x.student_id = s.id)
      AND NOT EXISTS (SELECT 1 FROM enrolments x WHERE x.institution_id = s.institution_id AND x.student_id = s.id
        AND (x.import_id IS DISTINCT FROM ${importId}::uuid OR x.updated_at <> x.created_at))
      AND NOT EXISTS (SELECT 1 FROM guardianships x WHERE x.institution_id = s.institution_id AND x.student_id = s.id
        AND (x.import_id IS DISTINCT FROM ${importId}::uuid OR x.updated_at <> x.created_at))
      AND NOT EXISTS (SELECT 1 FROM placements x WHERE x.institution_id = s.institution_id AND x.student_id = s.id
        AND x.import_id IS DISTINCT FROM ${importId}::uuid)
      AND NOT EXISTS (SELECT 1 FROM student_notes x WHERE x.institution_id = s.institution_id AND x.student_id = s.id
        AND (x.import_id IS DISTINCT FROM ${importId}::uuid OR x.updated_at <> x.created_at))`;
  const gone = untouched.map(({ id }) => id);
  const where = { institutionId, studentId: { in: gone } };
  await tx.studentWord.deleteMany({ where });
  await tx.studentNote.deleteMany({ where });
  await tx.studentProgress.deleteMany({ where });
  await tx.memoryUnit.deleteMany({ where });
  await tx.revisionPlan.deleteMany({ where });
  await tx.placement.deleteMany({ where });
  await tx.consent.deleteMany({ where });
  await tx.guardianship.deleteMany({ where });
  await tx.enrolment.deleteMany({ where });
  await tx.student.deleteMany({ where: { institutionId, id: { in: gone } } });
  await markRows(tx, { institutionId, importId }, ids, gone);
}

/** Says on the rows of these records whether they went or stayed. */
export async function markRows(
  tx: TenantTx,
  { institutionId, importId }: Undoing,
  ids: readonly string[],
  gone: readonly string[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE import_rows SET updated_at = now(),
      outcome = CASE WHEN (effects->>'id')::uuid = ANY(${gone}::uuid[]) THEN 'UNDONE' ELSE 'KEPT' END
    WHERE institution_id = ${institutionId}::uuid AND import_id = ${importId}::uuid
      AND outcome = 'CREATED' AND (effects->>'id')::uuid = ANY(${ids}::uuid[])`;
}

/** Empties the blanks that the import filled, where its words still stand. */
export async function takeBackBlanks(tx: TenantTx, { institutionId, importId }: Undoing): Promise<void> {
  await tx.$executeRaw`
    UPDATE students s SET updated_at = now(),
      native_name = CASE WHEN s.native_name = r.effects->'filled'->>'nativeName' THEN NULL ELSE s.native_name END,
      born_on = CASE WHEN s.born_on = (r.effects->'filled'->>'bornOn')::date THEN NULL ELSE s.born_on END,
      gender = CASE WHEN s.gender = r.effects->'filled'->>'gender' THEN NULL ELSE s.gender END
    FROM import_rows r
    WHERE r.institution_id = ${institutionId}::uuid AND r.import_id = ${importId}::uuid AND r.outcome = 'FILLED'
      AND s.institution_id = r.institution_id AND s.id = (r.effects->>'id')::uuid`;
  await tx.importRow.updateMany({
    where: { institutionId, importId, outcome: 'FILLED' },
    data: { outcome: 'UNDONE', updatedAt: new Date() },
  });
}

/** Guardians of the import whom no child is left to, who never signed in and never had a message. */
export async function takeBackGuardians(tx: TenantTx, { institutionId, importId }: Undoing): Promise<void> {
  const lonely = await tx.guardian.findMany({
    where: {
      institutionId,
      importId,
      userId: null,
      children: { none: {} },
      deliveries: { none: {} },
      conversations: { none: {} },
      noticeReceipts: { none: {} },
    },
    select: { id: true },
  });
  const ids = lonely.map(({ id }) => id);
  const where = { institutionId, guardianId: { in: ids } };
  await tx.guardianWord.deleteMany({ where });
  await tx.guardianContact.deleteMany({ where });
  await tx.guardian.deleteMany({ where: { institutionId, id: { in: ids } } });
}
