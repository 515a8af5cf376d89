import { isTeachingDay } from '@/lib/attendance/rules';
import { addDays, type LocalDate } from '@/lib/core/time';
import type { DeliveryState } from './schema';

export type { DeliveryState };

export type Silence = 'NOT_AUTHORISED' | 'OPTED_OUT' | 'NO_PHONE' | 'MUTED';

/** The first report of a day; what follows when it had gone already is a correction. */
export const FIRST_REPORT = 'REPORT';
const correction = (first: string, n: number) =>
  first === FIRST_REPORT ? `CORRECTION-${n}` : `${first}-CORRECTION-${n}`;

export const isCorrection = (purpose: string): boolean => /(^|-)CORRECTION-\d+$/.test(purpose);

/** May this guardian be written to about this child, and at which number? (P08, P21, P24) */
export function reachOf(link: {
  receivesMessages: boolean;
  /** About this child, as the office noted. */
  optedOut: boolean;
  /** By the guardian, about every child there is or will be. */
  stopped: boolean;
  phone: string | undefined;
  /** The guardian wants no messages of this kind. */
  muted?: boolean;
}): { phone: string } | { silence: Silence } {
  if (!link.receivesMessages) return { silence: 'NOT_AUTHORISED' };
  if (link.stopped || link.optedOut) return { silence: 'OPTED_OUT' };
  if (link.muted) return { silence: 'MUTED' };
  return link.phone ? { phone: link.phone } : { silence: 'NO_PHONE' };
}

export interface KnownDelivery {
  readonly id: string;
  readonly purpose: string;
  readonly state: DeliveryState;
  readonly digest: string | null;
  /** It is with the provider now, or may be: its words cannot be changed any more. */
  readonly onItsWay: boolean;
}

/**
 * How far a telling goes. ALL: whoever is to hear it. TOLD: only where something of it went or waits, as a correction.
 * WAITING: only what still waits is mended or taken back; nothing is written anew.
 */
export type Extent = 'ALL' | 'TOLD' | 'WAITING';

/** Today and yesterday are live, and the day before a weekly holiday that was yesterday: an evening's halqa is closed
 *  after midnight, or when the network is back. Whatever is older is history: nobody hears of it for the first time. */
export function isLive(day: LocalDate, today: LocalDate, weeklyHoliday?: number): boolean {
  const yesterday = addDays(today, -1);
  return day >= (isTeachingDay(yesterday, weeklyHoliday ?? null) ? yesterday : addDays(yesterday, -1));
}

/** A day's report; days that were brought in from a register were never ours to tell. */
export const reportExtent = ({
  day,
  today,
  weeklyHoliday,
  imported,
}: {
  day: LocalDate;
  today: LocalDate;
  weeklyHoliday: number;
  imported: boolean;
}): Extent => (isLive(day, today, weeklyHoliday) && !imported ? 'ALL' : 'TOLD');

/** An absence alarms when it was marked on its own day, though its job may run after midnight. What was marked or
 *  corrected later is no news: it can only take back an alarm that still waits. */
export const alarmExtent = ({
  day,
  today,
  markedOn,
}: {
  day: LocalDate;
  today: LocalDate;
  markedOn: LocalDate;
}): Extent => (isLive(day, today) && markedOn === day ? 'ALL' : 'WAITING');

/** A result is told whenever its job runs; one that was corrected later only to who heard the other. */
export const resultExtent = ({ heldOn, writtenOn }: { heldOn: LocalDate; writtenOn: LocalDate }): Extent =>
  isLive(heldOn, writtenOn) ? 'ALL' : 'TOLD';

export type Step =
  | { readonly act: 'nothing' }
  | { readonly act: 'write'; readonly purpose: string }
  | { readonly act: 'rewrite'; readonly id: string; readonly purpose: string };

const order = (purpose: string) => Number(/(?:^|-)CORRECTION-(\d+)$/.exec(purpose)?.[1] ?? 0);
const isGone = ({ state, onItsWay }: KnownDelivery) =>
  onItsWay || state === 'SENT' || state === 'DELIVERED' || state === 'READ';
const waits = ({ state, onItsWay }: KnownDelivery) => state === 'QUEUED' && !onItsWay;

/**
 * What to do about one child and guardian, given all deliveries of that day. Unchanged facts write nothing; a report
 * that has not gone is rewritten; one that has gone is corrected.
 * @param silent whether this guardian must not be written to now
 * @param of `first`: the purpose of the first message of these
 */
export function nextStep(
  known: readonly KnownDelivery[],
  digest: string,
  silent: boolean,
  { first = FIRST_REPORT, extent = 'ALL' }: { first?: string; extent?: Extent } = {},
): Step {
  const latest = [...known].sort((a, b) => order(b.purpose) - order(a.purpose))[0];
  if (!latest) return extent === 'ALL' ? { act: 'write', purpose: first } : { act: 'nothing' };
  if (extent === 'WAITING' && !waits(latest)) return { act: 'nothing' };
  if (extent === 'TOLD' && !known.some((one) => isGone(one) || waits(one))) return { act: 'nothing' };
  if (isGone(latest)) {
    if (latest.digest === digest) return { act: 'nothing' };
    return { act: 'write', purpose: correction(first, order(latest.purpose) + 1) };
  }
  const { id, purpose } = latest;
  if (latest.state === 'SUPPRESSED' && silent) return { act: 'nothing' };
  // What was kept back of a live day may go now; of an older one only if it has changed since.
  if (latest.state === 'SUPPRESSED' && extent === 'ALL') return { act: 'rewrite', id, purpose };
  return latest.digest === digest ? { act: 'nothing' } : { act: 'rewrite', id, purpose };
}

/** The message that waits, of something that is not so any more. @returns its id, undefined when it has left */
export function withdrawal(known: readonly KnownDelivery[]): string | undefined {
  const latest = [...known].sort((a, b) => order(b.purpose) - order(a.purpose))[0];
  return latest && waits(latest) ? latest.id : undefined;
}

/** Something of this has gone: what waits after it is its correction. */
export const hasGone = (known: readonly KnownDelivery[]): boolean => known.some(isGone);
