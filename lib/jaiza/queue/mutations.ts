import 'server-only';
import { v7 } from 'uuid';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { LocalDate } from '@/lib/core/time';
import type { Range } from '@/lib/quran/position';

export interface Completion {
  studentId: string;
  campusId: string;
  juz: number;
  scope: Range;
  /** false: a correction made the para incomplete again. */
  complete: boolean;
}

/**
 * A para that has just been completed asks for its jaiza, unless the institution asks by hand or one waits already; a
 * correction that makes it incomplete takes back what only asked by itself and was not begun.
 */
export async function followCompletions(
  tx: TenantTx,
  {
    institutionId,
    today,
    changes,
  }: { institutionId: string; today: LocalDate; changes: readonly Completion[] },
): Promise<void> {
  const asked = changes.filter(({ complete }) => complete);
  const gone = changes.filter(({ complete }) => !complete);
  if (asked.length > 0)
    await tx.$executeRaw`
      INSERT INTO jaiza_tests (institution_id, id, student_id, campus_id, kind, juz, scope, origin, asked_on, asked_by)
      SELECT ${institutionId}::uuid, r.id, r.student_id, r.campus_id, 'PARA', r.juz, r.scope, 'PARA_COMPLETE',
        ${today}::date, (SELECT app.user_id())
      FROM jsonb_to_recordset(${JSON.stringify(
        asked.map(({ studentId, campusId, juz, scope }) => ({
          id: v7(),
          student_id: studentId,
          campus_id: campusId,
          juz,
          scope,
        })),
      )}::jsonb) AS r(id uuid, student_id uuid, campus_id uuid, juz int, scope int[])
      WHERE NOT EXISTS (SELECT FROM institution_settings n WHERE n.institution_id = ${institutionId}::uuid
        AND n.jaiza->'autoAsk' = 'false'::jsonb)
      ORDER BY r.student_id, r.juz
      ON CONFLICT DO NOTHING`;
  if (gone.length > 0)
    await tx.$executeRaw`
      UPDATE jaiza_tests t SET state = 'WITHDRAWN', updated_at = now()
      FROM jsonb_to_recordset(${JSON.stringify(
        gone.map(({ studentId, juz }) => ({ student_id: studentId, juz })),
      )}::jsonb) AS r(student_id uuid, juz int)
      WHERE t.institution_id = ${institutionId}::uuid AND t.student_id = r.student_id AND t.juz = r.juz
        AND t.kind = 'PARA' AND t.state = 'WAITING' AND t.origin = 'PARA_COMPLETE' AND t.examiner_id IS NULL`;
}
