import type { Locale } from './locale';
import { type Catalogue, namespaces } from './namespaces';

const loaded = new Map<Locale, Promise<Catalogue>>();

async function read(locale: Locale): Promise<Catalogue> {
  const entries = await Promise.all(
    namespaces.map(async (namespace) => {
      const file = (await import(`./messages/${locale}/${namespace}.json`)) as { default: unknown };
      return [namespace, file.default];
    }),
  );
  return Object.fromEntries(entries) as Catalogue;
}

/** The whole catalogue of one language, read once per process (in development, each time). */
export function loadMessages(locale: Locale): Promise<Catalogue> {
  if (process.env.NODE_ENV !== 'production') return read(locale);
  const known = loaded.get(locale);
  if (known) return known;
  const reading = read(locale);
  loaded.set(locale, reading);
  return reading;
}
