import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { PasskeyForm } from '@/components/factors/passkey-form';
import { TextField } from '@/components/forms/text-field';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { factorIsFresh, wayIn } from '@/lib/core/auth/factor';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { beginPasskey, keepPasskey } from '@/lib/factors/actions';
import { getOwnFactors } from '@/lib/factors/queries';
import { FRESH_MINUTES, hasFactor } from '@/lib/factors/rules';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('factors.own'))('passkey') };
}

/** One more passkey, named so that its person knows it again. */
export default async function PasskeyPage() {
  const own = await getOwnFactors();
  if (!own || own.owes) redirect(await wayIn());
  if (hasFactor(own) && !(await factorIsFresh(FRESH_MINUTES)))
    redirect(routes.secondFactor(routes.newPasskey));
  const [t, s] = await Promise.all([getTranslations('factors.own'), getTranslations('factors.setUp')]);
  return (
    <>
      <PhoneHead
        title={t('passkey')}
        note={s('passkeyLead')}
        back={{ href: routes.ownFactors, label: t('back') }}
      />
      <PhoneMain>
        <hr className="rule-double" />
        <PasskeyForm kind="make" begin={beginPasskey} action={keepPasskey} label={s('passkey')}>
          <TextField name="name" label={t('name')} hint={t('nameHint')} maxLength={60} autoComplete="off" />
        </PasskeyForm>
      </PhoneMain>
    </>
  );
}
