import 'server-only';
import { type Recorder, reportAgain } from '@/lib/attendance/mutations';
import type { DaySession } from '@/lib/attendance/rules';
import { changesBetween } from '@/lib/audit/changes/rules';
import { appendAuditMany } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { refreshProgress } from '@/lib/progress/mutations';
import { getSettings } from '@/lib/settings/queries';
import { readGrading } from '../grading/schema';
import type { Grade, LessonKind, Mistakes } from '../rules';
import { OWNS_FIRST } from './queries';
import { regrade } from './rules';

/** How a lesson's counts change; what is not named stays. */
export interface CountChange {
  readonly lessonId: string;
  readonly by: Partial<Mistakes>;
}

interface Counted {
  lessonId: string;
  studentId: string;
  halqaId: string;
  date: string;
  session: DaySession;
  kind: LessonKind;
  grade: Grade;
  before: Mistakes;
  after: Mistakes;
}

/**
 * A mark made or taken back in a lesson that is already heard: the lesson's counts follow, and its grade too where it
 * was the one proposed (a grade of the teacher's own stands). So the counts are never less than the places.
 */
export async function countMistakes(
  tx: TenantTx,
  changes: readonly CountChange[],
  who: Recorder,
  reason?: string | undefined,
): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ lessonId, by }) => ({
    id: lessonId,
    atak: by.atak ?? 0,
    lahn_jali: by.lahnJali ?? 0,
    lahn_khafi: by.lahnKhafi ?? 0,
    tajweed: by.tajweed ?? 0,
  }));
  const counted = await tx.$queryRaw<Counted[]>`
    WITH d AS (
      SELECT id, sum(atak)::int AS atak, sum(lahn_jali)::int AS lahn_jali, sum(lahn_khafi)::int AS lahn_khafi,
        sum(tajweed)::int AS tajweed
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r(id uuid, atak int, lahn_jali int, lahn_khafi int, tajweed int) GROUP BY id
    ), was AS (
      SELECT l.* FROM lessons l JOIN d ON d.id = l.id WHERE l.institution_id = ${who.institution.id}::uuid
      ORDER BY l.id FOR UPDATE OF l
    )
    UPDATE lessons l SET updated_at = now(),
      atak = least(99, greatest(0, was.atak + d.atak)),
      lahn_jali = least(99, greatest(0, was.lahn_jali + d.lahn_jali)),
      lahn_khafi = least(99, greatest(0, was.lahn_khafi + d.lahn_khafi)),
      tajweed = least(99, greatest(0, was.tajweed + d.tajweed))
    FROM was JOIN d ON d.id = was.id
    WHERE l.institution_id = was.institution_id AND l.id = was.id
    RETURNING l.id AS "lessonId", l.student_id AS "studentId", l.halqa_id AS "halqaId", l.date::text, l.session, l.kind, l.grade,
      jsonb_build_object('atak', was.atak, 'lahnJali', was.lahn_jali, 'lahnKhafi', was.lahn_khafi, 'tajweed', was.tajweed) AS before,
      jsonb_build_object('atak', l.atak, 'lahnJali', l.lahn_jali, 'lahnKhafi', l.lahn_khafi, 'tajweed', l.tajweed) AS after`;
  if (counted.length === 0) return;
  const graded = await gradeAnew(tx, counted, who);
  const institutionId = who.institution.id;
  const studentIds = counted.map(({ studentId }) => studentId);
  await refreshProgress(tx, { institutionId, studentIds, today: who.today });
  await reportAgain(tx, counted, who);
  if (reason)
    await appendAuditMany(
      tx,
      graded.map((one) => correctionOf(one, reason)),
    );
}

/**
 * A lesson is written: the marks made on the page before it was heard are its own from now on, in whichever session of the
 * day the page was open, and it counts at least
 * as many mistakes as have a place. A sweep that was opened before the marks were made cannot say fewer. Progress and
 * reports follow with the lesson itself.
 */
export async function gatherPlaces(
  tx: TenantTx,
  slots: readonly { studentId: string; date: string; session: string }[],
  who: Recorder,
): Promise<void> {
  const institutionId = who.institution.id;
  const keys = JSON.stringify(
    slots.map(({ studentId, date, session }) => ({ id: studentId, date, session })),
  );
  await tx.$executeRaw`
    UPDATE lesson_mistakes m SET lesson_id = f.lesson_id, session = f.session, updated_at = now()
    FROM (
      SELECT DISTINCT ON (x.id) x.id, l.id AS lesson_id, l.session
      FROM jsonb_to_recordset(${keys}::jsonb) AS k(id uuid, date date, session text)
      JOIN lesson_mistakes x ON x.institution_id = ${institutionId}::uuid AND x.student_id = k.id AND x.date = k.date
        AND x.session IS NOT NULL AND x.lesson_id IS NULL AND x.undone_at IS NULL
      JOIN lessons l ON l.institution_id = x.institution_id AND l.student_id = k.id AND l.date = k.date AND l.session = k.session
      WHERE EXISTS (SELECT 1 FROM generate_subscripts(l.portions, 1) AS i
        WHERE i % 2 = 1 AND x.ayah BETWEEN l.portions[i] AND l.portions[i + 1])
      ORDER BY x.id, ${OWNS_FIRST}
    ) f
    WHERE m.institution_id = ${institutionId}::uuid AND m.id = f.id`;
  const counted = await tx.$queryRaw<Counted[]>`
    WITH placed AS (
      SELECT m.lesson_id, count(*) FILTER (WHERE m.kind = 'ATAK')::int AS atak,
        count(*) FILTER (WHERE m.kind = 'LAHN_JALI')::int AS lahn_jali,
        count(*) FILTER (WHERE m.kind = 'LAHN_KHAFI')::int AS lahn_khafi, count(*) FILTER (WHERE m.kind = 'TAJWEED')::int AS tajweed
      FROM jsonb_to_recordset(${keys}::jsonb) AS k(id uuid, date date, session text)
      JOIN lesson_mistakes m ON m.institution_id = ${institutionId}::uuid AND m.student_id = k.id AND m.date = k.date
        AND m.session = k.session AND m.lesson_id IS NOT NULL AND m.undone_at IS NULL
      GROUP BY m.lesson_id
    ), was AS (
      SELECT l.*, p.atak AS p_atak, p.lahn_jali AS p_jali, p.lahn_khafi AS p_khafi, p.tajweed AS p_tajweed
      FROM placed p JOIN lessons l ON l.institution_id = ${institutionId}::uuid AND l.id = p.lesson_id
      WHERE l.atak < p.atak OR l.lahn_jali < p.lahn_jali OR l.lahn_khafi < p.lahn_khafi OR l.tajweed < p.tajweed
      ORDER BY l.id FOR UPDATE OF l
    )
    UPDATE lessons l SET updated_at = now(), atak = least(99, greatest(was.atak, was.p_atak)),
      lahn_jali = least(99, greatest(was.lahn_jali, was.p_jali)),
      lahn_khafi = least(99, greatest(was.lahn_khafi, was.p_khafi)), tajweed = least(99, greatest(was.tajweed, was.p_tajweed))
    FROM was WHERE l.institution_id = was.institution_id AND l.id = was.id
    RETURNING l.id AS "lessonId", l.student_id AS "studentId", l.halqa_id AS "halqaId", l.date::text, l.session, l.kind, l.grade,
      jsonb_build_object('atak', was.atak, 'lahnJali', was.lahn_jali, 'lahnKhafi', was.lahn_khafi, 'tajweed', was.tajweed) AS before,
      jsonb_build_object('atak', l.atak, 'lahnJali', l.lahn_jali, 'lahnKhafi', l.lahn_khafi, 'tajweed', l.tajweed) AS after`;
  if (counted.length > 0) await gradeAnew(tx, counted, who);
}

type Graded = Counted & { next: Grade };

async function gradeAnew(tx: TenantTx, counted: readonly Counted[], who: Recorder): Promise<Graded[]> {
  const institutionId = who.institution.id;
  const grading = readGrading((await getSettings(tx, { institutionId })).grading);
  const graded = counted.map((one) => ({ ...one, next: regrade({ ...one, grading }) }));
  const changed = graded.filter(({ grade, next }) => grade !== next);
  const rows = changed.map(({ lessonId, next }) => ({ id: lessonId, grade: next }));
  if (rows.length > 0)
    await tx.$executeRaw`
      UPDATE lessons l SET grade = r.grade FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id uuid, grade text)
      WHERE l.institution_id = ${institutionId}::uuid AND l.id = r.id`;
  return graded;
}

/** A line of the trail: what a mark changed in the lesson of an earlier day. */
function correctionOf(
  { studentId, date, session, kind, grade, next, before, after }: Graded,
  reason: string,
) {
  const changes = changesBetween({ ...before, grade }, { ...after, grade: next });
  return {
    action: 'lessons.corrected' as const,
    subject: 'student',
    subjectId: studentId,
    detail: { date, session, kind, reason, ...changes },
  };
}
