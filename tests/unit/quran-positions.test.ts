import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hizbOf,
  hizbRange,
  JUZ_COUNT,
  juzOf,
  juzRange,
  rubOf,
  rubRange,
  rukuOf,
  rukuRange,
} from '@/lib/quran/divisions';
import {
  juzSchemeOf,
  MUSHAF_LAYOUTS,
  pageCount,
  pageFromPrinted,
  pageOf,
  pageRange,
  printedPage,
} from '@/lib/quran/mushaf';
import { AYAHS, ayahOf, type Range, SURAHS, surahAyah, surahOf, surahRange } from '@/lib/quran/position';

const anyAyah = fc.integer({ min: 1, max: AYAHS });
const at = (surah: number, ayah: number) => ayahOf(surah, ayah)!;

function expectPartition(count: number, rangeOf: (n: number) => Range, partOf: (ayah: number) => number) {
  let next = 1;
  for (let part = 1; part <= count; part += 1) {
    const [from, to] = rangeOf(part);
    expect(from).toBe(next);
    expect(to).toBeGreaterThanOrEqual(from);
    expect([partOf(from), partOf(to)]).toEqual([part, part]);
    next = to + 1;
  }
  expect(next).toBe(AYAHS + 1);
  expect(() => rangeOf(0)).toThrow(RangeError);
  expect(() => rangeOf(count + 1)).toThrow(RangeError);
}

describe('positions', () => {
  it('names each of the 6236 ayahs once, there and back', () => {
    for (let ayah = 1; ayah <= AYAHS; ayah += 1) {
      const place = surahAyah(ayah);
      expect(ayahOf(place.surah, place.ayah)).toBe(ayah);
    }
  });

  it('knows well-known places', () => {
    expect(at(1, 1)).toBe(1);
    expect(at(2, 255)).toBe(262);
    expect(at(36, 1)).toBe(3706);
    expect(surahAyah(AYAHS)).toEqual({ surah: 114, ayah: 6 });
    expect(surahRange(9)).toEqual([at(9, 1), at(9, 129)]);
  });

  it('knows no ayah outside', () => {
    for (const [surah, ayah] of [
      [0, 1],
      [115, 1],
      [5, 0],
      [5, 121],
      [5, 1.5],
      [Number.NaN, 1],
    ] as const) {
      expect(ayahOf(surah, ayah)).toBeUndefined();
    }
    for (const ayah of [0, 6237, 1.5, Number.NaN]) expect(() => surahOf(ayah)).toThrow(RangeError);
  });
});

describe('divisions', () => {
  it('part the whole without gap or overlap', () => {
    expectPartition(SURAHS, surahRange, surahOf);
    for (const scheme of ['madani', 'indopak'] as const) {
      expectPartition(
        JUZ_COUNT,
        (n) => juzRange(n, scheme),
        (ayah) => juzOf(ayah, scheme),
      );
    }
    expectPartition(60, hizbRange, hizbOf);
    expectPartition(240, rubRange, rubOf);
    expectPartition(558, rukuRange, rukuOf);
  });

  it('begin Madani juz and IndoPak para apart in the seven known places, and nowhere else', () => {
    const apart = Array.from({ length: JUZ_COUNT }, (_, i) => i + 1).filter(
      (n) => juzRange(n, 'madani')[0] !== juzRange(n, 'indopak')[0],
    );
    const starts = (scheme: 'madani' | 'indopak') =>
      apart.map((n) => Object.values(surahAyah(juzRange(n, scheme)[0])).join(':'));
    expect(apart).toEqual([4, 7, 11, 14, 20, 21, 23]);
    expect(starts('madani')).toEqual(['3:93', '5:82', '9:93', '15:1', '27:56', '29:46', '36:28']);
    expect(starts('indopak')).toEqual(['3:92', '5:83', '9:94', '15:2', '27:60', '29:45', '36:22']);
  });

  it('give every Madani juz two hizb and eight quarters', () => {
    for (let juz = 1; juz <= JUZ_COUNT; juz += 1) {
      expect(hizbRange(juz * 2 - 1)[0]).toBe(juzRange(juz, 'madani')[0]);
      expect(rubRange(juz * 8)[1]).toBe(juzRange(juz, 'madani')[1]);
    }
    expect(rubRange(106)[0]).toBe(at(15, 49));
  });

  it('never let a ruku cross a surah end', () => {
    for (let ruku = 1; ruku <= 558; ruku += 1) {
      const [from, to] = rukuRange(ruku);
      expect(surahOf(from)).toBe(surahOf(to));
    }
  });
});

describe('mushaf pages', () => {
  it.each([
    ['madani15', 604],
    ['madani15old', 604],
    ['indopak16', 548],
    ['indopak15', 610],
    ['indopak13', 847],
  ] as const)('%s parts the text into %i pages', (layout, pages) => {
    expect(pageCount(layout)).toBe(pages);
    expectPartition(
      pages,
      (page) => pageRange(layout, page),
      (ayah) => pageOf(layout, ayah),
    );
  });

  it('re-read under another mushaf a page still names the same ayahs', () => {
    const layout = fc.constantFrom(...MUSHAF_LAYOUTS);
    fc.assert(
      fc.property(layout, layout, anyAyah, (one, other, ayah) => {
        const [from, to] = pageRange(one, pageOf(one, ayah));
        const first = pageOf(other, from);
        const last = pageOf(other, to);
        expect(pageRange(other, first)[0]).toBeLessThanOrEqual(from);
        expect(pageRange(other, last)[1]).toBeGreaterThanOrEqual(to);
        expect(ayah).toBeGreaterThanOrEqual(from);
        expect(ayah).toBeLessThanOrEqual(to);
      }),
    );
  });

  it('begin every IndoPak para at the top of a page', () => {
    for (const layout of MUSHAF_LAYOUTS.filter((name) => juzSchemeOf(name) === 'indopak')) {
      for (let para = 1; para <= JUZ_COUNT; para += 1) {
        const [from] = juzRange(para, 'indopak');
        expect(pageRange(layout, pageOf(layout, from))[0]).toBe(from);
      }
    }
  });

  it('give an ayah to the page on which it begins', () => {
    // In the 16-line print page 5 begins 22 words inside 2:25.
    expect(pageOf('indopak16', at(2, 25))).toBe(4);
    expect(pageRange('indopak16', 5)[0]).toBe(at(2, 26));
  });

  it('print IndoPak numbers one higher, there and back', () => {
    expect(printedPage('indopak16', pageOf('indopak16', juzRange(2, 'indopak')[0]))).toBe(21);
    expect(printedPage('madani15', 604)).toBe(604);
    expect(pageFromPrinted('indopak16', 1)).toBeUndefined();
    expect(pageFromPrinted('indopak16', 549)).toBe(548);
    expect(pageFromPrinted('indopak16', 550)).toBeUndefined();
    expect(pageFromPrinted('madani15', 605)).toBeUndefined();
    for (const layout of MUSHAF_LAYOUTS) {
      for (let page = 1; page <= pageCount(layout); page += 1) {
        expect(pageFromPrinted(layout, printedPage(layout, page))).toBe(page);
      }
    }
  });
});
