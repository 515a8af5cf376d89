import 'server-only';
import { v7 } from 'uuid';
import { changesBetween } from '@/lib/audit/changes/rules';
import type { Scope } from '@/lib/core/auth/scope';
import { fromDbDate, toDbDate } from '@/lib/core/db/dates';
import { appendAudit } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import { nameWords, normaliseName } from '@/lib/core/name';
import type { LocalDate } from '@/lib/core/time';
import { requireReachable } from '@/lib/guardians/mutations';
import { refreshProgress } from '@/lib/progress/mutations';
import { sealHealth } from './health/mutations';
import { getNextRollNo } from './queries';
import { isMinor } from './rules';
import type { AddNote, EditStudent } from './schema';

/** Always throws CONFLICT at the roll number, with a number that is free. */
export async function refuseRollTaken(
  tx: TenantTx,
  { institutionId, rollNo, today }: { institutionId: string; rollNo: string; today: LocalDate },
): Promise<never> {
  const free = await getNextRollNo(tx, { institutionId, today });
  throw new AppError('CONFLICT', 'rollTaken', { field: 'rollNo', params: { value: rollNo, free } });
}

/** Corrects what is known of a child. Throws CONFLICT when somebody was faster or the roll number is another's,
 *  INVALID when a child that is now a minor has nobody who can be reached (P14). */
export async function editStudent(
  tx: TenantTx,
  { scope, input }: { scope: Scope; input: EditStudent },
): Promise<{ id: string }> {
  const institutionId = scope.institution.id;
  const { id, today } = { id: input.id, today: scope.today };
  const before = await tx.student.findUnique({
    where: { institutionId_id: { institutionId, id } },
    select: {
      name: true,
      nativeName: true,
      rollNo: true,
      bornOn: true,
      gender: true,
      mushaf: true,
      direction: true,
      startJuz: true,
      campusId: true,
    },
  });
  if (!before) throw new AppError('NOT_FOUND', 'notFound');
  const wasBornOn = before.bornOn && fromDbDate(before.bornOn);
  const bornOn = input.bornOn ?? null;
  if (bornOn && bornOn > today) throw new AppError('INVALID', 'dateInFuture', { field: 'bornOn' });
  if (isMinor(bornOn, today) && !isMinor(wasBornOn, today))
    await requireReachable(tx, { institutionId, studentId: id });
  const rollNo = input.rollNo ?? null;
  if (rollNo && (await tx.student.count({ where: { institutionId, rollNo, id: { not: id } } })))
    await refuseRollTaken(tx, { institutionId, rollNo, today });

  const changed = await tx.student.updateMany({
    where: { institutionId, id, updatedAt: new Date(input.updatedAt) },
    data: {
      name: input.name,
      nativeName: input.nativeName ?? null,
      sortName: normaliseName(input.name),
      rollNo,
      bornOn: bornOn ? toDbDate(bornOn) : null,
      gender: input.gender ?? null,
      mushaf: input.mushaf ?? null,
      direction: input.direction,
      startJuz: input.startJuz,
      updatedAt: scope.now,
    },
  });
  if (changed.count === 0) throw new AppError('CONFLICT', 'CONFLICT');
  await tx.studentWord.deleteMany({ where: { institutionId, studentId: id } });
  await tx.studentWord.createMany({
    data: nameWords(input.name, input.nativeName, rollNo).map((word) => ({
      institutionId,
      id: v7(),
      studentId: id,
      campusId: before.campusId,
      word,
    })),
  });
  // Direction and mushaf decide what comes next.
  await refreshProgress(tx, { institutionId, studentIds: [id], today: scope.today });
  const { campusId: _, ...was } = before;
  const detail = changesBetween(
    { ...was, bornOn: wasBornOn },
    {
      name: input.name,
      nativeName: input.nativeName ?? null,
      rollNo,
      bornOn,
      gender: input.gender ?? null,
      mushaf: input.mushaf ?? null,
      direction: input.direction,
      startJuz: input.startJuz,
    },
  );
  if (Object.keys(detail).length > 0)
    await appendAudit(tx, { action: 'student.corrected', subject: 'student', subjectId: id, detail }, v7());
  return { id };
}

/** A remark of the office; the same id again is the same remark. */
export async function addNote(
  tx: TenantTx,
  { scope, input }: { scope: Scope; input: AddNote },
): Promise<{ studentId: string }> {
  const institutionId = scope.institution.id;
  const { id, studentId, kind, body } = input;
  const student = await tx.student.findUnique({
    where: { institutionId_id: { institutionId, id: studentId } },
    select: { campusId: true },
  });
  if (!student) throw new AppError('NOT_FOUND', 'notFound');
  const stored = kind === 'HEALTH' ? await sealHealth({ institutionId, noteId: id }, body) : body;
  const made = await tx.studentNote.createMany({
    data: [{ institutionId, id, studentId, campusId: student.campusId, kind, body: stored }],
    skipDuplicates: true,
  });
  const detail = { noteKind: kind };
  if (made.count > 0)
    await appendAudit(
      tx,
      { action: 'student.noteAdded', subject: 'student', subjectId: studentId, detail },
      v7(),
    );
  return { studentId };
}

/** Erases a remark; that it was erased stays in the history, its words do not. */
export async function removeNote(
  tx: TenantTx,
  { scope, id, studentId }: { scope: Scope; id: string; studentId: string },
): Promise<{ studentId: string }> {
  const institutionId = scope.institution.id;
  const gone = await tx.studentNote.deleteMany({ where: { institutionId, id, studentId } });
  if (gone.count === 0) throw new AppError('NOT_FOUND', 'notFound');
  await appendAudit(tx, { action: 'student.noteErased', subject: 'student', subjectId: studentId }, v7());
  return { studentId };
}
