import 'server-only';
import { decode, encode } from 'next-auth/jwt';
import { env } from '../env';

// Another salt than the session's: neither can be used in place of the other.
const salt = 'phone-step';
const seconds = 15 * 60;

/** The number between the two steps of a code sign-in: in the address of the page, readable to nobody else. */
export function sealPhone(phone: string): Promise<string> {
  return encode({ token: { phone }, secret: env().NEXTAUTH_SECRET, maxAge: seconds, salt });
}

/** @returns E.164, undefined when it is not ours or too old */
export async function openSealedPhone(sealed: string | undefined): Promise<string | undefined> {
  if (!sealed) return;
  try {
    const token = await decode({ token: sealed, secret: env().NEXTAUTH_SECRET, salt });
    return typeof token?.phone === 'string' ? token.phone : undefined;
  } catch {
    return;
  }
}
