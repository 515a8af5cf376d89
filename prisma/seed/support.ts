import 'server-only';
import { v7 } from 'uuid';
import { enterSession, type Scope } from '@/lib/core/auth/scope';
import { opaqueToken, sha256 } from '@/lib/core/auth/session';
import type { SupportSelf } from '@/lib/core/auth/support';
import { callAuth } from '@/lib/core/db/definers';
import { makeUser } from './sessions';

/** Someone of HifzPro's own staff. @returns the user's id */
export async function makeSupportStaff(email: string, password: string, name: string): Promise<string> {
  const user = await makeUser(email, password);
  const [row] = await callAuth<{ add_support_staff: boolean }>('auth.add_support_staff', [user, name]);
  if (!row?.add_support_staff) throw new Error(`${email} has a membership and cannot be HifzPro staff`);
  return user;
}

export type SupportSession = SupportSelf & { enter: () => Promise<Scope | undefined> };

/** A whole session of someone of HifzPro, outside every institution. */
export async function supportSession(userId: string): Promise<SupportSession> {
  const sid = opaqueToken();
  const tokenHash = sha256(sid);
  await callAuth('auth.open_session', [tokenHash, userId, '1 day']);
  await callAuth('auth.pass_second_factor', [tokenHash]);
  const [self] = await callAuth<{ name: string }>('auth.support_self', [tokenHash]);
  if (!self) throw new Error('not of HifzPro');
  return { userId, name: self.name, grantId: null, tokenHash, enter: () => enterSession(sid) };
}

/** Asks as the support portal does. @returns the grant's id */
export async function makeRequest(
  { tokenHash }: SupportSession,
  institutionId: string,
  ticket: string,
): Promise<string> {
  const id = v7();
  const reason = 'Two daily reports failed since Tuesday; we need to see the delivery states.';
  await callAuth('auth.request_support', [tokenHash, id, institutionId, ticket, reason]);
  return id;
}
