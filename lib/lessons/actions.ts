'use server';
import { getTranslations } from 'next-intl/server';
import { formAction } from '@/lib/core/action';
import { getFormat } from '@/lib/core/i18n/get-format';
import type { QuranWords } from '@/lib/quran/phrase';
import { readPortions } from './day/queries';
import { wordPortions } from './day/rules';
import { typedPortions } from './schema';

/** Reads a range as typed ("5:15-20", "page 77") in the child's mushaf; what is not understood comes back in words. */
export const readRange = formAction({
  permission: 'lessons:record',
  schema: typedPortions,
  run: async (tx, { typed, studentId }, { institution }) => {
    const [t, { digits }] = await Promise.all([getTranslations('quran'), getFormat()]);
    const words = t as unknown as QuranWords;
    const read = await readPortions(tx, { institutionId: institution.id, studentId, typed });
    if (!read.ok) return { problem: words(`problem.${read.code}`, read.params) };
    return {
      portions: read.portions,
      ...wordPortions(read.portions, { layout: read.layout, words, digits }),
    };
  },
});
