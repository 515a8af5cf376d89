import 'server-only';
import { createTranslator } from 'next-intl';
import { createFormat, type FormatOptions } from '@/lib/core/i18n/format';
import { loadMessages } from '@/lib/core/i18n/load-messages';
import { intlTag } from '@/lib/core/i18n/locale';
import { daysBetween, type LocalDate } from '@/lib/core/time';
import type { QuranWords } from '@/lib/quran/phrase';
import type { ReportLanguage } from './queries';
import type { ReportWords } from './rules';

export interface Writer {
  words: ReportWords;
  /** The weekday alone while it can mean one day only, else the whole date. */
  dayName: (day: LocalDate, today: LocalDate) => string;
  date: (day: LocalDate) => string;
}

/** The words of a report in a guardian's language, outside of any request. */
export async function reportWriter(language: ReportLanguage): Promise<Writer> {
  const messages = await loadMessages(language);
  const locale = intlTag(language, 'latn');
  const report = createTranslator({ locale, messages, namespace: 'messages.report' });
  const quran = createTranslator({ locale, messages, namespace: 'quran' });
  const reading = createTranslator({ locale, messages, namespace: 'reading' });
  const calendar = createTranslator({ locale, messages, namespace: 'calendar' });
  const format = createFormat({
    locale: language,
    digits: 'latn',
    t: calendar as unknown as FormatOptions['t'],
  });
  return {
    words: {
      locale: language,
      report: report as unknown as ReportWords['report'],
      quran: quran as unknown as QuranWords,
      reading: reading as unknown as ReportWords['reading'],
    },
    date: (day) => format.dateShort(day),
    dayName: (day, today) => (daysBetween(day, today) < 7 ? format.weekday(day) : format.dateWithDay(day)),
  };
}
