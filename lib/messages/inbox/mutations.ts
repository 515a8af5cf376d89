import 'server-only';
import { v7 } from 'uuid';
import { isSignedByMeta } from '@/lib/adapters/messaging/keys';
import { sha256 } from '@/lib/core/auth/session';
import { callAuth } from '@/lib/core/db/definers';
import { enqueue } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { unseal } from '@/lib/core/vault';
import { queueDeliveries } from '../outbox/mutations';
import type { Of } from '../schema';
import { stopChannel } from '../settling/mutations';
import { noteTrialStates } from '../trial/mutations';
import { noteLine, noteTemplates, tellOffice, tellWordings } from '../watch/mutations';
import { addresseeOf, eventsOfMeta, eventsOfUltramsg, type Keyed, namedIds } from './rules';
import { hear } from './said/mutations';
import { type InboxEvent, inboxEvent, metaHook, ultramsgHook } from './schema';
import { noteStates } from './states/mutations';

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
