import { foldDigits } from '@/lib/core/name';
import { parsePhone } from '@/lib/core/phone';

/** Whether a typed name that is not that of the number's person is a slip or somebody else who shares the number. */
export const SAME_PERSON = ['same', 'other'] as const;

export const RELATIONS = ['FATHER', 'MOTHER', 'GRANDPARENT', 'UNCLE_AUNT', 'SIBLING', 'OTHER'] as const;
export type Relation = (typeof RELATIONS)[number];
export const LANGUAGES = ['en', 'ur', 'ar'] as const;

export type PhoneSearch = { exact: string } | { part: string };

/** A search that is meant for telephone numbers: a whole one, or at least four digits of one; undefined for words. */
export function phoneSearch(query: string, country: string): PhoneSearch | undefined {
  const folded = foldDigits(query).trim();
  if (!/^[+\d\s().-]+$/.test(folded)) return;
  const whole = parsePhone(folded, country);
  if (whole.ok) return { exact: whole.e164 };
  const digits = folded.replace(/\D/g, '').replace(/^0+/, '');
  return digits.length >= 4 ? { part: digits } : undefined;
}

export type MessageState = 'RECEIVES' | 'OPTED_OUT' | 'NOT_AUTHORISED' | 'UNREACHABLE' | 'WRONG_NUMBER';

/** Why a guardian does or does not hear from us: the number, the institution's authorisation, the own stop. */
export function messageState(link: {
  phone: string | null;
  /** Somebody at the number answered that it is not this person's. */
  wrong: boolean;
  receivesMessages: boolean;
  optedOutAt: string | null;
}): MessageState {
  if (!link.phone) return 'UNREACHABLE';
  if (link.wrong) return 'WRONG_NUMBER';
  if (link.optedOutAt) return 'OPTED_OUT';
  return link.receivesMessages ? 'RECEIVES' : 'NOT_AUTHORISED';
}
