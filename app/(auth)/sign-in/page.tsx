import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Form } from '@/components/forms/form';
import { TextField } from '@/components/forms/text-field';
import { SubmitButton } from '@/components/ui/submit-button';
import { signInByPassword } from '@/lib/core/auth/actions';
import { homeOf } from '@/lib/core/auth/roles';
import { currentScope } from '@/lib/core/auth/scope';
import { AuthHead } from '../_components/auth-head';
import { WaysIn } from '../_components/ways-in';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('submit') };
}

export default async function SignInPage() {
  const scope = await currentScope();
  if (scope) redirect(homeOf(scope.role));
  const t = await getTranslations('auth');
  return (
    <div className="grid gap-5">
      <AuthHead title={t('greeting')} lead={t('lead')} />
      <WaysIn current="email" />
      <Form action={signInByPassword} room="auth">
        <TextField
          name="email"
          type="email"
          label={t('email')}
          autoComplete="username"
          maxLength={254}
          required
        />
        <TextField
          name="password"
          type="password"
          label={t('password')}
          autoComplete="current-password"
          maxLength={200}
          required
        />
        <SubmitButton size="lg" block>
          {t('submit')}
        </SubmitButton>
      </Form>
      <div className="grid gap-2 text-small text-ink-2">
        <p>{t.rich('phoneHint', { b: (words) => <b className="font-semibold">{words}</b> })}</p>
        <p>{t('forgotten')}</p>
      </div>
    </div>
  );
}
