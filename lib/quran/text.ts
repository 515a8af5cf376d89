import 'server-only';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { AYAHS, assertAyah, surahAyah } from './position';

/**
 * The Quran, Hafs, as the Tanzil Project publishes it (Uthmani, version 1.1): verbatim, with its notice at the end.
 * It is read, cut at its own spaces and joined again; never changed, normalised, logged or made up.
 */
const FILE = path.join(process.cwd(), 'lib/quran/data/tanzil-uthmani-1.1.txt');

const ROW = /^\d+\|\d+\|(.+)$/;
/** A word has a letter; a lone pause mark belongs to the word before it. */
const LETTER = /[\u0621-\u064a\u0671]/;
const BASMALAH_WORDS = 4;

let verses: readonly string[] | undefined;

function readVerses(): readonly string[] {
  verses ??= readFileSync(FILE, 'utf8')
    .split('\n')
    .flatMap((row) => ROW.exec(row)?.[1] ?? []);
  if (verses.length !== AYAHS) throw new Error(`the Quran text has ${verses.length} ayat`);
  return verses;
}

/** An ayah as it stands in the source; the first of a surah (but 1 and 9) with the basmalah before it. */
export function verbatim(ayah: number): string {
  assertAyah(ayah);
  return readVerses()[ayah - 1]!;
}

function hasBasmalah(ayah: number): boolean {
  const { surah, ayah: n } = surahAyah(ayah);
  return n === 1 && surah !== 1 && surah !== 9;
}

/** The basmalah that opens the surah of a first ayah, as that surah has it; undefined elsewhere. */
export function basmalahBefore(ayah: number): string | undefined {
  if (!hasBasmalah(ayah)) return undefined;
  return verbatim(ayah).split(' ').slice(0, BASMALAH_WORDS).join(' ');
}

/** The words of an ayah in order, each with the pause marks behind it; joined by spaces they are the ayah again. */
export function wordsOf(ayah: number): string[] {
  const words: string[] = [];
  for (const piece of verbatim(ayah)
    .split(' ')
    .slice(hasBasmalah(ayah) ? BASMALAH_WORDS : 0)) {
    if (LETTER.test(piece)) words.push(piece);
    else words[words.length - 1] += ` ${piece}`;
  }
  return words;
}

/** The sign at the end of an ayah with its number, as the face draws it: ornament of the print, no part of the text. */
export function endMark(number: number): string {
  return `\u06dd${String(number).replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)))}`;
}
