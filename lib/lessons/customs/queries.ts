import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';
import { getGates } from '@/lib/jaiza/queries';
import { type Gate, mayRelease } from '@/lib/revision/brake/rules';
import { getRevisionToday } from '@/lib/revision/today/queries';
import { type Day, type DayKey, dayKey } from './rules';

type Row = DayKey & Omit<Day, 'waitingJuz' | 'held'> & { programme: string; isToday: boolean };

/**
 * How things stand for sessions of children, by {@link dayKey}. Of children whom the role does not see, nothing.
 * @param args.sabaqOf children a new lesson of whom is looked at: only of them what holds sabaq back is asked
 */
export async function getDays(
  tx: TenantTx,
  {
    institutionId,
    keys,
    sabaqOf,
  }: { institutionId: string; keys: readonly DayKey[]; sabaqOf: readonly string[] },
): Promise<Map<string, Day>> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT k."studentId", k.date::text AS date, k.session, coalesce(s.mushaf, i.mushaf) AS layout, s.direction, s.programme,
      k.date = (now() AT TIME ZONE i.time_zone)::date AS "isToday",
      coalesce(p.memorised, '{}') AS memorised, jsonb_build_object('SABAQ', coalesce(p.next_sabaq, '{}'),
        'SABQI', coalesce(p.next_sabqi, '{}'), 'MANZIL', coalesce(p.next_manzil, '{}')) AS due,
      coalesce(a.status IN ('ABSENT', 'LEAVE'), false) AS away,
      (SELECT coalesce(jsonb_object_agg(l.kind, jsonb_build_object('portions', l.portions, 'grade', l.grade,
          'insisted', l.insisted)), '{}')
        FROM lessons l WHERE l.institution_id = s.institution_id AND l.student_id = s.id
          AND l.date = k.date AND l.session = k.session) AS saved,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', l.kind, 'portions', l.portions)), '[]')
        FROM lessons l WHERE l.institution_id = s.institution_id AND l.student_id = s.id
          AND l.date = k.date AND l.session <> k.session) AS elsewhere
    FROM (SELECT DISTINCT * FROM jsonb_to_recordset(${JSON.stringify(keys)}::jsonb)
      AS r("studentId" uuid, date date, session text)) k
    JOIN students s ON s.institution_id = ${institutionId}::uuid AND s.id = k."studentId"
    JOIN institutions i ON i.id = s.institution_id
    LEFT JOIN student_progress p ON p.institution_id = s.institution_id AND p.student_id = s.id
    LEFT JOIN attendance a ON a.institution_id = s.institution_id AND a.student_id = s.id
      AND a.date = k.date AND a.session = k.session`;
  const gates = await getGates(tx, { institutionId, studentIds: rows.map(({ studentId }) => studentId) });
  const braked = await getBraked(tx, { institutionId, rows, gates, sabaqOf });
  return new Map(
    rows.map(({ programme, isToday, ...row }) => {
      const gate = gates.get(row.studentId);
      const held = Boolean(gate?.band) || (isToday && braked.has(row.studentId));
      return [dayKey(row), { ...row, waitingJuz: gate?.waitingJuz ?? null, held }];
    }),
  );
}

/** Children whose manzil holds new sabaq back today. What held it on an earlier day is not kept, so it is not asked. */
async function getBraked(
  tx: TenantTx,
  {
    institutionId,
    rows,
    gates,
    sabaqOf,
  }: { institutionId: string; rows: readonly Row[]; gates: Map<string, Gate>; sabaqOf: readonly string[] },
): Promise<Set<string>> {
  const asked = rows.filter(({ isToday, studentId }) => isToday && sabaqOf.includes(studentId));
  if (!asked[0]) return new Set();
  const children = asked.map(({ studentId, programme, due }) => ({
    id: studentId,
    programme,
    nextSabaq: due.SABAQ,
    nextSabqi: due.SABQI,
  }));
  const today = await getRevisionToday(tx, { institutionId, children, on: asked[0].date, gates });
  return new Set([...today].flatMap(([id, { hold }]) => (hold && mayRelease(hold) ? [id] : [])));
}
