import 'server-only';
import { v7 } from 'uuid';
import { renewSession } from '@/lib/core/auth/factor';
import { callerAddress, countAttempt, forgiveAttempts } from '@/lib/core/auth/limits';
import {
  challengeIn,
  checkNewPasskey,
  checkPasskeyProof,
  newPasskeyOptions,
  passkeyProofOptions,
  type StoredPasskey,
} from '@/lib/core/auth/passkey';
import { sessionId, sha256, signIn } from '@/lib/core/auth/session';
import { callAuth } from '@/lib/core/db/definers';
import { AppError } from '@/lib/core/errors';
import { noteSecurity } from '@/lib/core/security-log';
import { countTry } from '../mutations';
import type { OwnFactors } from '../rules';
import type { PasskeyAnswer } from '../schema';

/** @param person whose key it should have been; unknown when nobody is signed in yet */
function wrong(person?: string): AppError {
  noteSecurity(person ? 'factorFailed' : 'signInFailed', { ...(person && { person }), where: 'passkey' });
  return new AppError('INVALID', 'passkeyWrong');
}

/** Puts a challenge into the session's own row and hands the options to the browser. */
async function challenged<Options extends { challenge: string }>(options: Options): Promise<Options> {
  const sid = await sessionId();
  await callAuth('auth.put_challenge', [sha256(sid ?? ''), options.challenge]);
  return options;
}

/** The challenge of this session, this once; undefined after five minutes. */
async function takeChallenge(): Promise<string | undefined> {
  const sid = await sessionId();
  const [row] = await callAuth<{ take_challenge: string | null }>('auth.take_challenge', [sha256(sid ?? '')]);
  return row?.take_challenge ?? undefined;
}

export const beginNewPasskey = async (own: OwnFactors) =>
  challenged(await newPasskeyOptions(own, own.passkeys));

export async function addPasskey(own: OwnFactors, answer: PasskeyAnswer, name: string): Promise<string> {
  await countTry(own);
  const challenge = await takeChallenge();
  const made = challenge && (await checkNewPasskey(answer, challenge));
  if (!made) throw wrong(own.userId);
  const sid = await renewSession(own.role, async (hash, fresh) => {
    const [row] = await callAuth<{ add_passkey: boolean }>('auth.add_passkey', [
      hash,
      fresh,
      v7(),
      made.credentialId,
      made.publicKey,
      made.counter,
      made.transports,
      name,
    ]);
    return row?.add_passkey ?? false;
  });
  if (!sid) throw wrong(own.userId);
  await forgiveAttempts('factorAccount', own.userId);
  return sid;
}

export const beginPasskeyProof = async (own: OwnFactors) =>
  challenged(await passkeyProofOptions(own.passkeys));

type Found = StoredPasskey & { id: string; userId: string };
async function findPasskey(credentialId: string): Promise<Found | undefined> {
  const [row] = await callAuth<{
    id: string;
    user_id: string;
    public_key: string;
    counter: string;
    transports: string;
  }>('auth.passkey', [credentialId]);
  return (
    row && {
      id: row.id,
      userId: row.user_id,
      credentialId,
      publicKey: row.public_key,
      counter: Number(row.counter),
      transports: row.transports,
    }
  );
}

export async function passPasskey(own: OwnFactors, answer: PasskeyAnswer): Promise<string> {
  await countTry(own);
  const challenge = await takeChallenge();
  const passkey = await findPasskey(answer.id);
  if (!challenge || passkey?.userId !== own.userId) throw wrong(own.userId);
  const counter = await checkPasskeyProof(answer, { challenge, passkey, alone: false });
  if (counter === undefined) throw wrong(own.userId);
  const sid = await renewSession(own.role, async (hash, fresh) => {
    const [row] = await callAuth<{ pass_passkey: boolean }>('auth.pass_passkey', [
      hash,
      fresh,
      passkey.id,
      counter,
    ]);
    return row?.pass_passkey ?? false;
  });
  if (!sid) throw wrong(own.userId);
  noteSecurity('factorPassed', { person: own.userId, where: 'passkey' });
  await forgiveAttempts('factorAccount', own.userId);
  return sid;
}

/** For somebody who is not signed in: any passkey of this site that names its owner. */
export async function beginPasskeySignIn() {
  await countAttempt('passkeyAddress', await callerAddress());
  const options = await passkeyProofOptions([]);
  await callAuth('auth.put_open_challenge', [v7(), options.challenge]);
  return options;
}

/** A passkey whose device checked its holder is something one has and something one is: both factors.
 *  @returns the new session id */
export async function signInByPasskey(answer: PasskeyAnswer): Promise<string> {
  await countAttempt('passkeyAddress', await callerAddress());
  const challenge = challengeIn(answer.response.clientDataJSON);
  const [taken] = challenge
    ? await callAuth<{ take_open_challenge: boolean }>('auth.take_open_challenge', [challenge])
    : [];
  const passkey = await findPasskey(answer.id);
  if (!challenge || !taken?.take_open_challenge || !passkey) throw wrong();
  const counter = await checkPasskeyProof(answer, { challenge, passkey, alone: true });
  if (counter === undefined) throw wrong();
  const [used] = await callAuth<{ use_passkey: boolean }>('auth.use_passkey', [passkey.id, counter]);
  if (!used?.use_passkey) throw wrong();
  noteSecurity('signedIn', { person: passkey.userId, where: 'passkey' });
  const sid = await signIn(passkey.userId);
  await callAuth('auth.pass_second_factor', [sha256(sid)]);
  return sid;
}
