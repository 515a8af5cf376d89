import 'server-only';
import { v7 } from 'uuid';
import { DAY_SESSIONS } from '@/lib/attendance/rules';
import type { TenantTx } from '@/lib/core/db/tenant';
import { addDays, type LocalDate } from '@/lib/core/time';
import type { Direction, Grade, LessonKind } from '@/lib/lessons/rules';
import { juzSchemeOf, type MushafLayout } from '@/lib/quran/mushaf';
import { fromFlat, portionsFromFlat, size, toFlat } from '@/lib/quran/range-set';
import { planProgress } from './plan/rules';

/** Revision is planned from the recent past; only sabaq builds up what is memorised, and is read whole. */
const RECENT_DAYS = 120;
/** Locks of one transaction stay few, however many students an import brings. */
const LOCK_BUCKETS = 256;

type Row = {
  id: string;
  campus_id: string;
  programme: string;
  direction: Direction;
  start_juz: number;
  mushaf: MushafLayout;
  placements: number[][];
  lessons: [LessonKind, string, Grade, number[]][];
};

/**
 * Works out anew what students hold and what is due next, from their placements and lessons, and stores it: to be
 * called in the transaction that changed one of these. Students whom the role does not see are passed over.
 */
export async function refreshProgress(
  tx: TenantTx,
  {
    institutionId,
    studentIds,
    today,
  }: { institutionId: string; studentIds: readonly string[]; today: LocalDate },
): Promise<void> {
  const ids = [...new Set(studentIds)];
  if (ids.length === 0) return;
  // Two recitals of one child saved at once must each see the other: the later waits here, then reads afresh.
  await tx.$queryRaw`
    SELECT count(pg_advisory_xact_lock(hashtext(${institutionId}), bucket))::int FROM (
      SELECT DISTINCT abs(hashtext(id::text) % ${LOCK_BUCKETS}) AS bucket FROM unnest(${ids}::uuid[]) AS id ORDER BY 1
    ) AS buckets`;
  const rows = await readHistories(tx, { institutionId, ids, since: addDays(today, -RECENT_DAYS) });
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO student_progress (institution_id, id, student_id, campus_id, memorised, held_ayahs,
      next_sabaq, next_sabqi, next_manzil, last_lesson_on, updated_at)
    SELECT ${institutionId}::uuid, r.*, now()
    FROM jsonb_to_recordset(${JSON.stringify(rows.map(progressOf))}::jsonb) AS r(
      id uuid, student_id uuid, campus_id uuid, memorised int[], held_ayahs int,
      next_sabaq int[], next_sabqi int[], next_manzil int[], last_lesson_on date)
    ORDER BY r.student_id
    ON CONFLICT (institution_id, student_id) DO UPDATE SET
      campus_id = excluded.campus_id, memorised = excluded.memorised, held_ayahs = excluded.held_ayahs,
      next_sabaq = excluded.next_sabaq, next_sabqi = excluded.next_sabqi, next_manzil = excluded.next_manzil,
      last_lesson_on = excluded.last_lesson_on, updated_at = excluded.updated_at`;
}

function readHistories(
  tx: TenantTx,
  { institutionId, ids, since }: { institutionId: string; ids: string[]; since: LocalDate },
): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    SELECT s.id, s.campus_id, s.programme, s.direction, s.start_juz, coalesce(s.mushaf, i.mushaf) AS mushaf,
      (SELECT coalesce(jsonb_agg(to_jsonb(p.portions)), '[]') FROM placements p
        WHERE p.institution_id = s.institution_id AND p.student_id = s.id) AS placements,
      (SELECT coalesce(jsonb_agg(jsonb_build_array(l.kind, l.date, l.grade, l.portions)
          ORDER BY l.date, array_position(${[...DAY_SESSIONS]}::text[], l.session)), '[]')
        FROM lessons l WHERE l.institution_id = s.institution_id AND l.student_id = s.id
          AND (l.kind = 'SABAQ' OR l.date >= ${since}::date)) AS lessons
    FROM students s JOIN institutions i ON i.id = s.institution_id
    WHERE s.institution_id = ${institutionId}::uuid AND s.id = ANY (${ids}::uuid[])`;
}

function progressOf(row: Row) {
  const lessons = row.lessons.map(([kind, date, grade, portions]) => ({
    kind,
    date,
    grade,
    portions: portionsFromFlat(portions),
  }));
  const { memorised, plan } = planProgress({
    programme: row.programme,
    direction: row.direction,
    startJuz: row.start_juz,
    placement: fromFlat(row.placements.flat()),
    lessons,
    scheme: juzSchemeOf(row.mushaf),
  });
  return {
    id: v7(),
    student_id: row.id,
    campus_id: row.campus_id,
    memorised: toFlat(memorised),
    held_ayahs: size(memorised),
    next_sabaq: toFlat(plan.sabaq ?? []),
    next_sabqi: toFlat(plan.sabqi ?? []),
    next_manzil: toFlat(plan.manzil ?? []),
    last_lesson_on: lessons.at(-1)?.date ?? null,
  };
}
