import type { SendFault } from '@/lib/adapters/messaging/port';
import { decentMoment, type Place } from '../kinds/rules';
import type { KindSettings } from '../kinds/schema';
import { type DeliveryState, reachOf, type Silence } from '../rules';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Utility messages older than this are worth nothing to a family; also the providers' own limit. */
export const HOURS_TO_TRY = 12;
/** How long the words of a message that was handed over are kept for the provider's last word. */
const HOURS_TO_HEAR = 24;
/** A little less than the day within which words go without a template: the way there takes its time. */
const WINDOW = 24 * HOUR - 10 * MINUTE;
const DAYS_DEAD = 30;
/** A try that is younger may still be under way in another process. */
const TRY_LASTS = 90 * SECOND;
/** Milliseconds between two messages of an institution: Meta takes 80 in a second, UltraMsg's phone is a phone. */
export const gapOf = { OFF: 5, META: 14, ULTRAMSG: 5 * SECOND } as const;
/** How many messages one job carries: what is taken, marked and settled together costs the database once. */
export const loadOf = { OFF: 8, META: 8, ULTRAMSG: 1 } as const;
/** Milliseconds that a worker waits for its moments in a provider's pace, before it leaves the line to others. */
export const PATIENCE = SECOND;
/** After an hour without a way through, a letter goes in its place, where there is an address. */
const HOURS_TO_LETTER = 1;

export type Provider = keyof typeof gapOf;

/** All that decides what becomes of a delivery now. */
export interface Standing {
  readonly state: DeliveryState;
  readonly hasWords: boolean;
  readonly triedOn: Provider | 'EMAIL';
  readonly tryingAt: Date | null;
  readonly attempts: number;
  readonly dueAt: Date;
  readonly sentAt: Date | null;
  readonly link: {
    readonly receivesMessages: boolean;
    readonly optedOut: boolean;
    readonly stopped: boolean;
    readonly phone: string | undefined;
    readonly email: string | undefined;
    /** The guardian does not want this kind. */
    readonly muted: boolean;
    /** The guardian wants letters in place of WhatsApp, where there is an address. */
    readonly byLetter: boolean;
  };
  readonly number: {
    readonly heardAt: Date | null;
    readonly deadAt: Date | null;
    readonly wrongAt: Date | null;
    readonly waitUntil: Date | null;
  };
  readonly channel: {
    readonly provider: Provider;
    readonly ready: boolean;
    readonly paused: boolean;
    readonly holdUntil: Date | null;
    readonly sentAt: Date | null;
  };
  readonly kind: KindSettings;
  readonly place: Place;
  /** Of the wording in the guardian's language; undefined when it was never handed in. */
  readonly template: string | undefined;
}

export type Unsent = Silence | 'KIND_OFF' | 'WRONG_NUMBER' | 'DEAD_NUMBER' | 'NO_TEMPLATE' | 'CORRECTED';
export type Ungone =
  | 'TOO_LATE'
  | 'NOT_ANSWERED'
  | 'UNCERTAIN'
  | 'NO_CHANNEL'
  | 'REFUSED'
  | 'DEAD_NUMBER'
  | 'ENDED_BADLY'
  | 'NO_MAIL';

export type Decision =
  | { readonly act: 'nothing' }
  /** The provider's last word never came: the words go all the same (P25). */
  | { readonly act: 'erase' }
  | { readonly act: 'end'; readonly state: 'SUPPRESSED'; readonly reason: Unsent }
  | { readonly act: 'end'; readonly state: 'FAILED'; readonly reason: Ungone }
  /** `due`: it may go from then on only, so its hours begin to count then. `inLine`: behind the others that wait for the
   *  same. */
  | { readonly act: 'wait'; readonly until: Date; readonly due?: true; readonly inLine?: true }
  /** An earlier try was not answered: ask before anything else. */
  | { readonly act: 'find' }
  | { readonly act: 'send'; readonly asTemplate: boolean }
  /** WhatsApp cannot deliver it: a letter can. */
  | { readonly act: 'letter' };

const after = (moment: Date, ms: number) => new Date(moment.getTime() + ms);

/** What becomes of a delivery at this moment; everything is asked anew at each try. */
export function decide(standing: Standing, now: Date): Decision {
  const { state, channel, number, dueAt, tryingAt } = standing;
  if (state === 'SENT' && standing.hasWords) {
    const end = after(standing.sentAt ?? now, HOURS_TO_HEAR * HOUR);
    return end <= now ? { act: 'erase' } : { act: 'wait', until: end };
  }
  if (state !== 'QUEUED' || !standing.hasWords) return { act: 'nothing' };
  if (tryingAt) {
    const over = after(tryingAt, TRY_LASTS);
    return over > now ? { act: 'wait', until: over } : { act: 'find' };
  }
  const silence = silenceOf(standing);
  if (silence) return { act: 'end', state: 'SUPPRESSED', reason: silence };
  const last = after(dueAt, HOURS_TO_TRY * HOUR);
  if (last <= now)
    return { act: 'end', state: 'FAILED', reason: standing.attempts > 0 ? 'NOT_ANSWERED' : 'TOO_LATE' };
  if (channel.paused) return { act: 'wait', until: last };
  // A demonstration's phone wakes nobody.
  const decent = channel.provider === 'OFF' ? now : decentMoment(standing.kind, now, standing.place);
  if (decent > now) return { act: 'wait', until: decent, due: true };
  if (dueAt > now) return { act: 'wait', until: dueAt };
  const closed = closedTo(standing, now);
  if ((closed || standing.link.byLetter) && mayWrite(standing)) return { act: 'letter' };
  if (closed) return { act: 'end', state: 'SUPPRESSED', reason: closed };
  const letterAt = mayWrite(standing) ? after(dueAt, HOURS_TO_LETTER * HOUR) : undefined;
  const stopped = channel.provider !== 'OFF' && !channel.ready;
  if (letterAt && letterAt <= now && (stopped || standing.attempts > 0)) return { act: 'letter' };
  if (stopped) return { act: 'wait', until: letterAt ?? last };
  if (number.waitUntil && number.waitUntil > now) return { act: 'wait', until: number.waitUntil };
  const free = [channel.holdUntil, breath(standing)].find((moment) => moment !== null && moment > now);
  if (free) return { act: 'wait', until: free, inLine: true };
  if (channel.provider !== 'META' || isWindowOpen(number, now)) return { act: 'send', asTemplate: false };
  if (standing.template === 'APPROVED') return { act: 'send', asTemplate: true };
  return { act: 'wait', until: after(now, 10 * MINUTE) };
}

const isWindowOpen = ({ heardAt }: Pick<Standing['number'], 'heardAt'>, now: Date) =>
  heardAt !== null && after(heardAt, WINDOW) > now;

/** Letters stand in for WhatsApp; where the institution has chosen none, nothing leaves the portal (P26). */
const mayWrite = ({ channel, link }: Way) => channel.provider !== 'OFF' && link.email !== undefined;

/** By which number or address, and over which channel. */
export interface Way {
  readonly link: Pick<Standing['link'], 'phone' | 'email' | 'byLetter'>;
  readonly number: Pick<Standing['number'], 'heardAt' | 'deadAt' | 'wrongAt'>;
  readonly channel: Pick<Standing['channel'], 'provider' | 'ready'>;
  readonly template: Standing['template'];
}

/** How a guardian who is written to is reached, or why neither by WhatsApp nor by letter: as `decide` will find it.
 *  `first`: it counts towards the people to whom the number may write first within a day. */
export function wayTo(
  way: Way,
  now: Date,
): { by: 'PHONE'; first: boolean } | { by: 'LETTER' } | { unreached: Unsent } {
  const closed = closedTo(way, now);
  if ((closed || way.link.byLetter) && mayWrite(way)) return { by: 'LETTER' };
  if (!closed)
    return { by: 'PHONE', first: way.channel.provider === 'META' && !isWindowOpen(way.number, now) };
  return { unreached: closed };
}

function silenceOf({ link, kind }: Standing): Unsent | undefined {
  const reach = reachOf({ ...link, phone: link.phone ?? link.email });
  if ('silence' in reach) return reach.silence;
  return kind.enabled ? undefined : 'KIND_OFF';
}

/** Why WhatsApp cannot bring it to this guardian, now and for the time being. */
function closedTo({ link, number, channel, template }: Way, now: Date): Unsent | undefined {
  if (!link.phone) return 'NO_PHONE';
  if (number.wrongAt) return 'WRONG_NUMBER';
  if (number.deadAt && after(number.deadAt, DAYS_DEAD * 24 * HOUR) > now) return 'DEAD_NUMBER';
  const under = template === 'APPROVED' || template === 'PENDING' || template === 'PAUSED';
  if (channel.provider === 'META' && channel.ready && !under && !isWindowOpen(number, now))
    return 'NO_TEMPLATE';
  return;
}

/** UltraMsg's own pause between two messages. */
function breath({ channel: { provider, sentAt } }: Standing): Date | null {
  return provider === 'ULTRAMSG' && sentAt ? after(sentAt, gapOf.ULTRAMSG) : null;
}

/** What a fault asks for. Moments are seconds from now. */
export type Remedy =
  | { readonly act: 'end'; readonly reason: Ungone; readonly deadNumber?: true }
  | { readonly act: 'again'; readonly inSeconds: number }
  | { readonly act: 'slow'; readonly inSeconds: number }
  | { readonly act: 'pair'; readonly inSeconds: number }
  | { readonly act: 'template'; readonly inSeconds: number }
  | { readonly act: 'closeWindow' }
  | { readonly act: 'stop' }
  | { readonly act: 'ask'; readonly inSeconds: number };

/**
 * By the class of a fault. @param tries how often this delivery was tried, this one included
 * @param strikes how often this sender, or this number, was told to slow down in a row
 */
export function remedyOf(
  fault: SendFault,
  {
    tries,
    strikes,
    numberStrikes,
    retryAfter,
  }: { tries: number; strikes: number; numberStrikes: number; retryAfter?: number | undefined },
): Remedy {
  switch (fault) {
    case 'AWAY':
      return { act: 'again', inSeconds: retryAfter ?? Math.min(15 * 2 ** Math.min(tries, 10), 1800) };
    case 'SLOW_DOWN':
      return { act: 'slow', inSeconds: retryAfter ?? Math.min(30 * 2 ** Math.min(strikes, 8), 3600) };
    case 'PAIR':
      return { act: 'pair', inSeconds: Math.min(4 ** Math.min(numberStrikes, 6), 3600) };
    case 'NEEDS_TEMPLATE':
      return { act: 'closeWindow' };
    case 'TEMPLATE':
      return { act: 'template', inSeconds: 60 };
    case 'CREDENTIAL':
      return { act: 'stop' };
    case 'UNCERTAIN':
      return { act: 'ask', inSeconds: TRY_LASTS / SECOND };
    case 'RECIPIENT':
      return { act: 'end', reason: 'DEAD_NUMBER', deadNumber: true };
    case 'NO_CHANNEL':
      return { act: 'end', reason: 'NO_CHANNEL' };
    case 'REFUSED':
      return { act: 'end', reason: 'REFUSED' };
  }
}

/** How long a provider that cannot be asked is given to report before its silence says something. */
const SILENCE = 30 * MINUTE;

/**
 * A message whose answer was not heard, at a provider that cannot be asked. Its reports come within seconds; when later
 * ones have come for half an hour and none for this message, it was not taken. Without such a sign it is never sent
 * again by itself.
 */
export function afterSilence(
  { tryingAt, heardAt, dueAt, tries }: { tryingAt: Date; heardAt: Date | null; dueAt: Date; tries: number },
  now: Date,
): 'SEND_AGAIN' | 'ASK_LATER' | 'GIVE_UP' {
  const others = heardAt !== null && heardAt.getTime() >= tryingAt.getTime() + SILENCE / 2;
  if (others && now.getTime() >= tryingAt.getTime() + SILENCE && tries < 3) return 'SEND_AGAIN';
  return after(dueAt, HOURS_TO_TRY * HOUR) <= now ? 'GIVE_UP' : 'ASK_LATER';
}

const rank: Record<DeliveryState, number> = {
  QUEUED: 0,
  SENT: 1,
  FAILED: 2,
  SUPPRESSED: 2,
  DELIVERED: 3,
  READ: 4,
};

/** States never step back, in whatever order reports come; what arrived has arrived, even after a failure was told. */
export function isForward(from: DeliveryState, to: DeliveryState): boolean {
  if (from === 'SUPPRESSED') return false;
  return rank[to] > rank[from];
}
