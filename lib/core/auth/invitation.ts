import 'server-only';
import { v7 } from 'uuid';
import { callAuth } from '../db/definers';
import { AppError } from '../errors';
import { passwordSignIn } from './credentials';
import { callerAddress, countAttempt } from './limits';
import { hashPassword } from './password';
import type { Role } from './roles';
import { sha256 } from './session';

export type Invitation = {
  institution: string;
  nativeName: string | null;
  name: string;
  email: string | null;
  role: Role;
  campus: string | null;
  /** The person has a sign-in in this house already and uses that. */
  joined: boolean;
};

/** What a link invites to; undefined when it is used, old, withdrawn or never was. */
export async function findInvitation(token: string): Promise<Invitation | undefined> {
  const [row] = await callAuth<{
    institution: string;
    native_name: string | null;
    name: string;
    email: string | null;
    role: Role;
    campus: string | null;
    joined: boolean;
  }>('auth.invitation', [sha256(token)]);
  if (!row) return;
  const { native_name: nativeName, ...invitation } = row;
  return { ...invitation, nativeName };
}

async function accept(token: string, userId: string): Promise<string> {
  const [row] = await callAuth<{ accept_invitation: boolean }>('auth.accept_invitation', [
    sha256(token),
    userId,
  ]);
  if (!row?.accept_invitation) throw new AppError('NOT_FOUND', 'invitationOver');
  return userId;
}

async function requireInvitation(token: string): Promise<void> {
  await countAttempt('signInAddress', await callerAddress());
  if (!(await findInvitation(token))) throw new AppError('NOT_FOUND', 'invitationOver');
}

/** Accepts with a new account. An address that is known keeps its own password: its owner signs in instead.
 *  @returns the user's id */
export async function acceptWithNewAccount(input: {
  token: string;
  email: string;
  password: string;
}): Promise<string> {
  await requireInvitation(input.token);
  const id = v7();
  const [row] = await callAuth<{ register_user: string }>('auth.register_user', [
    id,
    input.email,
    null,
    await hashPassword(input.password),
  ]);
  if (row?.register_user !== id) throw new AppError('CONFLICT', 'addressKnown', { field: 'email' });
  return accept(input.token, id);
}

/** Accepts as somebody who has an account already. @returns the user's id */
export async function acceptWithKnownAccount(input: {
  token: string;
  email: string;
  password: string;
}): Promise<string> {
  await requireInvitation(input.token);
  const outcome = await passwordSignIn(input.email, input.password);
  if (!outcome.ok) throw new AppError('INVALID', 'signIn', { field: 'password' });
  return accept(input.token, outcome.userId);
}
