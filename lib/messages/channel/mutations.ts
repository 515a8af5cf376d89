import 'server-only';
import { v7 } from 'uuid';
import type { ChannelReport, FaultDetail, TemplateReport } from '@/lib/adapters/messaging/port';
import { opaqueToken, sha256 } from '@/lib/core/auth/session';
import { appendAudit, enqueue } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import { seal } from '@/lib/core/vault';
import { wakeDeliveries } from '../outbox/mutations';
import { wordingOfName } from '../templates/rules';
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

const clean = {
  fault: null,
  faultCode: null,
  number: null,
  verifiedName: null,
  quality: 'UNKNOWN',
  dailyLimit: null,
  perSecond: null,
  checkedAt: null,
  stoppedAt: null,
  holdUntil: null,
  slotAt: null,
  strikes: 0,
} as const;

async function choose(
  tx: TenantTx,
  of: Of,
  id: string,
  data: { provider: 'META' | 'ULTRAMSG'; token: string } & Record<string, string | null>,
): Promise<void> {
  const { institutionId, now } = of;
  await tx.messageChannel.update({
    where: lineOf(institutionId),
    data: { ...clean, ...data, state: 'CHECKING', updatedAt: now },
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

/** Tries the channel again, as it is. */
export async function askCheck(tx: TenantTx, { institutionId, now }: Of): Promise<void> {
  const { count } = await tx.messageChannel.updateMany({
    where: { institutionId, line: LINE, provider: { not: 'OFF' } },
    data: { state: 'CHECKING', updatedAt: now },
  });
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

/** What a check has found: the channel goes, and what waited for it as well. */
export async function noteReport(tx: TenantTx, of: Of, report: ChannelReport): Promise<void> {
  const { institutionId, now } = of;
  const { number, name, quality, dailyLimit, perSecond, templates } = report;
  const { count } = await tx.messageChannel.updateMany({
    where: { institutionId, line: LINE, provider: { not: 'OFF' } },
    data: {
      state: 'READY',
      fault: null,
      faultCode: null,
      stoppedAt: null,
      number: number?.slice(0, 20) ?? null,
      verifiedName: name?.slice(0, 200) ?? null,
      quality,
      dailyLimit,
      perSecond,
      checkedAt: now,
      updatedAt: now,
    },
  });
  if (count === 0) return;
  await noteTemplateReports(
    tx,
    of,
    templates.filter((one) => wordingOfName(one.name)),
  );
  await wakeDeliveries(tx, of);
}

/** What a check has found wrong. A provider that is only away for the moment stops nothing that went before. */
export async function noteFault(
  tx: TenantTx,
  { institutionId, now }: Of,
  detail: FaultDetail,
): Promise<void> {
  await tx.messageChannel.updateMany({
    where: { institutionId, line: LINE, provider: { not: 'OFF' } },
    data: {
      state: 'STOPPED',
      fault: detail.channel ?? 'OTHER',
      faultCode: detail.code ?? null,
      checkedAt: now,
      updatedAt: now,
    },
  });
}

export async function noteTemplateReports(
  tx: TenantTx,
  { institutionId, now }: Of,
  reports: readonly TemplateReport[],
): Promise<void> {
  const rows = reports.map(({ name, language, state, category, reason }) => ({
    id: v7(),
    name,
    language: language.slice(0, 10),
    state: category === 'UTILITY' ? state : 'DISABLED',
    category,
    reason: category === 'UTILITY' ? (reason?.slice(0, 200) ?? null) : 'INCORRECT_CATEGORY',
  }));
  await tx.$executeRaw`
    INSERT INTO message_templates (institution_id, id, name, language, state, category, reason, updated_at)
    SELECT ${institutionId}::uuid, t.id, t.name, t.language, t.state, t.category, t.reason, ${now}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS t(id uuid, name text, language text, state text, category text, reason text)
    ON CONFLICT (institution_id, name, language)
    DO UPDATE SET state = excluded.state, category = excluded.category, reason = excluded.reason, updated_at = excluded.updated_at`;
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
