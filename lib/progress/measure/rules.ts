import type { LocalDate } from '@/lib/core/time';
import { byDate, type HeardLesson, isAcceptedSabaq } from '@/lib/lessons/rules';
import { pageCount, pageOf, pageRange } from '@/lib/quran/mushaf';
import { AYAHS } from '@/lib/quran/position';
import { type RangeSet, subtract, union } from '@/lib/quran/range-set';

/** The measure of work: an ayah of Al-Baqarah is not one of An-Nas. Pages of the Madani print, of fifteen lines each. */
export const PAGES = pageCount('madani15');
export const LINES_A_PAGE = 15;

let sums: Float64Array | undefined;

/** Running sum of pages: an ayah is its share of the page on which it begins. */
function pageSums(): Float64Array {
  if (sums) return sums;
  const made = new Float64Array(AYAHS + 1);
  for (let ayah = 1; ayah <= AYAHS; ayah += 1) {
    const [from, to] = pageRange('madani15', pageOf('madani15', ayah));
    made[ayah] = made[ayah - 1]! + 1 / (to - from + 1);
  }
  sums = made;
  return made;
}

/** Madani pages in a set of ayahs, with fractions; {@link PAGES} for the whole Quran. */
export function pagesIn(set: RangeSet): number {
  const upTo = pageSums();
  return set.reduce((sum, [from, to]) => sum + upTo[to]! - upTo[from - 1]!, 0);
}

export interface DayGain {
  readonly date: LocalDate;
  /** Madani pages that were not held before. */
  readonly pages: number;
}

/** What a failed test took back on a day. */
export interface DayLoss {
  readonly date: LocalDate;
  readonly takenBack: RangeSet;
}

/**
 * What each day added to what is held, oldest first. An ayah counts on the day of its first accepted sabaq, and once
 * more when it was taken back and learnt again.
 */
export function dailyGains({
  placement,
  lessons,
  losses = [],
}: {
  placement: RangeSet;
  lessons: readonly HeardLesson[];
  /** Oldest first; of a day with lessons, the test comes after them. */
  losses?: readonly DayLoss[];
}): DayGain[] {
  const gains = new Map<LocalDate, number>();
  let held = placement;
  let next = 0;
  for (const { date, portions } of byDate(lessons.filter(isAcceptedSabaq))) {
    for (; next < losses.length && losses[next]!.date < date; next += 1)
      held = subtract(held, losses[next]!.takenBack);
    for (const portion of portions) {
      const fresh = subtract([portion], held);
      if (fresh.length === 0) continue;
      held = union(held, fresh);
      gains.set(date, (gains.get(date) ?? 0) + pagesIn(fresh));
    }
  }
  return [...gains].map(([date, pages]) => ({ date, pages }));
}
