import 'server-only';
import { v7 } from 'uuid';
import type { FaultDetail, Found, SendFault, SendReceipt } from '@/lib/adapters/messaging/port';
import { appendAudit, enqueue } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { endDeliveries, queueDeliveries } from '../outbox/mutations';
import type { Outgoing } from '../outbox/queries';
import { afterSilence, remedyOf } from '../outbox/rules';
import { templateNameOf, wordingOf } from '../templates/rules';

type Of = { institutionId: string; now: Date };
const later = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1000);
const freed = { tryingAt: null } as const;

/** The channel took them. Words of what is there are erased at once (P25), of what is on its way when its end is known. */
export async function settleSent(
  tx: TenantTx,
  { institutionId, now }: Of,
  sent: readonly { delivery: Outgoing; receipt: SendReceipt }[],
): Promise<void> {
  if (sent.length === 0) return;
  const rows = sent.map(({ delivery: { id }, receipt }) => ({
    id,
    state: receipt.state,
    ref: receipt.providerRef,
  }));
  // A report of the provider's may have been faster: then it stands, and only its name for the message is missing.
  await tx.$executeRaw`
    UPDATE deliveries d SET provider_ref = s.ref,
      state = CASE WHEN d.state = 'QUEUED' THEN s.state ELSE d.state END,
      reason = CASE WHEN d.state = 'QUEUED' THEN NULL ELSE d.reason END,
      code = CASE WHEN d.state = 'QUEUED' THEN NULL ELSE d.code END,
      trying_at = NULL,
      sent_at = coalesce(d.sent_at, ${now}::timestamptz),
      ended_at = CASE WHEN d.state = 'QUEUED' AND s.state = 'DELIVERED' THEN ${now}::timestamptz ELSE d.ended_at END,
      body = CASE WHEN d.state = 'QUEUED' AND s.state = 'DELIVERED' THEN NULL ELSE d.body END,
      values = CASE WHEN d.state = 'QUEUED' AND s.state = 'DELIVERED' THEN '{}' ELSE d.values END,
      updated_at = ${now}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS s(id uuid, state text, ref text)
    WHERE d.institution_id = ${institutionId}::uuid AND d.id = s.id`;
  if (sent.some(({ delivery }) => (delivery.strikes ?? 0) > 0))
    await tx.messageChannel.updateMany({
      where: { institutionId, line: 'WHATSAPP', strikes: { gt: 0 } },
      data: { strikes: 0 },
    });
  if (rows.some(({ state }) => state === 'SENT')) await askErasure(tx, now);
}

/** One job an hour erases what a provider never reported on. */
const askErasure = (tx: TenantTx, now: Date) =>
  enqueue(tx, 'messages.erase', {
    ids: {},
    key: now.toISOString().slice(0, 13),
    runAt: later(now, 25 * 3600),
  });

/** P25: words of what was handed over go after a day, whatever the provider says. */
export async function eraseOld(tx: TenantTx, { institutionId, now }: Of): Promise<void> {
  await tx.delivery.updateMany({
    where: { institutionId, state: 'SENT', sentAt: { lte: later(now, -24 * 3600) }, NOT: { body: null } },
    data: { body: null, values: { set: [] } },
  });
}

/** A letter was taken by the mail server, refused, or could not be brought. */
export async function settleLetter(
  tx: TenantTx,
  of: Of,
  { id, attempts }: Outgoing,
  came: 'taken' | 'refused' | 'away',
): Promise<void> {
  const { institutionId, now } = of;
  if (came === 'away' && attempts < 6) {
    await tx.delivery.updateMany({ where: { institutionId, id, state: 'QUEUED' }, data: freed });
    return queueDeliveries(tx, of, [{ id, dueAt: later(now, 60 * 2 ** attempts) }]);
  }
  if (came !== 'taken') return endDeliveries(tx, of, [id], { state: 'FAILED', reason: 'NO_MAIL' });
  await tx.delivery.updateMany({
    where: { institutionId, id, state: 'QUEUED' },
    data: {
      state: 'SENT',
      reason: null,
      tryingAt: null,
      sentAt: now,
      endedAt: now,
      updatedAt: now,
      body: null,
      values: { set: [] },
    },
  });
}

/** The channel did not take it, or nobody knows: what its class of fault asks for. */
export async function settleFault(
  tx: TenantTx,
  of: Of,
  delivery: Outgoing,
  { fault, detail }: { fault: SendFault; detail: FaultDetail },
): Promise<void> {
  const { institutionId, now } = of;
  const { id, attempts: tries, phone } = delivery;
  const which = { where: { institutionId, id, state: 'QUEUED' } };
  const line = { where: { institutionId, line: 'WHATSAPP' } };
  const remedy = remedyOf(fault, {
    tries,
    strikes: delivery.strikes ?? 0,
    numberStrikes: delivery.numberStrikes ?? 0,
    retryAfter: detail.retryAfter,
  });
  const code = detail.code ?? null;
  const again = (moment: Date) => queueDeliveries(tx, of, [{ id, dueAt: moment }]);
  if (remedy.act === 'ask') return again(later(now, remedy.inSeconds));
  if (remedy.act === 'end') {
    if (remedy.deadNumber && phone) await noteNumber(tx, of, phone, { deadAt: now });
    if (remedy.deadNumber && delivery.email) {
      await tx.delivery.updateMany({ ...which, data: freed });
      return again(now);
    }
    return endDeliveries(tx, of, [id], { state: 'FAILED', reason: remedy.reason, code: detail.code });
  }
  await tx.delivery.updateMany({ ...which, data: { ...freed, code } });
  if (remedy.act === 'stop') {
    await stopChannel(tx, of, detail);
    // Held until the channel goes again or its hours are over: takeDelivery finds out which.
    return again(later(now, 1));
  }
  if (remedy.act === 'closeWindow') {
    if (phone) await noteNumber(tx, of, phone, { heardAt: null });
    return again(now);
  }
  const moment = later(now, remedy.inSeconds);
  if (remedy.act === 'slow')
    await tx.messageChannel.updateMany({
      ...line,
      data: { holdUntil: moment, slotAt: moment, strikes: { increment: 1 } },
    });
  if (remedy.act === 'pair' && phone)
    await noteNumber(tx, of, phone, { waitUntil: moment, strikes: (delivery.numberStrikes ?? 0) + 1 });
  if (remedy.act === 'template') {
    const wording = wordingOf(delivery.kind, delivery.purpose);
    const state = code === 132015 ? 'PAUSED' : 'DISABLED';
    if (wording)
      await tx.messageTemplate.updateMany({
        where: { institutionId, name: templateNameOf(wording), language: delivery.language },
        data: { state, reason: `#${code}`, updatedAt: now },
      });
  }
  return again(remedy.act === 'slow' ? now : moment);
}

/** What the provider said about a message whose answer was not heard. */
export async function settleFound(tx: TenantTx, of: Of, delivery: Outgoing, found: Found): Promise<void> {
  const { institutionId, now } = of;
  const { id, tryingAt } = delivery;
  if (typeof found === 'object') return settleSent(tx, of, [{ delivery, receipt: found }]);
  if (found === 'ENDED_BADLY') return endDeliveries(tx, of, [id], { state: 'FAILED', reason: 'ENDED_BADLY' });
  const next =
    found === 'NOT_THERE'
      ? 'SEND_AGAIN'
      : afterSilence(
          {
            tryingAt: tryingAt!,
            heardAt: delivery.channelHeardAt,
            dueAt: delivery.dueAt,
            tries: delivery.attempts,
          },
          now,
        );
  if (next === 'GIVE_UP') return endDeliveries(tx, of, [id], { state: 'FAILED', reason: 'UNCERTAIN' });
  if (next === 'SEND_AGAIN')
    await tx.delivery.updateMany({ where: { institutionId, id, state: 'QUEUED' }, data: freed });
  await queueDeliveries(tx, of, [{ id, dueAt: next === 'SEND_AGAIN' ? now : later(now, 600) }]);
}

/** Credentials, account or set-up: nothing goes any more until the admin has seen to it, and he is told (the office's
 *  pages show it, the trail keeps it). */
export async function stopChannel(
  tx: TenantTx,
  { institutionId, now }: Of,
  detail: FaultDetail,
): Promise<void> {
  const fault = detail.channel ?? 'OTHER';
  const stopped = await tx.messageChannel.updateManyAndReturn({
    where: { institutionId, line: 'WHATSAPP', provider: { not: 'OFF' }, state: { not: 'STOPPED' } },
    data: { state: 'STOPPED', stoppedAt: now, fault, faultCode: detail.code ?? null, updatedAt: now },
    select: { id: true },
  });
  for (const { id } of stopped)
    await appendAudit(
      tx,
      { action: 'messages.channelStopped', subject: 'channel', subjectId: id, detail: { fault } },
      v7(),
    );
}

type Noted = {
  heardAt?: Date | null;
  deadAt?: Date | null;
  wrongAt?: Date | null;
  waitUntil?: Date;
  strikes?: number;
};

/** Keeps what became known of a number. */
export async function noteNumber(
  tx: TenantTx,
  { institutionId, now }: Of,
  phone: string,
  noted: Noted,
): Promise<void> {
  await tx.messageNumber.upsert({
    where: { institutionId_phone: { institutionId, phone } },
    create: { institutionId, id: v7(), phone, ...noted },
    update: { ...noted, updatedAt: now },
  });
}
