/** What a school may write to a family (P22): a closed list, no free text, no advertising. */
export const messageKinds = [
  'DAILY_REPORT',
  'ABSENCE_ALERT',
  'TEST_RESULT',
  'FEE_REMINDER',
  'CERTIFICATE',
  'WEEKLY_REPORT',
  'WELCOME',
  'SIGN_IN_CODE',
] as const;
export type MessageKind = (typeof messageKinds)[number];
export const messageLanguages = ['en', 'ur', 'ar'] as const;
export type MessageLanguage = (typeof messageLanguages)[number];

/** How an institution reaches its families; its credentials, opened for one use. */
export type ChannelAccount =
  | { provider: 'LOCAL' }
  | { provider: 'META'; phoneNumberId: string; businessId: string; token: string }
  | { provider: 'ULTRAMSG'; instance: string; token: string };

export type OutgoingMessage = {
  /** The same key is the same message; a provider carries it along and names it in what it reports. */
  key: string;
  /** ANSWER: to a family's own word, within the day. TRIAL: the office's test of its channel. */
  kind: MessageKind | 'ANSWER' | 'TRIAL';
  language: MessageLanguage;
  /** E.164 */
  to: string;
  body: string;
  /** An approved wording and what stands in its places. Without it the words go as they are: where no template is
   *  needed, or within a day of the guardian's own message. */
  template?: {
    name: string;
    values: readonly string[];
    /** Of a one-time code: what its button copies. */
    copies?: string;
  };
};

export type SendReceipt = {
  /** SENT: handed over, the end is told later. DELIVERED: it is there. */
  state: 'SENT' | 'DELIVERED';
  /** The provider's name for it, for what it reports later. */
  providerRef: string | null;
};

/** Why a channel cannot be used, for the institution's admin; each has its sentence and next step. */
export const channelFaults = [
  'TOKEN',
  'PERMISSION',
  'NUMBER',
  'REGISTRATION',
  'TEST_NUMBER',
  'DISPLAY_NAME',
  'LOCKED',
  'PAYMENT',
  'INSTANCE',
  'NOT_LINKED',
  'STANDBY',
  'UNPAID',
  'AWAY',
  'OTHER',
] as const;
export type ChannelFault = (typeof channelFaults)[number];

export const sendFaults = [
  /** Nothing is set up to carry it. */
  'NO_CHANNEL',
  /** Down or overloaded, and it surely did not take the message: later again. */
  'AWAY',
  /** Too much from this sender: all of its messages wait. */
  'SLOW_DOWN',
  /** Too much to this one number: only its messages wait. */
  'PAIR',
  /** No answer was heard: it may have gone. Never sent again before it is known. */
  'UNCERTAIN',
  /** The day after the guardian's last message is over: only a template goes. */
  'NEEDS_TEMPLATE',
  /** The template is not there, paused or off. */
  'TEMPLATE',
  /** This number cannot be reached this way. */
  'RECIPIENT',
  /** Credentials, account or set-up: nothing of this institution can go. */
  'CREDENTIAL',
  /** This message will never be taken. */
  'REFUSED',
] as const;
export type SendFault = (typeof sendFaults)[number];

export type FaultDetail = {
  /** The provider's own number of the fault. */
  code?: number | undefined;
  /** Seconds that the provider asks for. */
  retryAfter?: number | undefined;
  channel?: ChannelFault | undefined;
};

/** Why a channel did not take a message. */
export class MessagingError extends Error {
  readonly fault: SendFault;
  readonly detail: FaultDetail;
  constructor(fault: SendFault, detail: FaultDetail = {}) {
    super(fault);
    this.fault = fault;
    this.detail = detail;
  }
}

export type TemplateState = 'PENDING' | 'APPROVED' | 'REJECTED' | 'PAUSED' | 'DISABLED';
export type TemplateReport = {
  name: string;
  language: string;
  state: TemplateState;
  category: string;
  reason?: string | undefined;
};
/** `body` has its places as {{1}}, {{2}} …; the provider wants an example for each. */
export type TemplateDraft = {
  name: string;
  language: MessageLanguage;
  body: string;
  footer: string;
  examples: readonly string[];
};

export type ChannelReport = {
  /** As the provider shows it, digits. */
  number: string | null;
  name: string | null;
  quality: 'GREEN' | 'YELLOW' | 'RED' | 'UNKNOWN';
  /** To how many people it may write first within 24 hours, 0 without limit; null when it is not told. */
  dailyLimit: number | null;
  /** Messages that it takes in a second. */
  perSecond: number | null;
  templates: TemplateReport[];
};

/** What became of a message whose answer was not heard. UNKNOWN: this provider cannot be asked, or does not know yet. */
export type Found = SendReceipt | 'NOT_THERE' | 'UNKNOWN' | 'ENDED_BADLY';

/** A way to a family's phone. Called outside of any transaction. */
export interface MessagingChannel {
  /** @throws MessagingError */
  send(message: OutgoingMessage): Promise<SendReceipt>;
  /** @throws MessagingError */
  find(key: string): Promise<Found>;
  /** Is everything there that sending needs? Also tells the provider where to report to.
   *  @throws MessagingError with the fault of the channel */
  check(hook: { url: string }): Promise<ChannelReport>;
  /** Hands a wording in for approval. @throws MessagingError */
  submit(draft: TemplateDraft): Promise<TemplateReport>;
}
