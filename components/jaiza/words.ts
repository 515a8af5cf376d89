import { useTranslations } from 'next-intl';
import { useFormat } from '@/lib/core/i18n/get-format';
import type { TestKind } from '@/lib/jaiza/rules';
import { juzSchemeOf, type MushafLayout } from '@/lib/quran/mushaf';
import { phraseRange, type QuranWords } from '@/lib/quran/phrase';
import { portionsFromFlat } from '@/lib/quran/range-set';

/** The name of a test: "Jaiza of juz 5", "Half of the Quran". */
export function useTestName(): (test: { kind: TestKind; juz: number | null }) => string {
  const t = useTranslations('jaiza');
  return ({ kind, juz }) => (kind === 'PARA' && juz ? t('paraOf', { juz }) : t(`kinds.${kind}`));
}

const SHOWN = 3;

/** Ayah ranges in the reader's words and digits; of many, the first few and how many more. */
export function usePhrase(mushaf: MushafLayout): (portions: readonly number[]) => string {
  const words = useTranslations('quran') as unknown as QuranWords;
  const { digits } = useFormat();
  const scheme = juzSchemeOf(mushaf);
  return (portions) => {
    const ranges = portionsFromFlat(portions);
    const said = ranges.slice(0, SHOWN).map((range) => phraseRange(words, range, scheme));
    return [...said, ...(ranges.length > SHOWN ? [`+${digits(ranges.length - SHOWN)}`] : [])].join(' · ');
  };
}
