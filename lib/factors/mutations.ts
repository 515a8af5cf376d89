import 'server-only';
import { randomInt } from 'node:crypto';
import { v7 } from 'uuid';
import { renewSession } from '@/lib/core/auth/factor';
import { callerAddress, countAttempt, forgiveAttempts } from '@/lib/core/auth/limits';
import { hashShortSecret } from '@/lib/core/auth/password';
import { sessionId, sha256 } from '@/lib/core/auth/session';
import { totpStep } from '@/lib/core/auth/totp';
import { callAuth } from '@/lib/core/db/definers';
import { AppError } from '@/lib/core/errors';
import { noteSecurity } from '@/lib/core/security-log';
import { unseal } from '@/lib/core/vault';
import { getOwnFactors, seedPlace } from './queries';
import { newRecoveryCode, type OwnFactors, plainRecoveryCode, RECOVERY_CODES } from './rules';

/** Yes or no of a definer function. */
async function ask(name: `auth.${string}`, values: readonly unknown[]): Promise<boolean> {
  const [row] = await callAuth<Record<string, boolean>>(name, values);
  return Boolean(row && Object.values(row)[0]);
}

/** @throws AppError UNAUTHENTICATED when the session is over */
export async function requireOwnFactors(): Promise<OwnFactors> {
  const own = await getOwnFactors();
  if (!own) throw new AppError('UNAUTHENTICATED', 'signedOut');
  return own;
}

/** Counts a try before anything is compared: slower with each, by account and by address, never shut for good. */
export async function countTry(own: OwnFactors): Promise<void> {
  await countAttempt('factorAddress', await callerAddress());
  await countAttempt('factorAccount', own.userId);
}

/** @returns the new session id */
export async function passTotp(own: OwnFactors, code: string, now: Date): Promise<string> {
  await countTry(own);
  const step = own.totp && totpStep(await unseal(seedPlace(own.totp.id), own.totp.sealed), code, now);
  if (!own.totp || step === undefined) {
    noteSecurity('factorFailed', { person: own.userId, where: 'totp' });
    throw new AppError('INVALID', 'factorWrong', { field: 'code' });
  }
  const { id } = own.totp;
  const sid = await renewSession(own.role, (hash, fresh) => ask('auth.pass_totp', [hash, fresh, id, step]));
  // Right, but taken: the next one comes within half a minute.
  if (!sid) {
    noteSecurity('factorFailed', { person: own.userId, where: 'totpUsed' });
    throw new AppError('INVALID', 'factorUsed', { field: 'code' });
  }
  noteSecurity('factorPassed', { person: own.userId, where: 'totp' });
  await forgiveAttempts('factorAccount', own.userId);
  return sid;
}

export async function confirmTotp(own: OwnFactors, code: string, now: Date): Promise<string> {
  await countTry(own);
  const wrong = new AppError('INVALID', 'setUpWrong', { field: 'code' });
  const sid = await sessionId();
  const [waiting] = await callAuth<{ seed_id: string; seed: string }>('auth.waiting_totp', [
    sha256(sid ?? ''),
  ]);
  if (!waiting) throw new AppError('NOT_FOUND', 'setUpOver');
  const step = totpStep(await unseal(seedPlace(waiting.seed_id), waiting.seed), code, now);
  if (step === undefined) throw wrong;
  const renewed = await renewSession(own.role, (hash, fresh) =>
    ask('auth.confirm_totp', [hash, fresh, waiting.seed_id, step]),
  );
  if (!renewed) throw new AppError('NOT_FOUND', 'setUpOver');
  await forgiveAttempts('factorAccount', own.userId);
  return renewed;
}

/** What the database keeps of a recovery code: nobody who reads it there can type it. */
function recoveryHash(userId: string, code: string): Promise<string> {
  return hashShortSecret(`recovery:${userId}`, plainRecoveryCode(code));
}

export async function passRecovery(own: OwnFactors, code: string): Promise<string> {
  await countTry(own);
  const kept = await recoveryHash(own.userId, code);
  const sid = await renewSession(own.role, (old, fresh) => ask('auth.pass_recovery', [old, fresh, kept]));
  if (!sid) {
    noteSecurity('factorFailed', { person: own.userId, where: 'recovery' });
    throw new AppError('INVALID', 'recoveryWrong', { field: 'code' });
  }
  noteSecurity('factorPassed', { person: own.userId, where: 'recovery' });
  await forgiveAttempts('factorAccount', own.userId);
  return sid;
}

/** Ten new codes, to be shown this once; those of before are over. */
export async function renewRecoveryCodes(own: OwnFactors): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => newRecoveryCode((below) => randomInt(below)));
  const sid = await sessionId();
  const hashes = await Promise.all(codes.map((code) => recoveryHash(own.userId, code)));
  if (!(await ask('auth.renew_recovery_codes', [sha256(sid ?? ''), hashes])))
    throw new AppError('FORBIDDEN', 'factorStale');
  return codes;
}

/** Takes an authenticator or a passkey away. */
export async function removeFactor(id: string): Promise<void> {
  const sid = await sessionId();
  const [row] = await callAuth<{ remove_factor: 'done' | 'last' | 'unknown' | 'refused' }>(
    'auth.remove_factor',
    [sha256(sid ?? ''), id],
  );
  if (row?.remove_factor === 'last') throw new AppError('CONFLICT', 'factorLast');
  if (row?.remove_factor !== 'done') throw new AppError('NOT_FOUND', 'notFound');
}

export type ResetOutcome = { email: string | null; phone: string | null };

/** Frees a colleague of the same institution who lost everything, and ends their sessions.
 *  @returns where to tell them */
export async function resetColleague(person: string): Promise<string | null> {
  const sid = await sessionId();
  const [row] = await callAuth<{ outcome: string; email: string | null }>('auth.reset_factors', [
    sha256(sid ?? ''),
    person,
  ]);
  if (row?.outcome === 'done') return row.email;
  if (row?.outcome === 'self') throw new AppError('CONFLICT', 'resetSelf');
  if (row?.outcome === 'elsewhere') throw new AppError('CONFLICT', 'resetElsewhere');
  if (row?.outcome === 'refused') throw new AppError('FORBIDDEN', 'factorStale');
  throw new AppError('NOT_FOUND', 'notFound');
}

/** Asks for the slow reset.
 *  @param link what the mail carries @returns where to send it, and when it opens */
export async function askFactorReset(
  own: OwnFactors,
  link: string,
): Promise<ResetOutcome & { opensAt: Date }> {
  await countAttempt('factorReset', own.userId);
  const sid = await sessionId();
  const [row] = await callAuth<ResetOutcome & { opens_at: Date }>('auth.ask_factor_reset', [
    sha256(sid ?? ''),
    v7(),
    sha256(link),
  ]);
  if (!row) throw new AppError('NOT_FOUND', 'notFound');
  return { email: row.email, phone: row.phone, opensAt: row.opens_at };
}

/** @returns where to tell them that it is done */
export async function finishFactorReset(link: string): Promise<ResetOutcome> {
  const sid = await sessionId();
  const [row] = await callAuth<ResetOutcome>('auth.finish_factor_reset', [sha256(sid ?? ''), sha256(link)]);
  if (!row) throw new AppError('NOT_FOUND', 'resetOver');
  return row;
}

export async function cancelFactorReset(link: string): Promise<void> {
  await countAttempt('factorAddress', await callerAddress());
  if (!(await ask('auth.cancel_factor_reset', [sha256(link)]))) throw new AppError('NOT_FOUND', 'resetOver');
}
