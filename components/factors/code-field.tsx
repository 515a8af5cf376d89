import { getTranslations } from 'next-intl/server';
import { TextField } from '@/components/forms/text-field';

/** Six digits of an authenticator; phones offer them from the keyboard. */
export async function CodeField() {
  const t = await getTranslations('factors.proof');
  return (
    <TextField
      name="code"
      label={t('code')}
      hint={t('codeHint')}
      inputMode="numeric"
      autoComplete="one-time-code"
      dir="ltr"
      maxLength={12}
      required
    />
  );
}
