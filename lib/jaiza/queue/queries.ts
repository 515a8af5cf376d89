import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { HeldTest, ParentTest, Test, WaitingTest } from './rules';

const HELD_SHOWN = 20;

/** Tests that wait, the longest first; of one child when one is named. Whose, is for the reader's role to say. */
export function listWaiting(
  tx: TenantTx,
  { institutionId, studentId = null }: { institutionId: string; studentId?: string | null },
): Promise<WaitingTest[]> {
  return tx.$queryRaw<WaitingTest[]>`
    SELECT t.id, t.kind, t.juz, t.scope, coalesce(s.mushaf, i.mushaf) AS mushaf, t.origin, t.asked_on::text AS "askedOn", t.note,
      t.examiner_id IS NOT NULL AS begun, s.id AS "studentId", s.name, s.native_name AS "nativeName", s.roll_no AS "rollNo",
      h.name AS halqa, h.native_name AS "nativeHalqa"
    FROM jaiza_tests t
    JOIN students s ON s.institution_id = t.institution_id AND s.id = t.student_id AND s.status = 'ACTIVE'
    JOIN institutions i ON i.id = t.institution_id
    LEFT JOIN halqas h ON h.institution_id = s.institution_id AND h.id = s.halqa_id
    WHERE t.institution_id = ${institutionId}::uuid AND t.state = 'WAITING'
      AND (${studentId}::uuid IS NULL OR t.student_id = ${studentId}::uuid)
    ORDER BY t.asked_on, t.created_at`;
}

/** Tests that were held, the latest first. `open`: only conditional passes whose conditions are not met yet. */
export function listHeld(
  tx: TenantTx,
  {
    institutionId,
    studentId = null,
    open = false,
    limit = HELD_SHOWN,
  }: { institutionId: string; studentId?: string | null; open?: boolean; limit?: number },
): Promise<HeldTest[]> {
  return tx.$queryRaw<HeldTest[]>`
    SELECT t.id, r.kind, t.juz, t.scope, coalesce(s.mushaf, i.mushaf) AS mushaf, r.held_on::text AS "heldOn", r.result,
      r.score::float8 AS score, r.conditions, r.conditions_due::text AS "conditionsDue", r.conditions_met::text AS "conditionsMet",
      r.taken_back AS "takenBack", s.id AS "studentId", s.name, s.native_name AS "nativeName", s.roll_no AS "rollNo",
      h.name AS halqa, h.native_name AS "nativeHalqa"
    FROM jaiza_results r
    JOIN jaiza_tests t ON t.institution_id = r.institution_id AND t.id = r.test_id
    JOIN students s ON s.institution_id = r.institution_id AND s.id = r.student_id
    JOIN institutions i ON i.id = r.institution_id
    LEFT JOIN halqas h ON h.institution_id = s.institution_id AND h.id = s.halqa_id
    WHERE r.institution_id = ${institutionId}::uuid
      AND (${studentId}::uuid IS NULL OR r.student_id = ${studentId}::uuid)
      AND (NOT ${open} OR (r.result = 'CONDITIONAL_PASS' AND r.conditions_met IS NULL AND s.status = 'ACTIVE'))
    ORDER BY CASE WHEN ${open} THEN r.conditions_due END, r.held_on DESC, r.created_at DESC
    LIMIT ${limit}::int`;
}

/** One test with its result, when there is one: never a question before that. */
export async function getTest(
  tx: TenantTx,
  { institutionId, testId }: { institutionId: string; testId: string },
): Promise<Test | undefined> {
  const [test] = await tx.$queryRaw<Test[]>`
    SELECT t.id, t.state, t.kind, t.juz, t.scope, coalesce(s.mushaf, i.mushaf) AS mushaf, t.origin, t.asked_on::text AS "askedOn",
      t.note, t.examiner_id IS NOT NULL AS begun, s.id AS "studentId", s.name, s.native_name AS "nativeName",
      s.roll_no AS "rollNo", s.halqa_id AS "halqaId", h.name AS halqa, h.native_name AS "nativeHalqa",
      CASE WHEN r.id IS NULL THEN NULL ELSE jsonb_build_object('heldOn', r.held_on, 'result', r.result,
        'score', r.score::float8, 'passMark', r.pass_mark::float8, 'passages', r.passages, 'marks', r.marks,
        'conditions', r.conditions, 'conditionsDue', r.conditions_due, 'conditionsMet', r.conditions_met,
        'takenBack', r.taken_back, 'remark', r.remark, 'examinerId', r.examiner_id,
        'examiner', (SELECT f.name FROM staff f WHERE f.institution_id = r.institution_id AND f.user_id = r.examiner_id LIMIT 1)) END
        AS result
    FROM jaiza_tests t
    JOIN students s ON s.institution_id = t.institution_id AND s.id = t.student_id
    JOIN institutions i ON i.id = t.institution_id
    LEFT JOIN halqas h ON h.institution_id = s.institution_id AND h.id = s.halqa_id
    LEFT JOIN jaiza_results r ON r.institution_id = t.institution_id AND r.test_id = t.id
    WHERE t.institution_id = ${institutionId}::uuid AND t.id = ${testId}::uuid`;
  return test;
}

/** The last tests of a child as its parents read them: the result, never who waits. */
export function listResults(
  tx: TenantTx,
  { institutionId, studentId, limit }: { institutionId: string; studentId: string; limit: number },
): Promise<ParentTest[]> {
  return tx.$queryRaw<ParentTest[]>`
    SELECT id, kind, held_on::text AS "heldOn", result, score::float8 AS score, conditions,
      conditions_due::text AS "conditionsDue", conditions_met::text AS "conditionsMet", passages[1] AS ayah
    FROM jaiza_results WHERE institution_id = ${institutionId}::uuid AND student_id = ${studentId}::uuid
    ORDER BY held_on DESC, created_at DESC LIMIT ${limit}::int`;
}
