/** What a school may write to a family (P22): a closed list, no free text, no advertising. */
export type MessageKind = 'DAILY_REPORT' | 'ABSENCE_ALERT';
export type MessageLanguage = 'en' | 'ur' | 'ar';
export const channelNames = ['LOCAL', 'WHATSAPP'] as const;
export type ChannelName = (typeof channelNames)[number];

export type OutgoingMessage = {
  /** The same key is the same message: a channel asked twice sends once. */
  key: string;
  kind: MessageKind;
  language: MessageLanguage;
  /** E.164 */
  to: string;
  body: string;
};

export type SendReceipt = {
  /** SENT: handed over, the end is told later. DELIVERED: it is there. */
  state: 'SENT' | 'DELIVERED';
  /** The provider's name for it, for what it reports later. */
  providerRef: string | null;
};

export type SendFault = 'NO_CHANNEL' | 'REFUSED' | 'AWAY';

/** Why a channel did not take a message. AWAY is worth another try (down, slow, too many); the others are final. */
export class MessagingError extends Error {
  readonly fault: SendFault;
  constructor(fault: SendFault) {
    super(fault);
    this.fault = fault;
  }
  get retryable(): boolean {
    return this.fault === 'AWAY';
  }
}

/** A way to a family's phone. Called outside of any transaction. */
export interface MessagingChannel {
  /** @throws MessagingError */
  send(message: OutgoingMessage): Promise<SendReceipt>;
}
