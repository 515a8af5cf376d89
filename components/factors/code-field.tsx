import { OneTimeCode } from '@/components/forms/one-time-code';
import { getTranslations } from '@/lib/core/i18n/translations';

/** Six digits of an authenticator; phones offer them from the keyboard. */
export async function CodeField() {
  const t = await getTranslations('factors.proof');
  return <OneTimeCode label={t('code')} hint={t('codeHint')} />;
}
