import { type LineLayout, type LinePart, lineOf, linesOf, wordsIn } from '@/lib/quran/lines';
import type { Range } from '@/lib/quran/position';
import { surahAyah } from '@/lib/quran/position';
import { wordsOf } from '@/lib/quran/text';

const figures = new Intl.NumberFormat('ar-EG-u-nu-arab', { useGrouping: false });

interface Row {
  key: string;
  words: string;
}

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
      if (words) rows.push({ key: `${page}.${at}`, words });
    }
  }
  return rows;
}

/** Ayahs in the Uthmani text of Tanzil, line by line as the child's print breaks them: a line is never broken anew. */
export function AyahLines({ range, layout }: { range: Range; layout: LineLayout }) {
  return (
    <div dir="rtl" lang="ar" className="@container min-w-0 overflow-x-auto">
      {rowsOf(range, layout).map(({ key, words }) => (
        <p
          key={key}
          className="w-max min-w-full text-[clamp(0.8rem,4.8cqi,1.75rem)] leading-[2.2] whitespace-nowrap [font-family:'Amiri_Quran'] print:text-[1.05rem]"
        >
          {words}
        </p>
      ))}
    </div>
  );
}
