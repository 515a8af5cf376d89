import 'server-only';
import { v7 } from 'uuid';
import type { Role } from '@/lib/core/auth/roles';
import { sessionId, sha256 } from '@/lib/core/auth/session';
import { newTotpSecret, totpAddress } from '@/lib/core/auth/totp';
import { callAuth } from '@/lib/core/db/definers';
import { seal, unseal } from '@/lib/core/vault';
import type { OwnFactors, OwnPasskey } from './rules';

/** Where a seed lies sealed. */
export const seedPlace = (row: string) =>
  ({ owner: 'platform', table: 'totp_seeds', column: 'sealed', row }) as const;

type Row = {
  user_id: string;
  email: string;
  role: Role | null;
  owes: boolean;
  seed_id: string | null;
  sealed: string;
  last_step: string;
  since: Date;
  codes_left: number;
  passkeys: OwnPasskey[];
};

/** What the person of this browser's session has, whole or half; undefined when it is over. */
export async function getOwnFactors(): Promise<OwnFactors | undefined> {
  const sid = await sessionId();
  const [row] = sid ? await callAuth<Row>('auth.factors_of', [sha256(sid)]) : [];
  if (!row) return;
  return {
    userId: row.user_id,
    label: row.email,
    role: row.role,
    owes: row.owes,
    totp: row.seed_id
      ? { id: row.seed_id, sealed: row.sealed, lastStep: Number(row.last_step), since: row.since }
      : null,
    passkeys: row.passkeys,
    codesLeft: row.codes_left,
  };
}

/** The authenticator to be set up: its secret and what its QR code says. The same one for an hour, so that a page that
 *  is loaded again still fits what was scanned. Undefined for a session that may not add one. */
export async function beginTotp(label: string): Promise<{ secret: string; address: string } | undefined> {
  const sid = await sessionId();
  if (!sid) return;
  const id = v7();
  const [row] = await callAuth<{ seed_id: string; seed: string }>('auth.begin_totp', [
    sha256(sid),
    id,
    await seal(seedPlace(id), newTotpSecret()),
  ]);
  if (!row) return;
  const secret = await unseal(seedPlace(row.seed_id), row.seed);
  return { secret, address: totpAddress(secret, label) };
}

export type FactorReset = { userId: string; opensAt: Date; isOpen: boolean };

/** A slow reset by the link of its mail; undefined when it is used, called off, old or never was. */
export async function findFactorReset(token: string): Promise<FactorReset | undefined> {
  const [row] = await callAuth<{ user_id: string; opens_at: Date; is_open: boolean }>('auth.factor_reset', [
    sha256(token),
  ]);
  return row && { userId: row.user_id, opensAt: row.opens_at, isOpen: row.is_open };
}

/** The secret of an account's authenticator, for the demonstration's own page. */
export async function demoSecret(email: string): Promise<string | undefined> {
  const [row] = await callAuth<{ seed_id: string; seed: string }>('auth.seed_of', [email]);
  return row && unseal(seedPlace(row.seed_id), row.seed);
}
