import 'server-only';
import { createHmac } from 'node:crypto';
import { parse, validate } from 'uuid';
import { sameText } from '@/lib/adapters/messaging/keys';
import type { ChannelAccount, ChannelFault, TemplateState } from '@/lib/adapters/messaging/port';
import type { TenantTx } from '@/lib/core/db/tenant';
import { env } from '@/lib/core/env';
import { unseal } from '@/lib/core/vault';
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
      perSecond: true,
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
  };
}

export interface TemplateRow {
  name: string;
  language: string;
  state: TemplateState;
  reason: string | null;
}

export async function listTemplates(tx: TenantTx, of: { institutionId: string }): Promise<TemplateRow[]> {
  const rows = await tx.messageTemplate.findMany({
    where: of,
    select: { name: true, language: true, state: true, reason: true },
    orderBy: [{ name: 'asc' }, { language: 'asc' }],
  });
  return rows.map((row) => ({ ...row, state: row.state as TemplateState }));
}

/** How many messages wait for the channel. */
export const countWaiting = (tx: TenantTx, { institutionId }: { institutionId: string }): Promise<number> =>
  tx.delivery.count({ where: { institutionId, state: 'QUEUED' } });

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
