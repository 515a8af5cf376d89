import 'server-only';
import { v7 } from 'uuid';
import type { ChannelReport, FaultDetail, TemplateReport } from '@/lib/adapters/messaging/port';
import { opaqueToken, sha256 } from '@/lib/core/auth/session';
import { appendAudit, enqueue } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import { seal } from '@/lib/core/vault';
import { wakeDeliveries } from '../outbox/mutations';
import { noteLook, noteTemplates } from '../watch/mutations';
import type { MetaForm, UltramsgForm } from './schema';

type Of = { institutionId: string; now: Date };
const LINE = 'WHATSAPP';
const lineOf = (institutionId: string) => ({ institutionId_line: { institutionId, line: LINE } });

/** The row of an institution's channel, made when it is first needed. */
async function ownChannel(tx: TenantTx, { institutionId }: Of): Promise<string> {
  const { id } = await tx.messageChannel.upsert({
    where: lineOf(institutionId),
    create: { institutionId, id: v7(), line: LINE },
    update: {},
    select: { id: true },
  });
  return id;
}

/** What another business account approved is not approved here; what this one has, the check tells. Asked before the
 *  channel's row is held: wordings come before it wherever both change. */
async function forgetWordings(tx: TenantTx, { institutionId }: Of, businessId: string): Promise<void> {
  const before = await tx.messageChannel.findUnique({
    where: lineOf(institutionId),
    select: { businessId: true },
  });
  if (before && before.businessId !== businessId)
    await tx.messageTemplate.deleteMany({ where: { institutionId } });
}

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
  await forgetWordings(tx, of, form.businessId);
  const id = await ownChannel(tx, of);
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
  const id = await ownChannel(tx, of);
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
  const id = await ownChannel(tx, of);
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
  const id = await ownChannel(tx, of);
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

/** What a check has found: the channel goes, and what waited for it as well. @param asked when Meta was asked: what it
 *  reported since stands */
export async function noteReport(tx: TenantTx, of: Of, report: ChannelReport, asked: Date): Promise<void> {
  const { institutionId, now } = of;
  const { number, name, quality, dailyLimit, perSecond, templates } = report;
  await noteTemplateReports(tx, of, templates, asked);
  const count = await tx.$executeRaw`
    UPDATE message_channels SET state = 'READY', fault = NULL, fault_code = NULL, stopped_at = NULL, number = ${number?.slice(0, 20) ?? null},
      verified_name = ${name?.slice(0, 200) ?? null}, checked_at = ${now}::timestamptz, alerts = array_remove(coalesce(alerts, '{}'), 'STOPPED'),
      reported_at = ${now}::timestamptz, updated_at = ${now}::timestamptz
    WHERE institution_id = ${institutionId}::uuid AND line = ${LINE} AND provider <> 'OFF'`;
  if (count === 0) return;
  await noteLook(tx, of, { at: asked, quality, dailyLimit, perSecond });
  await wakeDeliveries(tx, of);
}

/** Minutes until a provider that did not answer is asked again. */
const ASK_AGAIN = 5;

/** What a check that the office asked for has found wrong; a look of the house's own that failed stops nothing. A provider
 *  that is only away stops nothing that went before (`isOpen`), and is asked again until it answers. */
export async function noteFault(
  tx: TenantTx,
  { institutionId, now }: Of,
  detail: FaultDetail,
): Promise<void> {
  const fault = detail.channel ?? 'OTHER';
  const away = fault === 'AWAY';
  const count = await tx.$executeRaw`
    UPDATE message_channels c SET state = CASE WHEN w.goes_on THEN 'READY' ELSE 'STOPPED' END, fault = ${fault},
      fault_code = ${detail.code ?? null}::int, checked_at = CASE WHEN w.goes_on THEN c.checked_at ELSE ${now}::timestamptz END,
      updated_at = ${now}::timestamptz
    FROM (SELECT o.id, ${away} AND (o.state = 'READY' OR (o.state = 'CHECKING' AND o.checked_at IS NOT NULL AND o.fault IS NULL)) AS goes_on
      FROM message_channels o WHERE o.institution_id = ${institutionId}::uuid AND o.line = ${LINE} FOR UPDATE) w
    WHERE c.institution_id = ${institutionId}::uuid AND c.id = w.id AND c.provider <> 'OFF'
      AND (c.state = 'CHECKING' OR c.fault = 'AWAY')`;
  if (count === 0 || !away) return;
  const runAt = new Date(now.getTime() + ASK_AGAIN * 60_000);
  await enqueue(tx, 'messages.check', { ids: {}, key: 'check', runAt });
}

export const noteTemplateReports = (
  tx: TenantTx,
  of: Of,
  reports: readonly TemplateReport[],
  asked: Date,
): Promise<void> =>
  noteTemplates(
    tx,
    of,
    reports.map((one) => ({ ...one, at: asked, reason: one.reason?.slice(0, 200) ?? null, quality: null })),
  );

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
