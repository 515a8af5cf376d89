import 'server-only';
import { encode, type JWT } from 'next-auth/jwt';
import { env } from '../env';
import { openRemembered } from './opened-tokens';

/** next-auth's encrypted token. Another salt is another kind of token: neither serves in place of the other. */
export function sealToken(token: JWT, seconds: number, salt = ''): Promise<string> {
  return encode({ token, secret: env().NEXTAUTH_SECRET, maxAge: seconds, salt });
}

/** @returns its content, undefined when it is not ours or too old */
export async function openToken(sealed: string | undefined, salt = ''): Promise<JWT | undefined> {
  if (!sealed) return;
  try {
    return (await openRemembered({ token: sealed, secret: env().NEXTAUTH_SECRET, salt })) ?? undefined;
  } catch {
    return;
  }
}
