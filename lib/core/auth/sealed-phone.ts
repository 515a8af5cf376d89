import 'server-only';
import { openToken, sealToken } from './jwt';

const salt = 'phone-step';
const seconds = 15 * 60;

/** The number between the two steps of a code sign-in: in the address of the page, readable to nobody else. */
export const sealPhone = (phone: string): Promise<string> => sealToken({ phone }, seconds, salt);

/** @returns E.164, undefined when it is not ours or too old */
export async function openSealedPhone(sealed: string | undefined): Promise<string | undefined> {
  const token = await openToken(sealed, salt);
  return typeof token?.phone === 'string' ? token.phone : undefined;
}
