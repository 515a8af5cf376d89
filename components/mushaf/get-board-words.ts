import 'server-only';
import { getTranslations } from '@/lib/core/i18n/translations';
import { MARK_KINDS } from '@/lib/mushaf/rules';
import { type BoardWords, boardSentences } from './words';

const faults = ['noPlace', 'notFound', 'futureDate', 'reasonNeeded', 'unexpected'] as const;
const open = Object.fromEntries(
  ['place', 'n', 'surahAyah', 'kind', 'count'].map((place) => [place, `{${place}}`]),
);

export async function getBoardWords(): Promise<BoardWords> {
  const t = await getTranslations('mushaf');
  const record = <Key extends string>(keys: readonly Key[], word: (key: Key) => string) =>
    Object.fromEntries(keys.map((key) => [key, word(key)])) as Record<Key, string>;
  return {
    say: record(boardSentences, (key) => t(`say.${key}`, open as never)),
    kinds: record(MARK_KINDS, (kind) => t(`kinds.${kind}`)),
    meaning: record(MARK_KINDS, (kind) => t(`meaning.${kind}`)),
    faults: record(faults, (fault) => t(`faults.${fault}`)),
  };
}
