import { JUZ_COUNT, type JuzScheme, juzOf, juzRange } from './divisions';
import { juzSchemeOf, type MushafLayout, pageCount, pageFromPrinted, pageRange, printedPage } from './mushaf';
import {
  ayahOf,
  ayahsInSurah,
  type Range,
  SURAHS,
  type SurahAyah,
  surahAyah,
  surahOf,
  surahRange,
} from './position';

/** Why what was typed names no range; keys of the catalogue `quran.problem`. */
export type NotationProblem =
  | { readonly code: 'surahUnknown'; readonly params: { readonly surah: number } }
  | {
      readonly code: 'ayahBeyondSurah';
      readonly params: { readonly surah: number; readonly count: number; readonly ayah: number };
    }
  | { readonly code: 'juzUnknown'; readonly params: { readonly juz: number } }
  | {
      readonly code: 'pageBeyond';
      readonly params: { readonly page: number; readonly first: number; readonly last: number };
    }
  | {
      readonly code: 'pageNeedsMushaf' | 'reversed' | 'notUnderstood';
      readonly params: Record<string, never>;
    };

export type ParsedRange =
  | { readonly ok: true; readonly range: Range }
  | ({ readonly ok: false } & NotationProblem);

export interface NotationContext {
  /** The student's mushaf: without it a page is not understood, and juz are the Madani ones. */
  readonly layout?: MushafLayout;
  /** When the institution counts juz otherwise than the print. */
  readonly scheme?: JuzScheme;
}

const MAX_TYPED = 80;
const UNIT_WORDS: Record<string, 'juz' | 'page' | 'surah'> = {};
for (const word of [
  'juz',
  'juzʾ',
  "juz'",
  'para',
  'sipara',
  'پارہ',
  'پارا',
  'سپارہ',
  'سیپارہ',
  'جزء',
  'جز',
  'الجزء',
])
  UNIT_WORDS[word] = 'juz';
for (const word of ['page', 'pages', 'p', 'pg', 'pp', 'صفحہ', 'صفحات', 'صفحه', 'صفحة', 'الصفحة'])
  UNIT_WORDS[word] = 'page';
for (const word of ['surah', 'sura', 'سورہ', 'سورۃ', 'سورة', 'سوره']) UNIT_WORDS[word] = 'surah';

/** Digits of three scripts, colons and dashes of all keyboards, and the words for "to" become one form. */
export function foldTyped(typed: string): string {
  return typed
    .normalize('NFC')
    .replace(/[\u200B-\u200F\u061C\u202A-\u202E\u2066-\u2069\uFEFF]/g, '')
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .toLowerCase()
    .replace(/[：∶]/g, ':')
    .replace(/[‐‑‒–—−~]/g, '-')
    .replace(/(?<=\d)\s*(?:to|تا|إلى|الى)\s*(?=\d)/g, '-')
    .replace(/\s*([:-])\s*/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

const refuse = <P extends NotationProblem>(problem: P) => ({ ok: false, ...problem }) as const;
const notUnderstood = refuse({ code: 'notUnderstood', params: {} });

function between(from: Range, to: Range): ParsedRange {
  return to[0] < from[0] ? refuse({ code: 'reversed', params: {} }) : { ok: true, range: [from[0], to[1]] };
}

function parseAyah(surah: number, ayah: number): ParsedRange {
  const count = ayahsInSurah(surah);
  if (count === undefined) return refuse({ code: 'surahUnknown', params: { surah } });
  const ordinal = ayahOf(surah, ayah);
  if (ordinal === undefined) return refuse({ code: 'ayahBeyondSurah', params: { surah, count, ayah } });
  return { ok: true, range: [ordinal, ordinal] };
}

function parseUnit(
  unit: 'juz' | 'page' | 'surah',
  n: number,
  { layout, scheme }: NotationContext,
): ParsedRange {
  if (unit === 'surah') {
    if (n < 1 || n > SURAHS) return refuse({ code: 'surahUnknown', params: { surah: n } });
    return { ok: true, range: surahRange(n) };
  }
  if (unit === 'juz') {
    if (n < 1 || n > JUZ_COUNT) return refuse({ code: 'juzUnknown', params: { juz: n } });
    return { ok: true, range: juzRange(n, scheme ?? (layout ? juzSchemeOf(layout) : 'madani')) };
  }
  if (!layout) return refuse({ code: 'pageNeedsMushaf', params: {} });
  const page = pageFromPrinted(layout, n);
  if (page === undefined) {
    const last = printedPage(layout, pageCount(layout));
    return refuse({ code: 'pageBeyond', params: { page: n, first: printedPage(layout, 1), last } });
  }
  return { ok: true, range: pageRange(layout, page) };
}

const AYAHS_TYPED = /^(\d{1,4}):(\d{1,4})(?:-(?:(\d{1,4}):)?(\d{1,4}))?$/;
const UNITS_TYPED = /^([^\d\s.:-]+)\.? ?(\d{1,4})(?:-(\d{1,4}))?$/;

/**
 * What people type for a range: `5:15`, `5:15-20`, `5:15 – 6:3`, `juz 3`, `para 3-5`, `پارہ ۳`, `page 77`, `surah 36`.
 * Page numbers are the printed ones of `layout`. Nothing is guessed: a bare number is not understood.
 */
export function parseRange(typed: string, context: NotationContext = {}): ParsedRange {
  if (typed.length > MAX_TYPED) return notUnderstood;
  const text = foldTyped(typed);

  const ayahs = AYAHS_TYPED.exec(text);
  if (ayahs) {
    const from = parseAyah(Number(ayahs[1]), Number(ayahs[2]));
    if (!from.ok || ayahs[4] === undefined) return from;
    const to = parseAyah(Number(ayahs[3] ?? ayahs[1]), Number(ayahs[4]));
    return to.ok ? between(from.range, to.range) : to;
  }

  const units = UNITS_TYPED.exec(text);
  const unit = units && Object.hasOwn(UNIT_WORDS, units[1]!) ? UNIT_WORDS[units[1]!] : undefined;
  if (!units || !unit) return notUnderstood;
  const from = parseUnit(unit, Number(units[2]), context);
  if (!from.ok || units[3] === undefined) return from;
  const to = parseUnit(unit, Number(units[3]), context);
  return to.ok ? between(from.range, to.range) : to;
}

/** Figures for registers: `5:15`, `5:15–20`, `5:15–6:3`. Show it left to right, also in Urdu. */
export function formatRange([from, to]: Range): string {
  const first = surahAyah(from);
  const last = surahAyah(to);
  const start = `${first.surah}:${first.ayah}`;
  if (from === to) return start;
  return first.surah === last.surah ? `${start}–${last.ayah}` : `${start}–${last.surah}:${last.ayah}`;
}

export type RangeDescription =
  | { readonly kind: 'juz'; readonly n: number }
  | { readonly kind: 'juzSpan'; readonly from: number; readonly to: number }
  | { readonly kind: 'surah'; readonly n: number }
  | { readonly kind: 'surahSpan'; readonly from: number; readonly to: number }
  | { readonly kind: 'ayah'; readonly surah: number; readonly ayah: number }
  | { readonly kind: 'ayahs'; readonly surah: number; readonly from: number; readonly to: number }
  | { readonly kind: 'across'; readonly from: SurahAyah; readonly to: SurahAyah };

/** The shortest true name of a range, as data: whole juz before whole surahs before ayahs. `./phrase` puts it in words. */
export function describeRange(range: Range, scheme: JuzScheme): RangeDescription {
  const [from, to] = range;
  const juz = { from: juzOf(from, scheme), to: juzOf(to, scheme) };
  if (juzRange(juz.from, scheme)[0] === from && juzRange(juz.to, scheme)[1] === to) {
    return juz.from === juz.to ? { kind: 'juz', n: juz.from } : { kind: 'juzSpan', ...juz };
  }
  const surah = { from: surahOf(from), to: surahOf(to) };
  if (surahRange(surah.from)[0] === from && surahRange(surah.to)[1] === to) {
    return surah.from === surah.to ? { kind: 'surah', n: surah.from } : { kind: 'surahSpan', ...surah };
  }
  const first = surahAyah(from);
  const last = surahAyah(to);
  if (from === to) return { kind: 'ayah', ...first };
  if (first.surah === last.surah)
    return { kind: 'ayahs', surah: first.surah, from: first.ayah, to: last.ayah };
  return { kind: 'across', from: first, to: last };
}
