'use server';
import { cookies } from 'next/headers';
import { cookieOptions, ownCookie } from '../auth/token';
import { requireOwnOrigin } from '../origin';
import { isDigits, isLocale, isTheme, preferenceCookies } from './locale';

const year = 60 * 60 * 24 * 365;

async function keep(name: string, value: string) {
  (await cookies()).set(ownCookie(name), value, { ...cookieOptions(), maxAge: year });
}

/**
 * Remembers `locale`, `digits` or `theme` for this browser: whichever of the three the form holds. Anyone may
 * post it, signed in or not; a value we do not know changes nothing.
 */
export async function savePreferences(form: FormData): Promise<void> {
  await requireOwnOrigin();
  const locale = form.get('locale');
  const digits = form.get('digits');
  const theme = form.get('theme');
  if (isLocale(locale)) await keep(preferenceCookies.locale, locale);
  if (isDigits(digits)) await keep(preferenceCookies.digits, digits);
  if (isTheme(theme)) await keep(preferenceCookies.theme, theme);
}
