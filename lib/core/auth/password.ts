import 'server-only';
import { createHmac } from 'node:crypto';
import { compare, hash } from '@node-rs/bcrypt';
import { env } from '../env';

/** bcrypt reads 72 bytes, 36 Arabic letters: the password goes in as base64 of an HMAC-SHA-384 (64 bytes, no NUL). */
function prepared(password: string): string {
  return createHmac('sha384', env().PASSWORD_PEPPER).update(password.normalize('NFC')).digest('base64');
}

export function hashPassword(password: string): Promise<string> {
  return hash(prepared(password), { cost: 12 });
}

// Of a random string nobody knows: an unknown address costs the same time as a wrong password.
let decoy: Promise<string> | undefined;

/** Whether it matches; takes the same time when there is no hash to match. */
export async function verifyPassword(password: string, stored: string | null | undefined): Promise<boolean> {
  decoy ??= hashPassword(crypto.randomUUID());
  const matches = await compare(prepared(password), stored ?? (await decoy));
  return matches && Boolean(stored);
}

/** A secret too short for a plain hash, and looked for by what is kept of it: bcrypt with a salt that is its owner's own
 *  and follows from the pepper, then HMAC. */
export async function hashShortSecret(owner: string, secret: string): Promise<string> {
  const peppered = (text: string) => createHmac('sha256', env().PASSWORD_PEPPER).update(text).digest();
  const slow = await hash(secret, { cost: 10, salt: peppered(owner).subarray(0, 16) });
  return peppered(slow).toString('hex');
}
