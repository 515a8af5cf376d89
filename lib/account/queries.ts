import 'server-only';
import { sha256 } from '@/lib/core/auth/session';
import { callAuth } from '@/lib/core/db/definers';

export type Account = {
  userId: string;
  email: string | null;
  /** E.164; proven by a code */
  phone: string | null;
  passwordHash: string | null;
};

/** Whose session this is and how they sign in; undefined when it is over or still owes its second factor. */
export async function getAccount(sid: string): Promise<Account | undefined> {
  const [row] = await callAuth<{
    user_id: string;
    email: string | null;
    phone: string | null;
    password_hash: string | null;
  }>('auth.account', [sha256(sid)]);
  return row && { userId: row.user_id, email: row.email, phone: row.phone, passwordHash: row.password_hash };
}

export type Device = {
  id: string;
  /** "Chrome, Android"; empty when the browser did not say. */
  device: string;
  since: Date;
  seenAt: Date;
  current: boolean;
  /** The house whose office's slip began it, where one did. */
  slipOf: string | null;
};

/** Every live session of this session's person, this one first. */
export async function listDevices(sid: string): Promise<Device[]> {
  type Row = Omit<Device, 'seenAt' | 'slipOf'> & { seen_at: Date; slip_of: string | null };
  const rows = await callAuth<Row>('auth.sessions_of', [sha256(sid)]);
  return rows.map(({ seen_at: seenAt, slip_of: slipOf, ...row }) => ({ ...row, seenAt, slipOf }));
}

/** The address that a link resets the password of; undefined when it is used, old or never was. */
export async function resetAddress(token: string): Promise<string | undefined> {
  const [row] = await callAuth<{ reset_address: string | null }>('auth.reset_address', [sha256(token)]);
  return row?.reset_address ?? undefined;
}

/** Minutes for which a proof opens what a signed-in browser that was left open must not do. */
export const YOUNG_MINUTES = 15;

export async function proofIsYoung(sid: string): Promise<boolean> {
  const [row] = await callAuth<{ proof_young: boolean }>('auth.proof_young', [sha256(sid), YOUNG_MINUTES]);
  return row?.proof_young ?? false;
}
