import 'server-only';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import type { LocalDate } from '@/lib/core/time';
import type { HalqaSession } from '@/lib/halqas/day/queries';
import { type GradeNames, gradeWord } from '@/lib/lessons/grading/rules';
import type { LessonKind } from '@/lib/lessons/rules';
import type { SweepLesson, SweepStudent } from '@/lib/lessons/sweep/queries';
import type { Aside } from '@/lib/lessons/sweep/rules';

export interface AsideWords {
  /** It was heard in another session of the day, where it is corrected. */
  readonly heard: (studentId: string, lesson: SweepLesson, label: string) => Aside;
  /** The plan leaves it to others. */
  readonly left: (kind: LessonKind) => Aside;
  /** An earlier session missed the child. */
  readonly missed: (before: NonNullable<SweepStudent['before']>) => string;
}

/** What the other sessions of the day have, in this request's language. */
export async function getAsideWords(
  { heardIn }: Pick<HalqaSession, 'heardIn'>,
  { date, names, locale }: { date: LocalDate; names: GradeNames | undefined; locale: string },
): Promise<AsideWords> {
  const [t, attendance, grades] = await Promise.all([
    getTranslations('lessons.aside'),
    getTranslations('attendance'),
    getTranslations('grades'),
  ]);
  return {
    heard: (studentId, { kind, session, grade }, label) => ({
      heard: { label, href: routes.recordLesson(studentId, { date, kind, session }) },
      text: t('heard', {
        session: attendance(`sessions.${session}`),
        grade: gradeWord(names, grade, locale) ?? grades(grade),
      }),
    }),
    left: (kind) => ({
      text: t('left', {
        sessions: heardIn(kind)
          .map((session) => attendance(`sessions.${session}`))
          .join(t('comma')),
      }),
    }),
    missed: ({ session, status, reason }) => {
      const what = attendance(`statuses.${status}`);
      return t('missed', {
        session: attendance(`sessions.${session}`),
        status: reason
          ? attendance('because', { status: what, reason: attendance(`reasons.${reason}`) })
          : what,
      });
    },
  };
}
