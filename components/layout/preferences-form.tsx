import { getPreferences } from '@/lib/core/i18n/preferences';
import { getTranslations } from '@/lib/core/i18n/translations';
import { ChoiceButtons } from './preference-buttons';

const themes = ['light', 'dark', 'device'] as const;
const scripts = ['latn', 'native'] as const;

/** Light, dark or as the device; and, outside English, the digits. Plain buttons of a plain form. */
export async function AppearanceForm() {
  const [t, { theme, digits, locale }] = await Promise.all([getTranslations('common'), getPreferences()]);
  const look = {
    name: 'theme',
    label: t('theme'),
    current: theme,
    values: themes.map((value) => [value, t(`themes.${value}`)] as const),
  };
  const figures = {
    name: 'digits',
    label: t('digits'),
    current: digits,
    values: scripts.map((value) => [value, t(`digitChoices.${value}`)] as const),
  };
  return <ChoiceButtons choices={locale === 'en' ? [look] : [look, figures]} />;
}
