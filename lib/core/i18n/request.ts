import { getRequestConfig } from 'next-intl/server';
import { getSpeech } from './translations';

declare module 'next-intl' {
  interface AppConfig {
    Messages: import('./namespaces').Catalogue;
    Locale: import('./locale').Tag;
  }
}

export default getRequestConfig(getSpeech);
