import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { LocalDate } from '@/lib/core/time';
import { refreshProgress } from '@/lib/progress/mutations';
import type { Undoing } from './schema';

export async function affectedStudents(
  tx: TenantTx,
  { institutionId, importId }: Undoing,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT student_id AS id FROM attendance WHERE institution_id = ${institutionId}::uuid AND import_id = ${importId}::uuid
    UNION SELECT student_id FROM lessons WHERE institution_id = ${institutionId}::uuid AND import_id = ${importId}::uuid
    UNION SELECT student_id FROM placements WHERE institution_id = ${institutionId}::uuid AND import_id = ${importId}::uuid
    ORDER BY 1`;
  return rows.map(({ id }) => id);
}

/** Removes the days of some children; a day that was corrected since, or in whose lessons places were marked, stays whole,
 *  attendance and lessons. */
export async function takeBackDiary(
  tx: TenantTx,
  { institutionId, importId }: Undoing,
  { studentIds, today }: { studentIds: readonly string[]; today: LocalDate },
): Promise<void> {
  const corrected = await tx.$queryRaw<{ student_id: string; date: Date; session: string }[]>`
    SELECT student_id, date, session FROM attendance WHERE institution_id = ${institutionId}::uuid
      AND import_id = ${importId}::uuid AND student_id = ANY(${studentIds}::uuid[]) AND updated_at <> created_at
    UNION SELECT student_id, date, session FROM lessons WHERE institution_id = ${institutionId}::uuid
      AND student_id = ANY(${studentIds}::uuid[]) AND import_id = ${importId}::uuid AND updated_at <> created_at
    UNION SELECT l.student_id, l.date, l.session FROM lessons l WHERE l.institution_id = ${institutionId}::uuid
      AND l.student_id = ANY(${studentIds}::uuid[]) AND l.import_id = ${importId}::uuid
      AND EXISTS (SELECT 1 FROM lesson_mistakes m WHERE m.institution_id = l.institution_id AND m.lesson_id = l.id)`;
  const stays = corrected.map(({ student_id, date, session }) => ({ studentId: student_id, date, session }));
  const where = {
    institutionId,
    importId,
    studentId: { in: [...studentIds] },
    ...(stays.length > 0 && { NOT: { OR: stays } }),
  };
  await tx.lesson.deleteMany({ where });
  await tx.attendance.deleteMany({ where });
  await tx.placement.deleteMany({ where: { institutionId, importId, studentId: { in: [...studentIds] } } });
  await refreshProgress(tx, { institutionId, studentIds, today });
}

/** Closed sessions that the import opened and that hold nothing any more go too; then every row says what became of it. */
export async function markDiaryRows(tx: TenantTx, { institutionId, importId }: Undoing): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM halqa_sessions h WHERE h.institution_id = ${institutionId}::uuid AND h.finished_at = h.created_at
      AND h.updated_at = h.created_at
      AND EXISTS (SELECT 1 FROM import_rows r WHERE r.institution_id = h.institution_id AND r.import_id = ${importId}::uuid
        AND (r.parsed->>'halqaId')::uuid = h.halqa_id AND (r.parsed->>'date')::date = h.date)
      AND NOT EXISTS (SELECT 1 FROM attendance a WHERE a.institution_id = h.institution_id AND a.halqa_id = h.halqa_id AND a.date = h.date AND a.session = h.session)
      AND NOT EXISTS (SELECT 1 FROM lessons l WHERE l.institution_id = h.institution_id AND l.halqa_id = h.halqa_id AND l.date = h.date AND l.session = h.session)`;
  await tx.$executeRaw`
    UPDATE import_rows r SET updated_at = now(), outcome = CASE WHEN EXISTS (
        SELECT 1 FROM attendance a WHERE a.institution_id = r.institution_id AND a.id = (r.effects->>'id')::uuid
      ) THEN 'KEPT' ELSE 'UNDONE' END
    WHERE r.institution_id = ${institutionId}::uuid AND r.import_id = ${importId}::uuid AND r.outcome = 'CREATED'`;
}
