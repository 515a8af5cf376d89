import type { JuzScheme } from './divisions';
import { describeRange } from './notation';
import type { Range } from './position';

/** A translator of the catalogue `quran`, as next-intl gives it. */
export type QuranWords = (key: string, values?: Record<string, string | number>) => string;

/** A range in the words of the reader's language: "juz 3", "An-Nisa 92–97", "النساء 92 تا 97". */
export function phraseRange(words: QuranWords, range: Range, scheme: JuzScheme): string {
  const name = (surah: number) => words(`surah.${surah}`);
  const is = describeRange(range, scheme);
  switch (is.kind) {
    case 'juz':
      return words('juz', { n: is.n });
    case 'juzSpan':
      return words('juzSpan', { from: is.from, to: is.to });
    case 'surah':
      return name(is.n);
    case 'surahSpan':
      return words('surahSpan', { from: name(is.from), to: name(is.to) });
    case 'ayah':
      return words('ayah', { surah: name(is.surah), n: is.ayah });
    case 'ayahs':
      return words('ayahs', { surah: name(is.surah), from: is.from, to: is.to });
    case 'across':
      return words('across', {
        fromSurah: name(is.from.surah),
        from: is.from.ayah,
        toSurah: name(is.to.surah),
        to: is.to.ayah,
      });
  }
}
