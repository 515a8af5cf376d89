import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { cookies, headers } from 'next/headers';
import { cache } from 'react';
import { callAuth } from '../db/definers';
import { deviceName } from './device';
import { openToken, sealToken } from './jwt';
import type { Role } from './roles';
import { cookieName, cookieOptions, type SessionToken, sessionDays, sessionSeconds } from './token';

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
export const opaqueToken = () => randomBytes(32).toString('base64url');

/** A live session for a user whose proof was just checked; a new id each time, so nothing can be fixed beforehand.
 *  @returns the role it begins in, null when no membership stands */
export async function openSession(userId: string): Promise<{ sid: string; role: Role | null }> {
  const sid = opaqueToken();
  const [row] = await callAuth<{ open_session: Role | null }>('auth.open_session', [
    sha256(sid),
    userId,
    `${sessionDays} days`,
    deviceName((await headers()).get('user-agent')),
  ]);
  return { sid, role: row?.open_session ?? null };
}

export async function writeSessionCookie(token: SessionToken): Promise<void> {
  const value = await sealToken(token, sessionSeconds);
  (await cookies()).set(cookieName(), value, { ...cookieOptions(), maxAge: sessionSeconds });
}

/** Ends whatever session this browser had and opens one for the user.
 *  @returns its id: where it goes next is `nextStep`'s to say */
export async function signIn(userId: string): Promise<string> {
  await endSession();
  const token = await openSession(userId);
  await writeSessionCookie(token);
  return token.sid;
}

/** Ends the session in the database, so that a copied cookie is worth nothing, and drops the cookie. */
export async function endSession(): Promise<void> {
  const sid = await sessionId();
  if (sid) await callAuth('auth.close_session', [sha256(sid)]);
  (await cookies()).delete(cookieName());
}

/** The session id of this request's cookie, unchecked: the database decides whether it is live. */
export const sessionId = cache(async (): Promise<string | undefined> => {
  const token = await openToken((await cookies()).get(cookieName())?.value);
  return typeof token?.sid === 'string' ? token.sid : undefined;
});

export type MembershipChoice = {
  institutionId: string;
  membershipId: string;
  role: Role;
  institution: string;
  nativeName: string | null;
};

/** Where a whole session may go. */
export async function membershipsOf(sid: string): Promise<MembershipChoice[]> {
  const rows = await callAuth<{
    institution_id: string;
    membership_id: string;
    role: Role;
    institution: string;
    native_name: string | null;
  }>('auth.memberships', [sha256(sid)]);
  return rows.map((r) => ({
    institutionId: r.institution_id,
    membershipId: r.membership_id,
    role: r.role,
    institution: r.institution,
    nativeName: r.native_name,
  }));
}

/** Where this browser's session may go; empty when it is over or no membership stands. */
export async function listMemberships(): Promise<MembershipChoice[]> {
  const sid = await sessionId();
  return sid ? membershipsOf(sid) : [];
}

/** Another of the person's registers: the same session under a new token, so that one seen before is worth nothing. */
export async function chooseMembership(membershipId: string): Promise<Role | null> {
  const sid = await sessionId();
  if (!sid) return null;
  const fresh = opaqueToken();
  const [row] = await callAuth<{ choose: Role | null }>('auth.choose', [
    sha256(sid),
    membershipId,
    sha256(fresh),
  ]);
  if (row?.choose) await writeSessionCookie({ sid: fresh, role: row.choose });
  return row?.choose ?? null;
}

/** Whether the person's own number stands on a guardian's row that another account has already. */
export async function numberHeld(): Promise<boolean> {
  const sid = await sessionId();
  if (!sid) return false;
  const [row] = await callAuth<{ number_held: boolean }>('auth.number_held', [sha256(sid)]);
  return row?.number_held ?? false;
}
