import { createTranslator } from 'next-intl';
import { expect, test } from 'vitest';
import { createFormat } from '@/lib/core/i18n/format';
import { loadMessages } from '@/lib/core/i18n/load-messages';
import { type Digits, intlTag, type Locale, localeOfTag, negotiateLocale } from '@/lib/core/i18n/locale';

async function formatOf(locale: Locale, digits: Digits = 'latn', hijriOffset = 0) {
  const messages = await loadMessages(locale);
  const t = createTranslator({ locale: intlTag(locale, digits), messages, namespace: 'calendar' });
  return createFormat({ locale, digits, t, hijriOffset });
}

test('a day is written in both calendars with our own month names', async () => {
  const english = await formatOf('en');
  expect(english.bothDates('2026-11-19')).toBe('Thu 19 November 2026 · 9 Jumada al-Akhirah 1448');
  const urdu = await formatOf('ur');
  expect(urdu.bothDates('2026-11-19')).toBe('جمعرات 19 نومبر 2026، 9 جمادی الثانی 1448');
  const arabic = await formatOf('ar');
  expect(arabic.hijri('2026-11-19')).toBe('9 جمادى الآخرة 1448');
});

test('the institution moves the Hijri day, across a month if need be', async () => {
  const sighted = await formatOf('en', 'latn', -1);
  expect(sighted.hijri('2026-11-19')).toBe('8 Jumada al-Akhirah 1448');
  expect(sighted.hijri('2026-11-11')).toBe((await formatOf('en')).hijri('2026-11-10'));
});

test('digits are Latin unless the person chose their own', async () => {
  expect((await formatOf('ur')).number(6236)).toBe('6,236');
  expect((await formatOf('ur', 'native')).digits(1448)).toBe('۱۴۴۸');
  expect((await formatOf('ar', 'native')).digits(1448)).toBe('١٤٤٨');
  expect((await formatOf('ar')).percent(0.71)).toMatch(/^71/);
  expect((await formatOf('en', 'native')).digits(7)).toBe('7');
});

test('clocks count to 24 in the zone of the institution', async () => {
  const english = await formatOf('en');
  expect(english.time(new Date('2026-11-19T08:30:00Z'), 'Asia/Karachi')).toBe('13:30');
  expect(english.timeOfDay(0)).toBe('00:00');
  expect((await formatOf('ur', 'native')).timeOfDay(13 * 60 + 5)).toBe('۱۳:۰۵');
});

test('the browser is answered in its best language of ours', () => {
  expect(negotiateLocale('ur-PK,ur;q=0.9,en;q=0.8')).toBe('ur');
  expect(negotiateLocale('fr-FR,ar;q=0.4,en;q=0.3')).toBe('ar');
  expect(negotiateLocale('en;q=0.2,ur;q=0.9')).toBe('ur');
  expect(negotiateLocale('ur;q=0,de')).toBe('en');
  expect(negotiateLocale(';;q=x,,')).toBe('en');
  expect(negotiateLocale(null)).toBe('en');
});

test('a tag leads back to its language', () => {
  expect(localeOfTag(intlTag('ur', 'native'))).toBe('ur');
  expect(localeOfTag('fa-IR')).toBe('en');
});
