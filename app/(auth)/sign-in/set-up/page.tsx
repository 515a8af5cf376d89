import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { PasskeyForm } from '@/components/factors/passkey-form';
import { SetUpSteps } from '@/components/factors/set-up-steps';
import { SubmitButton } from '@/components/ui/submit-button';
import { signOut } from '@/lib/core/auth/actions';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { beginPasskey, keepPasskey } from '@/lib/factors/actions';
import { beginTotp, getOwnFactors } from '@/lib/factors/queries';
import { hasFactor } from '@/lib/factors/rules';
import { AuthHead } from '../../_components/auth-head';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('factors.setUp'))('title') };
}

/** First sign-in of an office: through the set-up of its second key, and on. */
export default async function SetUpPage() {
  const own = await getOwnFactors();
  if (!own) redirect(routes.signIn);
  if (!own.owes) redirect(routes.ownFactors);
  if (hasFactor(own)) redirect(routes.secondFactor());
  const [seed, t] = await Promise.all([beginTotp(own.label), getTranslations('factors.setUp')]);
  if (!seed) redirect(routes.signIn);
  return (
    <div className="grid gap-6">
      <AuthHead title={t('title')} lead={t('lead')} />
      <SetUpSteps {...seed} />
      <section aria-labelledby="passkey" className="grid gap-3 border-t border-line pt-5">
        <h2 id="passkey">{t('passkeyTitle')}</h2>
        <p className="text-small text-ink-2">{t('passkeyLead')}</p>
        <PasskeyForm kind="make" begin={beginPasskey} action={keepPasskey} label={t('passkey')} />
      </section>
      <form action={signOut}>
        <SubmitButton variant="ghost" className="-ms-3">
          {t('later')}
        </SubmitButton>
      </form>
    </div>
  );
}
