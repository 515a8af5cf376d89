import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { PasskeyForm } from '@/components/factors/passkey-form';
import { Form } from '@/components/forms/form';
import { TextField } from '@/components/forms/text-field';
import { SignedOutCall } from '@/components/layout/signed-out';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { signInQuery } from '@/lib/account/schema';
import { signInByPassword } from '@/lib/core/auth/actions';
import { homeOf } from '@/lib/core/auth/roles';
import { MAX_PASSWORD } from '@/lib/core/auth/schema';
import { currentScope } from '@/lib/core/auth/scope';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { beginSignIn, signInWithPasskey } from '@/lib/factors/actions';
import { AuthHead } from '../_components/auth-head';
import { WaysIn } from '../_components/ways-in';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('submit') };
}

type Props = { searchParams: Promise<Record<string, unknown>> };

export default async function SignInPage({ searchParams }: Props) {
  const scope = await currentScope();
  if (scope) redirect(homeOf(scope.role));
  const { done } = signInQuery.parse(await searchParams);
  const [t, reset, factors] = await Promise.all([
    getTranslations('auth'),
    getTranslations('account.reset'),
    getTranslations('factors'),
  ]);
  return (
    <div className="grid gap-5">
      {done === 'out' && <SignedOutCall />}
      <AuthHead title={t('greeting')} lead={t('lead')} />
      {done === 'over' && (
        <Notice tone="info" role="status" title={`${t('over.title')}.`}>
          {t('over.body')}
        </Notice>
      )}
      {done === 'password' && (
        <Notice tone="good" role="status">
          {reset('done')}
        </Notice>
      )}
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
          aside={
            <Link href={routes.reset} prefetch={false} className="link tap-area text-small">
              {reset('forgotten')}
            </Link>
          }
          autoComplete="current-password"
          maxLength={MAX_PASSWORD}
          required
        />
        <SubmitButton size="lg" block>
          {t('submit')}
        </SubmitButton>
      </Form>
      <PasskeyForm
        kind="prove"
        begin={beginSignIn}
        action={signInWithPasskey}
        label={factors('signIn.button')}
      />
      <p className="text-small text-ink-2">
        {t.rich('phoneHint', { b: (words) => <b className="font-semibold">{words}</b> })}
      </p>
      <p className="text-small">
        <Link href={routes.slip} prefetch={false} className="link tap-area">
          {t('slip.link')}
        </Link>
      </p>
    </div>
  );
}
