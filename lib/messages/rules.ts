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
  optedOut: boolean;
  phone: string | undefined;
  /** The guardian wants no messages of this kind. */
  muted?: boolean;
}): { phone: string } | { silence: Silence } {
  if (!link.receivesMessages) return { silence: 'NOT_AUTHORISED' };
  if (link.optedOut) return { silence: 'OPTED_OUT' };
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

export type Step =
  | { readonly act: 'nothing' }
  | { readonly act: 'write'; readonly purpose: string }
  | { readonly act: 'rewrite'; readonly id: string; readonly purpose: string };

const order = (purpose: string) => Number(/(?:^|-)CORRECTION-(\d+)$/.exec(purpose)?.[1] ?? 0);

/**
 * What to do about one child and guardian, given all deliveries of that day. Unchanged facts write nothing; a report
 * that has not gone is rewritten; one that has gone is corrected.
 * @param silent whether this guardian must not be written to now
 * @param first the purpose of the first message of these
 */
export function nextStep(
  known: readonly KnownDelivery[],
  digest: string,
  silent: boolean,
  first = FIRST_REPORT,
): Step {
  const latest = [...known].sort((a, b) => order(b.purpose) - order(a.purpose))[0];
  if (!latest) return { act: 'write', purpose: first };
  const gone =
    latest.onItsWay || latest.state === 'SENT' || latest.state === 'DELIVERED' || latest.state === 'READ';
  if (gone) {
    if (latest.digest === digest) return { act: 'nothing' };
    return { act: 'write', purpose: correction(first, order(latest.purpose) + 1) };
  }
  const { id, purpose } = latest;
  if (latest.state === 'SUPPRESSED') return silent ? { act: 'nothing' } : { act: 'rewrite', id, purpose };
  return latest.digest === digest ? { act: 'nothing' } : { act: 'rewrite', id, purpose };
}

/** The message that waits, of something that is not so any more. @returns its id, undefined when it has left */
export function withdrawal(known: readonly KnownDelivery[]): string | undefined {
  const latest = [...known].sort((a, b) => order(b.purpose) - order(a.purpose))[0];
  return latest?.state === 'QUEUED' && !latest.onItsWay ? latest.id : undefined;
}
