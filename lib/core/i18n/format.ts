import { gregorianOf, hijriOf, type LocalDate, weekdayOf } from '../time';
import { type Digits, intlTag, type Locale } from './locale';
import type { getTranslations } from './translations';

type CalendarTranslator = Awaited<ReturnType<typeof getTranslations<'calendar'>>>;

export interface FormatOptions {
  locale: Locale;
  digits: Digits;
  /** Translator of the namespace `calendar`. */
  t: CalendarTranslator;
  /** The institution's days to add to Umm al-Qura. */
  hijriOffset?: number;
}

type Name = 'm1' | 'm2' | 'm3' | 'm4' | 'm5' | 'm6' | 'm7' | 'm8' | 'm9' | 'm10' | 'm11' | 'm12';
type Day = 'd1' | 'd2' | 'd3' | 'd4' | 'd5' | 'd6' | 'd7';

const monthKey = (month: number) => `m${month}` as Name;
const dayKey = (date: LocalDate) => `d${weekdayOf(date)}` as Day;

function makeNumbers(tag: string) {
  return {
    plain: new Intl.NumberFormat(tag, { useGrouping: false }),
    grouped: new Intl.NumberFormat(tag, { maximumFractionDigits: 1 }),
    share: new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 }),
  };
}
const numbers = new Map<string, ReturnType<typeof makeNumbers>>();

/** Making one costs more than all that a page writes with it; there are six tags. */
function numbersOf(tag: string) {
  const known = numbers.get(tag);
  if (known) return known;
  const made = makeNumbers(tag);
  numbers.set(tag, made);
  return made;
}

/**
 * Writers of days, clocks and figures in one language. Names of months and weekdays are the catalogue's, not
 * the browser's: ICU's Urdu and ours differ, and a phone's ICU differs from the server's.
 */
export function createFormat({ locale, digits, t, hijriOffset = 0 }: FormatOptions) {
  const tag = intlTag(locale, digits);
  const { plain, grouped, share } = numbersOf(tag);
  const clock = (timeZone: string) =>
    new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone });

  const parts = (date: LocalDate) => {
    const { year, month, day } = gregorianOf(date);
    return { day: plain.format(day), month: t(`months.${monthKey(month)}`), year: plain.format(year) };
  };

  const format = {
    /** 19 November 2026 */
    date: (date: LocalDate) => t('date', parts(date)),
    /** Thu 19 Nov: for lists within the year */
    dateShort: (date: LocalDate) => {
      const { month, day } = gregorianOf(date);
      return t('dateShort', {
        weekday: t(`weekdaysShort.${dayKey(date)}`),
        day: plain.format(day),
        month: t(`monthsShort.${monthKey(month)}`),
      });
    },
    /** Thu 19 November 2026 */
    dateWithDay: (date: LocalDate) =>
      t('dateWithDay', { ...parts(date), weekday: t(`weekdaysShort.${dayKey(date)}`) }),
    /** 9 Jumada al-Akhirah 1448 */
    hijri: (date: LocalDate) => {
      const { year, month, day } = hijriOf(date, hijriOffset);
      return t('hijri', {
        day: plain.format(day),
        month: t(`hijriMonths.${monthKey(month)}`),
        year: plain.format(year),
      });
    },
    /** Thu 19 November 2026 · 9 Jumada al-Akhirah 1448 */
    bothDates: (date: LocalDate) =>
      t('bothDates', { gregorian: format.dateWithDay(date), hijri: format.hijri(date) }),
    /** November 2026 */
    month: (date: LocalDate) => {
      const { month, year } = parts(date);
      return t('monthYear', { month, year });
    },
    weekday: (date: LocalDate) => t(`weekdays.${dayKey(date)}`),
    weekdayShort: (date: LocalDate) => t(`weekdaysShort.${dayKey(date)}`),
    /** 13:30 in `timeZone` */
    time: (instant: Date, timeZone: string) => clock(timeZone).format(instant),
    /** 13:30 from minutes since midnight */
    timeOfDay: (minutes: number) => clock('UTC').format(new Date(minutes * 60_000)),
    /** 6,236 and 6.6: at most one decimal */
    number: (value: number) => grouped.format(value),
    /** 2026 or a roll of days: digits without separators */
    digits: (value: number) => plain.format(value),
    /** 71% from 0.71 */
    percent: (ratio: number) => share.format(ratio),
  };
  return format;
}

export type Format = ReturnType<typeof createFormat>;
