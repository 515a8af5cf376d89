import { byDate, type HeardLesson, isAcceptedSabaq } from '@/lib/lessons/rules';
import { type JuzScheme, juzOf, juzRange } from '@/lib/quran/divisions';
import { intersect, normalise, type RangeSet, WHOLE } from '@/lib/quran/range-set';
import type { TestKind } from '../rules';

/** Why nothing can be asked: keys of the catalogue `jaiza.errors`. */
export type ScopeProblem =
  | 'nothingMemorised'
  | 'noSabaqYet'
  | 'juzNotBegun'
  | 'halfNotBegun'
  | 'quranNotWhole';

/** Sabaq of so many days are asked about in a test of the sabaq. */
const SABAQ_LESSONS = 3;

/**
 * What a test may ask about: always within what is memorised.
 * @param lessons the accepted sabaq at least of recent weeks
 */
export function scopeOf({
  kind,
  juz,
  half,
  memorised,
  lessons,
  scheme,
}: {
  kind: TestKind;
  juz?: number | undefined;
  half?: 1 | 2 | undefined;
  memorised: RangeSet;
  lessons: readonly HeardLesson[];
  scheme: JuzScheme;
}): { ok: true; scope: RangeSet } | { ok: false; problem: ScopeProblem } {
  const within = (set: RangeSet, problem: ScopeProblem) => {
    const scope = intersect(memorised, set);
    return scope.length > 0 ? ({ ok: true, scope } as const) : ({ ok: false, problem } as const);
  };
  if (memorised.length === 0) return { ok: false, problem: 'nothingMemorised' };
  const sabaq = byDate(lessons.filter(isAcceptedSabaq));
  const latest = sabaq.at(-1)?.portions.at(-1);
  switch (kind) {
    case 'SABAQ':
      return within(normalise(sabaq.slice(-SABAQ_LESSONS).flatMap(({ portions }) => portions)), 'noSabaqYet');
    case 'SABQI':
      return latest
        ? within([juzRange(juzOf(latest[1], scheme), scheme)], 'noSabaqYet')
        : within([], 'noSabaqYet');
    case 'PARA':
      return within([juzRange(juz ?? 1, scheme)], 'juzNotBegun');
    case 'NUSS': {
      const middle = juzRange(16, scheme)[0];
      return within(half === 2 ? [[middle, WHOLE[0]![1]]] : [[1, middle - 1]], 'halfNotBegun');
    }
    case 'FULL_QURAN':
      return memorised.length === 1 && memorised[0]![0] === 1 && memorised[0]![1] === WHOLE[0]![1]
        ? { ok: true, scope: WHOLE }
        : { ok: false, problem: 'quranNotWhole' };
    case 'TARTEEB':
    case 'GIRDAAN':
      return { ok: true, scope: memorised };
  }
}
