import 'server-only';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { isoBase64URL } from '@simplewebauthn/server/helpers';
import { env } from '../env';

export type KnownPasskey = { credentialId: string; transports: string };
export type StoredPasskey = KnownPasskey & { publicKey: string; counter: number };

/** A passkey belongs to the public address of this site and opens no other. */
const site = () => {
  const { origin, hostname } = new URL(env().NEXTAUTH_URL);
  return { origin, hostname };
};

const listed = ({ credentialId, transports }: KnownPasskey) => ({
  id: credentialId,
  transports: transports ? transports.split(',') : [],
});

/** What a browser needs to make one. It may serve without a password later, so it is asked to remember whose it is. */
export function newPasskeyOptions(person: { userId: string; label: string }, known: KnownPasskey[]) {
  return generateRegistrationOptions({
    rpName: 'HifzPro',
    rpID: site().hostname,
    userID: new Uint8Array(Buffer.from(person.userId.replaceAll('-', ''), 'hex')),
    userName: person.label,
    attestationType: 'none',
    excludeCredentials: known.map(listed),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  });
}

/** @param known the person's own; empty for somebody who is not signed in, whom the passkey itself must name */
export function passkeyProofOptions(known: KnownPasskey[]) {
  return generateAuthenticationOptions({
    rpID: site().hostname,
    allowCredentials: known.map(listed),
    // Alone it stands for both factors: then the device must have checked who holds it.
    userVerification: known.length ? 'preferred' : 'required',
  });
}

/** @returns the passkey to keep, undefined when the answer is not one to this challenge from this site */
export async function checkNewPasskey(
  response: unknown,
  challenge: string,
): Promise<StoredPasskey | undefined> {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: response as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: site().origin,
      expectedRPID: site().hostname,
      requireUserVerification: false,
    });
    if (!verified) return;
    const { id, publicKey, counter, transports } = registrationInfo.credential;
    return {
      credentialId: id,
      publicKey: isoBase64URL.fromBuffer(publicKey),
      counter,
      transports: (transports ?? []).join(','),
    };
  } catch {
    // The library throws at anything odd in what a browser sent; every kind of odd is the same refusal.
    return;
  }
}

/** @param alone the passkey is the only proof: the device must have checked who holds it
 *  @returns its new counter, undefined when the answer does not prove this passkey */
export async function checkPasskeyProof(
  response: unknown,
  { challenge, passkey, alone }: { challenge: string; passkey: StoredPasskey; alone: boolean },
): Promise<number | undefined> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: response as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: site().origin,
      expectedRPID: site().hostname,
      credential: {
        id: passkey.credentialId,
        publicKey: isoBase64URL.toBuffer(passkey.publicKey),
        counter: passkey.counter,
      },
      requireUserVerification: alone,
    });
    return verified ? authenticationInfo.newCounter : undefined;
  } catch {
    return;
  }
}

/** The challenge that a browser says it answers; whether it is one of ours is for the database to say. */
export function challengeIn(clientDataJson: string): string | undefined {
  try {
    const read = JSON.parse(Buffer.from(clientDataJson, 'base64url').toString()) as { challenge?: unknown };
    return typeof read.challenge === 'string' ? read.challenge : undefined;
  } catch {
    return;
  }
}
