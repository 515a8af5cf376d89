import 'server-only';
import { getTranslations } from '@/lib/core/i18n/translations';
import { GRADES, MISTAKE_KINDS } from '@/lib/lessons/rules';
import { STEP_STATES } from '@/lib/reading/steps/rules';
import { faults, sentences, type Words } from './words';

// A sentence filled with its own open places is the sentence with its places open.
const places = Object.fromEntries(
  ['name', 'count', 'page', 'from', 'to', 'first', 'last', 'line', 'lines', 'session', 'label'].map((one) => [
    one,
    `{${one}}`,
  ]),
);

function record<Key extends string>(keys: readonly Key[], word: (key: Key) => string) {
  return Object.fromEntries(keys.map((key) => [key, word(key)])) as Record<Key, string>;
}

/** What the page says on the phone, in this request's language. */
export async function getWords(): Promise<Words> {
  const [t, lessons, grades] = await Promise.all([
    getTranslations('reading'),
    getTranslations('lessons'),
    getTranslations('grades'),
  ]);
  return {
    say: record(sentences, (key) => t(key, places as never)),
    faults: record(faults, (key) => t(`faults.${key}`, places as never)),
    states: record(STEP_STATES, (key) => t(`states.${key}`)),
    grades: record(GRADES, (key) => grades(key)),
    mistakes: record(MISTAKE_KINDS, (key) => lessons(`mistakes.${key}`)),
  };
}
