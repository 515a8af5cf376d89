import { createTranslator } from 'next-intl';
import { createFormat } from '@/lib/core/i18n/format';
import { loadMessages } from '@/lib/core/i18n/load-messages';
import { intlTag, nameIn } from '@/lib/core/i18n/locale';
import { hijriOf, type LocalDate } from '@/lib/core/time';
import type { Named } from '@/lib/progress/facts/rules';
import type { QuranWords } from '@/lib/quran/phrase';
import type { ReportLanguage } from '@/lib/reports/talimi/schema';

/** The words and figures of a report, in its own language whatever the reader's is; Urdu sheets carry ۰–۹. */
export async function getTalimiWords(lang: ReportLanguage, hijriOffset: number) {
  const digits = lang === 'ur' ? 'native' : 'latn';
  const locale = intlTag(lang, digits);
  const messages = await loadMessages(lang);
  // The catalogue writes figures as phones do; on an Urdu sheet all of them are ۰–۹.
  const figures = (text: string) =>
    lang === 'ur' ? text.replace(/[0-9]/g, (digit) => String.fromCharCode(0x06f0 + Number(digit))) : text;
  const calendar = createTranslator({ locale, messages, namespace: 'calendar' });
  const format = createFormat({ locale: lang, digits, t: calendar, hijriOffset });
  const reports = createTranslator({ locale, messages, namespace: 'reports' });
  const quran = createTranslator({ locale, messages, namespace: 'quran' }) as unknown as QuranWords;
  const month = (date: LocalDate) =>
    calendar(`hijriMonths.${`m${hijriOf(date, hijriOffset).month}` as 'm1'}`);
  return {
    lang,
    direction: lang === 'ur' ? ('rtl' as const) : ('ltr' as const),
    t: ((...asked: Parameters<typeof reports>) => figures(reports(...asked))) as typeof reports,
    darja: createTranslator({ locale, messages, namespace: 'progress.darja' }),
    quran: ((key, values) => figures(quran(key, values))) as QuranWords,
    format,
    name: (one: Named) => nameIn(one, lang),
    /** 25 Safar 48: the year as the paper book writes it. */
    hijriShort: (date: LocalDate) => {
      const { year, day } = hijriOf(date, hijriOffset);
      return `${format.digits(day)} ${month(date)} ${format.digits(year % 100).padStart(2, format.digits(0))}`;
    },
    /** Safar 1450 */
    hijriMonth: (date: LocalDate) => `${month(date)} ${format.digits(hijriOf(date, hijriOffset).year)}`,
  };
}

export type TalimiWords = Awaited<ReturnType<typeof getTalimiWords>>;
