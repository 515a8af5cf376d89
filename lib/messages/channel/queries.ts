import 'server-only';
import { createHmac } from 'node:crypto';
import { parse, validate } from 'uuid';
import { sameText } from '@/lib/adapters/messaging/keys';
import type { ChannelAccount, ChannelFault, TemplateState } from '@/lib/adapters/messaging/port';
import type { TenantTx } from '@/lib/core/db/tenant';
import { env } from '@/lib/core/env';
import { unseal } from '@/lib/core/vault';
import type { Of } from '../schema';
import type { Alert, Quality } from '../watch/schema';
import { type ChannelState, type ChannelView, noChannel, type Trial } from './rules';

const LINE = 'WHATSAPP';

/** What the office sees of its channel; an institution that never chose one has it off (P26). */
export async function getChannel(
  tx: TenantTx,
  { institutionId }: { institutionId: string },
): Promise<ChannelView> {
  const row = await tx.messageChannel.findUnique({
    where: { institutionId_line: { institutionId, line: LINE } },
    select: {
      provider: true,
      state: true,
      fault: true,
      faultCode: true,
      phoneNumberId: true,
      businessId: true,
      instance: true,
      number: true,
      verifiedName: true,
      quality: true,
      dailyLimit: true,
      limitWas: true,
      perSecond: true,
      account: true,
      accountWhy: true,
      accountUntil: true,
      alerts: true,
      checkedAt: true,
      pausedAt: true,
      holdUntil: true,
      heardAt: true,
      tryPhone: true,
      tryLanguage: true,
      tryState: true,
      tryFault: true,
      tryCode: true,
    },
  });
  if (!row) return noChannel;
  const { tryPhone, tryLanguage, tryState, tryFault, tryCode, ...rest } = row;
  const trial = tryPhone && {
    phone: tryPhone,
    language: tryLanguage,
    state: tryState,
    fault: tryFault,
    code: tryCode,
  };
  return {
    ...rest,
    trial: trial ? (trial as Trial) : null,
    provider: row.provider as ChannelView['provider'],
    state: row.state as ChannelState,
    fault: row.fault as ChannelFault | null,
    quality: row.quality as ChannelView['quality'],
    account: row.account as ChannelView['account'],
    alerts: row.alerts as Alert[],
  };
}

export interface TemplateRow {
  name: string;
  language: string;
  state: TemplateState;
  reason: string | null;
  quality: Quality;
}

export async function listTemplates(tx: TenantTx, of: { institutionId: string }): Promise<TemplateRow[]> {
  const rows = await tx.messageTemplate.findMany({
    where: of,
    select: { name: true, language: true, state: true, reason: true, quality: true },
    orderBy: [{ name: 'asc' }, { language: 'asc' }],
  });
  return rows.map((row) => ({
    ...row,
    state: row.state as TemplateState,
    quality: row.quality as Quality,
  }));
}

/** Meta says within seconds that it has sent a message; after so long it has not, or it was not let in. */
const REPORT_MINUTES = 15;

/** How many messages wait for the channel, and how many Meta took without a word since: its reports do not reach us. */
export async function countWaiting(
  tx: TenantTx,
  { institutionId, now }: Of,
): Promise<{ waiting: number; unreported: number }> {
  const [row] = await tx.$queryRaw<{ waiting: number; unreported: number }[]>`
    SELECT (SELECT count(*)::int FROM deliveries d WHERE d.institution_id = ${institutionId}::uuid AND d.state = 'QUEUED') AS waiting,
      (SELECT count(*)::int FROM message_channels c JOIN deliveries d ON d.institution_id = c.institution_id
        AND d.created_at > ${now}::timestamptz - interval '3 days' AND d.state = 'SENT' AND d.channel = 'META'
        AND d.sent_at > coalesce(c.heard_at, '-infinity') AND d.sent_at < ${now}::timestamptz - ${REPORT_MINUTES} * interval '1 minute'
        WHERE c.institution_id = ${institutionId}::uuid AND c.line = ${LINE} AND c.provider = 'META') AS unreported`;
  return row!;
}

export type SealedChannel = {
  id: string;
  provider: string;
  phoneNumberId: string | null;
  businessId: string | null;
  instance: string | null;
  token: string | null;
  hook: string | null;
};

/** The channel with its credentials as they lie: to be opened outside of the transaction, for one use. */
export function getSealedChannel(
  tx: TenantTx,
  { institutionId }: { institutionId: string },
): Promise<SealedChannel | null> {
  return tx.messageChannel.findUnique({
    where: { institutionId_line: { institutionId, line: LINE } },
    select: {
      id: true,
      provider: true,
      phoneNumberId: true,
      businessId: true,
      instance: true,
      token: true,
      hook: true,
    },
  });
}

/** Opens the credentials of a channel. Without any it is the local one. */
export async function openAccount(
  institutionId: string,
  sealed: SealedChannel | null,
): Promise<ChannelAccount> {
  if (!sealed?.token || sealed.provider === 'OFF') return { provider: 'LOCAL' };
  const { id, phoneNumberId, businessId, instance } = sealed;
  const token = await unseal(
    { owner: institutionId, table: 'message_channels', column: 'token', row: id },
    sealed.token,
  );
  if (sealed.provider === 'META')
    return { provider: 'META', phoneNumberId: phoneNumberId!, businessId: businessId!, token };
  return { provider: 'ULTRAMSG', instance: instance!, token };
}

const packed = (id: string) => Buffer.from(parse(id)).toString('base64url');

/** Where the provider reports to; UltraMsg's address holds its secret. */
export async function hookAddress(institutionId: string, sealed: SealedChannel): Promise<string> {
  const base = `${env().NEXTAUTH_URL.replace(/\/+$/, '')}/api/webhooks`;
  if (!sealed.hook) return `${base}/whatsapp`;
  const secret = await unseal(
    { owner: institutionId, table: 'message_channels', column: 'hook', row: sealed.id },
    sealed.hook,
  );
  return `${base}/ultramsg/${secret}`;
}

/** The word that Meta repeats when it asks whether the address is ours. It opens nothing: deliveries are signed. */
export const verifyTokenOf = (institutionId: string): string => {
  const about = `whatsapp verify token|${institutionId}`;
  const mark = createHmac('sha256', env().NEXTAUTH_SECRET).update(about).digest('base64url').slice(0, 24);
  return `${packed(institutionId)}.${mark}`;
};

/** What the admin enters at Meta. */
export const publicHook = (institutionId: string) => ({
  url: `${env().NEXTAUTH_URL.replace(/\/+$/, '')}/api/webhooks/whatsapp`,
  verifyToken: verifyTokenOf(institutionId),
});

export function isVerifyToken(token: string): boolean {
  const [id = ''] = token.split('.');
  const bytes = Buffer.from(id, 'base64url');
  if (bytes.length !== 16) return false;
  const institutionId = idOf(bytes);
  return institutionId !== undefined && sameText(token, verifyTokenOf(institutionId));
}

function idOf(bytes: Buffer): string | undefined {
  const hex = bytes.toString('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return validate(id) ? id : undefined;
}
