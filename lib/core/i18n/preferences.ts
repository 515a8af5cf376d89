import 'server-only';
import { cookies, headers } from 'next/headers';
import { cache } from 'react';
import { ownCookie } from '../auth/token';
import {
  type Digits,
  directionOf,
  isDigits,
  isLocale,
  isTheme,
  type Locale,
  negotiateLocale,
  preferenceCookies,
  type Theme,
} from './locale';

export interface Preferences {
  locale: Locale;
  direction: 'ltr' | 'rtl';
  digits: Digits;
  theme: Theme;
}

/** Language, digits and theme of this request, from its cookies; a cookie we did not write is ignored. */
export const getPreferences = cache(async (): Promise<Preferences> => {
  const jar = await cookies();
  const kept = (name: keyof typeof preferenceCookies) => jar.get(ownCookie(preferenceCookies[name]))?.value;
  const chosen = kept('locale');
  const locale = isLocale(chosen) ? chosen : negotiateLocale((await headers()).get('accept-language'));
  const digits = kept('digits');
  const theme = kept('theme');
  return {
    locale,
    direction: directionOf(locale),
    digits: isDigits(digits) ? digits : 'latn',
    theme: isTheme(theme) ? theme : 'device',
  };
});
