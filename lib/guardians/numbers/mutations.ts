import 'server-only';
import { v7 } from 'uuid';
import { appendAudit } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';

/** The office says that a number is right after all: messages go to it again, and its next code opens the portal. On a
 *  guardian whom it does not see no number stands. */
export async function confirmNumber(
  tx: TenantTx,
  { guardianId, numberId }: { guardianId: string; numberId: string },
): Promise<void> {
  const [told] = await tx.$queryRaw<{ confirmed: boolean | null }[]>`
    SELECT app.confirm_number(${guardianId}::uuid, ${numberId}::uuid) AS confirmed`;
  if (typeof told?.confirmed !== 'boolean') throw new AppError('NOT_FOUND', 'notFound');
  if (told.confirmed)
    await appendAudit(
      tx,
      { action: 'guardian.numberRight', subject: 'guardian', subjectId: guardianId },
      v7(),
    );
}
