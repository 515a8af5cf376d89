import 'server-only';
import { DAY_ORDER } from '@/lib/attendance/queries';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { LocalDate } from '@/lib/core/time';
import type { Direction } from '@/lib/lessons/rules';
import type { MushafLayout } from '@/lib/quran/mushaf';
import type { PackedUnit } from '@/lib/revision/queries';
import { SABAQ_LOOKED_AT } from '../plan/rules';
import type { Added, PackedLesson, PackedPlacement, PackedPortions, PackedTest } from './rules';

export interface History {
  id: string;
  campus_id: string;
  programme: string;
  direction: Direction;
  start_juz: number;
  mushaf: MushafLayout;
  admitted_on: LocalDate;
  weekly_holiday: number;
  revision: unknown;
  amount: number | null;
  mode: string | null;
  queue: number[];
  queued_on: LocalDate | null;
  placements: PackedPlacement[];
  /** Whether `lessons` are only the new ones and some recent sabaq, and `units` stand as they were before them. */
  added: boolean;
  memory_through: string | null;
  strengths: number[];
  units: PackedUnit[];
  lessons: PackedLesson[];
  /** Tests that were held; like `imported` only of a register that is read whole. */
  tests: PackedTest[];
  /** Sabaq that an import brought. */
  imported: PackedPortions[];
  earned_before: number[] | null;
}

/**
 * The registers from which progress and memory are worked out. A child whose lessons are all later than what its memory
 * counts already is read from there on; any other is read whole.
 */
export function getHistories(
  tx: TenantTx,
  { institutionId, ids, added }: { institutionId: string; ids: readonly string[]; added: Map<string, Added> },
): Promise<History[]> {
  const fresh = [...added].map(([id, { since, place }]) => ({ id, since, place }));
  return tx.$queryRaw<History[]>`
    SELECT s.id, s.campus_id, s.programme, s.direction, s.start_juz, coalesce(s.mushaf, i.mushaf) AS mushaf,
      s.admitted_on::text AS admitted_on, i.weekly_holiday, c.revision,
      v.amount, v.mode, coalesce(v.queue, '{}') AS queue, v.queued_on::text AS queued_on,
      is_added AS added, p.memory_through, coalesce(p.strengths, '{}') AS strengths,
      (SELECT coalesce(jsonb_agg(jsonb_build_array(l.portions, l.firmness, l.placed_on) ORDER BY l.placed_on, l.id), '[]')
        FROM placements l WHERE l.institution_id = s.institution_id AND l.student_id = s.id) AS placements,
      CASE WHEN is_added THEN (SELECT coalesce(json_agg(json_build_array(m.unit, m.stability, m.difficulty, m.reviews,
          m.since - date '1970-01-01', m.repeat_on - date '1970-01-01', m.parts)), '[]')
        FROM memory_units m WHERE m.institution_id = s.institution_id AND m.student_id = s.id) ELSE '[]' END AS units,
      (SELECT coalesce(json_agg(json_build_array(l.kind, l.date, l.session, l.grade, l.portions, l.atak, l.lahn_jali,
          l.lahn_khafi, l.tajweed, l.listener) ORDER BY l.date, array_position(${DAY_ORDER}, l.session)), '[]')
        FROM lessons l WHERE l.institution_id = s.institution_id AND l.student_id = s.id
          AND (NOT is_added OR l.date >= f.since OR (l.kind = 'SABAQ' AND l.date >= coalesce(
            (SELECT x.date FROM lessons x WHERE x.institution_id = s.institution_id AND x.student_id = s.id
              AND x.kind = 'SABAQ' ORDER BY x.date DESC OFFSET ${SABAQ_LOOKED_AT}::int LIMIT 1), '-infinity')))) AS lessons,
      CASE WHEN is_added THEN '[]' ELSE (SELECT coalesce(jsonb_agg(jsonb_build_array(t.held_on, t.pass_mark, t.passages, t.marks,
          coalesce(t.taken_back, '{}')) ORDER BY t.held_on, t.created_at), '[]')
        FROM jaiza_results t WHERE t.institution_id = s.institution_id AND t.student_id = s.id) END AS tests,
      CASE WHEN is_added THEN '[]' ELSE (SELECT coalesce(json_agg(json_build_array(l.date, l.portions)), '[]')
        FROM lessons l WHERE l.institution_id = s.institution_id AND l.student_id = s.id AND l.import_id IS NOT NULL
          AND l.kind = 'SABAQ' AND l.grade <> 'REPEAT') END AS imported,
      p.earned_juz AS earned_before
    FROM students s JOIN institutions i ON i.id = s.institution_id
    LEFT JOIN institution_settings c ON c.institution_id = s.institution_id AND c.id = s.institution_id
    LEFT JOIN student_progress p ON p.institution_id = s.institution_id AND p.student_id = s.id
    LEFT JOIN revision_plans v ON v.institution_id = s.institution_id AND v.student_id = s.id
    LEFT JOIN jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb) AS f(id uuid, since date, place text) ON f.id = s.id
    CROSS JOIN LATERAL (SELECT s.programme <> 'GIRDAAN'
      AND coalesce(p.memory_through COLLATE "C" < f.place COLLATE "C", false) AS is_added) a
    WHERE s.institution_id = ${institutionId}::uuid AND s.id = ANY (${[...ids]}::uuid[])`;
}
