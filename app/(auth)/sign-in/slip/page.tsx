import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { Form } from '@/components/forms/form';
import { TextField } from '@/components/forms/text-field';
import { SubmitButton } from '@/components/ui/submit-button';
import { signInBySlip } from '@/lib/account/actions';
import { homeOf } from '@/lib/core/auth/roles';
import { currentScope } from '@/lib/core/auth/scope';
import { getTranslations } from '@/lib/core/i18n/translations';
import { AuthHead } from '../../_components/auth-head';
import { WaysIn } from '../../_components/ways-in';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('slip.title') };
}

/** For who got a paper from the office: the number on it and its code. */
export default async function SlipPage() {
  const scope = await currentScope();
  if (scope) redirect(homeOf(scope.role));
  const t = await getTranslations('auth');
  return (
    <div className="grid gap-5">
      <AuthHead title={t('slip.title')} lead={t('slip.lead')} />
      <WaysIn />
      <Form action={signInBySlip} room="auth">
        <TextField
          name="login"
          label={t('slip.login')}
          hint={t('slip.loginHint')}
          autoComplete="username"
          dir="ltr"
          maxLength={254}
          required
        />
        <TextField
          name="code"
          label={t('slip.code')}
          inputMode="numeric"
          autoComplete="off"
          dir="ltr"
          maxLength={40}
          required
        />
        <SubmitButton size="lg" block>
          {t('slip.submit')}
        </SubmitButton>
      </Form>
      <p className="text-small text-ink-2">{t('slip.none')}</p>
    </div>
  );
}
