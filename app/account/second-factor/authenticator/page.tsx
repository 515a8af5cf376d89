import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SetUpSteps } from '@/components/factors/set-up-steps';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { factorIsFresh, wayIn } from '@/lib/core/auth/factor';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { beginTotp, getOwnFactors } from '@/lib/factors/queries';
import { FRESH_MINUTES, hasFactor } from '@/lib/factors/rules';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('factors.own'))('totp') };
}

/** An authenticator by choice, or a new phone in the place of the old one, which goes on until the new one is proven. */
export default async function AuthenticatorPage() {
  const own = await getOwnFactors();
  if (!own || own.owes) redirect(await wayIn());
  if (hasFactor(own) && !(await factorIsFresh(FRESH_MINUTES)))
    redirect(routes.secondFactor(routes.ownAuthenticator));
  const [seed, o, t] = await Promise.all([
    beginTotp(own.label),
    getTranslations('factors.own'),
    getTranslations('factors.setUp'),
  ]);
  if (!seed) redirect(routes.ownFactors);
  return (
    <>
      <PhoneHead
        title={o('totp')}
        note={t('chosenLead')}
        back={{ href: routes.ownFactors, label: o('back') }}
      />
      <PhoneMain>
        <hr className="rule-double" />
        <SetUpSteps {...seed} />
      </PhoneMain>
    </>
  );
}
