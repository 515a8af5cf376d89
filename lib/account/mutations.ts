import 'server-only';
import { v7 } from 'uuid';
import { codeHash, sixDigits, verifyCode } from '@/lib/core/auth/credentials';
import { callerAddress, countAttempt, hashed } from '@/lib/core/auth/limits';
import { hashPassword, verifyPassword } from '@/lib/core/auth/password';
import { isEasyPassword } from '@/lib/core/auth/schema';
import type { Asking } from '@/lib/core/auth/sealed-phone';
import { opaqueToken, sha256 } from '@/lib/core/auth/session';
import { callAuth } from '@/lib/core/db/definers';
import { AppError } from '@/lib/core/errors';
import { noteSecurity } from '@/lib/core/security-log';
import { type Account, getAccount, proofIsYoung, resetAddress } from './queries';
import type { ChangePassword, NewPassword } from './schema';

const signedOut = () => new AppError('UNAUTHENTICATED', 'signedOut');
const linkOver = () => new AppError('NOT_FOUND', 'resetOver');

function refuseEasy(password: string, address: string): void {
  if (isEasyPassword(password, address)) throw new AppError('INVALID', 'passwordWeak', { field: 'password' });
}

/** Counts that a link was asked for, known or not. */
export async function countReset(email: string): Promise<void> {
  await countAttempt('resetAddress', await callerAddress());
  await countAttempt('resetAccount', email);
}

/** A link's token for an address that somebody signs in with; only its hash is kept, and the one before ends.
 *  @returns undefined when nobody does */
export async function requestReset(email: string): Promise<string | undefined> {
  const token = opaqueToken();
  const [row] = await callAuth<{ request_reset: boolean }>('auth.request_reset', [
    v7(),
    email,
    sha256(token),
  ]);
  return row?.request_reset ? token : undefined;
}

/** Sets the password by a link, once. Every session of the person ends; nobody is signed in by it.
 *  @returns the address, for the notice */
export async function resetByLink({ token, password }: NewPassword): Promise<string> {
  await countAttempt('signInAddress', await callerAddress());
  const address = await resetAddress(token);
  if (!address) throw linkOver();
  refuseEasy(password, address);
  const [row] = await callAuth<{ reset_password: string | null }>('auth.reset_password', [
    sha256(token),
    await hashPassword(password),
  ]);
  if (!row?.reset_password) throw linkOver();
  return row.reset_password;
}

/** As {@link resetByLink}, by a code to the number that the person keeps in the account.
 *  @returns the address, undefined when the code is wrong, used, old or tried too often */
export async function resetByCode(
  asked: Asking,
  code: string,
  password: string,
): Promise<string | undefined> {
  const { phone } = asked;
  await countAttempt('codeTry', phone);
  refuseEasy(password, phone);
  const [row] = await callAuth<{ reset_by_code: string | null }>('auth.reset_by_code', [
    phone,
    codeHash(asked, code),
    await hashPassword(password),
  ]);
  if (!row?.reset_by_code) noteSecurity('signInFailed', { where: 'resetCode', account: hashed(phone) });
  return row?.reset_by_code ?? undefined;
}

/** The account of this session, after its password was typed once more. */
async function provenAccount(sid: string, password: string): Promise<Account> {
  const account = await getAccount(sid);
  if (!account) throw signedOut();
  await countAttempt('ownPassword', account.userId);
  if (!(await verifyPassword(password, account.passwordHash))) {
    noteSecurity('factorFailed', { person: account.userId, where: 'ownPassword' });
    throw new AppError('INVALID', 'currentWrong', { field: 'currentPassword' });
  }
  return account;
}

/** A new password for who knows the old one; every other session of theirs ends.
 *  @returns the address, for the notice */
export async function changePassword(
  sid: string,
  { currentPassword, password }: ChangePassword,
): Promise<string> {
  const { email } = await provenAccount(sid, currentPassword);
  if (password === currentPassword) throw new AppError('INVALID', 'passwordSame', { field: 'password' });
  refuseEasy(password, email ?? '');
  const [row] = await callAuth<{ change_password: string | null }>('auth.change_password', [
    sha256(sid),
    await hashPassword(password),
  ]);
  if (!row?.change_password) throw signedOut();
  return row.change_password;
}

/** A code for a number that the signed-in person says is theirs. @returns the code to send */
export async function requestOwnCode(sid: string, asked: Asking, currentPassword: string): Promise<string> {
  await provenAccount(sid, currentPassword);
  const code = sixDigits();
  const [row] = await callAuth<{ request_own_code: boolean }>('auth.request_own_code', [
    sha256(sid),
    v7(),
    asked.phone,
    codeHash(asked, code),
  ]);
  if (!row?.request_own_code) throw signedOut();
  return code;
}

/** Keeps a proven number in the account, with whatever it opens. Throws when the code is wrong or the number is the
 *  sign-in of an account of its own. */
export async function addPhone(sid: string, asked: Asking, code: string): Promise<void> {
  const { phone } = asked;
  await countAttempt('codeTry', phone);
  const [row] = await callAuth<{ add_phone: 'added' | 'taken' | 'wrong' }>('auth.add_phone', [
    sha256(sid),
    phone,
    codeHash(asked, code),
  ]);
  if (row?.add_phone === 'taken') throw new AppError('CONFLICT', 'phoneTaken', { field: 'code' });
  if (row?.add_phone !== 'added') throw new AppError('INVALID', 'codeWrong', { field: 'code' });
}

async function noteProof(sid: string): Promise<void> {
  const [row] = await callAuth<{ note_proof: boolean }>('auth.note_proof', [sha256(sid)]);
  if (!row?.note_proof) throw signedOut();
}

export async function proveByPassword(sid: string, password: string): Promise<void> {
  await provenAccount(sid, password);
  await noteProof(sid);
}

/** As {@link proveByPassword}, for who signs in by a code alone. */
export async function proveByCode(sid: string, asked: Asking, code: string): Promise<void> {
  const account = await getAccount(sid);
  if (!account) throw signedOut();
  if (asked.phone !== account.phone || (await verifyCode(asked, code)) !== account.userId)
    throw new AppError('INVALID', 'codeWrong', { field: 'code' });
  await noteProof(sid);
}

/** @throws AppError FORBIDDEN `proofStale` when the last proof of this session is old */
async function requireYoungProof(sid: string): Promise<void> {
  if (!(await proofIsYoung(sid))) throw new AppError('FORBIDDEN', 'proofStale');
}

/** Ends one session of the same person, this one included. */
export async function endDevice(sid: string, id: string): Promise<void> {
  await requireYoungProof(sid);
  const [row] = await callAuth<{ end_session: boolean }>('auth.end_session', [sha256(sid), id]);
  if (!row?.end_session) throw new AppError('NOT_FOUND', 'deviceOver');
}

export async function endOtherDevices(sid: string): Promise<void> {
  await requireYoungProof(sid);
  await callAuth('auth.end_other_sessions', [sha256(sid)]);
}
