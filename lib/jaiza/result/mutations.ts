import 'server-only';
import { v7 } from 'uuid';
import type { Scope } from '@/lib/core/auth/scope';
import { toDbDate } from '@/lib/core/db/dates';
import { appendAudit } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import { addDays } from '@/lib/core/time';
import { askResult } from '@/lib/messages/causes/mutations';
import { refreshProgress } from '@/lib/progress/mutations';
import { juzSchemeOf, type MushafLayout } from '@/lib/quran/mushaf';
import { parseRange } from '@/lib/quran/notation';
import type { Range } from '@/lib/quran/position';
import { fromFlat, intersect, normalise, type RangeSet, toFlat } from '@/lib/quran/range-set';
import { getSettings } from '@/lib/settings/queries';
import { requireWaiting } from '../paper/mutations';
import { getPaper } from '../paper/queries';
import { juzPassedBy, juzTouchedBy, marksToFlat, proposeResult, scoreOf } from '../rules';
import { readJaiza } from '../settings/schema';
import type { MeetConditions, RecordResult } from './schema';

/** A condition is met within a term, or the child is examined anew. */
const LONGEST_CONDITION_DAYS = 120;
const MAX_TYPED_PARTS = 20;

/** What was typed, in the child's mushaf. Throws INVALID at its field in the words of the Quran notation. */
function readTyped(typed: string | undefined, layout: MushafLayout): Range[] {
  if (!typed) return [];
  return typed
    .split(/[,،;؛+]/)
    .slice(0, MAX_TYPED_PARTS)
    .map((part) => {
      const parsed = parseRange(part, { layout });
      if (parsed.ok) return parsed.range;
      const message = `range${parsed.code.charAt(0).toUpperCase()}${parsed.code.slice(1)}`;
      throw new AppError('INVALID', message, { field: 'takenBackTyped', params: { ...parsed.params } });
    });
}

/** The day of a condition lies ahead, and not too far. Throws INVALID. */
export function requireDue(due: string | undefined, today: string): void {
  if (due === undefined) return;
  if (due < today) throw new AppError('INVALID', 'duePast', { field: 'conditionsDue' });
  if (due > addDays(today, LONGEST_CONDITION_DAYS))
    throw new AppError('INVALID', 'dueFar', {
      field: 'conditionsDue',
      params: { days: LONGEST_CONDITION_DAYS },
    });
}

/** What a fail takes back: nothing but what is held. Throws INVALID. */
export function takenBackOf(
  { result, takenBack, takenBackTyped }: Pick<RecordResult, 'result' | 'takenBack' | 'takenBackTyped'>,
  { memorised, layout }: { memorised: RangeSet; layout: MushafLayout },
): RangeSet {
  if (result !== 'FAIL') return [];
  const wished = normalise([
    ...takenBack.map(([from, to]): Range => [from, to]),
    ...readTyped(takenBackTyped, layout),
  ]);
  const taken = intersect(wished, memorised);
  if (wished.length > 0 && taken.length === 0)
    throw new AppError('INVALID', 'notMemorised', { field: 'takenBackTyped' });
  return taken;
}

/**
 * Closes a test with the examiner's word. The score comes from the marks; another word than the score proposes needs a
 * remark. What a fail takes back leaves the memorised set from this day on, and a para that failed with nothing taken
 * back stands in the queue again.
 */
export async function recordResult(
  tx: TenantTx,
  scope: Scope,
  input: RecordResult,
): Promise<{ testId: string; studentId: string }> {
  const institutionId = scope.institution.id;
  const { testId, result, remark } = input;
  const test = await requireWaiting(tx, { institutionId, testId });
  const paper = await getPaper(tx, { institutionId, testId });
  if (!paper?.marks.some(({ heard }) => heard)) throw new AppError('CONFLICT', 'noneHeard');
  const settings = readJaiza((await getSettings(tx, { institutionId })).jaiza);
  const score = scoreOf(paper.marks, settings);
  if (result !== proposeResult(score, settings) && !remark)
    throw new AppError('INVALID', 'remarkNeeded', { field: 'remark' });
  const conditional = result === 'CONDITIONAL_PASS';
  if (conditional) requireDue(input.conditionsDue, scope.today);
  const { studentId, campusId, kind, mushaf } = test;
  const memorised = fromFlat(test.memorised ?? []);
  const scheme = juzSchemeOf(mushaf);
  const taken = takenBackOf(input, { memorised, layout: mushaf });
  const passed = result === 'FAIL' ? [] : juzPassedBy(kind, fromFlat(test.scope), scheme);
  await tx.jaizaResult.create({
    data: {
      institutionId,
      id: v7(),
      testId,
      studentId,
      campusId,
      kind,
      heldOn: toDbDate(scope.today),
      result,
      score,
      passMark: settings.passMark,
      passages: toFlat(paper.passages),
      marks: marksToFlat(paper.marks),
      conditions: conditional ? (input.conditions ?? null) : null,
      conditionsDue: conditional && input.conditionsDue ? toDbDate(input.conditionsDue) : null,
      takenBack: toFlat(taken),
      passedJuz: passed,
      lostJuz: juzTouchedBy(taken, scheme),
      remark: remark ?? null,
      examinerId: scope.userId,
    },
  });
  await tx.jaizaTest.updateMany({
    where: { institutionId, id: testId },
    data: { state: 'DONE', examinerId: scope.userId, updatedAt: scope.now },
  });
  if (result === 'FAIL' && kind === 'PARA' && taken.length === 0) await askAgain(tx, scope, testId);
  await refreshProgress(tx, { institutionId, studentIds: [studentId], today: scope.today });
  const detail = {
    testId,
    kind,
    result,
    score,
    ...(test.juz && { juz: test.juz }),
    ...(taken.length > 0 && { takenBack: toFlat(taken) }),
  };
  await appendAudit(tx, { action: 'jaiza.held', subject: 'student', subjectId: studentId, detail }, v7());
  await askResult(tx, { studentId, testId });
  return { testId, studentId };
}

/** The same test once more: weak, so another jaiza, while the lesson waits. */
export async function askAgain(tx: TenantTx, scope: Scope, testId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO jaiza_tests (institution_id, id, student_id, campus_id, kind, juz, scope, origin, asked_on, asked_by)
    SELECT institution_id, ${v7()}::uuid, student_id, campus_id, kind, juz, scope, 'RETEST', ${scope.today}::date,
      ${scope.userId}::uuid
    FROM jaiza_tests WHERE institution_id = ${scope.institution.id}::uuid AND id = ${testId}::uuid
    ON CONFLICT DO NOTHING`;
}

/** The conditions of a conditional pass were met: from now on it is a pass. */
export async function meetConditions(
  tx: TenantTx,
  scope: Scope,
  { testId }: MeetConditions,
): Promise<{ testId: string; studentId: string }> {
  const where = { institutionId: scope.institution.id, testId };
  const result = await tx.jaizaResult.findFirst({
    where,
    select: { studentId: true, result: true, conditionsMet: true },
  });
  if (result?.result !== 'CONDITIONAL_PASS') throw new AppError('NOT_FOUND', 'notFound');
  const { studentId } = result;
  if (result.conditionsMet) return { testId, studentId };
  await tx.jaizaResult.updateMany({
    where,
    data: { conditionsMet: toDbDate(scope.today), updatedAt: scope.now },
  });
  const entry = { action: 'jaiza.conditionsMet' as const, subject: 'student', subjectId: studentId };
  await appendAudit(tx, { ...entry, detail: { testId } }, v7());
  return { testId, studentId };
}
