import 'server-only';
import { v7 } from 'uuid';
import type { Scope } from '@/lib/core/auth/scope';
import { toDbDate } from '@/lib/core/db/dates';
import { appendAudit } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import type { LocalDate } from '@/lib/core/time';
import type { Grade } from '@/lib/lessons/rules';
import { juzSchemeOf, type MushafLayout } from '@/lib/quran/mushaf';
import type { Range } from '@/lib/quran/position';
import { fromFlat, portionsFromFlat, toFlat } from '@/lib/quran/range-set';
import { scopeOf } from '../scope/rules';
import type { AskTest, OneTest } from './schema';

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

/** What is needed to say what a test may ask about. Throws NOT_FOUND for a child the role does not see. */
async function getHeld(
  tx: TenantTx,
  { institutionId, studentId }: { institutionId: string; studentId: string },
) {
  const [child] = await tx.$queryRaw<
    {
      campus_id: string;
      status: string;
      mushaf: MushafLayout;
      memorised: number[] | null;
      sabaq: [LocalDate, Grade, number[]][];
    }[]
  >`
    SELECT s.campus_id, s.status, coalesce(s.mushaf, i.mushaf) AS mushaf, p.memorised,
      (SELECT coalesce(jsonb_agg(jsonb_build_array(l.date, l.grade, l.portions) ORDER BY l.date), '[]')
        FROM (SELECT date, grade, portions FROM lessons x WHERE x.institution_id = s.institution_id AND x.student_id = s.id
          AND x.kind = 'SABAQ' AND x.grade <> 'REPEAT' ORDER BY x.date DESC LIMIT 10) l) AS sabaq
    FROM students s JOIN institutions i ON i.id = s.institution_id
    LEFT JOIN student_progress p ON p.institution_id = s.institution_id AND p.student_id = s.id
    WHERE s.institution_id = ${institutionId}::uuid AND s.id = ${studentId}::uuid`;
  if (!child) throw new AppError('NOT_FOUND', 'notFound');
  return child;
}

/** Puts a test into the queue. One of the same kind that waits already is that one, not a second. */
export async function askTest(tx: TenantTx, scope: Scope, input: AskTest): Promise<{ studentId: string }> {
  const institutionId = scope.institution.id;
  const { id, studentId, kind, note } = input;
  const child = await getHeld(tx, { institutionId, studentId });
  if (child.status !== 'ACTIVE') throw new AppError('CONFLICT', 'studentHasLeft');
  const juz = kind === 'PARA' ? input.juz : undefined;
  const asked = scopeOf({
    kind,
    juz,
    half: input.half === '2' ? 2 : 1,
    memorised: fromFlat(child.memorised ?? []),
    lessons: child.sabaq.map(([date, grade, portions]) => ({
      kind: 'SABAQ',
      date,
      grade,
      portions: portionsFromFlat(portions),
    })),
    scheme: juzSchemeOf(child.mushaf),
  });
  if (!asked.ok) throw new AppError('INVALID', asked.problem, { field: kind === 'PARA' ? 'juz' : 'kind' });
  const waiting = await tx.jaizaTest.findFirst({
    where: { institutionId, studentId, kind, juz: juz ?? null, state: 'WAITING' },
    select: { id: true },
  });
  if (waiting?.id === id) return { studentId };
  if (waiting) throw new AppError('CONFLICT', 'waitsAlready', { field: 'kind' });
  await tx.jaizaTest.create({
    data: {
      institutionId,
      id,
      studentId,
      campusId: child.campus_id,
      kind,
      juz: juz ?? null,
      scope: toFlat(asked.scope),
      origin: scope.role === 'teacher' ? 'TEACHER' : 'HEAD',
      askedOn: toDbDate(scope.today),
      askedBy: scope.userId,
      note: note ?? null,
    },
  });
  const detail = { testId: id, kind, ...(juz && { juz }) };
  await appendAudit(tx, { action: 'jaiza.asked', subject: 'student', subjectId: studentId, detail }, v7());
  return { studentId };
}

/** Takes a test that waits out of the queue; a paper that was drawn for it is never shown to anyone again. */
export async function withdrawTest(
  tx: TenantTx,
  scope: Scope,
  { id }: OneTest,
): Promise<{ studentId: string }> {
  const institutionId = scope.institution.id;
  const test = await tx.jaizaTest.findFirst({
    where: { institutionId, id },
    select: { studentId: true, kind: true, juz: true, state: true, examinerId: true },
  });
  if (!test) throw new AppError('NOT_FOUND', 'notFound');
  const { studentId, kind, juz } = test;
  if (test.state === 'WITHDRAWN') return { studentId };
  if (test.state !== 'WAITING') throw new AppError('CONFLICT', 'heldAlready');
  if (test.examinerId && scope.role === 'teacher') throw new AppError('CONFLICT', 'begunAlready');
  await tx.jaizaTest.updateMany({
    where: { institutionId, id, state: 'WAITING' },
    data: { state: 'WITHDRAWN', updatedAt: scope.now },
  });
  const detail = { testId: id, kind, ...(juz && { juz }) };
  await appendAudit(
    tx,
    { action: 'jaiza.withdrawn', subject: 'student', subjectId: studentId, detail },
    v7(),
  );
  return { studentId };
}
