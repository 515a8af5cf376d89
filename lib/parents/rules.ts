import { addDays, daysBetween, type LocalDate } from '@/lib/core/time';
import { byDate, type HeardLesson, type LessonKind } from '@/lib/lessons/rules';
import { juzOf } from '@/lib/quran/divisions';
import { juzSchemeOf, type MushafLayout, pageOf, pageRange, printedPage } from '@/lib/quran/mushaf';
import type { Range } from '@/lib/quran/position';
import { intersect, normalise } from '@/lib/quran/range-set';

export interface TonightPage {
  /** As printed in the child's mushaf. */
  readonly page: number;
  readonly juz: number;
  /** `weak`: of a recital that was weak lately. `next`: first of the manzil that is due. */
  readonly because:
    | {
        readonly reason: 'weak';
        readonly kind: LessonKind;
        readonly date: LocalDate;
        readonly portions: readonly Range[];
      }
    | { readonly reason: 'next' };
}

const WEAK_DAYS = 14;

function pagesOf(portions: readonly Range[], layout: MushafLayout): { page: number; ayah: number }[] {
  const found = new Map<number, number>();
  for (const [from, to] of portions) {
    for (let page = pageOf(layout, from); page <= pageOf(layout, to); page += 1) {
      const ayah = Math.max(from, pageRange(layout, page)[0]);
      if (!found.has(page)) found.set(page, ayah);
    }
  }
  return [...found].map(([page, ayah]) => ({ page, ayah }));
}

/** The latest revision that was weak and has not been heard well since. */
function lastWeak(lessons: readonly HeardLesson[], today: LocalDate): HeardLesson | undefined {
  const since = addDays(today, -WEAK_DAYS);
  const recent = byDate(lessons.filter(({ date }) => date >= since));
  const weak = recent.filter(
    ({ kind, grade }) => kind !== 'SABAQ' && (grade === 'WEAK' || grade === 'REPEAT'),
  );
  return weak
    .reverse()
    .find(
      (lesson) =>
        !recent.some(
          ({ date, grade, portions }) =>
            date > lesson.date &&
            (grade === 'EXCELLENT' || grade === 'GOOD') &&
            intersect(normalise(portions), normalise(lesson.portions)).length > 0,
        ),
    );
}

/**
 * One page for the family to hear tonight, from the record alone: a page of the last weak revision, another one each
 * night; else the first of the manzil that is due; else none.
 */
export function tonightsPage({
  lessons,
  nextManzil,
  today,
  layout,
}: {
  lessons: readonly HeardLesson[];
  nextManzil: readonly Range[];
  today: LocalDate;
  layout: MushafLayout;
}): TonightPage | undefined {
  const scheme = juzSchemeOf(layout);
  const weak = lastWeak(lessons, today);
  const pages = pagesOf(weak?.portions ?? nextManzil, layout);
  const chosen = pages[weak ? daysBetween(weak.date, today) % pages.length : 0];
  if (!chosen) return;
  return {
    page: printedPage(layout, chosen.page),
    juz: juzOf(chosen.ayah, scheme),
    because: weak
      ? { reason: 'weak', kind: weak.kind, date: weak.date, portions: weak.portions }
      : { reason: 'next' },
  };
}
