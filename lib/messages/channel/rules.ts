import type { ChannelFault } from '@/lib/adapters/messaging/port';
import type { Provider } from '../outbox/rules';
import type { Watched } from '../watch/rules';

export const CHANNEL_STATES = ['NEW', 'CHECKING', 'READY', 'STOPPED'] as const;
export type ChannelState = (typeof CHANNEL_STATES)[number];

/** Whether messages go: also while a channel that worked is looked at once more. */
export const isOpen = ({
  state,
  checkedAt,
  fault,
}: {
  state: string | null;
  checkedAt: Date | null;
  fault: string | null;
}): boolean => state === 'READY' || (state === 'CHECKING' && checkedAt !== null && fault === null);

/** The office's own test message. */
export interface Trial {
  readonly phone: string;
  readonly language: 'en' | 'ur' | 'ar';
  readonly state: 'WAITING' | 'SENT' | 'DELIVERED' | 'READ' | 'FAILED';
  readonly fault: string | null;
  readonly code: number | null;
}

/** What an admin sees of the channel: never a credential. */
export interface ChannelView extends Omit<Watched, 'qualityAt' | 'accountAt' | 'limitAt'> {
  readonly provider: Provider;
  readonly state: ChannelState;
  readonly fault: ChannelFault | null;
  readonly faultCode: number | null;
  readonly phoneNumberId: string | null;
  readonly businessId: string | null;
  readonly instance: string | null;
  readonly verifiedName: string | null;
  readonly checkedAt: Date | null;
  readonly pausedAt: Date | null;
  readonly holdUntil: Date | null;
  readonly heardAt: Date | null;
  readonly trial: Trial | null;
}

export const noChannel: ChannelView = {
  provider: 'OFF',
  state: 'NEW',
  fault: null,
  faultCode: null,
  phoneNumberId: null,
  businessId: null,
  instance: null,
  number: null,
  verifiedName: null,
  quality: 'UNKNOWN',
  dailyLimit: null,
  limitWas: null,
  perSecond: null,
  account: 'OPEN',
  accountWhy: null,
  accountUntil: null,
  alerts: [],
  checkedAt: null,
  pausedAt: null,
  holdUntil: null,
  heardAt: null,
  trial: null,
};
