import Link from 'next/link';
import { Form } from '@/components/forms/form';
import { TextField } from '@/components/forms/text-field';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { changePassword } from '@/lib/account/actions';
import { MAX_PASSWORD } from '@/lib/core/auth/schema';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';

/** Changing the password; who signs in by code alone has none. */
export async function PasswordSheet({ email }: { email: string | null }) {
  const [t, reset] = await Promise.all([
    getTranslations('account.password'),
    getTranslations('account.reset'),
  ]);
  if (!email)
    return (
      <Sheet title={t('title')}>
        <p className="text-small text-ink-2">{t('none')}</p>
      </Sheet>
    );
  return (
    <Sheet title={t('title')} note={t('note')} ruled>
      <Form action={changePassword} room="account">
        {/* For the browser's password manager: whose password this is. */}
        <input type="email" name="$username" autoComplete="username" value={email} readOnly hidden />
        <TextField
          name="currentPassword"
          type="password"
          label={t('current')}
          aside={
            <Link href={routes.reset} prefetch={false} className="link tap-area text-small">
              {reset('forgotten')}
            </Link>
          }
          autoComplete="current-password"
          maxLength={MAX_PASSWORD}
          required
        />
        <TextField
          name="password"
          type="password"
          label={t('fresh')}
          hint={t('hint')}
          autoComplete="new-password"
          maxLength={MAX_PASSWORD}
          required
        />
        <SubmitButton className="justify-self-start">{t('submit')}</SubmitButton>
      </Form>
    </Sheet>
  );
}
