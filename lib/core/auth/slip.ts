import 'server-only';
import { createHmac } from 'node:crypto';
import { headers } from 'next/headers';
import { v7 } from 'uuid';
import { callAuth } from '../db/definers';
import { env } from '../env';
import { noteSecurity } from '../security-log';
import { deviceName } from './device';
import { callerAddress, countAttempt, hashed } from './limits';
import type { Role } from './roles';
import { endSession, opaqueToken, sha256, writeSessionCookie } from './session';
import { sessionDays } from './token';

/** What the database keeps of a slip: the code opens only beside the number or address that it was printed for.
 *  @param login E.164, or an address in small letters */
export const slipHash = (login: string, code: string) =>
  createHmac('sha256', env().PASSWORD_PEPPER).update(`slip:${login}:${code}`).digest('hex');

export type SlipEntry = {
  /** Of the session that it began. */
  sid: string;
  /** The account's own address, where it has one. */
  email: string | null;
  institution: string;
};

/** Signs in by a slip of an office: a session bound to the house that printed it. It does not make this browser a known
 *  one: a paper proves less than a password or a code.
 *  @returns undefined when the slip is wrong, used, old, replaced, or opens nothing; nobody is told which */
export async function enterBySlip(login: string, code: string): Promise<SlipEntry | undefined> {
  await countAttempt('signInAddress', await callerAddress());
  await countAttempt('slipTry', login);
  const sid = opaqueToken();
  const [row] = await callAuth<{ person: string; role: Role; email: string | null; institution: string }>(
    'auth.use_slip',
    [
      slipHash(login, code),
      login,
      v7(),
      sha256(sid),
      `${sessionDays} days`,
      deviceName((await headers()).get('user-agent')),
    ],
  );
  if (!row) {
    noteSecurity('signInFailed', { where: 'slip', account: hashed(login) });
    return;
  }
  noteSecurity('signedIn', { where: 'slip', person: row.person });
  await endSession();
  await writeSessionCookie({ sid, role: row.role });
  return { sid, email: row.email, institution: row.institution };
}
