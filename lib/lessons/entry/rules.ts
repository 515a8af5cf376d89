import { isolate } from '@/lib/core/i18n/isolate';
import { type EntryProblem, type ParsedEntry, parseEntry } from '@/lib/quran/entry';
import { juzSchemeOf, type MushafLayout, pageOf, printedPage } from '@/lib/quran/mushaf';
import { formatRange } from '@/lib/quran/notation';
import { phraseRange, type QuranWords } from '@/lib/quran/phrase';
import type { Range } from '@/lib/quran/position';
import { portionsFromFlat } from '@/lib/quran/range-set';
import type { Broken } from '../customs/rules';
import { wordPortions } from '../day/rules';
import { type LessonKind, MAX_PORTIONS } from '../rules';
import { splitTyped } from '../typing/rules';
import type { CustomBroken, PortionRead, Reading, RepairOffer } from './schema';

/** As it is typed again: in figures, in the order of recital. */
export function typedPortions(portions: readonly Range[]): string {
  return portions.map(formatRange).join(', ');
}

/** What stands in the field for a lesson of the register: as it was typed, unless that means something else by now (the
 *  child has another mushaf): the range is what counts. */
export function fieldOf(
  { portions, enteredAs }: { portions: readonly number[]; enteredAs?: string | null | undefined },
  layout: MushafLayout,
): string {
  const ranges = rangesRead(splitTyped(enteredAs ?? '').map((part) => parseEntry(part, layout)));
  return enteredAs && ranges?.flat().join() === portions.join()
    ? enteredAs
    : typedPortions(portionsFromFlat(portions));
}

/** Translators and figures of the reader's language. */
export interface Told {
  readonly layout: MushafLayout;
  readonly quran: QuranWords;
  /** Of the catalogue `lessons`. */
  readonly lessons: QuranWords;
  readonly digits: (figure: number) => string;
}

const figuresOf = (text: string, { digits }: Told) =>
  text.replace(/\d+/g, (figure) => digits(Number(figure)));

function offer(portions: readonly Range[], told: Told): RepairOffer {
  const typed = typedPortions(portions);
  const range = `\u2066${figuresOf(typed, told)}\u2069`;
  return { do: 'typed', typed, label: told.lessons('repair.take', { range }) };
}

function tellPart(typed: string, entry: ParsedEntry, told: Told): PortionRead {
  const { layout, quran } = told;
  if (entry.ok) {
    const page = quran('page', { n: printedPage(layout, pageOf(layout, entry.range[0])) });
    return { typed, text: `${phraseRange(quran, entry.range, juzSchemeOf(layout))} · ${page}` };
  }
  const { code, params } = entry as EntryProblem;
  const problem = quran(`problem.${code}`, params);
  return entry.likely ? { typed, problem, repair: offer([entry.likely], told) } : { typed, problem };
}

function tellCustom({ code, about, first, repair }: Broken, kind: LessonKind, told: Told): CustomBroken {
  const named = about.slice(0, 2).map((range) => phraseRange(told.quran, range, juzSchemeOf(told.layout)));
  const range = isolate(named.join(about.length > 2 ? ' · … ' : ' · '));
  const sentence = told.lessons(`customs.${code}`, {
    range,
    juz: first?.juz ?? 0,
    complete: String(first?.complete ?? false),
  });
  if (repair.do === 'portions') return { code, sentence, repair: offer(repair.portions, told) };
  return {
    code,
    sentence,
    repair: {
      do: repair.do,
      label: told.lessons(`repair.${repair.do}`, { kind: told.lessons(`kinds.${kind}`) }),
    },
  };
}

/** The ranges of all parts, when each was understood and they are not too many. */
export function rangesRead(entries: readonly ParsedEntry[]): Range[] | undefined {
  const ranges = entries.flatMap((entry) => (entry.ok ? [entry.range] : []));
  return ranges.length === entries.length && ranges.length > 0 && ranges.length <= MAX_PORTIONS
    ? ranges
    : undefined;
}

/** What was typed as it was understood, what is odd about it, and the likely repair of each. */
export function tellReading(
  {
    typed,
    kind,
    broken,
  }: { typed: string; kind: LessonKind; broken: (ranges: readonly Range[]) => readonly Broken[] },
  told: Told,
): Reading {
  const parts = splitTyped(typed);
  const entries = parts.map((part) => parseEntry(part, told.layout));
  const ranges = rangesRead(entries);
  const portions = ranges?.flat();
  return {
    parts: parts.map((part, i) => tellPart(part, entries[i]!, told)),
    ...(portions && {
      lesson: {
        portions,
        ...wordPortions(portions, { layout: told.layout, words: told.quran, digits: told.digits }),
      },
    }),
    customs: ranges ? broken(ranges).map((one) => tellCustom(one, kind, told)) : [],
  };
}
