import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { wordsIn } from '@/lib/quran/lines';
import { AYAHS, ayahsInSurah, SURAHS, surahAyah, surahRange } from '@/lib/quran/position';
import { basmalahBefore, verbatim, wordsOf } from '@/lib/quran/text';

const bytes = readFileSync(path.resolve('lib/quran/data/tanzil-uthmani-1.1.txt'));
const file = bytes.toString('utf8').split('\n');
// Empty rows part the ajza.
const rows = file.filter((row) => row.includes('|'));

describe('the Quran text', () => {
  test('is the Tanzil file to the byte, with its notice', () => {
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(
      '66473a73b76adfd1cdcc34de03354b9922339be197e1d32290bdf722e5119000',
    );
    const notice = file.filter((row) => row.startsWith('#')).join('\n');
    expect(notice).toContain('Tanzil Quran Text (Uthmani, Version 1.1)');
    expect(notice).toContain('Creative Commons Attribution 3.0');
    expect(notice).toContain('CHANGING IT IS NOT ALLOWED');
  });

  test('has all 6236 ayat, in order, surah by surah', () => {
    const named = Array.from({ length: SURAHS }, (_, i) => i + 1).flatMap((surah) =>
      Array.from({ length: ayahsInSurah(surah)! }, (_, i) => `${surah}|${i + 1}`),
    );
    expect(named).toHaveLength(AYAHS);
    expect(rows.map((row) => row.slice(0, row.lastIndexOf('|')))).toEqual(named);
  });

  test('comes out as it went in: nothing normalised, nothing lost between words', () => {
    let changedByNfc = 0;
    for (let ayah = 1; ayah <= AYAHS; ayah += 1) {
      const { surah, ayah: n } = surahAyah(ayah);
      const row = rows[ayah - 1]!;
      expect(row).toBe(`${surah}|${n}|${verbatim(ayah)}`);
      const opening = basmalahBefore(ayah);
      expect([...(opening ? [opening] : []), ...wordsOf(ayah)].join(' ')).toBe(verbatim(ayah));
      if (row.normalize('NFC') !== row) changedByNfc += 1;
    }
    // The order of marks in the source is not NFC: text that went through a normaliser would be found here.
    expect(changedByNfc).toBeGreaterThan(0);
  });

  test('has the basmalah before 112 surahs, once as the ayah itself', () => {
    const openings = Array.from({ length: SURAHS }, (_, i) => basmalahBefore(surahRange(i + 1)[0]));
    expect(openings.flatMap((one, i) => (one ? [] : [i + 1]))).toEqual([1, 9]);
    expect(openings[1]).toBe(verbatim(1));
    // Two surahs carry a mark of joining on the first letter: the source is shown, not a copy of one basmalah.
    expect(openings.filter((one) => one && one !== verbatim(1))).toHaveLength(2);
    expect(basmalahBefore(2)).toBeUndefined();
  });

  test('has 77,433 words, as the table of counts says ayah by ayah', () => {
    let words = 0;
    for (let ayah = 1; ayah <= AYAHS; ayah += 1) {
      expect(wordsOf(ayah)).toHaveLength(wordsIn(ayah));
      words += wordsIn(ayah);
    }
    expect(words).toBe(77_433);
  });

  test('holds no sign of sajdah or of a quarter: a print shows them, this text does not', () => {
    expect(bytes.toString('utf8')).not.toMatch(/[\u06de\u06e9]/);
  });
});
