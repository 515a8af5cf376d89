import type { Metadata } from 'next';
import Link from 'next/link';
import { Form } from '@/components/forms/form';
import { TextField } from '@/components/forms/text-field';
import { ButtonLink } from '@/components/ui/button';
import { SubmitButton } from '@/components/ui/submit-button';
import { askForReset } from '@/lib/account/actions';
import { resetQuery } from '@/lib/account/schema';
import { env } from '@/lib/core/env';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { AuthHead } from '../_components/auth-head';
import { ResetWays } from './_components/reset-ways';

type Props = { searchParams: Promise<Record<string, unknown>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account.reset'))('title') };
}

export default async function ResetPage({ searchParams }: Props) {
  const { sent } = resetQuery.parse(await searchParams);
  return sent ? <Sent /> : <Ask />;
}

async function Ask() {
  const t = await getTranslations('account.reset');
  return (
    <div className="grid gap-5">
      <AuthHead title={t('title')} lead={t('lead')} />
      <ResetWays current="email" />
      <Form action={askForReset} room="account">
        <TextField
          name="email"
          type="email"
          label={t('email')}
          autoComplete="username"
          maxLength={254}
          required
        />
        <SubmitButton size="lg" block>
          {t('send')}
        </SubmitButton>
      </Form>
      <p className="text-small text-ink-2">{t('noWay')}</p>
      <Link href={routes.signIn} prefetch={false} className="link tap-area justify-self-start text-small">
        {t('toSignIn')}
      </Link>
    </div>
  );
}

/** The same for an address that is known and for one that is not. */
async function Sent() {
  const t = await getTranslations('account.reset');
  return (
    <div className="grid gap-5">
      <AuthHead title={t('sentTitle')} lead={t('sent')} />
      <div className="flex flex-wrap gap-3">
        <ButtonLink href={routes.reset}>{t('again')}</ButtonLink>
        <ButtonLink href={routes.signIn} variant="ghost">
          {t('toSignIn')}
        </ButtonLink>
      </div>
      {env().DEMO === '1' && (
        <p className="text-small text-ink-2">
          {t.rich('demo', {
            link: (words) => (
              <Link href={routes.demoMailbox} prefetch={false} className="link">
                {words}
              </Link>
            ),
          })}
        </p>
      )}
    </div>
  );
}
