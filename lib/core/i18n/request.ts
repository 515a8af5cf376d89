import { getRequestConfig } from 'next-intl/server';
import { loadMessages } from './load-messages';
import { intlTag } from './locale';
import { getPreferences } from './preferences';

declare module 'next-intl' {
  interface AppConfig {
    Messages: import('./namespaces').Catalogue;
    Locale: import('./locale').Tag;
  }
}

/** Dates are written by `format.ts` in the institution's zone; UTC here only keeps a stray one the same everywhere. */
export default getRequestConfig(async () => {
  const { locale, digits } = await getPreferences();
  return { locale: intlTag(locale, digits), messages: await loadMessages(locale), timeZone: 'UTC' };
});
