import type { CSSProperties } from 'react';
import { type LineLayout, type LinePart, lineOf, linesOf, wordsIn } from '@/lib/quran/lines';
import type { Range } from '@/lib/quran/position';
import { surahAyah } from '@/lib/quran/position';
import { wordsOf } from '@/lib/quran/text';
import { lineWidth } from '@/lib/quran/widths';

const figures = new Intl.NumberFormat('ar-EG-u-nu-arab', { useGrouping: false });

interface Row {
  key: string;
  words: string;
  /** About the width of the whole line in em, with gaps as a font sets them. */
  width: number;
}

/** What a font's own space is wider than the least gap of a print. */
const WIDER_GAP = 0.14;

function textOf({ ayah, from, to, ends }: LinePart): string {
  const words = wordsOf(ayah).slice(from - 1, to);
  // The number of an ayah stands in the end mark, as every print has it.
  return [...words, ...(ends ? [`\u06dd${figures.format(surahAyah(ayah).ayah)}`] : [])].join(' ');
}

/** The lines of the print that hold these ayahs, each cut to what belongs to them. */
function rowsOf([from, to]: Range, layout: LineLayout): Row[] {
  const first = lineOf(layout, { ayah: from, word: 1 });
  const last = lineOf(layout, { ayah: to, word: wordsIn(to) });
  const rows: Row[] = [];
  for (let page = first.page; page <= last.page; page += 1) {
    for (const [at, line] of linesOf(layout, page).entries()) {
      if (line.kind !== 'text') continue;
      const words = line.parts
        .filter(({ ayah }) => ayah >= from && ayah <= to)
        .map(textOf)
        .join(' ');
      if (!words) continue;
      const pieces = line.parts.reduce(
        (sum, { from: one, to: last, ends }) => sum + last - one + 1 + Number(ends),
        0,
      );
      const { natural } = lineWidth(layout, page, at + 1, pieces);
      rows.push({ key: `${page}.${at}`, words, width: natural + pieces * WIDER_GAP });
    }
  }
  return rows;
}

/** Ayahs in the Uthmani text of Tanzil, line by line as the child's print breaks them: a line is never broken anew, but set as small as it needs. */
export function AyahLines({ range, layout }: { range: Range; layout: LineLayout }) {
  return (
    <div dir="rtl" lang="ar" className="@container min-w-0">
      {rowsOf(range, layout).map(({ key, words, width }) => (
        <p
          key={key}
          style={{ '--width': width } as CSSProperties}
          className="w-max min-w-full text-[min(4.8cqi,96cqi/var(--width),1.75rem)] leading-[2.2] whitespace-nowrap [font-family:'Amiri_Quran'] print:text-[1.05rem]"
        >
          {words}
        </p>
      ))}
    </div>
  );
}
