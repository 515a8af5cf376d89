import 'server-only';
import { v7 } from 'uuid';
import { changesBetween, withheld } from '@/lib/audit/changes/rules';
import type { Scope } from '@/lib/core/auth/scope';
import { appendAudit } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import type { TermMarksForm } from './schema';

/** Gives a child its marks for one term, or corrects them; saving the same again changes nothing. */
export async function saveTermMarks(
  tx: TenantTx,
  scope: Scope,
  input: TermMarksForm,
): Promise<TermMarksForm> {
  const { studentId, schoolYear, term } = input;
  const institutionId = scope.institution.id;
  const student = await tx.student.findFirst({
    where: { institutionId, id: studentId },
    select: { campusId: true },
  });
  if (!student) throw new AppError('NOT_FOUND', 'notFound');
  const key = { institutionId_studentId_schoolYear_term: { institutionId, studentId, schoolYear, term } };
  const before = await tx.termMark.findUnique({
    where: key,
    select: { zabt: true, tajweed: true, salah: true, remark: true },
  });
  const marks = {
    zabt: input.zabt ?? null,
    tajweed: input.tajweed ?? null,
    salah: input.salah ?? null,
    remark: input.remark ?? null,
  };
  // The remark is words about a child: that it changed stands in the trail, not what it says.
  const noted = (row: typeof marks | null) =>
    row && {
      markZabt: row.zabt,
      markTajweed: row.tajweed,
      markSalah: row.salah,
      remark: withheld(row.remark),
    };
  const detail = changesBetween(noted(before), noted(marks)!);
  if (Object.keys(detail).length === 0) return input;
  await tx.termMark.upsert({
    where: key,
    create: {
      institutionId,
      id: v7(),
      studentId,
      campusId: student.campusId,
      schoolYear,
      term,
      recordedBy: scope.userId,
      ...marks,
    },
    update: { ...marks, recordedBy: scope.userId, updatedAt: scope.now },
  });
  await appendAudit(
    tx,
    {
      action: 'reports.marked',
      subject: 'student',
      subjectId: studentId,
      detail: { year: schoolYear, term, ...detail },
    },
    v7(),
  );
  return input;
}
