import 'server-only';
import { v7 } from 'uuid';
import type { FaultDetail, SendReceipt } from '@/lib/adapters/messaging/port';
import { enqueue } from '@/lib/core/db/jobs';
import { type Sql, sql } from '@/lib/core/db/sql';
import type { TenantTx } from '@/lib/core/db/tenant';
import { queueDeliveries } from '../outbox/mutations';
import type { Outgoing } from '../outbox/queries';
import type { Of } from '../schema';
import { standIn } from '../standin/mutations';
import { noteTemplates, tellOffice, tellWordings } from '../watch/mutations';
import { type Came, type Ending, type NumberNote, outcomeOf } from './rules';

const later = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1000);

/** Writes down what came of a load of deliveries: one statement for each sort of thing that is written, however many
 *  deliveries there were. */
export async function settle(
  tx: TenantTx,
  of: Of,
  carried: readonly { delivery: Outgoing; came: Came }[],
): Promise<void> {
  const all = carried.map(({ delivery, came }) => ({ delivery, ...outcomeOf(delivery, came, of.now) }));
  const wordings = await noteTemplates(
    tx,
    of,
    all.flatMap(({ template }) => template ?? []),
  );
  const held = inOrder(
    of,
    all.map(({ delivery: { id } }) => id),
  );
  const sent = all.flatMap((one) => (one.sent ? { delivery: one.delivery, receipt: one.sent } : []));
  const left = all.flatMap(({ delivery: { id }, ending }) => (ending ? { id, ...ending } : []));
  await settleSent(tx, of, held, sent);
  await leave(tx, of, held, left);
  // Without a provider they are there at once, in the portal.
  await standIn(tx, of, [
    ...sent.flatMap(({ delivery: { id }, receipt }) => (receipt.state === 'DELIVERED' ? id : [])),
    ...left.flatMap(({ id, state }) => (state === 'FAILED' ? id : [])),
  ]);
  await noteNumbers(
    tx,
    of,
    all.flatMap(({ delivery: { phone }, number }) => (phone && number ? { phone, number } : [])),
  );
  if (sent.some(({ delivery }) => (delivery.strikes ?? 0) > 0))
    await tx.messageChannel.updateMany({
      where: { institutionId: of.institutionId, line: 'WHATSAPP', strikes: { gt: 0 } },
      data: { strikes: 0 },
    });
  const stop = all.find((one) => one.stop)?.stop;
  if (stop) await stopChannel(tx, of, stop);
  const slow = all.flatMap((one) => one.slow?.getTime() ?? []);
  if (slow.length) await slowDown(tx, of, new Date(Math.max(...slow)));
  await queueDeliveries(
    tx,
    of,
    all.flatMap(({ delivery: { id }, again }) => (again ? { id, dueAt: again } : [])),
  );
  await tellWordings(tx, of, wordings);
}

/** The whole load in one order, as the inbox holds it: reports of the provider's on it come at the same moment. */
const inOrder = ({ institutionId }: Of, ids: readonly string[]): Sql =>
  sql`held AS MATERIALIZED (SELECT o.id FROM deliveries o WHERE o.institution_id = ${institutionId}::uuid
    AND o.id = ANY (${[...ids]}::uuid[]) ORDER BY o.id FOR UPDATE)`;

/** How deliveries are left. Of those that another worker has ended meanwhile nothing changes. */
async function leave(
  tx: TenantTx,
  { institutionId, now }: Of,
  held: Sql,
  rows: readonly ({ id: string } & Ending)[],
): Promise<void> {
  if (rows.length === 0) return;
  const told = rows.map((row) => ({ ...row, coded: 'code' in row }));
  // The moment of the last change is part of a message's key: a try that comes again keeps both.
  await tx.$executeRaw`
    WITH ${held} UPDATE deliveries d SET state = e.state, trying_at = NULL,
      reason = CASE WHEN e.state = 'QUEUED' THEN d.reason ELSE e.reason END,
      code = CASE WHEN e.coded THEN e.code ELSE d.code END,
      sent_at = CASE WHEN e.state = 'SENT' THEN ${now}::timestamptz ELSE d.sent_at END,
      ended_at = CASE WHEN e.state = 'QUEUED' THEN d.ended_at ELSE ${now}::timestamptz END,
      updated_at = CASE WHEN e.state = 'QUEUED' THEN d.updated_at ELSE ${now}::timestamptz END,
      body = CASE WHEN e.state = 'QUEUED' THEN d.body END,
      values = CASE WHEN e.state = 'QUEUED' THEN d.values ELSE '{}' END
    FROM jsonb_to_recordset(${JSON.stringify(told)}::jsonb) AS e(id uuid, state text, reason text, code int, coded boolean)
    WHERE d.institution_id = ${institutionId}::uuid AND d.id = e.id AND d.id IN (SELECT h.id FROM held h) AND (d.state = 'QUEUED' OR (d.state = 'SENT' AND e.state = 'FAILED'))`;
}

/** A load that was told to slow down is told once. */
async function slowDown(tx: TenantTx, { institutionId }: Of, moment: Date): Promise<void> {
  await tx.messageChannel.updateMany({
    where: { institutionId, line: 'WHATSAPP' },
    data: { holdUntil: moment, slotAt: moment, strikes: { increment: 1 } },
  });
}

/** The channel took them. Words of what is there are erased at once (P25), of what is on its way when its end is known. */
async function settleSent(
  tx: TenantTx,
  { institutionId, now }: Of,
  held: Sql,
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
    WITH ${held} UPDATE deliveries d SET provider_ref = s.ref,
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
    WHERE d.institution_id = ${institutionId}::uuid AND d.id = s.id AND d.id IN (SELECT h.id FROM held h)`;
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

/** Credentials, account or set-up: nothing goes any more until the admin has seen to it, and he is told (the bell, the
 *  office's pages, the trail). */
export async function stopChannel(tx: TenantTx, of: Of, detail: FaultDetail): Promise<void> {
  const { institutionId, now } = of;
  const fault = detail.channel ?? 'OTHER';
  const { count } = await tx.messageChannel.updateMany({
    where: { institutionId, line: 'WHATSAPP', provider: { not: 'OFF' }, state: { not: 'STOPPED' } },
    data: { state: 'STOPPED', stoppedAt: now, fault, faultCode: detail.code ?? null, updatedAt: now },
  });
  if (count > 0)
    await tellOffice(tx, of, ['STOPPED'], [{ action: 'messages.channelStopped', detail: { fault } }]);
}

/** Keeps what became known of numbers; of one number what was said last. Words come in any order: an older one does not
 *  shorten the time in which may be answered. */
export async function noteNumbers(
  tx: TenantTx,
  { institutionId, now }: Of,
  notes: readonly { phone: string; number: NumberNote }[],
): Promise<void> {
  if (notes.length === 0) return;
  const byPhone = new Map<string, NumberNote>();
  for (const { phone, number } of notes) byPhone.set(phone, { ...byPhone.get(phone), ...number });
  const rows = [...byPhone].map(([phone, number]) => ({
    ...number,
    id: v7(),
    phone,
    told: Object.keys(number),
  }));
  const json = JSON.stringify(rows);
  await tx.$executeRaw`
    INSERT INTO message_numbers (institution_id, id, phone) SELECT ${institutionId}::uuid, t.id, t.phone
    FROM jsonb_to_recordset(${json}::jsonb) AS t(id uuid, phone text) ORDER BY t.phone ON CONFLICT (institution_id, phone) DO NOTHING`;
  await tx.$executeRaw`
    WITH held AS MATERIALIZED (SELECT o.id FROM message_numbers o WHERE o.institution_id = ${institutionId}::uuid
      AND o.phone = ANY (${[...byPhone.keys()]}::text[]) ORDER BY o.phone FOR UPDATE)
    UPDATE message_numbers n SET updated_at = ${now}::timestamptz,
      heard_at = CASE WHEN NOT 'heardAt' = ANY (t.told) THEN n.heard_at WHEN t."heardAt" IS NOT NULL THEN greatest(n.heard_at, t."heardAt") END,
      dead_at = CASE WHEN 'deadAt' = ANY (t.told) THEN t."deadAt" ELSE n.dead_at END,
      wrong_at = CASE WHEN 'wrongAt' = ANY (t.told) THEN t."wrongAt" ELSE n.wrong_at END,
      wait_until = coalesce(t."waitUntil", n.wait_until), strikes = coalesce(t.strikes, n.strikes)
    FROM jsonb_to_recordset(${json}::jsonb) AS t(phone text, told text[], "heardAt" timestamptz, "deadAt" timestamptz,
      "wrongAt" timestamptz, "waitUntil" timestamptz, strikes int)
    WHERE n.institution_id = ${institutionId}::uuid AND n.phone = t.phone AND n.id IN (SELECT h.id FROM held h)`;
}
