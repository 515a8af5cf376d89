import type {
  FaultDetail,
  Found,
  MessageKind,
  MessageLanguage,
  SendFault,
  SendReceipt,
} from '@/lib/adapters/messaging/port';
import { afterSilence, remedyOf, type Ungone } from '../outbox/rules';
import { templateNameOf, wordingOf } from '../templates/rules';
import type { TemplateNews } from '../watch/rules';

/** What of a delivery decides how it goes on. */
export interface Carried {
  readonly kind: MessageKind;
  readonly purpose: string;
  readonly language: MessageLanguage;
  readonly attempts: number;
  readonly dueAt: Date;
  readonly tryingAt: Date | null;
  readonly email: string | null;
  /** How often the institution, and this number, were told to slow down in a row. */
  readonly strikes: number | null;
  readonly numberStrikes: number | null;
  /** When the provider last reported on any message. */
  readonly channelHeardAt: Date | null;
}

/** What came of carrying one delivery. */
export type Came =
  | { readonly how: 'sent'; readonly receipt: SendReceipt }
  /** A letter was taken by the mail server, refused, or could not be brought. */
  | { readonly how: 'letter'; readonly came: 'taken' | 'refused' | 'away' }
  /** The channel did not take it, or nobody knows. */
  | { readonly how: 'fault'; readonly fault: SendFault; readonly detail: FaultDetail }
  /** What the provider said about a message whose answer was not heard. */
  | { readonly how: 'found'; readonly found: Found };

/** How a delivery is left: free for another try, gone by letter, or failed. */
export type Ending =
  | { readonly state: 'QUEUED'; readonly code?: number | null }
  | { readonly state: 'SENT' }
  | { readonly state: 'FAILED'; readonly reason: Ungone; readonly code?: number | null };

/** What became known of a phone number. */
export interface NumberNote {
  readonly deadAt?: Date | null;
  readonly heardAt?: Date | null;
  readonly wrongAt?: Date | null;
  readonly waitUntil?: Date;
  readonly strikes?: number;
}

export interface Outcome {
  readonly sent?: SendReceipt;
  readonly ending?: Ending;
  /** It is tried again, or asked about, then. */
  readonly again?: Date;
  readonly number?: NumberNote;
  readonly stop?: FaultDetail;
  /** All of the institution's wait until then. */
  readonly slow?: Date;
  readonly template?: TemplateNews;
}

const later = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1000);

/** What is to be written down of one delivery: by the class of its fault, when there was one. */
export function outcomeOf(delivery: Carried, came: Came, now: Date): Outcome {
  switch (came.how) {
    case 'sent':
      return { sent: came.receipt };
    case 'letter':
      return afterLetter(delivery, came.came, now);
    case 'found':
      return afterFound(delivery, came.found, now);
    case 'fault':
      return afterFault(delivery, came, now);
  }
}

function afterLetter({ attempts }: Carried, came: 'taken' | 'refused' | 'away', now: Date): Outcome {
  if (came === 'taken') return { ending: { state: 'SENT' } };
  if (came === 'away' && attempts < 6)
    return { ending: { state: 'QUEUED' }, again: later(now, 60 * 2 ** attempts) };
  return { ending: { state: 'FAILED', reason: 'NO_MAIL', code: null } };
}

function afterFound(delivery: Carried, found: Found, now: Date): Outcome {
  if (typeof found === 'object') return { sent: found };
  if (found === 'ENDED_BADLY') return { ending: { state: 'FAILED', reason: 'ENDED_BADLY', code: null } };
  const { tryingAt, channelHeardAt: heardAt, dueAt, attempts: tries } = delivery;
  const next =
    found === 'NOT_THERE' ? 'SEND_AGAIN' : afterSilence({ tryingAt: tryingAt!, heardAt, dueAt, tries }, now);
  if (next === 'GIVE_UP') return { ending: { state: 'FAILED', reason: 'UNCERTAIN', code: null } };
  if (next === 'SEND_AGAIN') return { ending: { state: 'QUEUED' }, again: now };
  return { again: later(now, 600) };
}

function afterFault(
  delivery: Carried,
  { fault, detail }: { fault: SendFault; detail: FaultDetail },
  now: Date,
): Outcome {
  const { attempts: tries, email, numberStrikes, strikes } = delivery;
  const code = detail.code ?? null;
  const remedy = remedyOf(fault, {
    tries,
    strikes: strikes ?? 0,
    numberStrikes: numberStrikes ?? 0,
    retryAfter: detail.retryAfter,
  });
  const ending = { state: 'QUEUED', code } as const;
  switch (remedy.act) {
    case 'ask':
      return { again: later(now, remedy.inSeconds) };
    case 'end': {
      const number = remedy.deadNumber ? { number: { deadAt: now } } : {};
      // A letter can go where this number cannot be reached.
      if (remedy.deadNumber && email) return { ...number, ending: { state: 'QUEUED' }, again: now };
      return { ...number, ending: { state: 'FAILED', reason: remedy.reason, code } };
    }
    case 'stop':
      // Held until the channel goes again or its hours are over: takeDeliveries finds out which.
      return { ending, stop: detail, again: later(now, 1) };
    case 'closeWindow':
      return { ending, number: { heardAt: null }, again: now };
    case 'slow':
      return { ending, slow: later(now, remedy.inSeconds), again: now };
    case 'pair': {
      const waitUntil = later(now, remedy.inSeconds);
      return { ending, number: { waitUntil, strikes: (numberStrikes ?? 0) + 1 }, again: waitUntil };
    }
    case 'template': {
      const news = templateNews(delivery, code, now);
      return { ending, again: later(now, remedy.inSeconds), ...(news && { template: news }) };
    }
    case 'again':
      return { ending, again: later(now, remedy.inSeconds) };
  }
}

function templateNews(
  { kind, purpose, language }: Carried,
  code: number | null,
  at: Date,
): TemplateNews | undefined {
  const wording = wordingOf(kind, purpose);
  if (!wording) return;
  const state = code === 132015 ? 'PAUSED' : 'DISABLED';
  const name = templateNameOf(wording);
  return { name, language, at, state, category: null, reason: `#${code}`, quality: null };
}
