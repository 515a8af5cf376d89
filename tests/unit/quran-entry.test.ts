import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rubRange } from '@/lib/quran/divisions';
import { parseEntry } from '@/lib/quran/entry';
import { LINE_LAYOUTS, linesOf } from '@/lib/quran/lines';
import { type MushafLayout, pageCount, pageRange, printedPage } from '@/lib/quran/mushaf';
import { formatRange } from '@/lib/quran/notation';
import { AYAHS, ayahOf, type Range } from '@/lib/quran/position';

const at = (from: string, to = from): Range => {
  const [a, b] = [from, to].map((place) => ayahOf(...(place.split(':').map(Number) as [number, number]))!);
  return [a!, b!];
};
const read = (typed: string, layout: MushafLayout = 'madani15') => {
  const entry = parseEntry(typed, layout);
  return entry.ok ? formatRange(entry.range) : entry.code;
};
const likely = (typed: string, layout: MushafLayout = 'madani15') => {
  const entry = parseEntry(typed, layout);
  return entry.ok || !entry.likely ? undefined : formatRange(entry.likely);
};

describe('what an ustadh types for a portion', () => {
  test.each([
    ['5:15-20', '5:15–20'],
    ['Surah 5 ayah 15 to 20', '5:15–20'],
    ['juz 3', '2:253–3:92'],
    ['juz 3-4', '2:253–4:23'],
    ['surah 36', '36:1–83'],
    ['hizb 1', '1:1–2:74'],
    ['rub 2', '2:26–43'],
    ['juz 1 rub 2-3', '2:26–59'],
    ['juz 1 nisf 2', '2:75–141'],
    ['ruku 3', '2:8–20'],
    ['para 5 ruku 2', '4:26–33'],
    ['surah 2 ruku 40', '2:284–286'],
    ['پارہ ۵ رکوع ۲', '4:26–33'],
    ['ص ۷۷', '4:1–6'],
    ['page 77', '4:1–6'],
  ])('%s is %s', (typed, range) => {
    expect(read(typed)).toBe(range);
  });

  test('page and line: from the ayah that begins there to the one that ends there', () => {
    // Madani page 77: a basmalah, then An-Nisa; its first ayah begins on line 2 and ends on line 4.
    expect(linesOf('madani15', 77)[0]).toMatchObject({ kind: 'basmalah', surah: 4 });
    expect(read('p77 l2-4')).toBe('4:1');
    expect(read('p77 l3-9')).toBe(read('page 77 line 3 - page 77 line 9'));
    expect(read('ص 77 س 3-9')).toBe(read('p77 l3-9'));
    expect(read('p77 l2-p78 l15')).toBe('4:1–11');
    expect(read('p77 l3')).toBe('4:1');
    expect(read('p77 l1-15')).toBe(read('p77'));
  });

  test('IndoPak pages are the printed ones', () => {
    expect(parseEntry('p2', 'indopak16')).toEqual({ ok: true, range: pageRange('indopak16', 1) });
    expect(read('p1', 'indopak16')).toBe('pageBeyond');
    expect(read('p77 l3-9', 'indopak16')).not.toBe(read('p77 l3-9'));
  });

  test.each([
    ['5:20-15', 'reversed', '5:15–20'],
    ['juz 4-3', 'reversed', '2:253–4:23'],
    ['p77 l9-3', 'reversed', read('p77 l3-9')],
    ['5:130', 'ayahBeyondSurah', '5:120'],
    ['5:115-130', 'ayahBeyondSurah', '5:115–120'],
    ['120:5', 'surahUnknown', '5:120'],
    ['juz 31', 'juzUnknown', '78:1–114:6'],
    ['p605', 'pageBeyond', '112:1–114:6'],
    ['p77 l16', 'lineBeyond', '4:1–6'],
    ['juz 1 rub 9', 'partUnknown', '2:124–141'],
    ['ruku 559', 'partUnknown', '114:1–6'],
  ])('%s: %s, and %s is offered', (typed, code, repair) => {
    expect(read(typed)).toBe(code);
    expect(likely(typed)).toBe(repair);
  });

  test.each(['', '77', 'tomorrow', 'juz', 'p77 p78', 'line 3', 'juz 3 line 4', '5:15-20-25', 'ayah 7'])(
    '«%s» is not guessed at',
    (typed) => {
      expect(parseEntry(typed, 'madani15')).toEqual({ ok: false, code: 'notUnderstood', params: {} });
    },
  );

  test('whatever is typed, what is read or offered lies in the Quran and runs forwards', () => {
    const words = ['juz', 'p', 'l', 'surah', 'rub', 'ruku', 'hizb', 'nisf', ':', '-', ' ', 'x', 'پارہ', 'س'];
    const typed = fc
      .array(fc.oneof(fc.constantFrom(...words), fc.nat(700).map(String)), { maxLength: 9 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(typed, fc.constantFrom(...LINE_LAYOUTS), (text, layout) => {
        const entry = parseEntry(text, layout);
        const range = entry.ok ? entry.range : entry.likely;
        if (range) expect(1 <= range[0] && range[0] <= range[1] && range[1] <= AYAHS).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('lines of a page, and of pages beside each other, lie on them and leave no ayah out', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LINE_LAYOUTS), fc.nat(), fc.nat(30), fc.nat(30), (layout, n, a, b) => {
        const page = (n % pageCount(layout)) + 1;
        const lines = linesOf(layout, page);
        const [from, to] = [(a % lines.length) + 1, (b % lines.length) + 1].sort((x, y) => x - y) as [
          number,
          number,
        ];
        const entry = parseEntry(`p${printedPage(layout, page)} l${from}-${to}`, layout);
        const touched = lines
          .slice(from - 1, to)
          .flatMap((line) => (line.kind === 'text' ? line.parts.map(({ ayah }) => ayah) : []));
        // A line of a surah's name alone has no ayah.
        expect(entry.ok).toBe(touched.length > 0);
        if (entry.ok) {
          expect(entry.range[0]).toBeGreaterThanOrEqual(touched[0]!);
          expect(entry.range[1]).toBeLessThanOrEqual(touched.at(-1)!);
        }
      }),
    );
    expect(at('2:26', '2:43')).toEqual(rubRange(2));
  });
});
