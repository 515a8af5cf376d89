import { languageNames, locales } from '@/lib/core/i18n/locale';
import { getPreferences } from '@/lib/core/i18n/preferences';
import { getTranslations } from '@/lib/core/i18n/translations';
import { LanguageButtons } from './preference-buttons';

const languages = locales.map((locale) => [locale, languageNames[locale]] as const);

/** The page answers in the language chosen, with or without script. */
export async function LanguageSwitch({ className }: { className?: string }) {
  const [t, { locale }] = await Promise.all([getTranslations('common'), getPreferences()]);
  return (
    <LanguageButtons label={t('language')} current={locale} languages={languages} className={className} />
  );
}
