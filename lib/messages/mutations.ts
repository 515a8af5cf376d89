import 'server-only';
import { v5 } from 'uuid';
import type { OutgoingMessage, SendFault, SendReceipt } from '@/lib/adapters/messaging/port';
import type { TenantTx } from '@/lib/core/db/tenant';
import { reachOf, type Silence } from './rules';

export interface ReadyDelivery {
  id: string;
  channel: string;
  digest: string | null;
  writtenAt: Date;
  message: OutgoingMessage;
}

type Ending = {
  state: SendReceipt['state'] | 'FAILED' | 'SUPPRESSED';
  reason?: Silence | SendFault | 'NOT_ANSWERED';
  providerRef?: string | null;
};

/**
 * A waiting delivery as it may go out now: consent, opt-out and number are asked again (P21, P24). One that may not go
 * any more is closed here.
 * @returns undefined when there is nothing to send: already ended, gone, or silenced
 */
export async function takeDelivery(
  tx: TenantTx,
  { institutionId, deliveryId, now }: { institutionId: string; deliveryId: string; now: Date },
): Promise<ReadyDelivery | undefined> {
  const row = await tx.delivery.findUnique({
    where: { institutionId_id: { institutionId, id: deliveryId } },
    select: {
      id: true,
      studentId: true,
      guardianId: true,
      kind: true,
      channel: true,
      language: true,
      state: true,
      body: true,
      digest: true,
      updatedAt: true,
    },
  });
  if (row?.state !== 'QUEUED' || row.body === null) return;
  const link = await tx.guardianship.findUnique({
    where: {
      institutionId_studentId_guardianId: {
        institutionId,
        studentId: row.studentId,
        guardianId: row.guardianId,
      },
    },
    select: { receivesMessages: true, optedOutAt: true },
  });
  const contact = await tx.guardianContact.findFirst({
    where: { institutionId, guardianId: row.guardianId, kind: 'PHONE' },
    select: { value: true },
    orderBy: [{ isPrimary: 'desc' }, { createdAt: 'asc' }],
  });
  const { digest } = row;
  const reach = reachOf({
    receivesMessages: link?.receivesMessages ?? false,
    optedOut: Boolean(link?.optedOutAt),
    phone: contact?.value,
  });
  if ('silence' in reach) {
    await endDelivery(
      tx,
      { institutionId, id: row.id, digest, now },
      { state: 'SUPPRESSED', reason: reach.silence },
    );
    return;
  }
  return {
    id: row.id,
    channel: row.channel,
    digest,
    writtenAt: row.updatedAt,
    message: {
      // The same words again are the same message; rewritten ones are another.
      key: v5(`${digest}:${row.updatedAt.toISOString()}`, row.id),
      kind: row.kind as OutgoingMessage['kind'],
      language: row.language as OutgoingMessage['language'],
      to: reach.phone,
      body: row.body,
    },
  };
}

/**
 * Writes how a delivery ended and erases its words (P25). One that was rewritten while it was on its way stays waiting:
 * its own job sends the new words.
 */
export async function endDelivery(
  tx: TenantTx,
  which: { institutionId: string; id: string; digest: string | null; now: Date },
  { state, reason, providerRef }: Ending,
): Promise<void> {
  const { institutionId, id, digest, now } = which;
  const sent = state === 'SENT' || state === 'DELIVERED';
  await tx.delivery.updateMany({
    where: { institutionId, id, state: 'QUEUED', digest },
    data: {
      state,
      reason: reason ?? null,
      body: null,
      providerRef: providerRef ?? null,
      sentAt: sent ? now : null,
      endedAt: state === 'SENT' ? null : now,
      updatedAt: now,
    },
  });
}
