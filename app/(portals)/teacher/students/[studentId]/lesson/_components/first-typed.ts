import 'server-only';
import { getFormat } from '@/lib/core/i18n/get-format';
import { getTranslations } from '@/lib/core/i18n/translations';
import { groundOf } from '@/lib/lessons/customs/rules';
import { type LessonPage, readOn } from '@/lib/lessons/entry/queries';
import { fieldOf, typedPortions } from '@/lib/lessons/entry/rules';
import type { QuranWords } from '@/lib/quran/phrase';

/** What stands in the field when the page opens: the saved lesson, else what is due today, unless another session of the
 *  day has heard it; read back at once. */
export async function firstTyped({ day, saved, heardIn, kind }: LessonPage, isToday: boolean) {
  const [quran, lessons, { digits }] = await Promise.all([
    getTranslations('quran'),
    getTranslations('lessons'),
    getFormat(),
  ]);
  const due = isToday ? typedPortions(groundOf(day, kind).due[kind]) : '';
  const typed = saved ? fieldOf(saved, day.layout) : heardIn ? '' : due;
  const told = { quran: quran as unknown as QuranWords, lessons: lessons as unknown as QuranWords, digits };
  const figures = due.replace(/\d+/g, (figure) => digits(Number(figure)));
  return {
    first: { typed, ...(typed && { reading: readOn(day, { typed, kind }, told) }) },
    ...(due && { due: { typed: due, label: lessons('due', { range: `\u2066${figures}\u2069` }) } }),
  };
}
