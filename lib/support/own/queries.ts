import 'server-only';
import type { SupportSelf } from '@/lib/core/auth/support';
import { callAuth } from '@/lib/core/db/definers';
import { grantState, type House, type OwnGrant } from '../rules';

type HouseRow = { id: string; name: string; native_name: string | null; status: string };

const houseOf = ({ id, name, native_name, status }: HouseRow): House => ({
  id,
  name,
  nativeName: native_name,
  status,
});

/** More institutions than this are searched for, not listed. */
export const HOUSES_SHOWN = 100;

/** Institutions as names and states: all that HifzPro's people see of them from outside.
 *  @returns those that match, and whether there are more */
export async function listHouses(
  { tokenHash }: SupportSelf,
  q: string,
): Promise<{ houses: House[]; more: boolean }> {
  const rows = await callAuth<HouseRow>('auth.support_institutions', [tokenHash, q]);
  return { houses: rows.slice(0, HOUSES_SHOWN).map(houseOf), more: rows.length > HOUSES_SHOWN };
}

/** One institution from outside, whether it agreed to emergency entry, and whether the second factor was proven just now. */
export async function getHouse(
  { tokenHash }: SupportSelf,
  id: string,
): Promise<(House & { emergency: boolean; proven: boolean }) | undefined> {
  const [row] = await callAuth<HouseRow & { emergency: boolean; proven: boolean }>(
    'auth.support_institution',
    [tokenHash, id],
  );
  return row && { ...houseOf(row), emergency: row.emergency, proven: row.proven };
}

type Row = {
  id: string;
  institution: string;
  native_name: string | null;
  ticket: string;
  reason: string;
  state: string;
  write: boolean;
  minutes: number | null;
  refusal: string | null;
  created_at: Date;
  decided_at: Date | null;
  expires_at: Date | null;
  here: boolean;
};

/** One's own requests and visits, newest first. */
export async function listOwnGrants({ tokenHash }: SupportSelf, now: Date): Promise<OwnGrant[]> {
  const rows = await callAuth<Row>('auth.my_support', [tokenHash]);
  return rows.map((row) => ({
    id: row.id,
    house: row.institution,
    houseNative: row.native_name,
    ticket: row.ticket,
    reason: row.reason,
    state: grantState(
      { state: row.state, createdAt: row.created_at, decidedAt: row.decided_at, expiresAt: row.expires_at },
      now,
    ),
    write: row.write,
    minutes: row.minutes,
    refusal: row.refusal,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    here: row.here,
  }));
}
