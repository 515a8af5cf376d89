import 'server-only';
import { v5 } from 'uuid';
import type { OutgoingMessage } from '@/lib/adapters/messaging/port';
import { enqueueAt } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { Of } from '../schema';
import { standIn } from '../standin/mutations';
import { templateNameOf, wordingOf } from '../templates/rules';
import { listOutgoing, type Outgoing } from './queries';
import {
  type Decision,
  decide,
  gapOf,
  loadOf,
  PATIENCE,
  type Provider,
  type Ungone,
  type Unsent,
} from './rules';

/**
 * Jobs for deliveries, each at its own moment, a few together. Those of one institution are laid out behind each other in
 * time, at the pace its provider takes them: the queue is worked off by the database's clock, so the messages of others go
 * between, and a machine whose clock is wrong holds nobody up.
 */
export async function queueDeliveries(
  tx: TenantTx,
  { institutionId, now }: Of,
  deliveries: readonly { id: string; dueAt: Date }[],
): Promise<void> {
  if (deliveries.length === 0) return;
  const waiting = deliveries.filter(({ dueAt }) => dueAt <= now);
  const [channel] = await tx.$queryRaw<{ provider: Provider; first: Date }[]>`
    UPDATE message_channels c SET slot_at = greatest(coalesce(c.slot_at, clock_timestamp()), clock_timestamp())
        + ${waiting.length}::int * (CASE c.provider WHEN 'META' THEN ${gapOf.META}::int WHEN 'ULTRAMSG' THEN ${gapOf.ULTRAMSG}::int ELSE ${gapOf.OFF}::int END) * interval '1 millisecond'
    FROM message_channels o
    WHERE c.institution_id = ${institutionId}::uuid AND c.line = 'WHATSAPP' AND o.institution_id = c.institution_id AND o.id = c.id
    RETURNING c.provider, greatest(coalesce(o.slot_at, clock_timestamp()), clock_timestamp()) AS first`;
  const provider = channel?.provider ?? 'OFF';
  const first = (channel?.first ?? now).getTime();
  const others = deliveries.filter(({ dueAt }) => dueAt > now);
  const moments = [...new Set(others.map(({ dueAt }) => dueAt.getTime()))];
  const loads = [
    ...layOut(waiting, first, provider),
    ...moments.flatMap((due) =>
      layOut(
        others.filter(({ dueAt }) => dueAt.getTime() === due),
        due,
        provider,
      ),
    ),
  ];
  await enqueueAt(
    tx,
    'messages.send',
    loads.map(({ ids, at }) => ({ ids: { deliveryIds: ids.join() }, key: ids[0]!, runAt: new Date(at) })),
  );
}

/** Loads of a job each, from a moment on at the provider's pace. */
function layOut(deliveries: readonly { id: string }[], from: number, provider: Provider) {
  const [gap, load] = [gapOf[provider], loadOf[provider]];
  return Array.from({ length: Math.ceil(deliveries.length / load) }, (_, n) => ({
    ids: deliveries.slice(n * load, (n + 1) * load).map(({ id }) => id),
    at: from + n * load * gap,
  }));
}

/** Closes deliveries, their words gone. What stands in for them is the unit's to ask, once for all (`standIn`). */
export async function endDeliveries(
  tx: TenantTx,
  { institutionId, now }: Of,
  ids: readonly string[],
  ending: { state: 'FAILED' | 'SUPPRESSED'; reason: Unsent | Ungone; code?: number | undefined },
): Promise<void> {
  await tx.delivery.updateMany({
    where: { institutionId, id: { in: [...ids] }, state: { in: ['QUEUED', 'SENT'] } },
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
  | {
      act: 'send';
      delivery: Outgoing;
      message: OutgoingMessage /** Milliseconds until its moment in the provider's pace. */;
      inMs: number;
    }
  | { act: 'letter'; delivery: Outgoing }
  | { act: 'find'; delivery: Outgoing; key: string };

/**
 * Waiting deliveries as they may go out now: consent, opt-out, number, quiet hours and the channel are asked again (P21,
 * P24). What may not go any more is closed here, what must wait gets a job for then. What is handed out is marked before
 * anything leaves: whoever comes after a crash asks what became of it.
 */
export async function takeDeliveries(tx: TenantTx, of: Of, deliveryIds: readonly string[]): Promise<Ready[]> {
  const { institutionId, now } = of;
  const deliveries = await listOutgoing(tx, { institutionId, deliveryIds });
  const ready: Ready[] = [];
  const going: { delivery: Outgoing; decision: Extract<Decision, { act: 'send' | 'letter' }> }[] = [];
  const waits: { id: string; dueAt: Date }[] = [];
  const dues: { id: string; until: Date }[] = [];
  const ends = new Map<string, { ids: string[]; ending: Extract<Decision, { act: 'end' }> }>();
  for (const delivery of deliveries) {
    const { id } = delivery;
    const decision = decide(delivery.standing, now);
    if (decision.act === 'find') ready.push({ act: 'find', delivery, key: delivery.key! });
    else if (decision.act === 'send' && !hasTurn(delivery, going.length)) waits.push({ id, dueAt: now });
    else if (decision.act === 'send' || decision.act === 'letter') going.push({ delivery, decision });
    else if (decision.act === 'end') {
      const which = `${decision.state} ${decision.reason}`;
      ends.set(which, { ids: [...(ends.get(which)?.ids ?? []), id], ending: decision });
    } else if (decision.act === 'wait') {
      if (decision.due) dues.push({ id, until: decision.until });
      // In line: the next free moment of the institution, which lies behind the wait.
      waits.push({ id, dueAt: decision.inLine ? now : decision.until });
    }
  }
  // One statement for each reason there is.
  for (const { ids, ending } of ends.values()) await endDeliveries(tx, of, ids, ending);
  await standIn(
    tx,
    of,
    [...ends.values()].flatMap(({ ids }) => ids),
  );
  if (dues.length)
    await tx.$executeRaw`
      UPDATE deliveries d SET due_at = w.until FROM jsonb_to_recordset(${JSON.stringify(dues)}::jsonb) AS w(id uuid, until timestamptz)
      WHERE d.institution_id = ${institutionId}::uuid AND d.id = w.id AND d.state = 'QUEUED'`;
  // Deliveries before the channel's row, as everywhere.
  const marked = await mark(tx, of, going);
  await queueDeliveries(tx, of, waits);
  return [...ready, ...marked];
}

/** UltraMsg takes one at a time; at Meta a worker whose moment is far off leaves the line to others. */
function hasTurn({ aheadMs, standing: { channel } }: Outgoing, before: number): boolean {
  if (channel.provider === 'ULTRAMSG') return before === 0;
  return channel.provider !== 'META' || (aheadMs ?? 0) <= PATIENCE;
}

type Going = { delivery: Outgoing; decision: Extract<Decision, { act: 'send' | 'letter' }> };

async function mark(tx: TenantTx, { institutionId, now }: Of, going: Going[]): Promise<Ready[]> {
  if (going.length === 0) return [];
  const marks = going.map(({ delivery: { id, digest, updatedAt, standing }, decision }) => {
    const { provider } = standing.channel;
    const by = decision.act === 'letter' ? 'EMAIL' : provider === 'OFF' ? 'LOCAL' : provider;
    return { id, by, key: v5(`${digest}:${updatedAt.toISOString()}`, id) };
  });
  // Of two workers one gets the mark.
  const won = await tx.$queryRaw<{ id: string }[]>`
    UPDATE deliveries d SET trying_at = ${now}::timestamptz, attempts = d.attempts + 1, key = m.key, channel = m.by
    FROM jsonb_to_recordset(${JSON.stringify(marks)}::jsonb) AS m(id uuid, key uuid, by text)
    WHERE d.institution_id = ${institutionId}::uuid AND d.id = m.id AND d.state = 'QUEUED' AND d.trying_at IS NULL
    RETURNING d.id`;
  const mine = new Map(marks.map(({ id, key }) => [id, key]));
  const out = going.filter(({ delivery }) => won.some(({ id }) => id === delivery.id));
  const sends = out.filter(({ decision }) => decision.act === 'send').length;
  const provider = going[0]!.delivery.standing.channel.provider;
  let at =
    sends > 0 && provider !== 'OFF' ? await takeMoments(tx, { institutionId, now }, provider, sends) : 0;
  return out.map(({ delivery: taken, decision }): Ready => {
    const delivery = { ...taken, attempts: taken.attempts + 1 };
    if (decision.act === 'letter') return { act: 'letter', delivery };
    const { kind, purpose, language, body, phone, values } = delivery;
    const wording = wordingOf(kind, purpose);
    const template =
      decision.asTemplate && wording ? { name: templateNameOf(wording), values: values ?? [] } : undefined;
    const key = mine.get(delivery.id)!;
    const message = { key, kind, language, to: phone!, body: body!, ...(template && { template }) };
    const inMs = Math.max(0, at);
    at += gapOf[provider];
    return { act: 'send', delivery, message, inMs };
  });
}

/** The next moments of an institution's provider, this worker's alone: so many workers never send faster than one may.
 *  @returns milliseconds until the first */
async function takeMoments(
  tx: TenantTx,
  { institutionId }: Of,
  provider: 'META' | 'ULTRAMSG',
  count: number,
) {
  // Of UltraMsg's the last sending is kept, of Meta's the end of what is spoken for.
  const span = provider === 'META' ? count * gapOf.META : 0;
  const [taken] = await tx.$queryRaw<{ ahead: number }[]>`
    UPDATE message_channels
    SET sent_at = greatest(coalesce(sent_at, clock_timestamp()), clock_timestamp()) + ${span}::int * interval '1 millisecond'
    WHERE institution_id = ${institutionId}::uuid AND line = 'WHATSAPP'
    RETURNING (extract(epoch FROM sent_at - clock_timestamp()) * 1000)::float8 AS ahead`;
  return taken && provider === 'META' ? taken.ahead - span : 0;
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
