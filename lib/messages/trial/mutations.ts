import 'server-only';
import { v7 } from 'uuid';
import type { MessageLanguage, OutgoingMessage } from '@/lib/adapters/messaging/port';
import { appendAudit, enqueue } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import { parsePhone } from '@/lib/core/phone';
import type { InboxEvent } from '../inbox/schema';
import type { Of } from '../schema';
import { templateNameOf } from '../templates/rules';
import { draftTemplate } from '../templates/words';
import type { TrialForm } from './schema';

const LINE = 'WHATSAPP';
const lineOf = (institutionId: string) => ({ institutionId_line: { institutionId, line: LINE } });

/** The office's own test of its channel: a report of an example child, to a number that it types. */
export async function askTrial(
  tx: TenantTx,
  { phone, language }: TrialForm,
  { institutionId, country, now }: Of & { country: string },
): Promise<void> {
  const read = parsePhone(phone, country);
  if (!read.ok) throw new AppError('INVALID', read.code, { field: 'phone', params: { value: phone } });
  const data = {
    ...{ tryPhone: read.e164, tryLanguage: language, tryKey: v7(), tryAt: now },
    ...{ tryState: 'WAITING', tryFault: null, tryCode: null },
  };
  const { id } = await tx.messageChannel.upsert({
    where: lineOf(institutionId),
    create: { institutionId, id: v7(), line: LINE, ...data },
    update: data,
    select: { id: true },
  });
  await appendAudit(tx, { action: 'messages.tried', subject: 'channel', subjectId: id }, v7());
  await enqueue(tx, 'messages.try', { ids: {}, key: 'try' });
}

/** The test as it goes out; undefined when there is none to send, `fault` when it cannot go. */
export async function takeTrial(
  tx: TenantTx,
  { institutionId, now }: Of,
): Promise<OutgoingMessage | { fault: string } | undefined> {
  const row = await tx.messageChannel.findUnique({
    where: lineOf(institutionId),
    select: {
      tryPhone: true,
      tryLanguage: true,
      tryState: true,
      tryKey: true,
      provider: true,
      pausedAt: true,
    },
  });
  if (row?.tryState !== 'WAITING' || !row.tryPhone || !row.tryKey) return;
  if (row.pausedAt) return { fault: 'PAUSED' };
  const language = row.tryLanguage as MessageLanguage;
  const { name, body, examples } = await draftTemplate('DAILY_REPORT', language);
  const message: OutgoingMessage = {
    key: row.tryKey,
    kind: 'TRIAL',
    language,
    to: row.tryPhone,
    body: body.replace(/\{\{(\d+)\}\}/g, (_, n) => examples[Number(n) - 1]!),
  };
  if (row.provider !== 'META') return message;
  const number = await tx.messageNumber.findUnique({
    where: { institutionId_phone: { institutionId, phone: row.tryPhone } },
    select: { heardAt: true },
  });
  if (number?.heardAt && now.getTime() - number.heardAt.getTime() < 23 * 3_600_000) return message;
  const approved = await tx.messageTemplate.findFirst({
    where: { institutionId, name: templateNameOf('DAILY_REPORT'), language, state: 'APPROVED' },
    select: { id: true },
  });
  return approved ? { ...message, template: { name, values: examples } } : { fault: 'NO_TEMPLATE' };
}

type Came = { state: 'SENT' | 'DELIVERED' | 'READ' | 'FAILED'; fault?: string; code?: number | null };

export async function noteTrial(tx: TenantTx, { institutionId }: Of, key: string, came: Came): Promise<void> {
  await tx.messageChannel.updateMany({
    where: { institutionId, line: LINE, tryKey: key, tryState: { not: 'READ' } },
    data: { tryState: came.state, tryFault: came.fault?.slice(0, 30) ?? null, tryCode: came.code ?? null },
  });
}

type Status = Extract<InboxEvent, { type: 'status' }>;

/** What the provider reports on the test, as on any message. */
export async function noteTrialStates(tx: TenantTx, of: Of, statuses: readonly Status[]): Promise<void> {
  const row = await tx.messageChannel.findUnique({
    where: lineOf(of.institutionId),
    select: { tryKey: true },
  });
  if (!row?.tryKey) return;
  const rank = { SENT: 0, FAILED: 1, DELIVERED: 1, READ: 2 } as const;
  const last = statuses
    .filter(({ key }) => key === row.tryKey)
    .sort((a, b) => rank[a.state] - rank[b.state])
    .at(-1);
  if (last) {
    const fault = last.state === 'FAILED' ? { fault: 'RECIPIENT' } : {};
    await noteTrial(tx, of, row.tryKey, { state: last.state, code: last.code, ...fault });
  }
}
