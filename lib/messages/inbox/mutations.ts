import 'server-only';
import { v7 } from 'uuid';
import { isSignedByMeta } from '@/lib/adapters/messaging/keys';
import { metaFault } from '@/lib/adapters/messaging/map';
import type { FaultDetail } from '@/lib/adapters/messaging/port';
import { sha256 } from '@/lib/core/auth/session';
import { callAuth } from '@/lib/core/db/definers';
import { appendAuditMany, enqueue } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { unseal } from '@/lib/core/vault';
import { startGuardians, stopGuardians } from '@/lib/guardians/stops/mutations';
import { askAnswer } from '../answers/mutations';
import { queueDeliveries } from '../outbox/mutations';
import { isForward, remedyOf } from '../outbox/rules';
import type { DeliveryState } from '../rules';
import { noteNumbers, stopChannel } from '../settling/mutations';
import type { NumberNote } from '../settling/rules';
import { standIn } from '../standin/mutations';
import { noteTrialStates } from '../trial/mutations';
import { noteLine, noteTemplates, tellOffice, tellWordings } from '../watch/mutations';
import { addresseeOf, eventsOfMeta, eventsOfUltramsg, type Keyed, namedIds } from './rules';
import { type InboxEvent, inboxEvent, metaHook, ultramsgHook } from './schema';

type Of = { institutionId: string; now: Date };
/** `foreign`: for a number of ours, signed by nobody who may. */
export type Taken = 'taken' | 'dropped' | 'foreign' | 'refused' | 'unreadable';

const keep = (institutionId: string, provider: 'META' | 'ULTRAMSG', events: Keyed[]) =>
  callAuth('auth.take_events', [
    institutionId,
    provider,
    JSON.stringify(events.map(({ key, event }) => ({ id: v7(), key, payload: event }))),
  ]);

const parse = (raw: Buffer): unknown => {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    return undefined;
  }
};

type KnownChannel = {
  institution_id: string;
  id: string;
  phone_number_id: string;
  business_id: string;
  app_secret: string;
};

/**
 * A delivery of Meta's into the inboxes of the institutions it is for. Signed over the bytes as they came, with the
 * secret of one of these; what is for nobody here is dropped. A signature that is none is refused before the numbers are
 * looked at, and one that does not fit is dropped as a number that nobody has, after the same reckoning: the answer
 * tells no stranger which numbers are ours.
 */
export async function receiveFromMeta(raw: Buffer, signature: string | null, now: Date): Promise<Taken> {
  if (!/^sha256=[0-9a-f]{64}$/i.test(signature ?? '')) return 'refused';
  const ids = namedIds(raw.toString('latin1'));
  const known = ids.length ? await callAuth<KnownChannel>('auth.meta_channels', [ids]) : [];
  if (known.length === 0) {
    isSignedByMeta(raw, signature, 'nobody');
    return 'dropped';
  }
  const signed: KnownChannel[] = [];
  for (const channel of known) {
    const secret = await unseal(
      { owner: channel.institution_id, table: 'message_channels', column: 'app_secret', row: channel.id },
      channel.app_secret,
    );
    if (isSignedByMeta(raw, signature, secret)) signed.push(channel);
  }
  if (signed.length === 0) return 'foreign';
  const body = metaHook.safeParse(parse(raw));
  if (!body.success) return 'unreadable';
  const events = new Map<string, Keyed[]>();
  for (const entry of body.data.entry)
    for (const change of entry.changes) {
      const to = addresseeOf(entry.id, change);
      // Of one business account several institutions may have a number each: what is said of the account is for all.
      const channels = signed.filter((one) =>
        to.phoneNumberId ? one.phone_number_id === to.phoneNumberId : one.business_id === to.businessId,
      );
      for (const { institution_id: id } of channels)
        events.set(id, [...(events.get(id) ?? []), ...eventsOfMeta(change, entry.time, now)]);
    }
  for (const [institutionId, list] of events) if (list.length) await keep(institutionId, 'META', list);
  return events.size ? 'taken' : 'dropped';
}

/** UltraMsg signs nothing: the secret of the address says whose it is, and the content is never a ground for access. */
export async function receiveFromUltramsg(secret: string, raw: Buffer, now: Date): Promise<Taken> {
  if (!/^[\w-]{43}$/.test(secret)) return 'refused';
  const [channel] = await callAuth<{ institution_id: string; instance: string }>('auth.ultramsg_channel', [
    sha256(secret),
  ]);
  if (!channel) return 'refused';
  const body = ultramsgHook.safeParse(parse(raw));
  if (!body.success) return 'unreadable';
  if (`instance${body.data.instanceId}` !== channel.instance) return 'dropped';
  const events = eventsOfUltramsg(body.data, now);
  if (events.length) await keep(channel.institution_id, 'ULTRAMSG', events);
  return 'taken';
}

const BATCH = 200;

/** Works on what lies in the inbox, oldest first, and erases its words; what is left over gets another job. */
export async function workInbox(tx: TenantTx, of: Of): Promise<void> {
  const { institutionId, now } = of;
  const rows = await tx.$queryRaw<{ id: string; payload: unknown }[]>`
    SELECT e.id, e.payload FROM message_events e
    WHERE e.institution_id = ${institutionId}::uuid AND e.done_at IS NULL ORDER BY e.id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`;
  if (rows.length === 0) return;
  const events = rows.flatMap(({ payload }) => inboxEvent.safeParse(payload).data ?? []);
  const are = <T extends InboxEvent['type']>(type: T) =>
    events.filter((event): event is Extract<InboxEvent, { type: T }> => event.type === type);
  // Rows are held in the order of noteTemplates: what touches the channel's comes last.
  const wordings = await noteTemplates(
    tx,
    of,
    are('template').map((event) => ({ ...event, at: new Date(event.at) })),
  );
  const { again, stop } = await noteStates(tx, of, are('status'));
  const wrong = await hear(tx, of, are('said'));
  await noteTrialStates(tx, of, are('status'));
  if (stop) await stopChannel(tx, of, stop);
  await queueDeliveries(tx, of, again);
  await tellWordings(tx, of, wordings);
  if (wrong) await tellOffice(tx, of, [], []);
  const line = events.flatMap((event) => (event.type === 'number' || event.type === 'account' ? event : []));
  if ((await noteLine(tx, of, line)) === 'closed') await stopChannel(tx, of, { channel: 'LOCKED' });
  await tx.$executeRaw`
    UPDATE message_events SET done_at = ${now}::timestamptz, payload = NULL, updated_at = ${now}::timestamptz
    WHERE institution_id = ${institutionId}::uuid AND id = ANY (${rows.map(({ id }) => id)}::uuid[])`;
  if (are('status').length)
    await tx.messageChannel.updateMany({
      where: { institutionId, line: 'WHATSAPP' },
      data: { heardAt: now },
    });
  if (rows.length === BATCH) await enqueue(tx, 'messages.inbox', { ids: {}, key: 'inbox' });
}

type Status = Extract<InboxEvent, { type: 'status' }>;
type Reported = {
  id: string;
  state: DeliveryState;
  providerRef: string | null;
  key: string | null;
  attempts: number;
  hasWords: boolean;
  hasMail: boolean;
};

/** A failure that another try, another way or another day may mend: the delivery waits again, its words are there yet. */
function comesAgain(status: Status, delivery: Reported): number | 'stop' | undefined {
  if (status.state !== 'FAILED' || !delivery.hasWords) return;
  const { fault } = metaFault(status.code ?? 131000);
  const remedy = remedyOf(fault, { tries: delivery.attempts, strikes: 0, numberStrikes: delivery.attempts });
  if (remedy.act === 'stop') return 'stop';
  if (remedy.act === 'closeWindow') return 0;
  // A letter can go where this number cannot be reached.
  if (fault === 'RECIPIENT' && delivery.hasMail) return 0;
  return 'inSeconds' in remedy && remedy.act !== 'ask' ? remedy.inSeconds : undefined;
}

/** @returns what goes again, and why nothing does any more: the channel is the caller's to tell, at the end */
async function noteStates(
  tx: TenantTx,
  of: Of,
  statuses: Status[],
): Promise<{ again: { id: string; dueAt: Date }[]; stop?: FaultDetail }> {
  if (statuses.length === 0) return { again: [] };
  const { institutionId, now } = of;
  const keys = statuses.flatMap(({ key }) => key ?? []);
  const deliveries = await tx.$queryRaw<Reported[]>`
    SELECT d.id, d.state, d.provider_ref AS "providerRef", d.key, d.attempts, d.body IS NOT NULL AS "hasWords",
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
    const next = comesAgain(status, delivery);
    const fault = status.state === 'FAILED' ? metaFault(status.code ?? 131000) : undefined;
    const { phone } = status;
    if (fault?.fault === 'RECIPIENT' && phone) notes.push({ phone, number: { deadAt: now } });
    if (fault?.fault === 'NEEDS_TEMPLATE' && phone) notes.push({ phone, number: { heardAt: null } });
    if (next === 'stop') stop ??= fault!.detail;
    const waits = next !== undefined;
    delivery.state = waits ? 'QUEUED' : status.state;
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
      code: status.code,
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

type Said = Extract<InboxEvent, { type: 'said' }>;

/** Whose words these are: by the number, or by our message that they answer (a person may have no number to see). */
async function speakersOf(tx: TenantTx, institutionId: string, { phone, to }: Said): Promise<string[]> {
  const rows = phone
    ? await tx.guardianContact.findMany({
        where: { institutionId, kind: 'PHONE', value: phone },
        select: { guardianId: true },
      })
    : await tx.delivery.findMany({
        where: { institutionId, providerRef: to ?? '' },
        select: { guardianId: true },
      });
  return [...new Set(rows.map(({ guardianId }) => guardianId))];
}

const numberOf = (tx: TenantTx, institutionId: string, phone: string) =>
  tx.messageNumber.findUniqueOrThrow({
    where: { institutionId_phone: { institutionId, phone } },
    select: { id: true },
  });

const actionOf = {
  STOP: 'messages.stoppedByReply',
  START: 'messages.startedByReply',
  WRONG: 'messages.wrongNumber',
} as const;

type Heard = { institutionId: string; guardianIds: string[]; at: Date };

/** Of whom somebody says that the number is another's: not of those who have said START since. */
const notStarted = async (tx: TenantTx, { institutionId, guardianIds, at }: Heard): Promise<string[]> => {
  const rows = await tx.guardian.findMany({
    where: {
      institutionId,
      id: { in: guardianIds },
      OR: [{ resumedAt: null }, { resumedAt: { lte: at } }],
    },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
};

const holdersOf = { STOP: stopGuardians, START: startGuardians, WRONG: notStarted } as const;

/** P24: STOP ends every message to this person about each child, before the next send; START takes only that back. A word
 *  that arrives after a later one of theirs does nothing, and is not answered.
 *  @returns whether a number was said to be wrong: the office is told, at the end */
async function hear(tx: TenantTx, of: Of, events: Said[]): Promise<boolean> {
  const { institutionId } = of;
  let wrong = false;
  for (const event of events) {
    const { phone, word } = event;
    const at = new Date(event.at);
    const guardianIds = await speakersOf(tx, institutionId, event);
    // Strangers write to a school's number too; nothing is kept of them.
    if (guardianIds.length === 0) continue;
    const holders = word ? await holdersOf[word](tx, { institutionId, guardianIds, at }) : [];
    const isWrong = word === 'WRONG' && holders.length > 0;
    if (phone)
      await noteNumbers(tx, of, [
        {
          phone,
          number: {
            heardAt: at,
            deadAt: null,
            ...(isWrong && { wrongAt: at }),
            ...(word === 'START' && { wrongAt: null }),
          },
        },
      ]);
    if (phone && isWrong) {
      await tx.$executeRaw`SELECT app.unlink_number(${phone})`;
      wrong = true;
    }
    if (!word || holders.length === 0) continue;
    if (phone) await askAnswer(tx, await numberOf(tx, institutionId, phone), word);
    await appendAuditMany(
      tx,
      holders.map((subjectId) => ({ action: actionOf[word], subject: 'guardian', subjectId })),
    );
  }
  return wrong;
}
