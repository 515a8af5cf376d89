import 'server-only';
import { randomInt } from 'node:crypto';
import { v7 } from 'uuid';
import type { Scope } from '@/lib/core/auth/scope';
import { toDbDate } from '@/lib/core/db/dates';
import { appendAudit } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import { addDays, type LocalDate } from '@/lib/core/time';
import { juzSchemeOf, type MushafLayout } from '@/lib/quran/mushaf';
import { fromFlat, intersect, toFlat } from '@/lib/quran/range-set';
import { getMemory } from '@/lib/revision/queries';
import { getSettings } from '@/lib/settings/queries';
import { marksFromFlat, marksToFlat, NO_MARKS, type TestKind } from '../rules';
import { readJaiza } from '../settings/schema';
import { weaknessOf } from '../weakness/rules';
import { drawPaper as drawPassages } from './rules';
import type { MarkQuestion } from './schema';

const MISTAKES_DAYS = 180;
const SEEDS = 2 ** 31 - 1;

type Waiting = {
  id: string;
  kind: TestKind;
  juz: number | null;
  scope: number[];
  state: string;
  studentId: string;
  campusId: string;
  mushaf: MushafLayout;
  memorised: number[] | null;
};

/** A test that waits, locked: drawing, marking and withdrawing go one after another. Throws NOT_FOUND, CONFLICT. */
export async function requireWaiting(
  tx: TenantTx,
  { institutionId, testId }: { institutionId: string; testId: string },
): Promise<Waiting> {
  const [test] = await tx.$queryRaw<Waiting[]>`
    SELECT t.id, t.kind, t.juz, t.scope, t.state, t.student_id AS "studentId", t.campus_id AS "campusId",
      coalesce(s.mushaf, i.mushaf) AS mushaf, p.memorised
    FROM jaiza_tests t JOIN students s ON s.institution_id = t.institution_id AND s.id = t.student_id
    JOIN institutions i ON i.id = t.institution_id
    LEFT JOIN student_progress p ON p.institution_id = t.institution_id AND p.student_id = t.student_id
    WHERE t.institution_id = ${institutionId}::uuid AND t.id = ${testId}::uuid FOR UPDATE OF t`;
  if (!test) throw new AppError('NOT_FOUND', 'notFound');
  if (test.state !== 'WAITING')
    throw new AppError('CONFLICT', test.state === 'DONE' ? 'heldAlready' : 'withdrawn');
  return test;
}

async function recentMistakes(
  tx: TenantTx,
  { institutionId, studentId, since }: { institutionId: string; studentId: string; since: LocalDate },
): Promise<{ ayah: number; date: LocalDate }[]> {
  return tx.$queryRaw`
    SELECT ayah, date::text AS date FROM lesson_mistakes
    WHERE institution_id = ${institutionId}::uuid AND student_id = ${studentId}::uuid AND date >= ${since}::date
      AND undone_at IS NULL`;
}

/**
 * Draws the paper of a test, once: whoever opens it again finds the same questions. What is asked comes out of what the
 * child holds now, within what was asked for, tilted to its weak places by a seed that is kept.
 */
export async function openPaper(
  tx: TenantTx,
  scope: Scope,
  { testId }: { testId: string },
): Promise<{ testId: string }> {
  const institutionId = scope.institution.id;
  const test = await requireWaiting(tx, { institutionId, testId });
  const drawn = await tx.jaizaPaper.count({ where: { institutionId, testId } });
  if (drawn > 0) return { testId };
  const { studentId, kind } = test;
  const memorised = fromFlat(test.memorised ?? []);
  if (intersect(memorised, fromFlat(test.scope)).length === 0)
    throw new AppError('CONFLICT', 'nothingMemorised');
  const settings = readJaiza((await getSettings(tx, { institutionId })).jaiza);
  const since = addDays(scope.today, -MISTAKES_DAYS);
  const weakness = weaknessOf({
    memories: await getMemory(tx, { institutionId, studentId }),
    mistakes: await recentMistakes(tx, { institutionId, studentId, since }),
    on: scope.today,
  });
  const seed = randomInt(1, SEEDS);
  const passages = drawPassages({
    scope: fromFlat(test.scope),
    memorised,
    plan: settings.plans[kind],
    layout: test.mushaf,
    seed,
    weakness,
    tilt: settings.tilt,
    mixed: kind === 'TARTEEB',
  });
  await tx.jaizaPaper.create({
    data: {
      institutionId,
      id: v7(),
      testId,
      studentId,
      campusId: test.campusId,
      seed,
      passages: toFlat(passages),
      marks: marksToFlat(passages.map(() => NO_MARKS)),
      drawnBy: scope.userId,
      drawnOn: toDbDate(scope.today),
    },
  });
  await tx.jaizaTest.updateMany({
    where: { institutionId, id: testId },
    data: { examinerId: scope.userId, updatedAt: scope.now },
  });
  const detail = { testId, kind, questions: passages.length, scheme: juzSchemeOf(test.mushaf) };
  await appendAudit(tx, { action: 'jaiza.drawn', subject: 'student', subjectId: studentId, detail }, v7());
  return { testId };
}

/** Keeps what was counted at one question. */
export async function markQuestion(
  tx: TenantTx,
  scope: Scope,
  { testId, question, heard, next, ...counts }: MarkQuestion,
): Promise<{ testId: string; next: number | undefined }> {
  const institutionId = scope.institution.id;
  await requireWaiting(tx, { institutionId, testId });
  const paper = await tx.jaizaPaper.findFirst({
    where: { institutionId, testId },
    select: { id: true, marks: true },
  });
  const marks = paper && marksFromFlat(paper.marks);
  if (!paper || !marks?.[question]) throw new AppError('NOT_FOUND', 'notFound');
  marks[question] = { ...counts, heard: heard === 'on' };
  await tx.jaizaPaper.updateMany({
    where: { institutionId, id: paper.id },
    data: { marks: marksToFlat(marks), updatedAt: scope.now },
  });
  return { testId, next };
}
