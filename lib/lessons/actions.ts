'use server';
import { getTranslations } from 'next-intl/server';
import { formAction } from '@/lib/core/action';
import { getFormat } from '@/lib/core/i18n/get-format';
import type { QuranWords } from '@/lib/quran/phrase';
import { readLesson } from './entry/queries';
import { typedLesson } from './entry/schema';

/** Reads a lesson as typed ("5:15-20, p77 l3-9") in the child's mushaf: how it was understood, and what is odd about it. */
export const readTyped = formAction({
  permission: 'lessons:record',
  schema: typedLesson,
  run: async (tx, asked, { institution }) => {
    const [quran, lessons, { digits }] = await Promise.all([
      getTranslations('quran'),
      getTranslations('lessons'),
      getFormat(),
    ]);
    const told = { quran: quran as unknown as QuranWords, lessons: lessons as unknown as QuranWords, digits };
    return readLesson(tx, { institutionId: institution.id, ...asked }, told);
  },
});
