/**
 * Measures how wide each line of the four prints is when Amiri Quran sets it, in hundredths of an em, so that a page can
 * fit a line to its box by CSS alone. Run by hand after the face or a table changes:
 * `npx tsx --tsconfig scripts/tsconfig.json scripts/quran-widths.ts`. A browser measures, because a browser draws.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { LINE_LAYOUTS, linesOf } from '@/lib/quran/lines';
import { pageCount } from '@/lib/quran/mushaf';
import { AYAHS, surahAyah } from '@/lib/quran/position';
import { endMark, wordsOf } from '@/lib/quran/text';

const root = path.resolve(import.meta.dirname, '..');
const fonts = path.join(root, 'public/fonts');
const face = readdirSync(fonts).find((name) => name.startsWith('amiri-quran.'))!;
const font = `data:font/woff2;base64,${readFileSync(path.join(fonts, face)).toString('base64')}`;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium' });
const page = await browser.newPage();
await page.setContent('<canvas></canvas>');

async function measure(texts: string[]): Promise<number[]> {
  return page.evaluate(
    async ([source, all]) => {
      const loaded = new FontFace('Measured', `url(${source})`);
      document.fonts.add(await loaded.load());
      const pen = document.querySelector('canvas')!.getContext('2d')!;
      pen.font = '100px Measured';
      pen.direction = 'rtl';
      return (all as string[]).map((text) => Math.ceil(pen.measureText(text).width));
    },
    [font, texts] as const,
  );
}

const words = Array.from({ length: AYAHS }, (_, i) => wordsOf(i + 1));
const flat = await measure(words.flat());
let next = 0;
const widths = words.map((ayah) => ayah.map(() => flat[next++]!));
const marks = await measure(words.map((_, i) => endMark(surahAyah(i + 1).ayah)));
await browser.close();

const sum = (figures: readonly number[]) => figures.reduce((all, one) => all + one, 0);
const rows = LINE_LAYOUTS.map((layout) => {
  const pages = Array.from({ length: pageCount(layout) }, (_, i) =>
    linesOf(layout, i + 1)
      .map((line) =>
        line.kind === 'text'
          ? sum(
              line.parts.map(
                ({ ayah, from, to, ends }) =>
                  sum(widths[ayah - 1]!.slice(from - 1, to)) + (ends ? marks[ayah - 1]! : 0),
              ),
            )
          : 0,
      )
      .join(' '),
  );
  return `"${layout}":[\n${pages.map((one) => JSON.stringify(one)).join(',\n')}\n]`;
});
writeFileSync(path.join(root, 'lib/quran/data/widths.json'), `{\n${rows.join(',\n')}\n}\n`);
console.log('measured', flat.length, 'words');
