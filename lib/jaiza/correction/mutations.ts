import 'server-only';
import { v7 } from 'uuid';
import type { Scope } from '@/lib/core/auth/scope';
import { fromDbDate, toDbDate } from '@/lib/core/db/dates';
import { appendAudit } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import { askResult } from '@/lib/messages/causes/mutations';
import { refreshProgress } from '@/lib/progress/mutations';
import { juzSchemeOf, type MushafLayout } from '@/lib/quran/mushaf';
import { fromFlat, toFlat, union } from '@/lib/quran/range-set';
import { getSettings } from '@/lib/settings/queries';
import { askAgain, requireDue, takenBackOf } from '../result/mutations';
import type { CorrectResult } from '../result/schema';
import {
  juzPassedBy,
  juzTouchedBy,
  marksFromFlat,
  marksToFlat,
  proposeResult,
  scoreOf,
  type TestKind,
  type TestResult,
} from '../rules';
import { readJaiza } from '../settings/schema';
import { asksAgain, withCounts } from './rules';

type Held = {
  id: string;
  kind: TestKind;
  juz: number | null;
  scope: number[];
  mushaf: MushafLayout;
  studentId: string;
  examinerId: string | null;
  result: TestResult;
  score: number;
  marks: number[];
  conditions: string | null;
  conditionsDue: Date | null;
  conditionsMet: Date | null;
  takenBack: number[];
  remark: string | null;
  memorised: number[] | null;
};

/** A test that was held, locked. Throws NOT_FOUND. */
async function requireHeld(
  tx: TenantTx,
  { institutionId, testId }: { institutionId: string; testId: string },
): Promise<Held> {
  const [held] = await tx.$queryRaw<Held[]>`
    SELECT r.id, t.kind, t.juz, t.scope, coalesce(s.mushaf, i.mushaf) AS mushaf, r.student_id AS "studentId",
      r.examiner_id AS "examinerId", r.result, r.score::float8 AS score, r.marks, r.conditions,
      r.conditions_due AS "conditionsDue", r.conditions_met AS "conditionsMet", r.taken_back AS "takenBack", r.remark, p.memorised
    FROM jaiza_results r
    JOIN jaiza_tests t ON t.institution_id = r.institution_id AND t.id = r.test_id
    JOIN students s ON s.institution_id = r.institution_id AND s.id = r.student_id
    JOIN institutions i ON i.id = r.institution_id
    LEFT JOIN student_progress p ON p.institution_id = r.institution_id AND p.student_id = r.student_id
    WHERE r.institution_id = ${institutionId}::uuid AND r.test_id = ${testId}::uuid FOR UPDATE OF r`;
  if (!held) throw new AppError('NOT_FOUND', 'notFound');
  return held;
}

/**
 * Another word on a test that is closed, with the reason: it counts as if it had been said on the day of the test. What
 * that day took back or passed is worked out anew, and the trail keeps both words.
 */
export async function correctResult(
  tx: TenantTx,
  scope: Scope,
  input: CorrectResult,
): Promise<{ testId: string; studentId: string }> {
  const institutionId = scope.institution.id;
  const { testId, result, remark = null, reason } = input;
  const held = await requireHeld(tx, { institutionId, testId });
  const { studentId, kind, juz, mushaf } = held;
  if (scope.role !== 'admin' && held.examinerId !== scope.userId)
    throw new AppError('CONFLICT', 'othersTest');
  const old = marksFromFlat(held.marks);
  const marks = input.counts ? withCounts(old, input.counts) : old;
  if (!marks) throw new AppError('INVALID', 'countOdd', { field: 'counts' });
  const settings = readJaiza((await getSettings(tx, { institutionId })).jaiza);
  const flat = marksToFlat(marks);
  // The weights may have changed since: what was not counted anew keeps its score.
  const score = String(flat) === String(held.marks) ? held.score : scoreOf(marks, settings);
  if (result !== proposeResult(score, settings) && !remark)
    throw new AppError('INVALID', 'remarkNeeded', { field: 'remark' });
  const conditional = result === 'CONDITIONAL_PASS';
  const due = conditional ? (input.conditionsDue ?? null) : null;
  const dueBefore = held.conditionsDue && fromDbDate(held.conditionsDue);
  if (due && due !== dueBefore) requireDue(due, scope.today);
  // What this very test took back is held again, as far as it is taken back no more.
  const memorised = union(fromFlat(held.memorised ?? []), fromFlat(held.takenBack));
  const scheme = juzSchemeOf(mushaf);
  const taken = takenBackOf(input, { memorised, layout: mushaf });
  const conditions = conditional ? (input.conditions ?? null) : null;
  const after = {
    result,
    score,
    marks: flat,
    conditions,
    conditionsDue: due,
    takenBack: toFlat(taken),
    remark,
  };
  const before = {
    result: held.result,
    score: held.score,
    marks: held.marks,
    conditions: held.conditions,
    conditionsDue: dueBefore,
    takenBack: held.takenBack,
    remark: held.remark,
  };
  if (JSON.stringify(before) === JSON.stringify(after)) return { testId, studentId };
  const passed = result === 'FAIL' ? [] : juzPassedBy(kind, fromFlat(held.scope), scheme);
  await tx.jaizaResult.updateMany({
    where: { institutionId, id: held.id },
    data: {
      ...after,
      conditionsDue: due ? toDbDate(due) : null,
      conditionsMet: conditional && conditions === held.conditions ? held.conditionsMet : null,
      passedJuz: passed,
      lostJuz: juzTouchedBy(taken, scheme),
      updatedAt: scope.now,
    },
  });
  const [again, wasAgain] = [after, before].map((one) => asksAgain({ kind, ...one }));
  if (again && !wasAgain) await askAgain(tx, scope, testId);
  await refreshProgress(tx, { institutionId, studentIds: [studentId], today: scope.today });
  const settled = wasAgain && !again && juz ? [...passed, juz] : passed;
  await forgetWaiting(tx, { institutionId, studentId, juz: settled, at: scope.now });
  const changed = (Object.keys(after) as (keyof typeof after)[]).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
  const detail = {
    testId,
    kind,
    ...(juz && { juz }),
    reason,
    ...Object.fromEntries(changed.map((key) => [key, [before[key], after[key]]])),
  };
  await appendAudit(
    tx,
    { action: 'jaiza.corrected', subject: 'student', subjectId: studentId, detail },
    v7(),
  );
  await askResult(tx, { studentId, testId });
  return { testId, studentId };
}

/** What the old word asked for, a second hearing or that of a para which is complete again, while nobody has begun it. */
async function forgetWaiting(
  tx: TenantTx,
  { juz, at, ...child }: { institutionId: string; studentId: string; juz: number[]; at: Date },
): Promise<void> {
  await tx.jaizaTest.updateMany({
    where: {
      ...child,
      kind: 'PARA',
      juz: { in: juz },
      origin: { in: ['RETEST', 'PARA_COMPLETE'] },
      state: 'WAITING',
      examinerId: null,
    },
    data: { state: 'WITHDRAWN', updatedAt: at },
  });
}
