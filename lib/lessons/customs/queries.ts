import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';
import { getGates } from '@/lib/jaiza/queries';
import { type Day, type DayKey, dayKey } from './rules';

/** How things stand for sessions of children, by {@link dayKey}. Of children whom the role does not see, nothing. */
export async function getDays(
  tx: TenantTx,
  { institutionId, keys }: { institutionId: string; keys: readonly DayKey[] },
): Promise<Map<string, Day>> {
  const rows = await tx.$queryRaw<(DayKey & Omit<Day, 'waitingJuz' | 'banned'>)[]>`
    SELECT k."studentId", k.date::text AS date, k.session, coalesce(s.mushaf, i.mushaf) AS layout, s.direction,
      coalesce(p.memorised, '{}') AS memorised, jsonb_build_object('SABAQ', coalesce(p.next_sabaq, '{}'),
        'SABQI', coalesce(p.next_sabqi, '{}'), 'MANZIL', coalesce(p.next_manzil, '{}')) AS due,
      coalesce(a.status IN ('ABSENT', 'LEAVE'), false) AS away,
      (SELECT coalesce(jsonb_object_agg(l.kind, jsonb_build_object('portions', l.portions, 'grade', l.grade,
          'insisted', l.insisted)), '{}')
        FROM lessons l WHERE l.institution_id = s.institution_id AND l.student_id = s.id
          AND l.date = k.date AND l.session = k.session) AS saved
    FROM (SELECT DISTINCT * FROM jsonb_to_recordset(${JSON.stringify(keys)}::jsonb)
      AS r("studentId" uuid, date date, session text)) k
    JOIN students s ON s.institution_id = ${institutionId}::uuid AND s.id = k."studentId"
    JOIN institutions i ON i.id = s.institution_id
    LEFT JOIN student_progress p ON p.institution_id = s.institution_id AND p.student_id = s.id
    LEFT JOIN attendance a ON a.institution_id = s.institution_id AND a.student_id = s.id
      AND a.date = k.date AND a.session = k.session`;
  const gates = await getGates(tx, { institutionId, studentIds: rows.map(({ studentId }) => studentId) });
  return new Map(
    rows.map((row) => {
      const gate = gates.get(row.studentId);
      return [dayKey(row), { ...row, waitingJuz: gate?.waitingJuz ?? null, banned: Boolean(gate?.band) }];
    }),
  );
}
