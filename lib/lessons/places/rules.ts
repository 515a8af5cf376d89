import { type Grading, proposeGrade } from '../grading/rules';
import type { Grade, LessonKind, Mistakes } from '../rules';

/** The grade after the counts of a lesson changed: the new proposal where the old one stood, else the teacher's own. */
export function regrade({
  kind,
  grade,
  before,
  after,
  grading,
}: {
  kind: LessonKind;
  grade: Grade;
  before: Mistakes;
  after: Mistakes;
  grading?: Grading | undefined;
}): Grade {
  return grade === proposeGrade(before, kind, grading) ? proposeGrade(after, kind, grading) : grade;
}
