import type { Role } from '@/lib/core/auth/roles';

export type OwnPasskey = {
  credentialId: string;
  transports: string;
  id: string;
  name: string;
  createdAt: string;
  lastUsedAt: string | null;
};

export type OwnFactors = {
  userId: string;
  /** The address or number by which an authenticator names the account. */
  label: string;
  role: Role | null;
  /** The session still lacks its second factor. */
  owes: boolean;
  totp: { id: string; sealed: string; lastStep: number; since: Date } | null;
  passkeys: OwnPasskey[];
  codesLeft: number;
};

/** Letters that are not taken for one another when they are copied by hand: no I, L, O, U, 0 or 1. */
export const recoveryAlphabet = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
export const RECOVERY_LETTERS = 10;
export const RECOVERY_CODES = 10;

/** @param pick a number from 0 to below its argument, by chance */
export function newRecoveryCode(pick: (below: number) => number): string {
  const letters = Array.from(
    { length: RECOVERY_LETTERS },
    () => recoveryAlphabet[pick(recoveryAlphabet.length)],
  ).join('');
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}

/** As it is kept: however somebody typed it. */
export const plainRecoveryCode = (typed: string): string => typed.toUpperCase().replace(/[\s-]/g, '');

/** Only a page of ours may follow a proof: an address that begins with one slash and names no other host. */
export function ownPath(address: string | undefined): string | undefined {
  if (!address || !/^\/(?![/\\])[\w\-./?=&%]*$/.test(address)) return;
  return address;
}

/** The secret in groups of four, to be typed by hand. */
export const grouped = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ');

/** Changes of one's factors want a proof as young as this. */
export const FRESH_MINUTES = 15;

/** Whether somebody has a second factor at all. */
export const hasFactor = (own: Pick<OwnFactors, 'totp' | 'passkeys'>): boolean =>
  Boolean(own.totp) || own.passkeys.length > 0;
