import 'server-only';
import { createHmac, randomInt } from 'node:crypto';
import { v7 } from 'uuid';
import { callAuth } from '../db/definers';
import { env } from '../env';
import { callerAddress, countAttempt, forgiveAttempts } from './limits';
import { verifyPassword } from './password';

/** Same answer, same time for an unknown address, a wrong password and a person without one. */
export async function passwordSignIn(
  email: string,
  password: string,
): Promise<{ ok: true; userId: string } | { ok: false }> {
  const address = email.trim().toLowerCase();
  await countAttempt('signInAddress', await callerAddress());
  await countAttempt('signInAccount', address);
  const [row] = await callAuth<{ user_id: string; password_hash: string | null }>('auth.password_of', [
    address,
  ]);
  if (!(await verifyPassword(password, row?.password_hash)) || !row) return { ok: false };
  await forgiveAttempts('signInAccount', address);
  return { ok: true, userId: row.user_id };
}

const codeHash = (phone: string, code: string) =>
  createHmac('sha256', env().PASSWORD_PEPPER).update(`${phone}:${code}`).digest('hex');

/** A six-digit code for a number that some guardian has; strangers get none, and nobody is told which.
 *  @param phone E.164
 *  @returns the code to send, undefined when there is nobody to send it to */
export async function requestCode(phone: string): Promise<string | undefined> {
  await countAttempt('codeAddress', await callerAddress());
  await countAttempt('codeNumber', phone);
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
  const [row] = await callAuth<{ request_code: boolean }>('auth.request_code', [
    v7(),
    phone,
    codeHash(phone, code),
  ]);
  return row?.request_code ? code : undefined;
}

/** @returns the user's id, undefined when the code is wrong, used, old or tried too often */
export async function verifyCode(phone: string, code: string): Promise<string | undefined> {
  await countAttempt('codeTry', phone);
  const [row] = await callAuth<{ verify_code: string | null }>('auth.verify_code', [
    phone,
    codeHash(phone, code),
    v7(),
  ]);
  return row?.verify_code ?? undefined;
}
