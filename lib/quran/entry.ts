import { hizbRange, JUZ_COUNT, juzRange, rubRange, rukuRange } from './divisions';
import { lineLayoutOf, linesOf } from './lines';
import { juzSchemeOf, type MushafLayout, pageCount, pageFromPrinted, pageRange, printedPage } from './mushaf';
import { foldTyped, type NotationProblem, parseRange } from './notation';
import { type Range, SURAHS, surahRange } from './position';

// What an ustadh types for one portion. For the server alone: it needs the line tables.

/** Why it names no range; keys of the catalogue `quran.problem`. */
export type EntryProblem =
  | NotationProblem
  | { readonly code: 'partUnknown'; readonly params: { readonly n: number; readonly count: number } }
  | {
      readonly code: 'lineBeyond';
      readonly params: { readonly line: number; readonly page: number; readonly last: number };
    };

export type ParsedEntry =
  | { readonly ok: true; readonly range: Range }
  /** `likely`: what was probably meant. */
  | ({ readonly ok: false; readonly likely?: Range } & EntryProblem);

const UNITS = ['juz', 'page', 'line', 'surah', 'ayah', 'hizb', 'rub', 'ruku', 'half', 'quarter'] as const;
type Unit = (typeof UNITS)[number];

const words: Record<Unit, string> = {
  juz: "juz juzʾ juz' j para sipara پارہ پارا سپارہ سیپارہ جزء جز الجزء",
  page: 'page pages p pg pp صفحہ صفحات صفحه صفحة الصفحة ص',
  line: 'line lines l سطر سطور سطریں لائن السطر س',
  surah: 'surah sura سورہ سورۃ سورة سوره',
  ayah: 'ayah ayahs ayat verse verses v آیت آیات آية الآية',
  hizb: 'hizb حزب الحزب',
  rub: "rub rub' rubʿ ruba ربع الربع",
  ruku: "ruku ruku' rukuʿ رکوع ركوع",
  half: 'half nisf نصف آدھا',
  quarter: 'pao pau پاؤ پاو',
};
const unitOf = new Map(UNITS.flatMap((unit) => words[unit].split(' ').map((word) => [word, unit] as const)));

type Place = Partial<Record<Unit, number>>;

const refuse = (problem: EntryProblem, likely?: Range): ParsedEntry =>
  likely ? { ok: false, ...problem, likely } : { ok: false, ...problem };
const notUnderstood = refuse({ code: 'notUnderstood', params: {} });

/** A part of a whole, by its number in it. */
function partOf(n: number, parts: readonly Range[]): ParsedEntry {
  const range = parts[n - 1];
  if (range) return { ok: true, range };
  return refuse({ code: 'partUnknown', params: { n, count: parts.length } }, parts.at(n < 1 ? 0 : -1));
}

const RUKUS = Array.from({ length: 558 }, (_, i) => rukuRange(i + 1));
const RUBS = Array.from({ length: 240 }, (_, i) => rubRange(i + 1));
const HIZBS = Array.from({ length: 60 }, (_, i) => hizbRange(i + 1));

/** The prints number the rukus of a para by the sign at their end; Al-Fatihah stands before the count. */
function rukusOfJuz(juz: number): Range[] {
  const [from, to] = juzRange(juz, 'indopak');
  return RUKUS.filter(([first, last]) => first > 1 && last >= from && last <= to);
}

/** A juz in equal numbers of quarters; its first and last end with the juz, whatever the print. */
function piecesOfJuz(juz: number, pieces: number, layout: MushafLayout): Range[] {
  const whole = juzRange(juz, juzSchemeOf(layout));
  const each = 8 / pieces;
  return Array.from({ length: pieces }, (_, i): Range => {
    const first = juz * 8 - 7 + i * each;
    return [
      i === 0 ? whole[0] : rubRange(first)[0],
      i === pieces - 1 ? whole[1] : rubRange(first + each - 1)[1],
    ];
  });
}

function inJuz(place: Place, layout: MushafLayout): ParsedEntry {
  const { juz = 0, ...part } = place;
  if (juz < 1 || juz > JUZ_COUNT)
    return refuse({ code: 'juzUnknown', params: { juz } }, juzRange(JUZ_COUNT, juzSchemeOf(layout)));
  if (part.ruku !== undefined) return partOf(part.ruku, rukusOfJuz(juz));
  if (part.rub !== undefined) return partOf(part.rub, piecesOfJuz(juz, 8, layout));
  if (part.quarter !== undefined) return partOf(part.quarter, piecesOfJuz(juz, 4, layout));
  const half = part.half ?? part.hizb;
  if (half !== undefined) return partOf(half, piecesOfJuz(juz, 2, layout));
  return { ok: true, range: juzRange(juz, juzSchemeOf(layout)) };
}

function inSurah({ surah = 0, ayah, ruku }: Place): ParsedEntry {
  if (ayah !== undefined) return withLikely(`${surah}:${ayah}`, {});
  if (surah < 1 || surah > SURAHS) return refuse({ code: 'surahUnknown', params: { surah } });
  const [from, to] = surahRange(surah);
  if (ruku !== undefined)
    return partOf(
      ruku,
      RUKUS.filter(([first, last]) => first >= from && last <= to),
    );
  return { ok: true, range: [from, to] };
}

/** Page numbers are the printed ones. Lines are counted as on the page, headings too. */
function onPage({ page = 0, line }: Place, layout: MushafLayout): ParsedEntry {
  const ours = pageFromPrinted(layout, page);
  if (ours === undefined) {
    const ends = { first: printedPage(layout, 1), last: printedPage(layout, pageCount(layout)) };
    const likely = pageRange(layout, page < ends.first ? 1 : pageCount(layout));
    return refuse({ code: 'pageBeyond', params: { page, ...ends } }, likely);
  }
  if (line === undefined) return { ok: true, range: pageRange(layout, ours) };
  return linesRange(layout, { page: ours, line }, { page: ours, line });
}

type LinePlace = { page: number; line: number };

/**
 * From the first ayah that begins on these lines to the last that ends on them, as an ustadh means it who names the
 * lines where the lesson begins and ends. At the foot of a page the ayah that runs over belongs to it, as with whole
 * pages; lines inside one long ayah are that ayah.
 */
function linesRange(layout: MushafLayout, from: LinePlace, to: LinePlace): ParsedEntry {
  const print = lineLayoutOf(layout);
  for (const { page, line } of [from, to]) {
    const last = linesOf(print, page).length;
    if (line < 1 || line > last)
      return refuse(
        { code: 'lineBeyond', params: { line, page: printedPage(layout, page), last } },
        pageRange(layout, page),
      );
  }
  if (to.page < from.page || (to.page === from.page && to.line < from.line)) {
    const turned = linesRange(layout, to, from);
    return refuse({ code: 'reversed', params: {} }, turned.ok ? turned.range : undefined);
  }
  const begins: number[] = [];
  const ends: number[] = [];
  const touched: number[] = [];
  for (let page = from.page; page <= to.page; page += 1) {
    const lines = linesOf(print, page);
    const first = page === from.page ? from.line : 1;
    const last = page === to.page ? to.line : lines.length;
    for (const line of lines.slice(first - 1, last)) {
      if (line.kind !== 'text') continue;
      for (const part of line.parts) {
        touched.push(part.ayah);
        if (part.from === 1 && part.to >= 1) begins.push(part.ayah);
        if (part.ends) ends.push(part.ayah);
      }
    }
  }
  // A heading or a basmalah alone: the lesson begins with what stands below it.
  if (touched.length === 0) return notUnderstood;
  const toFoot = to.line === linesOf(print, to.page).length;
  const start = begins[0] ?? touched[0]!;
  const end = toFoot ? touched.at(-1)! : (ends.at(-1) ?? touched.at(-1)!);
  return { ok: true, range: end < start ? [touched[0]!, touched.at(-1)!] : [start, end] };
}

function rangeOf(place: Place, layout: MushafLayout): ParsedEntry {
  const named = (UNITS.filter((unit) => place[unit] !== undefined) as string[]).join();
  if (/^juz(,(hizb|rub|ruku|half|quarter))?$/.test(named)) return inJuz(place, layout);
  if (/^surah(,(ayah|ruku))?$/.test(named)) return inSurah(place);
  if (/^page(,line)?$/.test(named)) return onPage(place, layout);
  if (named === 'hizb') return partOf(place.hizb!, HIZBS);
  if (named === 'rub') return partOf(place.rub!, RUBS);
  if (named === 'ruku') return partOf(place.ruku!, RUKUS);
  return notUnderstood;
}

/** `juz 3 rub 2` as its parts; undefined when a word is no unit or a number stands alone. */
function placeOf(text: string): Place | undefined {
  const place: Place = {};
  for (const [, word, number] of text.matchAll(/([^\d\s]*)\.?\s*(\d*)/g)) {
    if (!word && !number) continue;
    const unit = unitOf.get((word ?? '').replace(/[.,]$/, ''));
    if (!unit || !number || place[unit] !== undefined) return undefined;
    place[unit] = Number(number);
  }
  return Object.keys(place).length > 0 ? place : undefined;
}

/** The smaller units of `place` replaced by what the far end of a range names: `p77 l3-9`, `p77 l3-p78 l5`. */
function farEnd(place: Place, text: string): Place | undefined {
  if (/^\d+$/.test(text)) {
    const smallest = UNITS.filter((unit) => place[unit] !== undefined).at(-1)!;
    return { ...place, [smallest]: Number(text) };
  }
  const far = placeOf(text);
  return far && { ...place, ...far };
}

/** As `parseRange`, with what was likely meant when it names no range. */
function withLikely(typed: string, { layout }: { layout?: MushafLayout }): ParsedEntry {
  const read = parseRange(typed, layout ? { layout } : {});
  if (read.ok) return read;
  const likely = likelyAyahs(typed);
  return likely ? { ...read, likely } : read;
}

/** Two ends the wrong way round, an ayah beyond its surah, surah and ayah exchanged. */
function likelyAyahs(typed: string): Range | undefined {
  const ayahs = /^(\d{1,4}):(\d{1,4})(?:-(?:(\d{1,4}):)?(\d{1,4}))?$/.exec(foldTyped(typed));
  if (!ayahs) return undefined;
  const [surah, ayah] = [Number(ayahs[1]), Number(ayahs[2])];
  if (surah < 1 || surah > SURAHS) {
    const exchanged = ayahs[4] === undefined ? parseRange(`${ayah}:${surah}`) : undefined;
    return exchanged?.ok ? exchanged.range : undefined;
  }
  const clip = (of: number, n: number) => {
    const [from, to] = surahRange(of);
    return Math.min(to, from + Math.max(1, n) - 1);
  };
  const last = Number(ayahs[3] ?? surah);
  if (last < 1 || last > SURAHS) return undefined;
  const ends = [clip(surah, ayah), ayahs[4] === undefined ? clip(surah, ayah) : clip(last, Number(ayahs[4]))];
  return [Math.min(...ends), Math.max(...ends)];
}

/**
 * One portion as typed: `5:15-20`, `p77 l3-9`, `p77 l3-p78 l5`, `juz 3`, `juz 3 rub 2-4`, `para 5 ruku 3`, `surah 36`,
 * `hizb 7`, and the same in Urdu and Arabic. Pages are the printed ones of the child's mushaf; nothing is guessed, but
 * what was likely meant is offered.
 */
export function parseEntry(typed: string, layout: MushafLayout): ParsedEntry {
  const text = foldTyped(typed).replace(/(?<=\d) (?:to|تا|إلى|الى) /g, '-');
  if (text.length > 80) return notUnderstood;
  if (/^\d+:/.test(text)) return withLikely(text, { layout });
  const [near, far, ...more] = text.split('-');
  const place = placeOf(near ?? '');
  if (!place || more.length > 0) return notUnderstood;
  const from = rangeOf(place, layout);
  if (far === undefined) return from;
  const end = farEnd(place, far.trim());
  if (!end) return notUnderstood;
  if (place.line !== undefined && end.line !== undefined) return linesBetween(place, end, layout);
  const to = rangeOf(end, layout);
  if (!from.ok) return from;
  if (!to.ok) return to.likely ? { ...to, likely: joined(from.range, to.likely) } : to;
  if (to.range[0] < from.range[0])
    return refuse({ code: 'reversed', params: {} }, [to.range[0], from.range[1]]);
  return { ok: true, range: [from.range[0], to.range[1]] };
}

const joined = (a: Range, b: Range): Range => [Math.min(a[0], b[0]), Math.max(a[1], b[1])];

function linesBetween(place: Place, end: Place, layout: MushafLayout): ParsedEntry {
  const pages = [place.page, end.page].map((page) => pageFromPrinted(layout, page ?? 0));
  const [first, last] = pages;
  if (first === undefined) return onPage(place, layout);
  if (last === undefined) return onPage(end, layout);
  return linesRange(layout, { page: first, line: place.line! }, { page: last, line: end.line! });
}
