import type { ReactNode } from 'react';
import { loadMessages } from '@/lib/core/i18n/load-messages';
import { juzOf } from '@/lib/quran/divisions';
import type { LineLayout } from '@/lib/quran/lines';
import { pageSpan } from '@/lib/quran/lines';
import { juzSchemeOf, type MushafLayout, printedPage } from '@/lib/quran/mushaf';
import { surahOf } from '@/lib/quran/position';

interface Props {
  layout: LineLayout;
  mushaf: MushafLayout;
  page: number;
  children: ReactNode;
}

const arabicDigits = (figure: number) =>
  String(figure).replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)));

/** A sheet of the print: surah and juz above, the number the print has below, in the print's own words and direction. */
export async function MushafSheet({ layout, mushaf, page, children }: Props) {
  const surahName = await getSurahNames();
  const [from] = pageSpan(layout, page);
  const names = 'flex items-baseline justify-between px-1 text-gold-ink [font-family:"Amiri_Arabic",serif]';
  return (
    <div className="-mx-2.5 rounded-card border border-line bg-sheet px-1.5 py-2 shadow-raised">
      <div lang="ar" dir="rtl" className={names}>
        <span>{surahName(surahOf(from.ayah))}</span>
        <span>الجزء {arabicDigits(juzOf(from.ayah, juzSchemeOf(mushaf)))}</span>
      </div>
      {children}
      <p lang="ar" className="pt-1 text-center text-gold-ink [font-family:'Amiri_Arabic',serif]">
        {arabicDigits(printedPage(mushaf, page))}
      </p>
    </div>
  );
}

/** Names of the surahs as prints head them: in Arabic, whatever the language of the page around. */
export async function getSurahNames(): Promise<(surah: number) => string> {
  const { surah: names } = (await loadMessages('ar')).quran;
  return (surah) => `سورة ${names[String(surah) as '1']}`;
}
