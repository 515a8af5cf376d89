import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { DevicesSheet } from '@/components/account/devices-sheet';
import { PasswordSheet } from '@/components/account/password-sheet';
import { SignInSheet } from '@/components/account/sign-in-sheet';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { RegisterSwitch } from '@/components/layout/register-switch';
import { Notice } from '@/components/ui/notice';
import { getAccount, listDevices, proofIsYoung } from '@/lib/account/queries';
import { accountQuery } from '@/lib/account/schema';
import { wayIn } from '@/lib/core/auth/factor';
import { homeOf } from '@/lib/core/auth/roles';
import { currentScope } from '@/lib/core/auth/scope';
import { sessionId } from '@/lib/core/auth/session';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { getOwnFactors } from '@/lib/factors/queries';
import { hasFactor } from '@/lib/factors/rules';

type Props = { searchParams: Promise<Record<string, unknown>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account'))('title') };
}

/** For everyone who is signed in, of every portal and of none. */
export default async function AccountPage({ searchParams }: Props) {
  const sid = await sessionId();
  const account = sid && (await getAccount(sid));
  if (!sid || !account) redirect(await wayIn());
  const { done, sent } = accountQuery.parse(await searchParams);
  const [scope, devices, young, factors, t] = await Promise.all([
    currentScope(),
    listDevices(sid),
    proofIsYoung(sid),
    getOwnFactors(),
    getTranslations('account'),
  ]);
  const way = factors && hasFactor(factors) ? 'factor' : account.passwordHash ? 'password' : 'code';
  const zone = scope?.institution.timeZone ?? 'Asia/Karachi';
  return (
    <>
      <PhoneHead
        title={t('title')}
        back={{ href: scope ? homeOf(scope.role) : routes.choose, label: t('back') }}
      />
      <PhoneMain>
        <hr className="rule-double" />
        {done && (
          <Notice tone="good" role="status">
            {t(`done.${done}`)}
          </Notice>
        )}
        <SignInSheet
          email={account.email}
          phone={account.phone}
          mayAddPhone={account.passwordHash !== null}
          weak={way === 'code'}
        />
        <PasswordSheet email={account.email} />
        <DevicesSheet devices={devices} zone={zone} proof={young ? 'young' : way} sent={sent} />
        {scope && <RegisterSwitch scope={scope} />}
      </PhoneMain>
    </>
  );
}
