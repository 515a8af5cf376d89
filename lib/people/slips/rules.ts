/** Digits alone: a phone's keyboard has them in every script, and they are read out without spelling. Twelve leave a
 *  guesser one chance in a billion within all the tries that two days allow. */
export const SLIP_DIGITS = 12;

/** @param pick a number from 0 to below its argument, by chance */
export const newSlipCode = (pick: (below: number) => number): string =>
  Array.from({ length: SLIP_DIGITS }, () => pick(10)).join('');

/** 482190371156 → 4821 9037 1156 */
export const groupedSlip = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1 ');

/** Why no slip is printed (`sec.slip_refusal` of the database). */
export type SlipRefusal = 'unknown' | 'office' | 'factor' | 'campus' | 'closed' | 'contact' | 'invite';

/** The sentence of each refusal that is said (`people.errors`); of who is not seen nothing is. */
export const slipRefusals = {
  office: 'slipOffice',
  factor: 'slipFactor',
  campus: 'slipCampus',
  closed: 'slipClosed',
  contact: 'slipContact',
  invite: 'slipInvite',
} as const satisfies Record<Exclude<SlipRefusal, 'unknown'>, string>;

/** What stands of the last slip: nothing, good yet, used, or over. */
export type SlipState = 'none' | 'waits' | 'used' | 'over';

export function slipState(
  { expiresAt, usedAt }: { expiresAt: Date | null; usedAt: Date | null },
  now: Date,
): SlipState {
  if (!expiresAt) return 'none';
  if (usedAt) return 'used';
  return expiresAt > now ? 'waits' : 'over';
}
