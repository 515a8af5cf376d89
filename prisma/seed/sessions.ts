import 'server-only';
import { v7 } from 'uuid';
import { hashPassword } from '@/lib/core/auth/password';
import type { Role } from '@/lib/core/auth/roles';
import { enterSession, type Scope } from '@/lib/core/auth/scope';
import { opaqueToken, sha256 } from '@/lib/core/auth/session';
import { newTotpSecret } from '@/lib/core/auth/totp';
import { callAuth } from '@/lib/core/db/definers';
import { seal } from '@/lib/core/vault';
import { seedPlace } from '@/lib/factors/queries';

/** A user by e-mail, with a password and perhaps a number; an existing one keeps its own. @returns the user's id */
export async function makeUser(email: string, password: string, phone?: string): Promise<string> {
  const [row] = await callAuth<{ register_user: string }>('auth.register_user', [
    v7(),
    email,
    phone ?? null,
    await hashPassword(password),
  ]);
  return row!.register_user;
}

/** An authenticator for somebody who has no second factor yet, as if set up; its codes are read on /demo/authenticator.
 *  @returns its key */
export async function makeAuthenticator(userId: string): Promise<string> {
  const [id, secret] = [v7(), newTotpSecret()];
  await callAuth('auth.seed_totp', [userId, id, await seal(seedPlace(id), secret)]);
  return secret;
}

/** An institution with its first admin, by the verb that sign-up uses. @returns the institution's id */
export async function makeInstitution(input: {
  id?: string;
  name: string;
  nativeName?: string;
  admin: string;
}): Promise<string> {
  const id = input.id ?? v7();
  await callAuth('auth.found_institution', [
    id,
    input.name,
    input.nativeName ?? null,
    'PK',
    'Asia/Karachi',
    'en',
    input.admin,
  ]);
  return id;
}

/** Signs a user in and enters, as a request would. @param role which membership, when there are several */
export async function scopeOf(userId: string, role?: Role, institutionId?: string): Promise<Scope> {
  const sid = opaqueToken();
  await callAuth('auth.open_session', [sha256(sid), userId, '1 day']);
  await callAuth('auth.pass_second_factor', [sha256(sid)]);
  if (role || institutionId) {
    const choices = await callAuth<{ membership_id: string; role: Role; institution_id: string }>(
      'auth.memberships',
      [sha256(sid)],
    );
    const wanted = choices.find(
      (c) => (!role || c.role === role) && (!institutionId || c.institution_id === institutionId),
    );
    if (!wanted) throw new Error(`no standing membership as ${role}`);
    await callAuth('auth.choose', [sha256(sid), wanted.membership_id]);
  }
  const scope = await enterSession(sid);
  if (!scope) throw new Error('the session did not enter');
  return scope;
}
