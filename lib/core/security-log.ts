import 'server-only';
import type { ZodError } from 'zod';
import type { Role } from './auth/roles';
import { log } from './log';

/** What is told to whoever watches over the operation; the list stands in tests/attacks/security.md. */
export type SecurityEvent =
  | 'signedIn'
  | 'signInFailed'
  | 'factorPassed'
  | 'factorFailed'
  | 'refused'
  | 'foreignOrigin'
  | 'limited'
  | 'strangeInput';

type About = {
  /** The user's id: no name, no address. */
  person?: string;
  role?: Role;
  /** By which way: password, code, passkey, totp, recovery; which limit; which permission. */
  where?: string;
  /** Whose attempt, as the hash under which it is counted. */
  account?: string;
};

/** A line of its own kind, `event: 'security.…'`, with ids alone; whatever is not of their shape the log strikes out. */
export function noteSecurity(event: SecurityEvent, about: About = {}): void {
  const level = event === 'signedIn' || event === 'factorPassed' ? 'info' : 'warn';
  log[level]({ event: `security.${event}`, ...about }, 'security');
}

/** A form or a body with what no page of ours sends: fields that nobody asked for. What people mistype is
 *  no event. */
export function noteStrange({ issues }: ZodError, about: About): void {
  if (issues.some(({ code }) => code === 'unrecognized_keys')) noteSecurity('strangeInput', about);
}
