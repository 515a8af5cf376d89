import tables from './data/lines.json';
import counts from './data/words.json';
import type { MushafLayout } from './mushaf';
import { AYAHS, assertAyah } from './position';

// The tables are large (240 kB): for the server alone. A phone is given the lines of one page.

/** Editions whose lines are known. */
export const LINE_LAYOUTS = ['madani15', 'indopak16', 'indopak15', 'indopak13'] as const;
export type LineLayout = (typeof LINE_LAYOUTS)[number];

/** A word of the Quran: 1-based in its ayah. A basmalah before a surah belongs to no ayah and is no word. */
export interface Place {
  readonly ayah: number;
  readonly word: number;
}

/** Words `from`…`to` of an ayah (none when `to < from`), and whether its end mark stands behind them on the line. */
export interface LinePart {
  readonly ayah: number;
  readonly from: number;
  readonly to: number;
  readonly ends: boolean;
}

export type Line =
  /** With the basmalah when the print sets both on one line. */
  | { readonly kind: 'heading'; readonly surah: number; readonly basmalah: boolean }
  | { readonly kind: 'basmalah'; readonly surah: number }
  | { readonly kind: 'text'; readonly parts: readonly LinePart[] };

/** The lines of the older Madani edition are nowhere recorded: the newer one's stand in (25 page starts differ). */
export function lineLayoutOf(layout: MushafLayout): LineLayout {
  return layout === 'madani15old' ? 'madani15' : layout;
}

/** Words of an ayah: what stands between spaces, lone pause marks aside. */
export function wordsIn(ayah: number): number {
  assertAyah(ayah);
  return counts.words[ayah - 1]!;
}

/** One number per word, in the order of recital; the end mark of an ayah is the number behind its last word. */
export function placeKey({ ayah, word }: Place): number {
  return ayah * 256 + word;
}

interface Table {
  readonly pages: readonly (readonly Line[])[];
  /** Of every text line: key of its first word, page, and 1-based number among the lines of the page. */
  readonly keys: Int32Array;
  readonly page: Uint16Array;
  readonly line: Uint8Array;
}

const built = new Map<LineLayout, Table>();

/** `[ayah, words already read]` of a token `12.4`. */
function startOf(token: string): [number, number] {
  const [ayah, read] = token.split('.');
  return [Number(ayah), Number(read)];
}

/** What lies between two line starts. */
function partsBetween([ayah, read]: [number, number], [endAyah, endRead]: [number, number]): LinePart[] {
  const parts: LinePart[] = [];
  for (let n = ayah; n <= endAyah && n <= AYAHS; n += 1) {
    const from = n === ayah ? read + 1 : 1;
    const to = n === endAyah ? endRead : wordsIn(n);
    const ends = n < endAyah;
    if (ends || to >= from) parts.push({ ayah: n, from, to, ends });
  }
  return parts;
}

function headingOf(surah: number, next: string | undefined): Line {
  // Al-Fatihah counts its basmalah as the first ayah, At-Tawbah has none.
  return { kind: 'heading', surah, basmalah: next !== 'b' && surah !== 1 && surah !== 9 };
}

function build(layout: LineLayout): Table {
  const tokens = tables[layout].map((page) => page.split(' '));
  const starts = tokens.flat().filter((token) => token.includes('.'));
  const keys = new Int32Array(starts.length);
  const page = new Uint16Array(starts.length);
  const line = new Uint8Array(starts.length);
  let next = 0;
  let surah = 0;
  const pages = tokens.map((lines, p) =>
    lines.map((token, l): Line => {
      if (token.startsWith('h')) {
        surah = Number(token.slice(1));
        return headingOf(surah, lines[l + 1] ?? tokens[p + 1]?.[0]);
      }
      if (token === 'b') return { kind: 'basmalah', surah };
      const start = startOf(token);
      const end: [number, number] = next + 1 < starts.length ? startOf(starts[next + 1]!) : [AYAHS + 1, 0];
      keys[next] = placeKey({ ayah: start[0], word: start[1] + 1 });
      page[next] = p + 1;
      line[next] = l + 1;
      next += 1;
      return { kind: 'text', parts: partsBetween(start, end) };
    }),
  );
  return { pages, keys, page, line };
}

function tableOf(layout: LineLayout): Table {
  let table = built.get(layout);
  if (!table) {
    table = build(layout);
    built.set(layout, table);
  }
  return table;
}

/** @throws RangeError when the edition has no such page */
export function linesOf(layout: LineLayout, page: number): readonly Line[] {
  const lines = tableOf(layout).pages[page - 1];
  if (!lines) throw new RangeError(`no page ${page} in ${layout}`);
  return lines;
}

/** Page and line (1-based, headings counted, as in the print) on which a word stands. */
export function lineOf(layout: LineLayout, place: Place): { page: number; line: number } {
  const { keys, page, line } = tableOf(layout);
  const key = placeKey(place);
  let low = 0;
  let high = keys.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (keys[middle]! <= key) low = middle;
    else high = middle - 1;
  }
  return { page: page[low]!, line: line[low]! };
}

/** First and last word of a line; undefined for a heading, a basmalah or no line of the page. */
export function lineSpan(
  layout: LineLayout,
  page: number,
  line: number,
): readonly [from: Place, to: Place] | undefined {
  const found = linesOf(layout, page)[line - 1];
  return found?.kind === 'text' ? spanOf(found.parts) : undefined;
}

/** First and last word of a line's parts; undefined when only an end mark stands on it. */
export function spanOf(parts: readonly LinePart[]): readonly [from: Place, to: Place] | undefined {
  const words = parts.filter(({ from, to }) => to >= from);
  const first = words[0];
  const last = words.at(-1);
  return first && last
    ? [
        { ayah: first.ayah, word: first.from },
        { ayah: last.ayah, word: last.to },
      ]
    : undefined;
}

/** Keys ({@link placeKey}) of the first word of every page: what the database sorts places into pages with. */
export function pageKeys(layout: LineLayout): number[] {
  const { keys, page } = tableOf(layout);
  return Array.from(keys).filter((_, i) => page[i] !== page[i - 1]);
}

/** Words on a page; the lines of a page part the Quran without gap or overlap. */
export function pageSpan(layout: LineLayout, page: number): readonly [from: Place, to: Place] {
  return spanOf(linesOf(layout, page).flatMap((line) => (line.kind === 'text' ? line.parts : [])))!;
}
