import 'server-only';
import type { Locale } from '@/lib/core/i18n/locale';
import { dayPlans, wordPortions } from '@/lib/lessons/day/rules';
import { fieldOf } from '@/lib/lessons/entry/rules';
import type { SweepLesson, SweepStudent } from '@/lib/lessons/sweep/queries';
import type { Heard, Kid, Mark } from '@/lib/lessons/sweep/rules';
import type { QuranWords } from '@/lib/quran/phrase';
import { type Hold, mayRelease } from '@/lib/revision/brake/rules';

interface Reader {
  locale: Locale;
  words: QuranWords;
  digits: (figure: number) => string;
  /** Says why new sabaq is held. */
  held: (hold: Hold) => string;
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

/** The rows of the register as the phone keeps them: figures already in the reader's words. */
export function kidsOf(students: readonly SweepStudent[], { locale, words, digits, held }: Reader): Kid[] {
  return students.map((student) => {
    const native = locale !== 'en' && student.nativeName;
    const mark = markOf(student);
    const { hold } = student;
    return {
      id: student.id,
      name: native || student.name,
      lang: native ? 'ur' : 'en',
      plans: dayPlans(student).map(({ kind, portions, lesson }) => ({
        kind,
        portions,
        ...(portions.length > 0 && {
          typed: fieldOf({ portions, enteredAs: lesson?.enteredAs }, student.mushaf),
        }),
        ...wordPortions(portions, { layout: student.mushaf, words, digits }),
        ...(lesson && { heard: heardOf(lesson) }),
        // One tap hears what is due; what is held is not.
        ...(hold && kind === 'SABAQ' && !lesson && { skipped: true }),
        ...(lesson?.enteredAs && { enteredAs: lesson.enteredAs }),
        ...(lesson && lesson.insisted.length > 0 && { insisted: lesson.insisted }),
      })),
      ...(mark && { mark }),
      ...(hold && { hold: { text: held(hold), release: mayRelease(hold) } }),
    };
  });
}
