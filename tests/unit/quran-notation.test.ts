import fc from 'fast-check';
import { createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import { intlTag } from '@/lib/core/i18n/locale';
import ar from '@/lib/core/i18n/messages/ar/quran.json';
import en from '@/lib/core/i18n/messages/en/quran.json';
import ur from '@/lib/core/i18n/messages/ur/quran.json';
import { juzRange } from '@/lib/quran/divisions';
import { pageRange } from '@/lib/quran/mushaf';
import { describeRange, formatRange, parseRange } from '@/lib/quran/notation';
import { phraseRange, type QuranWords } from '@/lib/quran/phrase';
import { AYAHS, ayahOf, type Range, surahRange } from '@/lib/quran/position';

const at = (surah: number, ayah: number) => ayahOf(surah, ayah)!;
const range = fc
  .tuple(fc.integer({ min: 1, max: AYAHS }), fc.integer({ min: 1, max: AYAHS }))
  .map(([a, b]): Range => (a <= b ? [a, b] : [b, a]));

describe('what people type', () => {
  it('reads what it writes', () => {
    fc.assert(
      fc.property(range, (r) => {
        expect(parseRange(formatRange(r))).toEqual({ ok: true, range: r });
      }),
    );
  });

  it.each([
    ['5:15', at(5, 15), at(5, 15)],
    ['5:15-20', at(5, 15), at(5, 20)],
    ['5:15–5:22', at(5, 15), at(5, 22)],
    [' 5 : 15 - 6 : 3 ', at(5, 15), at(6, 3)],
    ['5:15 to 20', at(5, 15), at(5, 20)],
    ['۵:۱۵ تا ۲۰', at(5, 15), at(5, 20)],
    ['٥:١٥ إلى ٢٠', at(5, 15), at(5, 20)],
    ['5：15—20', at(5, 15), at(5, 20)],
    ['\u200f5:15\u200e-20', at(5, 15), at(5, 20)],
    ['surah 36', ...surahRange(36)],
    ['سورہ ۳۶', ...surahRange(36)],
    ['juz 3', ...juzRange(3, 'madani')],
    ['Para 3', ...juzRange(3, 'madani')],
    ['JUZ3', ...juzRange(3, 'madani')],
    ['پارہ ۳', ...juzRange(3, 'madani')],
    ['الجزء ٣', ...juzRange(3, 'madani')],
    ['juz 3-5', juzRange(3, 'madani')[0], juzRange(5, 'madani')[1]],
    ['پارہ 3 تا 5', juzRange(3, 'madani')[0], juzRange(5, 'madani')[1]],
  ] as const)('%s', (typed, from, to) => {
    expect(parseRange(typed)).toEqual({ ok: true, range: [from, to] });
  });

  it('takes juz and the printed page from the mushaf', () => {
    expect(parseRange('para 4', { layout: 'indopak16' })).toEqual({
      ok: true,
      range: juzRange(4, 'indopak'),
    });
    expect(parseRange('para 4', { layout: 'indopak16', scheme: 'madani' })).toEqual({
      ok: true,
      range: juzRange(4, 'madani'),
    });
    expect(parseRange('page 77', { layout: 'madani15' })).toEqual({
      ok: true,
      range: pageRange('madani15', 77),
    });
    expect(parseRange('صفحہ ۷۷', { layout: 'indopak16' })).toEqual({
      ok: true,
      range: pageRange('indopak16', 76),
    });
    expect(parseRange('p. 77-79', { layout: 'madani15' })).toEqual({
      ok: true,
      range: [pageRange('madani15', 77)[0], pageRange('madani15', 79)[1]],
    });
  });

  it.each([
    ['115:1', 'surahUnknown', { surah: 115 }],
    ['0:1', 'surahUnknown', { surah: 0 }],
    ['surah 115', 'surahUnknown', { surah: 115 }],
    ['5:15-300', 'ayahBeyondSurah', { surah: 5, count: 120, ayah: 300 }],
    ['5:0', 'ayahBeyondSurah', { surah: 5, count: 120, ayah: 0 }],
    ['juz 31', 'juzUnknown', { juz: 31 }],
    ['juz 3-31', 'juzUnknown', { juz: 31 }],
    ['5:20-15', 'reversed', {}],
    ['6:3-5:15', 'reversed', {}],
    ['juz 5-3', 'reversed', {}],
    ['page 77', 'pageNeedsMushaf', {}],
    ['', 'notUnderstood', {}],
    ['77', 'notUnderstood', {}],
    ['5:15-', 'notUnderstood', {}],
    ['5:15:20', 'notUnderstood', {}],
    ['constructor 3', 'notUnderstood', {}],
    ['=HYPERLINK("x")', 'notUnderstood', {}],
    ['9'.repeat(5000), 'notUnderstood', {}],
  ])('refuses %s', (typed, code, params) => {
    expect(parseRange(typed)).toEqual({ ok: false, code, params });
  });

  it('says which pages there are', () => {
    const pageBeyond = (page: number, first: number, last: number) => ({
      ok: false,
      code: 'pageBeyond',
      params: { page, first, last },
    });
    expect(parseRange('page 605', { layout: 'madani15' })).toEqual(pageBeyond(605, 1, 604));
    expect(parseRange('page 1', { layout: 'indopak16' })).toEqual(pageBeyond(1, 2, 549));
  });

  it('never throws and never leaves the Quran', () => {
    const piece = fc.constantFrom(
      'juz',
      'page',
      'پارہ',
      '5',
      '۱۲',
      '300',
      ':',
      '-',
      '–',
      ' ',
      'تا',
      'to',
      '.',
      'x',
    );
    const typed = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 9 }).map((p) => p.join('')),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const parsed = parseRange(text, { layout: 'indopak13' });
        if (!parsed.ok) return;
        expect(parsed.range[0]).toBeGreaterThanOrEqual(1);
        expect(parsed.range[1]).toBeLessThanOrEqual(AYAHS);
        expect(parsed.range[0]).toBeLessThanOrEqual(parsed.range[1]);
      }),
    );
  });
});

describe('ranges in words', () => {
  const catalogues = { en, ur, ar };
  const wordsOf = (locale: keyof typeof catalogues) =>
    createTranslator({ locale: intlTag(locale, 'latn'), messages: catalogues[locale] }) as QuranWords;
  const say = (locale: keyof typeof catalogues, r: Range) => phraseRange(wordsOf(locale), r, 'madani');

  it('are the shortest true name', () => {
    expect(describeRange(juzRange(30, 'madani'), 'madani')).toEqual({ kind: 'juz', n: 30 });
    expect(describeRange([at(1, 1), at(2, 252)], 'madani')).toEqual({ kind: 'juzSpan', from: 1, to: 2 });
    expect(describeRange(surahRange(36), 'madani')).toEqual({ kind: 'surah', n: 36 });
    expect(describeRange([at(112, 1), at(114, 6)], 'madani')).toEqual({
      kind: 'surahSpan',
      from: 112,
      to: 114,
    });
    expect(describeRange([at(2, 255), at(2, 255)], 'madani')).toEqual({ kind: 'ayah', surah: 2, ayah: 255 });
    expect(describeRange(juzRange(4, 'indopak'), 'madani')).toMatchObject({ kind: 'across' });
  });

  it('read as a register is written', () => {
    const lesson: Range = [at(4, 92), at(4, 97)];
    expect(say('en', lesson)).toBe('An-Nisa 92–97');
    expect(say('ur', lesson)).toBe('النساء 92 تا 97');
    expect(say('ar', lesson)).toBe('النساء 92–97');
    expect(say('ur', juzRange(3, 'madani'))).toBe('پارہ 3');
    expect(say('ur', [at(5, 15), at(6, 3)])).toBe('المائدہ 15 تا الانعام 3');
    expect(say('en', surahRange(36))).toBe('Ya-Sin');
  });

  it('explain every refusal in each language', () => {
    const refused = ['115:1', '5:300', 'juz 31', '5:9-2', 'page 9', 'x', 'page 999'].map((typed) =>
      parseRange(typed, typed === 'page 999' ? { layout: 'indopak16' } : {}),
    );
    for (const locale of ['en', 'ur', 'ar'] as const) {
      for (const parsed of refused) {
        if (parsed.ok) throw new Error('should be refused');
        const sentence = wordsOf(locale)(`problem.${parsed.code}`, parsed.params);
        expect(sentence).not.toMatch(/problem|[{}]/);
      }
    }
    expect(wordsOf('en')('problem.pageBeyond', { page: 999, first: 2, last: 549 })).toBe(
      'This mushaf has no page 999: its pages run from 2 to 549.',
    );
  });

  it('have 114 names in each language, none twice', () => {
    for (const { surah } of [en, ur, ar]) {
      expect(Object.keys(surah)).toEqual(Array.from({ length: 114 }, (_, i) => String(i + 1)));
      expect(new Set(Object.values(surah)).size).toBe(114);
    }
  });
});
