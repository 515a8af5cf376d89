import 'server-only';
import { getTranslations } from 'next-intl/server';
import { createFormat, type Format } from './format';
import { getPreferences } from './preferences';

/** The writers for this request's language and digits. `hijriOffset` comes from the institution. */
export async function getFormat(hijriOffset = 0): Promise<Format> {
  const [{ locale, digits }, t] = await Promise.all([getPreferences(), getTranslations('calendar')]);
  return createFormat({ locale, digits, t, hijriOffset });
}
