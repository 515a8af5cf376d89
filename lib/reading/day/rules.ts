import { type MushafLayout, printedPage } from '@/lib/quran/mushaf';
import { type Curriculum, findItem, nameOfItem, taught } from '../curriculum/rules';
import { type LastRead, nextNazra, nextQaida, type ReadingPart, type Stretch, usualLines } from '../rules';
import { isReadingKind, latestSteps, type Step, type StepState } from '../steps/rules';

/** A translator of the catalogue `reading`, as next-intl gives it. */
export type ReadingWords = (key: string, values?: Record<string, string | number>) => string;

export interface Tongue {
  readonly words: ReadingWords;
  readonly digits: (figure: number) => string;
  readonly locale: string;
  readonly curriculum: Curriculum;
}

/** What a child reads next; null when all is read or the programme reads nothing. */
export function nextPart(
  child: {
    readonly programme: string;
    readonly mushaf: MushafLayout;
    readonly last: LastRead | null;
    readonly sizes: readonly number[];
    readonly read: readonly Stretch[];
    readonly steps: readonly Step[];
  },
  curriculum: Curriculum,
): ReadingPart | null {
  if (!isReadingKind(child.programme)) return null;
  const last = child.last ?? undefined;
  const size = usualLines(child.programme, child.sizes);
  if (child.programme === 'NAZRA') return nextNazra({ layout: child.mushaf, last, read: child.read, size });
  const states = new Map(
    [...latestSteps(child.steps)].map(([item, { state }]): [string, StepState] => [item, state]),
  );
  return nextQaida({ lessons: taught(curriculum.qaida), states, last, size });
}

/** A place as a form holds it: pages as printed. */
export interface PlaceValues {
  readonly fromPage?: number;
  readonly toPage?: number;
  readonly item?: string;
  readonly fromLine: number;
  readonly toLine: number;
}

export function valuesOfPart(part: ReadingPart, layout: MushafLayout): PlaceValues {
  if (part.kind === 'QAIDA') return { item: part.item, fromLine: part.fromLine, toLine: part.toLine };
  return {
    fromPage: printedPage(layout, part.from.page),
    toPage: printedPage(layout, part.to.page),
    fromLine: part.from.line,
    toLine: part.to.line,
  };
}

/** A record's place; of nazra in the print it was read from. */
export function valuesOfRecord(record: LastRead): PlaceValues {
  const { mushaf, fromPage, toPage, item, fromLine, toLine } = record;
  if (mushaf === null) return { item: item!, fromLine, toLine };
  return {
    fromPage: printedPage(mushaf, fromPage!),
    toPage: printedPage(mushaf, toPage!),
    fromLine,
    toLine,
  };
}

/** "page 12, lines 1–7", "Tashdeed, lines 6–10". */
export function wordPlace(values: PlaceValues, { words, digits, locale, curriculum }: Tongue): string {
  const { fromPage, toPage, item } = values;
  const [from, to] = [digits(values.fromLine), digits(values.toLine)];
  if (item !== undefined) {
    const known = findItem(curriculum, item);
    return words('qaidaOn', { lesson: known ? nameOfItem(known, locale) : item, from, to });
  }
  const page = digits(fromPage!);
  return fromPage === toPage
    ? words('nazraOn', { page, from, to })
    : words('nazraAcross', { page, toPage: digits(toPage!), from, to });
}
