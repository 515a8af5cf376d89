import 'server-only';
import type { Locale } from '@/lib/core/i18n/locale';
import { dayPlans, wordPortions } from '@/lib/lessons/day/rules';
import { fieldOf } from '@/lib/lessons/entry/rules';
import { type Grading, proposeGrade } from '@/lib/lessons/grading/rules';
import type { LessonKind } from '@/lib/lessons/rules';
import type { SweepLesson, SweepStudent } from '@/lib/lessons/sweep/queries';
import {
  addMistake,
  type Heard,
  type Kid,
  type Mark,
  NO_MISTAKES,
  type Plan,
} from '@/lib/lessons/sweep/rules';
import { COUNT_OF, type DayLesson, lessonAt } from '@/lib/mushaf/rules';
import type { QuranWords } from '@/lib/quran/phrase';
import { type Hold, mayRelease } from '@/lib/revision/brake/rules';
import type { AsideWords } from './aside-words';

interface Reader {
  locale: Locale;
  words: QuranWords;
  digits: (figure: number) => string;
  /** Says why new sabaq is held. */
  held: (hold: Hold) => string;
  grading: Grading;
  /** What another session of the day has of a kind, or of the attendance. */
  aside: AsideWords;
}

const heardOf = ({ id, grade, mistakes, remark, listener, heardBy }: SweepLesson): Heard => ({
  id,
  grade,
  mistakes,
  kept: true,
  ...(remark && { remark }),
  ...(listener !== 'TEACHER' && { listener }),
  ...(heardBy && { heardBy }),
});

const markOf = ({ attendanceId, status, reason }: SweepStudent): Mark | undefined =>
  attendanceId && status ? { id: attendanceId, status, kept: true, ...(reason && { reason }) } : undefined;

const missedOf = ({ before }: SweepStudent, { missed }: AsideWords): Pick<Kid, 'missed'> =>
  before && (before.status === 'ABSENT' || before.status === 'LEAVE') ? { missed: missed(before) } : {};

/** What waits on the page of the mushaf for a lesson of this kind to be heard. */
function markedOf(
  kind: LessonKind,
  marks: SweepStudent['marks'],
  day: readonly DayLesson[],
  grading: Grading,
): Pick<Plan, 'marked'> {
  const own = marks.filter(({ ayah }) => lessonAt(ayah, day)?.kind === kind);
  if (own.length === 0) return {};
  const mistakes = own.reduce((sum, mark) => addMistake(sum, COUNT_OF[mark.kind], 1), NO_MISTAKES);
  return { marked: { mistakes, grade: proposeGrade(mistakes, kind, grading) } };
}

/** The rows of the register as the phone keeps them: figures already in the reader's words. */
export function kidsOf(
  students: readonly SweepStudent[],
  { locale, words, digits, held, grading, aside: told }: Reader,
): Kid[] {
  return students.map((student) => {
    const native = locale !== 'en' && student.nativeName;
    const mark = markOf(student);
    const { hold } = student;
    const day = dayPlans(student);
    const worded = (portions: readonly number[]) =>
      wordPortions(portions, { layout: student.mushaf, words, digits });
    return {
      id: student.id,
      name: native || student.name,
      lang: native ? 'ur' : 'en',
      plans: day.map(({ kind, portions, lesson, aside }) => ({
        kind,
        portions,
        ...(portions.length > 0 && {
          typed: fieldOf({ portions, enteredAs: lesson?.enteredAs }, student.mushaf),
        }),
        ...(!lesson && markedOf(kind, student.marks, day, grading)),
        ...worded(portions),
        ...(aside && {
          aside: aside.heard
            ? told.heard(student.id, aside.heard, worded(aside.heard.portions).label)
            : told.left(kind),
        }),
        ...(lesson && { heard: heardOf(lesson) }),
        // One tap hears what is due; what is held is not, nor what another session has.
        ...(((hold && kind === 'SABAQ' && !lesson) || aside) && { skipped: true }),
        ...(lesson?.enteredAs && { enteredAs: lesson.enteredAs }),
        ...(lesson && lesson.insisted.length > 0 && { insisted: lesson.insisted }),
      })),
      ...(mark && { mark }),
      ...missedOf(student, told),
      ...(hold && { hold: { text: held(hold), release: mayRelease(hold) } }),
    };
  });
}
