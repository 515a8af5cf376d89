import type { LocalDate } from '@/lib/core/time';
import { JUZ_COUNT, juzOf } from '@/lib/quran/divisions';
import { type LineLayout, pageSpan } from '@/lib/quran/lines';
import { juzSchemeOf, pageCount } from '@/lib/quran/mushaf';
import { type Heat, halqaHeatOf, heatOf, type MarkKind } from '../rules';

/** How often a page tripped a child, or how many children of a halqa. Pages without a mark are left out. */
export interface PageHeat {
  readonly page: number;
  readonly count: number;
  readonly children: number;
}

export interface HeatHalqa {
  readonly id: string;
  readonly name: string;
  readonly nativeName: string | null;
  /** Children who recite from a mushaf. */
  readonly size: number;
  /** The print that most of them use; the page numbers of the map are its. */
  readonly layout: LineLayout;
  readonly prints: number;
}

export interface HeatChild {
  readonly id: string;
  readonly name: string;
  readonly nativeName: string | null;
  readonly layout: LineLayout;
}

export interface Tripped {
  readonly id: string;
  readonly name: string;
  readonly nativeName: string | null;
  readonly marks: { date: LocalDate; kind: MarkKind; ayah: number; word: number | null }[];
}

export interface HeatCell extends PageHeat {
  readonly heat: Heat;
}

export interface JuzHeat {
  readonly juz: number;
  readonly count: number;
  /** Most children that one page of the juz trips. */
  readonly children: number;
  /** Of its hottest page: a juz of twenty pages with a mark here and there is not hot. */
  readonly heat: Heat;
}

/** Children of the halqa; undefined when the map is of one child. */
type Size = number | undefined;

const heatIn = (size: Size, { count, children }: Pick<PageHeat, 'count' | 'children'>): Heat =>
  size === undefined ? heatOf(count) : halqaHeatOf(children, size);

/** The juz in which a page begins, as the print counts them. */
export function juzOfPage(layout: LineLayout, page: number): number {
  return juzOf(pageSpan(layout, page)[0].ayah, juzSchemeOf(layout));
}

/** Every page of a juz, cold ones too. */
export function pagesOfJuz(
  layout: LineLayout,
  juz: number,
  rows: readonly PageHeat[],
  size?: Size,
): HeatCell[] {
  const known = new Map(rows.map((row) => [row.page, row]));
  return Array.from({ length: pageCount(layout) }, (_, i) => i + 1)
    .filter((page) => juzOfPage(layout, page) === juz)
    .map((page) => {
      const row = known.get(page) ?? { page, count: 0, children: 0 };
      return { ...row, heat: heatIn(size, row) };
    });
}

/** The whole Quran as thirty juz. */
export function juzHeats(layout: LineLayout, rows: readonly PageHeat[], size?: Size): JuzHeat[] {
  const juz = Array.from({ length: JUZ_COUNT }, (_, i) => ({
    juz: i + 1,
    count: 0,
    children: 0,
    heat: 0 as Heat,
  }));
  for (const row of rows) {
    const one = juz[juzOfPage(layout, row.page) - 1]!;
    one.count += row.count;
    one.children = Math.max(one.children, row.children);
    one.heat = Math.max(one.heat, heatIn(size, row)) as Heat;
  }
  return juz;
}

/** The page that trips most: children before mistakes in a halqa; of equals the first. */
export function hottest(rows: readonly PageHeat[]): PageHeat | undefined {
  return rows.reduce<PageHeat | undefined>(
    (most, row) =>
      !most || row.children > most.children || (row.children === most.children && row.count > most.count)
        ? row
        : most,
    undefined,
  );
}
