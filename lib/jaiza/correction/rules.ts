import type { Range } from '@/lib/quran/position';
import { containsRange, normalise, type RangeSet, subtract, union } from '@/lib/quran/range-set';
import { partsToTakeBack } from '../result/rules';
import { MARK_KINDS, type QuestionMarks } from '../rules';

/** The counts as the correction's form sends them: of the questions that were heard, kind by kind. */
function countsOf(marks: readonly QuestionMarks[]): number[] {
  return marks.filter(({ heard }) => heard).flatMap((one) => MARK_KINDS.map((kind) => one[kind]));
}

/** The marks with other counts at the questions that were heard; undefined when the figures are not as many. */
export function withCounts(
  marks: readonly QuestionMarks[],
  counts: readonly number[],
): QuestionMarks[] | undefined {
  const width = MARK_KINDS.length;
  if (counts.length !== countsOf(marks).length) return undefined;
  let at = -1;
  return marks.map((one) => {
    if (!one.heard) return one;
    at += 1;
    const row = counts.slice(at * width, (at + 1) * width);
    return { ...one, ...Object.fromEntries(MARK_KINDS.map((kind, place) => [kind, row[place]!])) };
  });
}

/** A para that failed with nothing taken back is heard once more. */
export function asksAgain({
  kind,
  result,
  takenBack,
}: {
  kind: string;
  result: string;
  takenBack: readonly unknown[];
}): boolean {
  return kind === 'PARA' && result === 'FAIL' && takenBack.length === 0;
}

/** Parts that stand at a tick when a test is corrected: what went wrong, and what was taken back already. */
export function partsToCorrect({
  takenBack,
  memorised,
  ...asked
}: {
  passages: readonly Range[];
  marks: readonly QuestionMarks[];
  memorised: RangeSet;
  takenBack: RangeSet;
}): Range[] {
  const parts = partsToTakeBack({ ...asked, memorised: union(memorised, takenBack) });
  const ticked = normalise(parts.filter((part) => containsRange(takenBack, part)));
  const rest = subtract(takenBack, ticked);
  return [...parts, ...rest].sort((a, b) => a[0] - b[0]);
}
