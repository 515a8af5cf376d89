import { rubOf, rubRange } from '@/lib/quran/divisions';
import type { Range } from '@/lib/quran/position';
import { intersect, type RangeSet } from '@/lib/quran/range-set';
import { MARK_KINDS, type QuestionMarks } from '../rules';

/** Quarters of a hizb in which something went wrong, cut to what is held: what a fail may take back at a tick. */
export function partsToTakeBack({
  passages,
  marks,
  memorised,
}: {
  passages: readonly Range[];
  marks: readonly QuestionMarks[];
  memorised: RangeSet;
}): Range[] {
  const rubs = new Set<number>();
  for (const [at, [from, to]] of passages.entries()) {
    const one = marks[at];
    if (!one?.heard || MARK_KINDS.every((kind) => one[kind] === 0)) continue;
    for (let rub = rubOf(from); rub <= rubOf(to); rub += 1) rubs.add(rub);
  }
  return [...rubs].sort((a, b) => a - b).flatMap((rub) => [...intersect(memorised, [rubRange(rub)])]);
}
