import 'server-only';
import { createTranslator, type Messages, type NamespaceKeys, type NestedKeyOf } from 'next-intl';
import { loadMessages } from './load-messages';
import { intlTag } from './locale';
import type { Catalogue } from './namespaces';
import { getPreferences } from './preferences';

/** In which language and with what sentences this request is answered. Dates are written by `format.ts` in the
 *  institution's zone; UTC here only keeps a stray one the same everywhere. */
export async function getSpeech() {
  const { locale, digits } = await getPreferences();
  return { locale: intlTag(locale, digits), messages: await loadMessages(locale), timeZone: 'UTC' };
}

type Namespace = NamespaceKeys<Messages, NestedKeyOf<Messages>>;
type Translator<Key extends Namespace> = ReturnType<typeof createTranslator<Messages, Key>>;

/** By catalogue, so that one which is read anew (in development) is translated anew. */
const kept = new WeakMap<Catalogue, Map<string, unknown>>();

/**
 * `getTranslations` of next-intl, whose translators last as long as the process instead of a request: a language has
 * one for each namespace, and each keeps its number, date and plural writers, which take longer to make than a sentence.
 * @param namespace a room of the catalogue, dots between its levels
 */
export async function getTranslations<Key extends Namespace>(namespace: Key): Promise<Translator<Key>> {
  const speech = await getSpeech();
  const translators = kept.get(speech.messages) ?? new Map<string, unknown>();
  kept.set(speech.messages, translators);
  const name = `${speech.locale} ${namespace}`;
  const known = translators.get(name) ?? createTranslator<Messages, Key>({ ...speech, namespace });
  translators.set(name, known);
  return known as Translator<Key>;
}
