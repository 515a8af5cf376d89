import 'server-only';
import type { Locale } from '@/lib/core/i18n/locale';
import { dayPlans, wordPortions } from '@/lib/lessons/day/rules';
import type { SweepLesson, SweepStudent } from '@/lib/lessons/sweep/queries';
import type { Heard, Kid, Mark } from '@/lib/lessons/sweep/rules';
import type { QuranWords } from '@/lib/quran/phrase';

interface Reader {
  locale: Locale;
  words: QuranWords;
  digits: (figure: number) => string;
}

const heardOf = ({ id, grade, mistakes, remark }: SweepLesson): Heard => ({
  id,
  grade,
  mistakes,
  kept: true,
  ...(remark && { remark }),
});

const markOf = ({ attendanceId, status, reason }: SweepStudent): Mark | undefined =>
  attendanceId && status ? { id: attendanceId, status, kept: true, ...(reason && { reason }) } : undefined;

/** The rows of the register as the phone keeps them: figures already in the reader's words. */
export function kidsOf(students: readonly SweepStudent[], { locale, words, digits }: Reader): Kid[] {
  return students.map((student) => {
    const native = locale !== 'en' && student.nativeName;
    const mark = markOf(student);
    return {
      id: student.id,
      name: native || student.name,
      lang: native ? 'ur' : 'en',
      plans: dayPlans(student).map(({ kind, portions, lesson }) => ({
        kind,
        portions,
        ...wordPortions(portions, { layout: student.mushaf, words, digits }),
        ...(lesson && { heard: heardOf(lesson) }),
        ...(lesson?.enteredAs && { enteredAs: lesson.enteredAs }),
      })),
      ...(mark && { mark }),
    };
  });
}
