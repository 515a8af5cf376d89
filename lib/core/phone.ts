import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { foldDigits } from './name';

export type PhoneFault = 'phoneTooShort' | 'phoneTooLong' | 'phoneNotANumber';
export type PhoneResult = { ok: true; e164: string } | { ok: false; code: PhoneFault };

const NOT_DIALLED = /[^\d+]/g;
const LETTERS = /\p{L}{2,}/u;

/**
 * One telephone number in any of the shapes people write (`0301…`, `00923…`, `92 …`, brackets, Urdu digits).
 * @param country ISO 3166 code of the institution; it is assumed where the number names no country.
 * @returns E.164, or why it cannot be dialled.
 */
export function parsePhone(text: string, country = 'PK'): PhoneResult {
  const dialled = foldDigits(text).trim();
  const digits = dialled.replace(NOT_DIALLED, '');
  // A spreadsheet that took the number for a quantity shows 3.23E+09: its last digits are lost for ever.
  if (LETTERS.test(dialled) || /\d[eE]\+?\d/.test(dialled) || digits.length < 3) {
    return {
      ok: false,
      code: digits.length < 3 && !LETTERS.test(dialled) ? 'phoneTooShort' : 'phoneNotANumber',
    };
  }
  const number = parsePhoneNumberFromString(dialled, country as CountryCode);
  if (number?.isPossible() && number.isValid()) return { ok: true, e164: number.number };
  const length = number?.nationalNumber.length ?? digits.length;
  return {
    ok: false,
    code: length < 10 ? 'phoneTooShort' : length > 10 ? 'phoneTooLong' : 'phoneNotANumber',
  };
}
