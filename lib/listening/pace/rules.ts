import { type MushafLayout, pageOf, pageRange } from '@/lib/quran/mushaf';
import type { Range } from '@/lib/quran/position';
import { MINUTES_PER_PAGE, type PartKind } from '../rules';

/** Pages that portions fill in a print, broken pages by their ayahs. */
export function pagesOf(portions: readonly Range[], layout: MushafLayout): number {
  let pages = 0;
  for (const [from, to] of portions) {
    for (let page = pageOf(layout, from); page <= pageOf(layout, to); page += 1) {
      const [first, last] = pageRange(layout, page);
      pages += (Math.min(to, last) - Math.max(from, first) + 1) / (last - first + 1);
    }
  }
  return pages;
}

/** A day on which somebody looked at the clock: the minutes, and what was recited in them. */
export interface TimedDay {
  readonly minutes: number;
  readonly recited: readonly { readonly kind: PartKind; readonly pages: number }[];
}

/** A clock that was forgotten says nothing of a child: beyond these nobody recites. */
const SLOWEST = 3;
const FASTEST = 0.5;

/**
 * How much longer (or shorter) than usual a child takes: the middle of its timed days. A register notes the minutes of a
 * day once, for all that was recited, so that they are measured against the usual minutes of the same pages. Undefined
 * when nobody ever looked at the clock.
 */
export function paceOf(days: readonly TimedDay[]): number | undefined {
  const ratios = days
    .map(({ minutes, recited }) => {
      const usual = recited.reduce((sum, { kind, pages }) => sum + pages * MINUTES_PER_PAGE[kind], 0);
      return usual > 0 && minutes > 0 ? minutes / usual : undefined;
    })
    .filter((ratio) => ratio !== undefined)
    .sort((a, b) => a - b);
  const middle = ratios[Math.floor((ratios.length - 1) / 2)];
  return middle === undefined ? undefined : Math.min(SLOWEST, Math.max(FASTEST, middle));
}
