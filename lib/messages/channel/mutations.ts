import 'server-only';
import { v7 } from 'uuid';
import type { ChannelReport, FaultDetail, TemplateReport } from '@/lib/adapters/messaging/port';
import { opaqueToken, sha256 } from '@/lib/core/auth/session';
import { appendAudit, enqueue } from '@/lib/core/db/jobs';
import { sql } from '@/lib/core/db/sql';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import { seal } from '@/lib/core/vault';
import { wakeDeliveries } from '../outbox/mutations';
import type { Of } from '../schema';
import { noteLook, noteTemplates, tellWordings } from '../watch/mutations';
import type { SealedChannel } from './queries';
import { isOpen } from './rules';
import type { MetaForm, UltramsgForm } from './schema';

const LINE = 'WHATSAPP';
const lineOf = (institutionId: string) => ({ institutionId_line: { institutionId, line: LINE } });

/** The row of an institution's channel, made when it is first needed, held until the end. */
async function ownChannel(
  tx: TenantTx,
  { institutionId, now }: Of,
): Promise<{ id: string; businessId: string | null }> {
  return tx.messageChannel.upsert({
    where: lineOf(institutionId),
    create: { institutionId, id: v7(), line: LINE },
    update: { updatedAt: now },
    select: { id: true, businessId: true },
  });
}

/** The account that was spoken with is not the institution's any more: nothing of what it told may stay. */
export class FormerAccount extends Error {}

/** Credentials apart, what an account is known by. */
export type AccountName = Pick<SealedChannel, 'provider' | 'phoneNumberId' | 'businessId' | 'instance'>;

const isAccount = ({ provider, phoneNumberId, businessId, instance }: AccountName) =>
  sql`c.provider = ${provider} AND c.phone_number_id IS NOT DISTINCT FROM ${phoneNumberId}
    AND c.business_id IS NOT DISTINCT FROM ${businessId} AND c.instance IS NOT DISTINCT FROM ${instance}`;

const clean = {
  fault: null,
  faultCode: null,
  number: null,
  verifiedName: null,
  quality: 'UNKNOWN',
  qualityAt: null,
  dailyLimit: null,
  limitWas: null,
  limitAt: null,
  perSecond: null,
  account: 'OPEN',
  accountWhy: null,
  accountUntil: null,
  accountAt: null,
  checkedAt: null,
  stoppedAt: null,
  holdUntil: null,
  slotAt: null,
  strikes: 0,
};

async function choose(
  tx: TenantTx,
  of: Of,
  id: string,
  data: { provider: 'META' | 'ULTRAMSG'; token: string } & Record<string, string | null>,
): Promise<void> {
  const { institutionId, now } = of;
  await tx.messageChannel.update({
    where: lineOf(institutionId),
    data: { ...clean, ...data, alerts: { set: [] }, state: 'CHECKING', updatedAt: now },
  });
  const { provider } = data;
  await appendAudit(
    tx,
    { action: 'messages.channelSet', subject: 'channel', subjectId: id, detail: { provider } },
    v7(),
  );
  await enqueue(tx, 'messages.check', { ids: {}, key: 'check' });
}

/** Keeps Meta's credentials, sealed, and has them tried out. */
export async function connectMeta(tx: TenantTx, form: MetaForm, of: Of): Promise<void> {
  const { id, businessId } = await ownChannel(tx, of);
  // What another business account approved is not approved here; what this one has, the check tells. The channel's row is
  // held: a look at the former account that ends just now finds it changed (FormerAccount).
  if (businessId !== form.businessId)
    await tx.messageTemplate.deleteMany({ where: { institutionId: of.institutionId } });
  const owner = of.institutionId;
  await choose(tx, of, id, {
    provider: 'META',
    phoneNumberId: form.phoneNumberId,
    businessId: form.businessId,
    instance: null,
    token: await seal({ owner, table: 'message_channels', column: 'token', row: id }, form.token),
    appSecret: await seal(
      { owner, table: 'message_channels', column: 'app_secret', row: id },
      form.appSecret,
    ),
    hook: null,
    hookHash: null,
  });
}

/** As {@link connectMeta}, for UltraMsg; its webhook's address holds a new secret each time. */
export async function connectUltramsg(tx: TenantTx, form: UltramsgForm, of: Of): Promise<void> {
  const { id } = await ownChannel(tx, of);
  const owner = of.institutionId;
  const hook = opaqueToken();
  await choose(tx, of, id, {
    provider: 'ULTRAMSG',
    phoneNumberId: null,
    businessId: null,
    instance: form.instance,
    token: await seal({ owner, table: 'message_channels', column: 'token', row: id }, form.token),
    appSecret: null,
    hook: await seal({ owner, table: 'message_channels', column: 'hook', row: id }, hook),
    hookHash: sha256(hook),
  });
}

/** P26: off again; the credentials are gone, what waits is not sent. */
export async function turnOff(tx: TenantTx, of: Of): Promise<void> {
  const { institutionId, now } = of;
  const { id } = await ownChannel(tx, of);
  await tx.messageChannel.update({
    where: lineOf(institutionId),
    data: {
      ...clean,
      alerts: { set: [] },
      provider: 'OFF',
      state: 'NEW',
      phoneNumberId: null,
      businessId: null,
      instance: null,
      token: null,
      appSecret: null,
      hook: null,
      hookHash: null,
      updatedAt: now,
    },
  });
  await appendAudit(tx, { action: 'messages.channelOff', subject: 'channel', subjectId: id }, v7());
  await wakeDeliveries(tx, of);
}

/** Tries the channel again, as it is. One that worked goes on meanwhile (`isOpen`), so it forgets an old silence. */
export async function askCheck(tx: TenantTx, { institutionId, now }: Of): Promise<void> {
  const count = await tx.$executeRaw`
    UPDATE message_channels SET state = 'CHECKING', fault = CASE WHEN state <> 'READY' THEN fault END,
      fault_code = CASE WHEN state <> 'READY' THEN fault_code END, updated_at = ${now}::timestamptz
    WHERE institution_id = ${institutionId}::uuid AND line = ${LINE} AND provider <> 'OFF'`;
  if (count === 0) throw new AppError('CONFLICT', 'channelOff');
  await enqueue(tx, 'messages.check', { ids: {}, key: 'check' });
}

/** Everything waits, or goes again: one switch for the whole institution. */
export async function pauseAll(tx: TenantTx, to: 'pause' | 'resume', of: Of): Promise<void> {
  const { institutionId, now } = of;
  const { id } = await ownChannel(tx, of);
  const paused = to === 'pause';
  const { count } = await tx.messageChannel.updateMany({
    where: { institutionId, line: LINE, pausedAt: paused ? null : { not: null } },
    data: { pausedAt: paused ? now : null, updatedAt: now },
  });
  if (count === 0) return;
  const action = paused ? 'messages.paused' : 'messages.resumed';
  await appendAudit(tx, { action, subject: 'channel', subjectId: id }, v7());
  if (!paused) await wakeDeliveries(tx, of);
}

/** What a check has found: the channel goes, and what waited for it as well. @param asked when the provider was asked:
 *  what it reported since stands. @throws FormerAccount */
export async function noteReport(
  tx: TenantTx,
  of: Of,
  { report, asked, account }: { report: ChannelReport; asked: Date; account: AccountName },
): Promise<void> {
  const { institutionId, now } = of;
  const { number, name, quality, dailyLimit, perSecond, templates } = report;
  const wordings = await noteTemplates(tx, of, newsOf(templates, asked));
  // An office that looks at the page sees that it goes again.
  const count = await tx.$executeRaw`
    UPDATE message_channels c SET state = 'READY', fault = NULL, fault_code = NULL, stopped_at = NULL, number = ${number?.slice(0, 20) ?? null},
      verified_name = ${name?.slice(0, 200) ?? null}, checked_at = ${now}::timestamptz, alerts = array_remove(coalesce(c.alerts, '{}'), 'STOPPED'),
      reported_at = CASE WHEN 'STOPPED' = ANY (c.alerts) THEN ${now}::timestamptz ELSE c.reported_at END, updated_at = ${now}::timestamptz
    WHERE c.institution_id = ${institutionId}::uuid AND c.line = ${LINE} AND ${isAccount(account)}`;
  if (count === 0) throw new FormerAccount();
  await noteLook(tx, of, { at: asked, quality, dailyLimit, perSecond });
  await wakeDeliveries(tx, of);
  await tellWordings(tx, of, wordings && { ...wordings, opened: false });
}

/** Minutes until a provider that did not answer is asked again. */
const ASK_AGAIN = 5;

/** What a check that the office asked for has found wrong; a look of the house's own that failed stops nothing. A provider
 *  that is only away stops nothing that went before (`isOpen`), and is asked again until it answers. @throws FormerAccount */
export async function noteFault(
  tx: TenantTx,
  { institutionId, now }: Of,
  { detail, account }: { detail: FaultDetail; account: AccountName },
): Promise<void> {
  const fault = detail.channel ?? 'OTHER';
  const away = fault === 'AWAY';
  const [was] = await tx.$queryRaw<{ state: string; checkedAt: Date | null; fault: string | null }[]>`
    SELECT c.state, c.checked_at AS "checkedAt", c.fault FROM message_channels c
    WHERE c.institution_id = ${institutionId}::uuid AND c.line = ${LINE} AND ${isAccount(account)} FOR UPDATE`;
  if (!was) throw new FormerAccount();
  if (was.state !== 'CHECKING' && was.fault !== 'AWAY') return;
  const goesOn = away && isOpen(was);
  await tx.messageChannel.update({
    where: lineOf(institutionId),
    data: {
      state: goesOn ? 'READY' : 'STOPPED',
      fault,
      faultCode: detail.code ?? null,
      ...(!goesOn && { checkedAt: now }),
      updatedAt: now,
    },
  });
  if (!away) return;
  const runAt = new Date(now.getTime() + ASK_AGAIN * 60_000);
  await enqueue(tx, 'messages.check', { ids: {}, key: 'check', runAt });
}

const newsOf = (reports: readonly TemplateReport[], asked: Date) =>
  reports.map((one) => ({ ...one, at: asked, reason: one.reason?.slice(0, 200) ?? null, quality: null }));

/** What Meta answered of wordings that were handed in. @throws FormerAccount */
export async function noteTemplateReports(
  tx: TenantTx,
  of: Of,
  { reports, asked, account }: { reports: readonly TemplateReport[]; asked: Date; account: AccountName },
): Promise<void> {
  const wordings = await noteTemplates(tx, of, newsOf(reports, asked));
  const held = await tx.$executeRaw`
    SELECT 1 FROM message_channels c
    WHERE c.institution_id = ${of.institutionId}::uuid AND c.line = ${LINE} AND ${isAccount(account)} FOR UPDATE`;
  if (held === 0) throw new FormerAccount();
  await tellWordings(tx, of, wordings);
}

/** Hands in every wording that is not there yet. */
export async function askSubmit(tx: TenantTx, { institutionId }: Of): Promise<void> {
  const row = await tx.messageChannel.findUnique({
    where: lineOf(institutionId),
    select: { id: true, provider: true, state: true },
  });
  if (row?.provider !== 'META' || row.state !== 'READY') throw new AppError('CONFLICT', 'channelNotReady');
  await appendAudit(
    tx,
    { action: 'messages.templatesSubmitted', subject: 'channel', subjectId: row.id },
    v7(),
  );
  await enqueue(tx, 'messages.submit', { ids: {}, key: 'submit' });
}
