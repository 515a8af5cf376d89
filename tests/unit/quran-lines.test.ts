import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  LINE_LAYOUTS,
  type LineLayout,
  lineOf,
  lineSpan,
  linesOf,
  pageKeys,
  pageSpan,
  placeKey,
  wordsIn,
} from '@/lib/quran/lines';
import { pageCount, pageOf, pageRange } from '@/lib/quran/mushaf';
import { AYAHS, SURAHS } from '@/lib/quran/position';

const pagesOf = (layout: LineLayout) => Array.from({ length: pageCount(layout) }, (_, i) => i + 1);
const perPage = { madani15: 15, indopak16: 16, indopak15: 15, indopak13: 13 };
const anyLayout = fc.constantFrom(...LINE_LAYOUTS);
const anyPlace = fc
  .integer({ min: 1, max: AYAHS })
  .chain((ayah) => fc.integer({ min: 1, max: wordsIn(ayah) }).map((word) => ({ ayah, word })));

describe.each(LINE_LAYOUTS)('the lines of %s', (layout) => {
  test('part the words of the Quran: each once, in order, and each end of an ayah once', () => {
    let ayah = 1;
    let word = 0;
    const wrong: unknown[] = [];
    for (const page of pagesOf(layout)) {
      for (const line of linesOf(layout, page)) {
        if (line.kind !== 'text') continue;
        if (line.parts.length === 0) wrong.push({ page, empty: true });
        for (const part of line.parts) {
          if (part.ayah !== ayah || part.from !== word + 1) wrong.push({ page, part, ayah, word });
          word = part.to;
          if (!part.ends) continue;
          if (word !== wordsIn(ayah)) wrong.push({ page, part, words: wordsIn(ayah) });
          ayah += 1;
          word = 0;
        }
      }
    }
    expect(wrong).toEqual([]);
    expect([ayah, word]).toEqual([AYAHS + 1, 0]);
  });

  test('stand as many to a page as the print has, but on the first two and the last', () => {
    const last = pageCount(layout);
    for (const page of pagesOf(layout)) {
      const lines = linesOf(layout, page).length;
      if (page > 2 && page < last) expect(lines).toBe(perPage[layout]);
      else expect(lines).toBeLessThanOrEqual(perPage[layout]);
    }
  });

  test('name each surah once and open it with its basmalah, but 1 and 9', () => {
    const headed: number[] = [];
    const opened: number[] = [];
    for (const page of pagesOf(layout)) {
      for (const line of linesOf(layout, page)) {
        if (line.kind === 'heading') headed.push(line.surah);
        if (line.kind === 'basmalah' || (line.kind === 'heading' && line.basmalah)) opened.push(line.surah);
      }
    }
    const all = Array.from({ length: SURAHS }, (_, i) => i + 1);
    expect(headed).toEqual(all);
    expect(opened).toEqual(all.filter((surah) => surah !== 1 && surah !== 9));
  });

  test('begin every page where the table of pages begins it', () => {
    for (const page of pagesOf(layout)) {
      const [first] = pageSpan(layout, page);
      const begins = first.word === 1 ? first.ayah : first.ayah + 1;
      // A page without the beginning of an ayah has none in the table of pages.
      const [from, to] = pageRange(layout, page);
      if (from <= to) expect(from).toBe(begins);
    }
    expect(pageKeys(layout)).toHaveLength(pageCount(layout));
  });
});

describe('a place on the page', () => {
  test('is found on the line that holds it, and its ayah begins on the page of the page table', () => {
    fc.assert(
      fc.property(anyLayout, anyPlace, (layout, place) => {
        const { page, line } = lineOf(layout, place);
        const [from, to] = lineSpan(layout, page, line)!;
        expect(placeKey(from)).toBeLessThanOrEqual(placeKey(place));
        expect(placeKey(to)).toBeGreaterThanOrEqual(placeKey(place));
        expect(lineOf(layout, { ayah: place.ayah, word: 1 }).page).toBe(pageOf(layout, place.ayah));
      }),
    );
  });

  test('a line of the Madani print may begin with the end mark of an ayah: 573 do', () => {
    const begins = (layout: LineLayout) =>
      pagesOf(layout)
        .flatMap((page) => linesOf(layout, page))
        .filter((line) => line.kind === 'text' && line.parts[0]!.to < line.parts[0]!.from).length;
    expect(LINE_LAYOUTS.map(begins)).toEqual([573, 0, 1, 0]);
  });

  test('headings have no words', () => {
    expect(lineSpan('madani15', 1, 1)).toBeUndefined();
    expect(lineSpan('madani15', 2, 3)).toEqual([
      { ayah: 8, word: 1 },
      { ayah: 9, word: 6 },
    ]);
    expect(lineSpan('madani15', 2, 99)).toBeUndefined();
    expect(() => linesOf('madani15', 605)).toThrow(RangeError);
  });
});
