'use server';
import { formAction } from '@/lib/core/action';
import { getFormat } from '@/lib/core/i18n/get-format';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import type { QuranWords } from '@/lib/quran/phrase';
import { saveTyped } from './entry/mutations';
import { readLesson } from './entry/queries';
import type { Told } from './entry/rules';
import { lessonForm, typedLesson } from './entry/schema';

async function getTold(): Promise<Omit<Told, 'layout'>> {
  const [quran, lessons, { digits }] = await Promise.all([
    getTranslations('quran'),
    getTranslations('lessons'),
    getFormat(),
  ]);
  return { quran: quran as unknown as QuranWords, lessons: lessons as unknown as QuranWords, digits };
}

/** Reads a lesson as typed ("5:15-20, p77 l3-9") in the child's mushaf: how it was understood, and what is odd about it. */
export const readTyped = formAction({
  permission: 'lessons:record',
  schema: typedLesson,
  run: async (tx, asked, { institution }) =>
    readLesson(tx, { institutionId: institution.id, ...asked }, await getTold()),
});

/** A lesson from its own page: saved, or read back with what is odd about it. */
export const saveLesson = formAction({
  permission: 'lessons:record',
  schema: lessonForm,
  run: async (tx, form, scope) => ({
    studentId: form.studentId,
    ...(await saveTyped(tx, form, scope, await getTold())),
  }),
  after: ({ studentId, done }) =>
    done === 'asked' ? { keep: true } : { redirectTo: routes.teacherStudent(studentId) },
});
