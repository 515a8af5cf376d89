import 'server-only';
import { openToken, sealToken } from './jwt';

const salt = 'phone-step';
const seconds = 15 * 60;

/** A number (E.164) that asked for a code, and the one asking to which that code belongs. */
export type Asking = { phone: string; asking: string };

/** What stands between the two steps of a code: in the address of the page that asked, readable to nobody else. */
export const sealPhone = ({ phone, asking }: Asking): Promise<string> =>
  sealToken({ phone, asking }, seconds, salt);

/** @returns undefined when it is not ours or too old */
export async function openSealedPhone(sealed: string | undefined): Promise<Asking | undefined> {
  const token = await openToken(sealed, salt);
  if (typeof token?.phone !== 'string' || typeof token.asking !== 'string') return;
  return { phone: token.phone, asking: token.asking };
}
