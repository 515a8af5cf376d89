import 'server-only';
import { cache, use } from 'react';
import { createFormat, type Format } from './format';
import { getPreferences } from './preferences';
import { getTranslations } from './translations';

/** The writers for this request's language and digits. `hijriOffset` comes from the institution. */
export const getFormat = cache(async (hijriOffset = 0): Promise<Format> => {
  const [{ locale, digits }, t] = await Promise.all([getPreferences(), getTranslations('calendar')]);
  return createFormat({ locale, digits, t, hijriOffset });
});

/** The same for a component that is drawn many times on a page: it need not wait, so React need not set it apart. */
export const useFormat = (hijriOffset = 0): Format => use(getFormat(hijriOffset));
