import 'server-only';
import { createHmac, randomInt } from 'node:crypto';
import { v7 } from 'uuid';
import { callAuth } from '../db/definers';
import { env } from '../env';
import { noteSecurity } from '../security-log';
import { knownDevice, rememberDevice } from './known-device';
import { callerAddress, countAttempt, forgiveAttempts, hashed } from './limits';
import { verifyPassword } from './password';
import type { Asking } from './sealed-phone';

/** Same answer, same time for an unknown address, a wrong password and a person without one. */
export async function passwordSignIn(
  email: string,
  password: string,
): Promise<{ ok: true; userId: string } | { ok: false }> {
  const address = email.trim().toLowerCase();
  const device = await knownDevice(address);
  // The owner's own browser is counted apart: whoever guesses from elsewhere slows down only themselves.
  if (device) await countAttempt('signInKnown', `${address} ${device}`);
  else {
    await countAttempt('signInAddress', await callerAddress());
    await countAttempt('signInAccount', address);
  }
  const [row] = await callAuth<{ user_id: string; password_hash: string | null }>('auth.password_of', [
    address,
  ]);
  if (!(await verifyPassword(password, row?.password_hash)) || !row) {
    noteSecurity('signInFailed', { where: 'password', account: hashed(address) });
    return { ok: false };
  }
  noteSecurity('signedIn', { where: 'password', person: row.user_id });
  if (device) await forgiveAttempts('signInKnown', `${address} ${device}`);
  else await forgiveAttempts('signInAccount', address);
  await rememberDevice(address);
  return { ok: true, userId: row.user_id };
}

/** What the database keeps of a code: it opens only for the number and by the page that asked for it. */
export const codeHash = ({ phone, asking }: Asking, code: string) =>
  createHmac('sha256', env().PASSWORD_PEPPER).update(`${phone}:${asking}:${code}`).digest('hex');

export const newAsking = (phone: string): Asking => ({ phone, asking: v7() });

export const sixDigits = () => String(randomInt(0, 1_000_000)).padStart(6, '0');

/** Counts that a code was asked for, before anything tells a known number from a strange one. */
export async function countCode(phone: string): Promise<void> {
  const device = await knownDevice(phone);
  if (device) return countAttempt('codeKnown', `${phone} ${device}`);
  await countAttempt('codeAddress', await callerAddress());
  await countAttempt('codeNumber', phone);
}

/** A six-digit code for a number that opens something; strangers get none. Asked for by `later`, so that nobody can
 *  tell by the answer's time which it was.
 *  @returns the code to send, undefined when there is nobody to send it to */
export async function requestCode(
  asked: Asking,
  by: 'auth.request_code' | 'auth.request_reset_code' = 'auth.request_code',
): Promise<string | undefined> {
  const code = sixDigits();
  const [row] = await callAuth<Record<string, boolean>>(by, [v7(), asked.phone, codeHash(asked, code)]);
  return row && Object.values(row)[0] ? code : undefined;
}

/** @returns the user's id, undefined when the code is wrong, used, old or tried too often */
export async function verifyCode(asked: Asking, code: string): Promise<string | undefined> {
  const { phone } = asked;
  const device = await knownDevice(phone);
  await countAttempt('codeTry', device ? `${phone} ${device}` : phone);
  const [row] = await callAuth<{ verify_code: string | null }>('auth.verify_code', [
    phone,
    codeHash(asked, code),
    v7(),
  ]);
  if (!row?.verify_code) {
    noteSecurity('signInFailed', { where: 'code', account: hashed(phone) });
    return;
  }
  noteSecurity('signedIn', { where: 'code', person: row.verify_code });
  await rememberDevice(phone);
  return row.verify_code;
}
