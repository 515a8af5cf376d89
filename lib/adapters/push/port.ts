/** A browser's address at its push service, and the keys by which only it can read. */
export interface PushAddress {
  endpoint: string;
  p256dh: string;
  auth: string;
}

/** What a push service answers. `GONE`: the browser is not there any more. `LATER`: it may be tried again. */
export type PushOutcome = 'SENT' | 'GONE' | 'LATER' | 'REFUSED';

export type PushAnswer = {
  outcome: PushOutcome;
  /** Seconds that the service asks to wait. */
  retryAfter?: number;
};

export interface PushSender {
  /** @param payload short JSON; sealed for the browser before it leaves the house */
  send(to: PushAddress, payload: string): Promise<PushAnswer>;
}
