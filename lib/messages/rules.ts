import type { DeliveryState } from './schema';

export type { DeliveryState };

export type Silence = 'NOT_AUTHORISED' | 'OPTED_OUT' | 'NO_PHONE';

/** The first report of a day; what follows when it had gone already is a correction. */
export const FIRST_REPORT = 'REPORT';
const correction = (n: number) => `CORRECTION-${n}`;

export function isCorrection(purpose: string): boolean {
  return purpose.startsWith('CORRECTION-');
}

/** May this guardian be written to about this child, and at which number? (P08, P21, P24) */
export function reachOf(link: {
  receivesMessages: boolean;
  optedOut: boolean;
  phone: string | undefined;
}): { phone: string } | { silence: Silence } {
  if (!link.receivesMessages) return { silence: 'NOT_AUTHORISED' };
  if (link.optedOut) return { silence: 'OPTED_OUT' };
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

const order = (purpose: string) => (isCorrection(purpose) ? Number(purpose.slice('CORRECTION-'.length)) : 0);

/**
 * What to do about one child and guardian, given all deliveries of that day. Unchanged facts write nothing; a report
 * that has not gone is rewritten; one that has gone is corrected.
 * @param silent whether this guardian must not be written to now
 */
export function nextStep(known: readonly KnownDelivery[], digest: string, silent: boolean): Step {
  const latest = [...known].sort((a, b) => order(b.purpose) - order(a.purpose))[0];
  if (!latest) return { act: 'write', purpose: FIRST_REPORT };
  const gone =
    latest.onItsWay || latest.state === 'SENT' || latest.state === 'DELIVERED' || latest.state === 'READ';
  if (gone) {
    if (latest.digest === digest) return { act: 'nothing' };
    return { act: 'write', purpose: correction(order(latest.purpose) + 1) };
  }
  const { id, purpose } = latest;
  if (latest.state === 'SUPPRESSED') return silent ? { act: 'nothing' } : { act: 'rewrite', id, purpose };
  return latest.digest === digest ? { act: 'nothing' } : { act: 'rewrite', id, purpose };
}
