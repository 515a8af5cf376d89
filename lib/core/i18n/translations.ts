import 'server-only';
import { createTranslator } from 'next-intl';
import type { getTranslations as Ask } from 'next-intl/server';
import { loadMessages } from './load-messages';
import { intlTag } from './locale';
import type { Catalogue } from './namespaces';
import { getPreferences } from './preferences';

/** By catalogue, so that one which is read anew (in development) is translated anew. */
const kept = new WeakMap<Catalogue, Map<string, unknown>>();

/**
 * `getTranslations` of next-intl, whose translators last as long as the process instead of a request: a language has
 * one for each namespace, and each keeps its number, date and plural writers, which take longer to make than a sentence.
 * @param namespace a room of the catalogue, dots between its levels
 */
export const getTranslations = (async (namespace: 'common') => {
  const { locale, digits } = await getPreferences();
  const messages = await loadMessages(locale);
  const ofCatalogue = kept.get(messages) ?? new Map<string, unknown>();
  kept.set(messages, ofCatalogue);
  const tag = intlTag(locale, digits);
  const name = `${tag} ${namespace}`;
  // Dates are written by `format.ts` in the institution's zone; UTC here only keeps a stray one the same everywhere.
  const known =
    ofCatalogue.get(name) ?? createTranslator({ locale: tag, messages, namespace, timeZone: 'UTC' });
  ofCatalogue.set(name, known);
  return known;
}) as unknown as typeof Ask;
