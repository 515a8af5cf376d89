import { addDays, type LocalDate } from '@/lib/core/time';
import type { DuePlan } from '@/lib/lessons/day/rules';
import type { LessonKind } from '@/lib/lessons/rules';
import { type Line, type LineLayout, lineOf, linesOf, placeKey, spanOf } from '@/lib/quran/lines';
import type { MushafLayout } from '@/lib/quran/mushaf';
import {
  type Heat,
  heatOf,
  keysOf,
  type MarkKind,
  type MarkPlace,
  type PassedBy,
  placeCode,
  type Trace,
  traceOf,
  weightOf,
} from '../rules';

/** The window of the heat of a line: "twice in 30 days". */
export const HEAT_DAYS = 30;

export interface PlacedMark extends MarkPlace {
  readonly id: string;
  readonly date: LocalDate;
  readonly kind: MarkKind;
  /** The like place the tongue slid to. */
  readonly slipAyah?: number;
}

/** A child with what is due and what was heard on a day. */
export interface ReadingChild {
  readonly id: string;
  readonly name: string;
  readonly nativeName: string | null;
  readonly halqaId: string | null;
  readonly programme: string;
  readonly mushaf: MushafLayout;
  readonly nextSabaq: number[];
  readonly nextSabqi: number[];
  readonly nextManzil: number[];
  /** Of the day, in all its sessions. */
  readonly lessons: { id: string; kind: LessonKind; portions: number[] }[];
}

export interface ReadPage {
  readonly child: ReadingChild;
  readonly layout: LineLayout;
  readonly page: number;
  readonly day: DuePlan<ReadingChild['lessons'][number]>[];
  /** Newest first. */
  readonly marks: PlacedMark[];
  readonly recitals: PassedBy[];
}

/** How a word, or the end mark of an ayah, is drawn. */
export interface Sign {
  /** Marked today: solid. */
  readonly today?: MarkKind | undefined;
  /** Marked before: dashed, fading. */
  readonly past?: { readonly kind: MarkKind; readonly trace: Trace } | undefined;
}

export interface WordView extends Sign {
  readonly ayah: number;
  /** 1-based; 0 is the end mark of the ayah, which stands for all of it. */
  readonly word: number;
  /** Where today's portion begins or ends. */
  readonly edge?: 'start' | 'end' | 'both' | undefined;
}

export type LineView =
  | Exclude<Line, { kind: 'text' }>
  | {
      readonly kind: 'text';
      /** What a mark on the whole line names; undefined where only an end mark stands. */
      readonly code: string | undefined;
      readonly words: readonly WordView[];
      readonly heat: Heat;
      /** Marks of the last {@link HEAT_DAYS} days that have not faded. */
      readonly count: number;
      /** Part of what is recited today. */
      readonly lesson: boolean;
    };

interface Seen {
  readonly mark: PlacedMark;
  readonly keys: readonly [number, number];
  readonly trace: Trace;
}

export interface PageInput {
  readonly layout: LineLayout;
  readonly page: number;
  /** Newest first. */
  readonly marks: readonly PlacedMark[];
  readonly recitals: readonly PassedBy[];
  /** `[from, to, from, to …]` of ayat recited or due today. */
  readonly portions: readonly number[];
  readonly today: LocalDate;
}

/** The lines of a page with all that is drawn on them; the words themselves are the text's. */
export function pageView({ layout, page, marks, recitals, portions, today }: PageInput): LineView[] {
  const seen = marks
    .map((mark) => ({ mark, keys: keysOf(mark), trace: traceOf(weightOf(mark, recitals, today)) }))
    .filter(({ trace }) => trace !== 'gone');
  const since = addDays(today, -HEAT_DAYS);
  const inLesson = (ayah: number) =>
    portions.some((from, i) => i % 2 === 0 && from <= ayah && ayah <= portions[i + 1]!);
  return linesOf(layout, page).map((line): LineView => {
    if (line.kind !== 'text') return line;
    const words = line.parts.flatMap(({ ayah, from, to, ends }) => [
      ...Array.from({ length: Math.max(0, to - from + 1) }, (_, i) =>
        wordView({ ayah, word: from + i }, seen, portions, today),
      ),
      ...(ends ? [endView(ayah, seen, portions, today)] : []),
    ]);
    const span = spanOf(line.parts);
    const keys = span && ([placeKey(span[0]), placeKey(span[1])] as const);
    const count = keys
      ? seen.filter(({ mark, keys: [from, to] }) => mark.date > since && from <= keys[1] && keys[0] <= to)
          .length
      : 0;
    return {
      kind: 'text',
      code: span && placeCode({ ...span[0], toAyah: span[1].ayah, toWord: span[1].word }),
      words,
      heat: heatOf(count),
      count,
      lesson: line.parts.some(({ ayah }) => inLesson(ayah)),
    };
  });
}

function wordView(
  place: { ayah: number; word: number },
  seen: readonly Seen[],
  portions: readonly number[],
  today: LocalDate,
): WordView {
  const key = placeKey(place);
  const on = seen.filter(({ mark, keys: [from, to] }) => mark.word !== undefined && from <= key && key <= to);
  const starts = place.word === 1 && portions.some((ayah, i) => i % 2 === 0 && ayah === place.ayah);
  return { ...place, ...signOf(on, today), ...(starts && { edge: 'start' as const }) };
}

/** The end mark carries what was marked on the ayah as a whole. */
function endView(
  ayah: number,
  seen: readonly Seen[],
  portions: readonly number[],
  today: LocalDate,
): WordView {
  const on = seen.filter(({ mark }) => mark.word === undefined && mark.ayah === ayah);
  const ends = portions.some((last, i) => i % 2 === 1 && last === ayah);
  return { ayah, word: 0, ...signOf(on, today), ...(ends && { edge: 'end' as const }) };
}

/** Of several marks on one word the newest is drawn, today's over an earlier one's. */
function signOf(on: readonly Seen[], today: LocalDate): Sign {
  const now = on.find(({ mark }) => mark.date === today);
  const before = on.find(({ mark }) => mark.date !== today);
  return {
    ...(now && { today: now.mark.kind }),
    ...(before && { past: { kind: before.mark.kind, trace: before.trace } }),
  };
}

/** The page of a print on which a day's portion begins; the first of the day when no kind is asked for. */
export function lessonPage<K extends string>(
  layout: LineLayout,
  day: readonly { readonly kind: K; readonly portions: readonly number[] }[],
  kind?: string,
): number | undefined {
  const due = day.filter(({ portions }) => portions.length > 0);
  const first = (due.find((one) => one.kind === kind) ?? due[0])?.portions[0];
  return first === undefined ? undefined : lineOf(layout, { ayah: first, word: 1 }).page;
}
