import type { LocalDate } from '@/lib/core/time';
import { byDate, type Grade, type HeardLesson } from '@/lib/lessons/rules';
import { JUZ_COUNT, type JuzScheme, juzOf, juzRange } from '@/lib/quran/divisions';
import { juzSchemeOf, type MushafLayout, pageCount, pageRange } from '@/lib/quran/mushaf';
import { AYAHS } from '@/lib/quran/position';
import { containsRange, intersect, type RangeSet, size } from '@/lib/quran/range-set';

export interface LastReview {
  readonly on: LocalDate;
  readonly grade: Grade;
}

export interface JuzCell {
  readonly juz: number;
  readonly ayahs: number;
  readonly heldAyahs: number;
  /** 0…1 of the ayahs. Exactly 1 only when every ayah is held. */
  readonly coveredShare: number;
  /** `complete`: all ayahs covered. The jaiza is another matter. */
  readonly state: 'none' | 'part' | 'complete';
  readonly current: boolean;
  /** Last revision that touched the juz, as it was graded: freshness, not strength. */
  readonly lastHeardOn?: LocalDate;
  readonly lastGrade?: Grade;
}

/** The last sabqi, manzil or girdaan that touched each juz. */
export function lastReviewByJuz(lessons: readonly HeardLesson[], scheme: JuzScheme): Map<number, LastReview> {
  const reviews = new Map<number, LastReview>();
  for (const { kind, date, grade, portions } of byDate(lessons)) {
    if (kind === 'SABAQ') continue;
    for (const [from, to] of portions) {
      for (let juz = juzOf(from, scheme); juz <= juzOf(to, scheme); juz += 1)
        reviews.set(juz, { on: date, grade });
    }
  }
  return reviews;
}

/** Juz of which every ayah is held, ascending. */
export function completeJuz(memorised: RangeSet, scheme: JuzScheme): number[] {
  return Array.from({ length: JUZ_COUNT }, (_, i) => i + 1).filter((juz) =>
    containsRange(memorised, juzRange(juz, scheme)),
  );
}

/**
 * Juz held whole that were not so in what the child brought (placement, imported register): these owe a jaiza. What a
 * child brings was examined elsewhere or before; only a failed test makes it owed.
 */
export function earnedJuz({
  memorised,
  brought,
  scheme,
}: {
  memorised: RangeSet;
  brought: RangeSet;
  scheme: JuzScheme;
}): number[] {
  const before = completeJuz(brought, scheme);
  return completeJuz(memorised, scheme).filter((juz) => !before.includes(juz));
}

/** Thirty cells, juz 1 first. */
export function juzBoard({
  memorised,
  scheme,
  currentJuz,
  lastReviews,
}: {
  memorised: RangeSet;
  scheme: JuzScheme;
  currentJuz?: number | undefined;
  lastReviews?: ReadonlyMap<number, LastReview> | undefined;
}): JuzCell[] {
  return Array.from({ length: JUZ_COUNT }, (_, i) => {
    const juz = i + 1;
    const range = juzRange(juz, scheme);
    const ayahs = size([range]);
    const heldAyahs = size(intersect(memorised, [range]));
    const review = lastReviews?.get(juz);
    return {
      juz,
      ayahs,
      heldAyahs,
      coveredShare: heldAyahs / ayahs,
      state: heldAyahs === 0 ? 'none' : heldAyahs === ayahs ? 'complete' : 'part',
      current: juz === currentJuz,
      ...(review && { lastHeardOn: review.on, lastGrade: review.grade }),
    };
  });
}

export interface ProgressTotals {
  readonly ayahs: number;
  /** 0…1 of 6236. */
  readonly share: number;
  /** Pages of the mushaf of which every ayah is held. */
  readonly pages: number;
  readonly pagesInMushaf: number;
  readonly juzComplete: number;
}

export function progressTotals({
  memorised,
  layout,
  scheme = juzSchemeOf(layout),
}: {
  memorised: RangeSet;
  layout: MushafLayout;
  scheme?: JuzScheme;
}): ProgressTotals {
  const pagesInMushaf = pageCount(layout);
  let pages = 0;
  for (let page = 1; page <= pagesInMushaf; page += 1) {
    if (containsRange(memorised, pageRange(layout, page))) pages += 1;
  }
  const juzComplete = juzBoard({ memorised, scheme }).filter((cell) => cell.state === 'complete').length;
  const ayahs = size(memorised);
  return { ayahs, share: ayahs / AYAHS, pages, pagesInMushaf, juzComplete };
}
