import 'server-only';
import { v7 } from 'uuid';
import { changesBetween } from '@/lib/audit/changes/rules';
import type { Scope } from '@/lib/core/auth/scope';
import { tables } from '@/lib/core/auth/tables';
import { fromDbDate, toDbDate } from '@/lib/core/db/dates';
import { appendAudit } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import type { LocalDate } from '@/lib/core/time';
import { refreshProgress } from '@/lib/progress/mutations';
import { requireHalqa, requirePast } from '../enrolment/mutations';
import type { LeaveStudent, ReturnStudent, TransferStudent } from '../enrolment/schema';

/** Tables whose rows carry a child and the campus it is at now. Deliveries are not the office's to change: what was
 *  sent stays as it was sent. */
export const campusTables: readonly string[] = Object.entries(tables)
  .filter(
    ([name, { columns, rights }]) =>
      name !== 'students' && columns.student && columns.campus && rights.admin?.update,
  )
  .map(([name]) => name);

// Names come from our own access table, never from input. The rows' keys hold them to the child's campus, so child and
// rows move in one statement, at whose end the keys are checked.
const moveChild = `WITH ${campusTables
  .map(
    (table, at) =>
      `moved${at} AS (UPDATE ${table} SET campus_id = $1::uuid WHERE institution_id = $2::uuid AND student_id = $3::uuid)`,
  )
  .join(', ')} UPDATE students SET campus_id = $1::uuid WHERE institution_id = $2::uuid AND id = $3::uuid`;

type Move = { scope: Scope; id: string; updatedAt: string; date: LocalDate; status: 'ACTIVE' | 'LEFT' };

/** The child as it stands, its form not stale, the day possible. Throws NOT_FOUND, CONFLICT, INVALID. */
async function requireMovable(tx: TenantTx, { scope, id, updatedAt, date, status }: Move) {
  const institutionId = scope.institution.id;
  const student = await tx.student.findUnique({
    where: { institutionId_id: { institutionId, id } },
    select: {
      status: true,
      halqaId: true,
      campusId: true,
      programme: true,
      updatedAt: true,
      enrolments: { select: { fromDate: true, toDate: true }, orderBy: { fromDate: 'desc' }, take: 1 },
    },
  });
  if (!student) throw new AppError('NOT_FOUND', 'notFound');
  if (student.updatedAt.toISOString() !== updatedAt) throw new AppError('CONFLICT', 'CONFLICT');
  if (student.status !== status)
    throw new AppError('CONFLICT', status === 'ACTIVE' ? 'studentHasLeft' : 'studentIsHere');
  requirePast(date, { today: scope.today, field: 'date' });
  const last = student.enrolments[0];
  const earliest = last && fromDbDate(last.toDate ?? last.fromDate);
  if (earliest && date < earliest)
    throw new AppError('INVALID', 'dateBeforeEnrolment', { field: 'date', params: { earliest } });
  return student;
}

async function endEnrolment(
  tx: TenantTx,
  { scope, id, date, reason }: { scope: Scope; id: string; date: LocalDate; reason: string },
): Promise<void> {
  await tx.enrolment.updateMany({
    where: { institutionId: scope.institution.id, studentId: id, toDate: null },
    data: { toDate: toDbDate(date), reason, updatedAt: scope.now },
  });
}

type Seat = { halqaId: string; campusId: string; programme: string };

/** Takes the child with all its rows to the campus and opens the new enrolment there. */
async function seat(
  tx: TenantTx,
  { scope, id, date, to, from }: { scope: Scope; id: string; date: LocalDate; to: Seat; from: string },
): Promise<void> {
  const institutionId = scope.institution.id;
  const { halqaId, programme } = to;
  if (to.campusId !== from) await tx.$executeRawUnsafe(moveChild, to.campusId, institutionId, id);
  await tx.student.updateMany({
    where: { institutionId, id },
    data: { halqaId, programme, status: 'ACTIVE', leftOn: null, leaveReason: null, updatedAt: scope.now },
  });
  await tx.enrolment.create({
    data: { institutionId, id: v7(), studentId: id, ...to, fromDate: toDbDate(date) },
  });
}

/** To another halqa or programme; the old enrolment ends with its reason and stays in the history. */
export async function transferStudent(
  tx: TenantTx,
  { scope, input }: { scope: Scope; input: TransferStudent },
): Promise<{ id: string }> {
  const { id, date, reason, programme } = input;
  const institutionId = scope.institution.id;
  const student = await requireMovable(tx, { scope, ...input, status: 'ACTIVE' });
  const halqa = await requireHalqa(tx, { institutionId, id: input.halqaId });
  if (student.halqaId === halqa.id && student.programme === programme)
    throw new AppError('INVALID', 'sameHalqa', { field: 'halqaId' });
  const to = { halqaId: halqa.id, campusId: halqa.campusId, programme };
  await endEnrolment(tx, { scope, id, date, reason });
  await seat(tx, { scope, id, date, to, from: student.campusId });
  await refreshProgress(tx, { institutionId, studentIds: [id], today: scope.today });
  const detail = {
    date,
    reason,
    ...changesBetween(
      { halqaId: student.halqaId, campusId: student.campusId, programme: student.programme },
      to,
    ),
  };
  await appendAudit(tx, { action: 'student.transferred', subject: 'student', subjectId: id, detail }, v7());
  return { id };
}

/** The child goes; everything recorded of it stays. */
export async function leaveStudent(
  tx: TenantTx,
  { scope, input }: { scope: Scope; input: LeaveStudent },
): Promise<{ id: string }> {
  const { id, date, reason } = input;
  const institutionId = scope.institution.id;
  const student = await requireMovable(tx, { scope, ...input, status: 'ACTIVE' });
  await endEnrolment(tx, { scope, id, date, reason });
  await tx.student.updateMany({
    where: { institutionId, id },
    data: {
      status: 'LEFT',
      leftOn: toDbDate(date),
      leaveReason: reason,
      halqaId: null,
      updatedAt: scope.now,
    },
  });
  const detail = { date, reason, halqaId: [student.halqaId, null] };
  await appendAudit(tx, { action: 'student.left', subject: 'student', subjectId: id, detail }, v7());
  return { id };
}

/** A child that had left sits in a halqa again. */
export async function returnStudent(
  tx: TenantTx,
  { scope, input }: { scope: Scope; input: ReturnStudent },
): Promise<{ id: string }> {
  const { id, date, programme } = input;
  const institutionId = scope.institution.id;
  const student = await requireMovable(tx, { scope, ...input, status: 'LEFT' });
  const halqa = await requireHalqa(tx, { institutionId, id: input.halqaId });
  const to = { halqaId: halqa.id, campusId: halqa.campusId, programme };
  await seat(tx, { scope, id, date, to, from: student.campusId });
  await refreshProgress(tx, { institutionId, studentIds: [id], today: scope.today });
  const detail = { date, halqaId: [null, halqa.id], programme: [null, programme] };
  await appendAudit(tx, { action: 'student.returned', subject: 'student', subjectId: id, detail }, v7());
  return { id };
}
