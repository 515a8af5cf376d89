import type { Ungone, Unsent } from '../outbox/rules';

/** Neither WhatsApp nor a letter found a way. A silence that was wished, or that was the institution's, is none of these. */
export const NO_WAY: readonly (Unsent | Ungone)[] = [
  'NO_PHONE',
  'WRONG_NUMBER',
  'DEAD_NUMBER',
  'NO_TEMPLATE',
  'TOO_LATE',
  'NOT_ANSWERED',
  'NO_CHANNEL',
  'REFUSED',
  'ENDED_BADLY',
  'NO_MAIL',
];
