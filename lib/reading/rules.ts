import type { Grade } from '@/lib/lessons/rules';
import { JUZ_COUNT, type JuzScheme, juzRange } from '@/lib/quran/divisions';
import { juzSchemeOf, type MushafLayout, pageCount, pageOf, pageRange } from '@/lib/quran/mushaf';
import { MAX_LINES, type ReadingKind, type StepState } from './steps/rules';

/** Lines of a full page: the number stands in the name of the print. */
export function linesOf(layout: MushafLayout): number {
  return Number(/\d+/.exec(layout)![0]);
}

/** Lines of a mushaf counted through, from 1: what stretches are measured in. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}
export interface Place {
  readonly page: number;
  readonly line: number;
}

export const lineAt = (layout: MushafLayout, { page, line }: Place): number =>
  (page - 1) * linesOf(layout) + line;

export function placeAt(layout: MushafLayout, line: number): Place {
  const lines = linesOf(layout);
  return { page: Math.ceil(line / lines), line: ((line - 1) % lines) + 1 };
}

/** Half a page: what a child who reads by sight takes until its own pace is known. Of the qaida a few lines. */
const FIRST_LINES = { NAZRA: 7, QAIDA: 5 } as const;
const PACE_OF = 6;

/** The middle of the last few accepted days; until there is one, the first day's. */
export function usualLines(kind: ReadingKind, sizes: readonly number[]): number {
  const last = sizes.slice(0, PACE_OF).sort((a, b) => a - b);
  return last[Math.floor((last.length - 1) / 2)] ?? FIRST_LINES[kind];
}

/** One day of a child who reads, as far as the next day follows from it. */
export interface LastRead {
  readonly grade: Grade;
  /** Of the mushaf read from; null for the qaida. */
  readonly mushaf: MushafLayout | null;
  readonly fromPage: number | null;
  readonly toPage: number | null;
  readonly item: string | null;
  readonly fromLine: number;
  readonly toLine: number;
}

export interface NazraPart {
  readonly kind: 'NAZRA';
  readonly from: Place;
  readonly to: Place;
}
export interface QaidaPart {
  readonly kind: 'QAIDA';
  readonly item: string;
  readonly fromLine: number;
  readonly toLine: number;
}
export type ReadingPart = NazraPart | QaidaPart;

/** The line after the last reading; where another print was read from, the page that holds what comes next. */
function after(last: LastRead, layout: MushafLayout): number {
  if (last.mushaf === layout) return lineAt(layout, { page: last.toPage!, line: last.toLine }) + 1;
  const [, lastAyah] = pageRange(last.mushaf!, Math.min(last.toPage!, pageCount(last.mushaf!)));
  return lineAt(layout, { page: pageOf(layout, lastAyah), line: 1 });
}

/**
 * What a child reads next: on from the last place in the usual size, up to what was read before; from the first gap
 * when the end is reached; the same again after REPEAT. Null when every line has been read.
 * @param read stretches of this print that were accepted, in any order
 */
export function nextNazra({
  layout,
  last,
  read,
  size,
}: {
  layout: MushafLayout;
  last: LastRead | undefined;
  read: readonly Stretch[];
  size: number;
}): NazraPart | null {
  const end = pageCount(layout) * linesOf(layout);
  const part = (from: number, to: number): NazraPart => ({
    kind: 'NAZRA',
    from: placeAt(layout, from),
    to: placeAt(layout, Math.min(to, end)),
  });
  if (last?.mushaf === layout && last.grade === 'REPEAT') {
    return part(
      lineAt(layout, { page: last.fromPage!, line: last.fromLine }),
      lineAt(layout, { page: last.toPage!, line: last.toLine }),
    );
  }
  const done = [...read].sort((a, b) => a.from - b.from);
  const free = (from: number): number => {
    let line = from;
    for (const stretch of done) if (stretch.from <= line && stretch.to >= line) line = stretch.to + 1;
    return line;
  };
  const start = last?.mushaf ? after(last, layout) : 1;
  const on = free(start);
  const from = on <= end ? on : free(1);
  if (from > end) return null;
  const wall = done.find((stretch) => stretch.from > from)?.from ?? end + 1;
  return part(from, Math.min(from + size - 1, wall - 1));
}

/**
 * The next lines of the qaida: the lesson of the last day until it is mastered, then the first after it that is not.
 * Null when every lesson is mastered.
 * @param lessons those taught, in their order
 */
export function nextQaida({
  lessons,
  states,
  last,
  size,
}: {
  lessons: readonly { readonly id: string }[];
  states: ReadonlyMap<string, StepState>;
  last: LastRead | undefined;
  size: number;
}): QaidaPart | null {
  const mastered = (id: string) => states.get(id) === 'MASTERED';
  if (last?.item && last.grade === 'REPEAT')
    return { kind: 'QAIDA', item: last.item, fromLine: last.fromLine, toLine: last.toLine };
  if (last?.item && !mastered(last.item) && lessons.some(({ id }) => id === last.item)) {
    // No lesson of any print is longer; whoever has come that far begins it again.
    const fromLine = last.toLine + size > MAX_LINES ? 1 : last.toLine + 1;
    return { kind: 'QAIDA', item: last.item, fromLine, toLine: fromLine + size - 1 };
  }
  const at = lessons.findIndex(({ id }) => id === last?.item);
  const next = [...lessons.slice(at + 1), ...lessons.slice(0, at + 1)].find(({ id }) => !mastered(id));
  return next ? { kind: 'QAIDA', item: next.id, fromLine: 1, toLine: size } : null;
}

/** Part of each juz that was read, by lines of the pages on which it stands; 0…1. */
export function juzRead(layout: MushafLayout, read: readonly Stretch[]): { juz: number; share: number }[] {
  const scheme: JuzScheme = juzSchemeOf(layout);
  return Array.from({ length: JUZ_COUNT }, (_, i) => {
    const [first, lastAyah] = juzRange(i + 1, scheme);
    const from = lineAt(layout, { page: pageOf(layout, first), line: 1 });
    const to = lineAt(layout, { page: pageOf(layout, lastAyah), line: linesOf(layout) });
    const covered = read.reduce(
      (sum, stretch) => sum + Math.max(0, Math.min(to, stretch.to) - Math.max(from, stretch.from) + 1),
      0,
    );
    return { juz: i + 1, share: Math.min(1, covered / (to - from + 1)) };
  });
}

/** `int4multirange` as PostgreSQL writes it, `{[1,8),[20,31)}`. */
export function stretchesOf(multirange: string | null): Stretch[] {
  return [...(multirange ?? '').matchAll(/\[(\d+),(\d+)\)/g)].map(([, from, to]) => ({
    from: Number(from),
    to: Number(to) - 1,
  }));
}
