import type { MessageParams } from '@/lib/core/errors';
import { parsePhone } from '@/lib/core/phone';

export const INVITATION_DAYS = 7;

/** How an ustadh reaches the register: with a sign-in, on the way to one, or not at all. */
export type Access = 'SIGNED_UP' | 'INVITED' | 'EXPIRED' | 'NONE' | 'LEFT';

export interface AccessFacts {
  readonly status: string;
  readonly hasUser: boolean;
  /** The newest invitation not yet accepted. */
  readonly invitedUntil: Date | null;
}

/** @param now decides whether an invitation still stands */
export function accessOf({ status, hasUser, invitedUntil }: AccessFacts, now: Date): Access {
  if (status === 'LEFT') return 'LEFT';
  if (hasUser) return 'SIGNED_UP';
  if (!invitedUntil) return 'NONE';
  return invitedUntil > now ? 'INVITED' : 'EXPIRED';
}

export function invitationEnds(now: Date): Date {
  return new Date(now.getTime() + INVITATION_DAYS * 86_400_000);
}

export type ContactProblem = { field: 'phone'; code: string; params: MessageParams };
export type Contact = { kind: 'PHONE' | 'EMAIL'; value: string };

/** What was typed as the contacts that are kept: the number as E.164, the address in small letters.
 *  @param country ISO 3166 code of the institution */
export function contactsOf(
  { phone, email }: { phone?: string | undefined; email?: string | undefined },
  country: string,
): { contacts: Contact[] } | { problem: ContactProblem } {
  const contacts: Contact[] = [];
  if (phone) {
    const parsed = parsePhone(phone, country);
    if (!parsed.ok) {
      const code = parsed.code === 'phoneNotANumber' ? 'phoneInvalid' : parsed.code;
      return { problem: { field: 'phone', code, params: { value: phone } } };
    }
    contacts.push({ kind: 'PHONE', value: parsed.e164 });
  }
  if (email) contacts.push({ kind: 'EMAIL', value: email.toLowerCase() });
  return { contacts };
}
