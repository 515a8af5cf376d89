import 'server-only';
import { v7 } from 'uuid';
import type { Scope } from '@/lib/core/auth/scope';
import { toDbDate } from '@/lib/core/db/dates';
import { appendAudit } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import type { BandAct } from './rules';
import type { DecideBand, ProposeBand } from './schema';

const doneAs = { STOP: 'band.stopped', RELEASE: 'band.released' } as const;

async function isStopped(
  tx: TenantTx,
  { institutionId, studentId }: { institutionId: string; studentId: string },
): Promise<boolean> {
  const last = await tx.sabaqBand.findFirst({
    where: { institutionId, studentId, state: 'APPROVED' },
    orderBy: [{ decidedOn: 'desc' }, { updatedAt: 'desc' }, { id: 'desc' }],
    select: { act: true },
  });
  return last?.act === 'STOP';
}

/** A stop where the lesson is stopped, or a release where it is not, is refused in words. */
async function requireSense(
  tx: TenantTx,
  { institutionId, studentId, act }: { institutionId: string; studentId: string; act: BandAct },
): Promise<void> {
  const stopped = await isStopped(tx, { institutionId, studentId });
  if ((act === 'STOP') === stopped) throw new AppError('CONFLICT', stopped ? 'stoppedAlready' : 'notStopped');
}

/** The ustadh proposes; what the head enters holds at once. */
export async function proposeBand(
  tx: TenantTx,
  scope: Scope,
  input: ProposeBand,
): Promise<{ studentId: string }> {
  const institutionId = scope.institution.id;
  const { id, studentId, act, reason } = input;
  const student = await tx.student.findFirst({
    where: { institutionId, id: studentId },
    select: { campusId: true, status: true },
  });
  if (!student) throw new AppError('NOT_FOUND', 'notFound');
  if (student.status !== 'ACTIVE') throw new AppError('CONFLICT', 'studentHasLeft');
  const known = await tx.sabaqBand.findFirst({
    where: { institutionId, studentId, OR: [{ id }, { state: 'PROPOSED' }] },
    select: { id: true },
  });
  if (known?.id === id) return { studentId };
  await requireSense(tx, { institutionId, studentId, act });
  const head = scope.role === 'admin';
  if (known && !head) throw new AppError('CONFLICT', 'proposedAlready');
  if (known)
    await tx.sabaqBand.updateMany({
      where: { institutionId, id: known.id },
      data: { state: 'DECLINED', ...decidedBy(scope) },
    });
  await tx.sabaqBand.create({
    data: {
      institutionId,
      id,
      studentId,
      campusId: student.campusId,
      act,
      reason,
      proposedBy: scope.userId,
      proposedOn: toDbDate(scope.today),
      ...(head && { state: 'APPROVED', ...decidedBy(scope) }),
    },
  });
  const action = head ? doneAs[act] : 'band.proposed';
  const detail = { bandId: id, act, reason };
  await appendAudit(tx, { action, subject: 'student', subjectId: studentId, detail }, v7());
  return { studentId };
}

const decidedBy = (scope: Scope) => ({
  decidedBy: scope.userId,
  decidedOn: toDbDate(scope.today),
  updatedAt: scope.now,
});

/** The head approves or declines a proposal; what was decided already is said, not decided again. */
export async function decideBand(
  tx: TenantTx,
  scope: Scope,
  { id, decision, from }: DecideBand,
): Promise<{ studentId: string; from: 'queue' | 'student' }> {
  const institutionId = scope.institution.id;
  const proposal = await tx.sabaqBand.findFirst({
    where: { institutionId, id },
    select: { studentId: true, act: true, state: true, reason: true },
  });
  if (!proposal) throw new AppError('NOT_FOUND', 'notFound');
  if (proposal.state !== 'PROPOSED') throw new AppError('CONFLICT', 'decidedAlready');
  const { studentId, reason } = proposal;
  // A closed list of the database.
  const act = proposal.act as BandAct;
  if (decision === 'APPROVED') await requireSense(tx, { institutionId, studentId, act });
  await tx.sabaqBand.updateMany({
    where: { institutionId, id, state: 'PROPOSED' },
    data: { state: decision, ...decidedBy(scope) },
  });
  const action = decision === 'APPROVED' ? doneAs[act] : 'band.declined';
  const detail = { bandId: id, act, reason };
  await appendAudit(tx, { action, subject: 'student', subjectId: studentId, detail }, v7());
  return { studentId, from: from ?? 'student' };
}
