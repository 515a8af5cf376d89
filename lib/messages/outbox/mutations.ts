import 'server-only';
import { v5, v7 } from 'uuid';
import type {
  FaultDetail,
  Found,
  OutgoingMessage,
  SendFault,
  SendReceipt,
} from '@/lib/adapters/messaging/port';
import { appendAudit, enqueueAt } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { templateNameOf, wordingOf } from '../templates/rules';
import { getOutgoing, type Outgoing } from './queries';
import { afterSilence, decide, gapOf, type Provider, remedyOf, type Ungone, type Unsent } from './rules';

type Of = { institutionId: string; now: Date };
const later = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1000);

/**
 * Jobs for deliveries, each at its own moment. Those of one institution are laid out behind each other in time, at the
 * pace its provider takes them: the queue is worked off by the clock, so the messages of others go in between.
 */
export async function queueDeliveries(
  tx: TenantTx,
  { institutionId, now }: Of,
  deliveries: readonly { id: string; dueAt: Date }[],
): Promise<void> {
  if (deliveries.length === 0) return;
  const waiting = deliveries.filter(({ dueAt }) => dueAt <= now).length;
  const [channel] = await tx.$queryRaw<{ provider: Provider; first: Date }[]>`
    UPDATE message_channels c SET slot_at = greatest(coalesce(c.slot_at, ${now}::timestamptz), ${now}::timestamptz)
        + ${waiting}::int * (CASE c.provider WHEN 'META' THEN ${gapOf.META}::int WHEN 'ULTRAMSG' THEN ${gapOf.ULTRAMSG}::int ELSE ${gapOf.OFF}::int END) * interval '1 millisecond'
    FROM message_channels o
    WHERE c.institution_id = ${institutionId}::uuid AND c.line = 'WHATSAPP' AND o.institution_id = c.institution_id AND o.id = c.id
    RETURNING c.provider, greatest(coalesce(o.slot_at, ${now}::timestamptz), ${now}::timestamptz) AS first`;
  const gap = gapOf[channel?.provider ?? 'OFF'];
  let [next, behind] = [(channel?.first ?? now).getTime(), 0];
  await enqueueAt(
    tx,
    'messages.send',
    'deliveryId',
    deliveries.map(({ id, dueAt }) => {
      const first = dueAt <= now ? next : dueAt.getTime() + gap * behind;
      if (dueAt <= now) next += gap;
      else behind += 1;
      return { id, runAt: new Date(first) };
    }),
  );
}

async function end(
  tx: TenantTx,
  { institutionId, now }: Of,
  id: string,
  ending: { state: 'FAILED' | 'SUPPRESSED'; reason: Unsent | Ungone; code?: number | undefined },
): Promise<void> {
  await tx.delivery.updateMany({
    where: { institutionId, id, state: { in: ['QUEUED', 'SENT'] } },
    data: {
      state: ending.state,
      reason: ending.reason,
      code: ending.code ?? null,
      body: null,
      values: { set: [] },
      tryingAt: null,
      endedAt: now,
      updatedAt: now,
    },
  });
}

export type Ready =
  | { act: 'send'; delivery: Outgoing; message: OutgoingMessage }
  | { act: 'find'; delivery: Outgoing; key: string };

/**
 * A waiting delivery as it may go out now: consent, opt-out, number, quiet hours and the channel are asked again (P21,
 * P24). What may not go any more is closed here, what must wait gets a job for then. One that is handed out is marked
 * before anything leaves: whoever comes after a crash asks what became of it.
 * @returns undefined when there is nothing to do now
 */
export async function takeDelivery(tx: TenantTx, of: Of, deliveryId: string): Promise<Ready | undefined> {
  const { institutionId, now } = of;
  const delivery = await getOutgoing(tx, { institutionId, deliveryId });
  if (!delivery) return;
  const { id } = delivery;
  const decision = decide(delivery.standing, now);
  if (decision.act === 'nothing') return;
  if (decision.act === 'erase') {
    await tx.delivery.updateMany({
      where: { institutionId, id, state: 'SENT' },
      data: { body: null, values: { set: [] } },
    });
    return;
  }
  if (decision.act === 'end') return end(tx, of, id, decision).then(() => undefined);
  if (decision.act === 'wait') {
    if (decision.due)
      await tx.delivery.updateMany({
        where: { institutionId, id, state: 'QUEUED' },
        data: { dueAt: decision.until },
      });
    // In line: the next free moment of the institution, which lies behind the wait.
    await queueDeliveries(tx, of, [{ id, dueAt: decision.inLine ? now : decision.until }]);
    return;
  }
  if (decision.act === 'find') return { act: 'find', delivery, key: delivery.key! };
  const { provider } = delivery.standing.channel;
  // Of two workers one gets the mark.
  const key = v5(`${delivery.digest}:${delivery.updatedAt.toISOString()}`, id);
  const { count } = await tx.delivery.updateMany({
    where: { institutionId, id, state: 'QUEUED', tryingAt: null },
    data: {
      tryingAt: now,
      attempts: { increment: 1 },
      key,
      channel: provider === 'OFF' ? 'LOCAL' : provider,
    },
  });
  if (count === 0) return;
  if (provider === 'ULTRAMSG')
    await tx.messageChannel.updateMany({ where: { institutionId, line: 'WHATSAPP' }, data: { sentAt: now } });
  const { kind, purpose, language, body, phone, values } = delivery;
  const wording = wordingOf(kind, purpose);
  const template =
    decision.asTemplate && wording ? { name: templateNameOf(wording), values: values ?? [] } : undefined;
  const message = { key, kind, language, to: phone!, body: body!, ...(template && { template }) };
  return { act: 'send', delivery: { ...delivery, attempts: delivery.attempts + 1 }, message };
}

/** The channel took it. Words of what is there are erased at once (P25), of what is on its way when its end is known. */
export async function settleSent(
  tx: TenantTx,
  { institutionId, now }: Of,
  { id, attempts }: Outgoing,
  { state, providerRef }: SendReceipt,
): Promise<void> {
  const arrived = state === 'DELIVERED';
  // A report of the provider's may have been faster: then it stands, and only its name for the message is missing.
  const { count } = await tx.delivery.updateMany({
    where: { institutionId, id, state: 'QUEUED' },
    data: {
      state,
      reason: null,
      code: null,
      providerRef,
      tryingAt: null,
      sentAt: now,
      endedAt: arrived ? now : null,
      updatedAt: now,
      ...(arrived && { body: null, values: { set: [] } }),
    },
  });
  if (count === 0) await tx.delivery.updateMany({ where: { institutionId, id }, data: { providerRef } });
  if (attempts > 1 || providerRef !== null)
    await tx.messageChannel.updateMany({
      where: { institutionId, line: 'WHATSAPP', strikes: { gt: 0 } },
      data: { strikes: 0 },
    });
  if (count > 0 && !arrived)
    await enqueueAt(tx, 'messages.send', 'deliveryId', [{ id, runAt: later(now, 86_400) }]);
}

const freed = { tryingAt: null } as const;

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
    return end(tx, of, id, { state: 'FAILED', reason: remedy.reason, code: detail.code });
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
  if (typeof found === 'object') return settleSent(tx, of, delivery, found);
  if (found === 'ENDED_BADLY') return end(tx, of, id, { state: 'FAILED', reason: 'ENDED_BADLY' });
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
  if (next === 'GIVE_UP') return end(tx, of, id, { state: 'FAILED', reason: 'UNCERTAIN' });
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

/** Every waiting delivery gets a job now: the channel goes again. */
export async function wakeDeliveries(tx: TenantTx, of: Of): Promise<void> {
  const waiting = await tx.delivery.findMany({
    where: { institutionId: of.institutionId, state: 'QUEUED', tryingAt: null },
    select: { id: true, dueAt: true },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
  });
  await queueDeliveries(tx, of, waiting);
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
