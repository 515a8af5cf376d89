import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { signOut } from '@/lib/core/auth/actions';
import { sessionState, wayIn } from '@/lib/core/auth/factor';
import { homeOf } from '@/lib/core/auth/roles';
import { currentScope } from '@/lib/core/auth/scope';
import { isolate } from '@/lib/core/i18n/isolate';
import { nameFor } from '@/lib/core/i18n/name-for';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account.slip'))('title') };
}

/** Where the account's own pages send whom an office's slip let in: what it opens, and how to come to the rest. */
export default async function BySlipPage() {
  const [state, scope] = await Promise.all([sessionState(), currentScope()]);
  if (state !== 'slip' || !scope) redirect(scope ? routes.account : await wayIn());
  const [t, institution] = await Promise.all([getTranslations('account.slip'), nameFor(scope.institution)]);
  return (
    <>
      <PhoneHead title={t('title')} back={{ href: homeOf(scope.role), label: t('back') }} />
      <PhoneMain>
        <hr className="rule-double" />
        <Notice tone="info">
          <p>{t('body', { institution: isolate(institution) })}</p>
          <p className="mt-2">{t('how')}</p>
        </Notice>
        <form action={signOut}>
          <SubmitButton variant="secondary">{t('signIn')}</SubmitButton>
        </form>
      </PhoneMain>
    </>
  );
}
