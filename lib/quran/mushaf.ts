import pages from './data/pages.json';
import type { JuzScheme } from './divisions';
import { assertAyah, type Partition, partition, type Range, rangeOfPart, startsOfSizes } from './position';

/** Editions whose page starts are known; a page number means nothing without one. */
export const MUSHAF_LAYOUTS = ['madani15', 'madani15old', 'indopak16', 'indopak15', 'indopak13'] as const;
export type MushafLayout = (typeof MUSHAF_LAYOUTS)[number];

const built = new Map<MushafLayout, Partition>();

function tableOf(layout: MushafLayout): Partition {
  let table = built.get(layout);
  if (!table) {
    table = partition(startsOfSizes(pages[layout]));
    built.set(layout, table);
  }
  return table;
}

export function juzSchemeOf(layout: MushafLayout): JuzScheme {
  return layout.startsWith('indopak') ? 'indopak' : 'madani';
}

export function pageCount(layout: MushafLayout): number {
  return pages[layout].length;
}

/** Page on which the ayah **begins**, counted with Al-Fatihah on page 1. */
export function pageOf(layout: MushafLayout, ayah: number): number {
  assertAyah(ayah);
  return tableOf(layout).partOf[ayah]!;
}

/**
 * Ayahs that begin on a page. Two IndoPak editions break pages inside an ayah: the ayah counts to the page where it
 * begins, so the pages of every edition part the 6236 ayahs without gap or overlap.
 */
export function pageRange(layout: MushafLayout, page: number): Range {
  return rangeOfPart(tableOf(layout), page, `page in ${layout}`);
}

/** The number printed on the page: IndoPak prints call Al-Fatihah page 2. */
export function printedPage(layout: MushafLayout, page: number): number {
  return juzSchemeOf(layout) === 'indopak' ? page + 1 : page;
}

/** Our page for a printed number, or undefined when the edition has no such page. */
export function pageFromPrinted(layout: MushafLayout, printed: number): number | undefined {
  const page = printed - (printedPage(layout, 1) - 1);
  return Number.isInteger(page) && page >= 1 && page <= pageCount(layout) ? page : undefined;
}
