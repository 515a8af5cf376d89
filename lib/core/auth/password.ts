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
