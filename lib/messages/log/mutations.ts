import 'server-only';
import { v7 } from 'uuid';
import { appendAudit, enqueue } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';

/** Has a message that did not arrive written anew from the record, and sent. */
export async function resend(
  tx: TenantTx,
  { id, institutionId }: { id: string; institutionId: string },
): Promise<void> {
  const row = await tx.delivery.findUnique({
    where: { institutionId_id: { institutionId, id } },
    select: { state: true, studentId: true },
  });
  if (!row) throw new AppError('NOT_FOUND', 'notFound');
  if (row.state !== 'FAILED' && row.state !== 'SUPPRESSED') throw new AppError('CONFLICT', 'notResendable');
  await appendAudit(tx, { action: 'messages.resent', subject: 'student', subjectId: row.studentId }, v7());
  await enqueue(tx, 'messages.again', { ids: { deliveryId: id }, key: id });
}
