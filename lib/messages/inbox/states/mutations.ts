import 'server-only';
import { metaFault } from '@/lib/adapters/messaging/map';
import type { FaultDetail } from '@/lib/adapters/messaging/port';
import type { TenantTx } from '@/lib/core/db/tenant';
import { isForward, remedyOf } from '../../outbox/rules';
import type { DeliveryState } from '../../rules';
import type { Of } from '../../schema';
import { noteNumbers } from '../../settling/mutations';
import type { NumberNote } from '../../settling/rules';
import { standIn } from '../../standin/mutations';
import type { InboxEvent } from '../schema';

type Status = Extract<InboxEvent, { type: 'status' }>;
type Reported = {
  id: string;
  state: DeliveryState;
  providerRef: string | null;
  key: string | null;
  attempts: number;
  /** It waits again: the provider failed with its last try. */
  failed: boolean;
  hasWords: boolean;
  hasMail: boolean;
};

/** Meta's own code of a failure that it gives no code. */
const UNKNOWN_FAULT = 131000;

/** A failure that another try, another way or another day may mend: the delivery waits again, its words are there yet. */
function comesAgain(status: Status, delivery: Reported): number | 'stop' | undefined {
  if (status.state !== 'FAILED' || !delivery.hasWords) return;
  const { fault } = metaFault(status.code ?? UNKNOWN_FAULT);
  const remedy = remedyOf(fault, { tries: delivery.attempts, strikes: 0, numberStrikes: delivery.attempts });
  if (remedy.act === 'stop') return 'stop';
  if (remedy.act === 'closeWindow') return 0;
  // A letter can go where this number cannot be reached.
  if (fault === 'RECIPIENT' && delivery.hasMail) return 0;
  return 'inSeconds' in remedy && remedy.act !== 'ask' ? remedy.inSeconds : undefined;
}

/** What the provider reports of messages that went, in any order.
 *  @returns what goes again, and why nothing does any more: the channel is the caller's to tell, at the end */
export async function noteStates(
  tx: TenantTx,
  of: Of,
  statuses: Status[],
): Promise<{ again: { id: string; dueAt: Date }[]; stop?: FaultDetail }> {
  if (statuses.length === 0) return { again: [] };
  const { institutionId, now } = of;
  const keys = statuses.flatMap(({ key }) => key ?? []);
  const deliveries = await tx.$queryRaw<Reported[]>`
    SELECT d.id, d.state, d.provider_ref AS "providerRef", d.key, d.attempts, d.body IS NOT NULL AS "hasWords",
      d.state = 'QUEUED' AND d.trying_at IS NULL AND d.code IS NOT NULL AS failed,
      EXISTS (SELECT 1 FROM guardian_contacts c WHERE c.institution_id = d.institution_id AND c.guardian_id = d.guardian_id AND c.kind = 'EMAIL') AS "hasMail"
    FROM deliveries d WHERE d.institution_id = ${institutionId}::uuid
      AND (d.provider_ref = ANY (${statuses.map(({ ref }) => ref)}::text[]) OR d.key = ANY (${keys}::uuid[])) ORDER BY d.id FOR UPDATE`;
  const changed = new Map<
    string,
    { id: string; state: DeliveryState; ref: string; reason: string | null; code: number | null }
  >();
  const again: { id: string; dueAt: Date }[] = [];
  const notes: { phone: string; number: NumberNote }[] = [];
  let stop: FaultDetail | undefined;
  for (const status of statuses) {
    const delivery = deliveries.find(
      ({ providerRef, key }) =>
        providerRef === status.ref || (providerRef === null && key !== null && key === status.key),
    );
    if (!delivery || !isForward(delivery.state, status.state)) continue;
    // That the failed try had left is told late: what waits is another try.
    if (delivery.failed && status.state === 'SENT') continue;
    const next = comesAgain(status, delivery);
    const fault = status.state === 'FAILED' ? metaFault(status.code ?? UNKNOWN_FAULT) : undefined;
    const { phone } = status;
    if (fault?.fault === 'RECIPIENT' && phone) notes.push({ phone, number: { deadAt: now } });
    if (fault?.fault === 'NEEDS_TEMPLATE' && phone) notes.push({ phone, number: { heardAt: null } });
    if (next === 'stop') stop ??= fault!.detail;
    const waits = next !== undefined;
    delivery.state = waits ? 'QUEUED' : status.state;
    delivery.failed = waits;
    if (waits) {
      const seconds = next === 'stop' ? 1 : next;
      again.push({ id: delivery.id, dueAt: new Date(now.getTime() + seconds * 1000) });
    }
    const reason = waits || !fault ? null : fault.fault === 'RECIPIENT' ? 'DEAD_NUMBER' : 'REFUSED';
    changed.set(delivery.id, {
      id: delivery.id,
      state: delivery.state,
      ref: status.ref,
      reason,
      code: waits ? (status.code ?? UNKNOWN_FAULT) : status.code,
    });
  }
  await noteNumbers(tx, of, notes);
  await tx.$executeRaw`
    UPDATE deliveries d SET state = c.state, reason = c.reason, code = c.code, trying_at = NULL, updated_at = ${now}::timestamptz,
      provider_ref = CASE WHEN c.state = 'QUEUED' THEN NULL ELSE c.ref END,
      sent_at = CASE WHEN c.state = 'QUEUED' THEN NULL ELSE coalesce(d.sent_at, ${now}::timestamptz) END,
      ended_at = CASE WHEN c.state IN ('QUEUED', 'SENT') THEN NULL ELSE ${now}::timestamptz END,
      body = CASE WHEN c.state IN ('QUEUED', 'SENT') THEN d.body END,
      values = CASE WHEN c.state IN ('QUEUED', 'SENT') THEN d.values ELSE '{}' END
    FROM jsonb_to_recordset(${JSON.stringify([...changed.values()])}::jsonb) AS c(id uuid, state text, ref text, reason text, code int)
    WHERE d.institution_id = ${institutionId}::uuid AND d.id = c.id`;
  await standIn(
    tx,
    of,
    [...changed.values()].flatMap(({ id, state }) => (state === 'FAILED' ? id : [])),
  );
  return { again, ...(stop && { stop }) };
}
