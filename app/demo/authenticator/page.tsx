import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { ButtonLink } from '@/components/ui/button';
import { Ltr } from '@/components/ui/figures';
import { Sheet } from '@/components/ui/sheet';
import { totpCode } from '@/lib/core/auth/totp';
import { env } from '@/lib/core/env';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { demoSecret } from '@/lib/factors/queries';
import { grouped } from '@/lib/factors/rules';

/** The offices of prisma/seed/demo.ts, and HifzPro's own people. */
const accounts = [
  'admin@noor.example',
  'admin@falah.example',
  'admin@huda.example',
  'support@hifzpro.example',
];

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('factors.demo'))('title') };
}

/** Outside of every institution: what the authenticator apps of a demonstration show now. */
export default async function DemoAuthenticatorPage() {
  if (env().DEMO !== '1') notFound();
  const t = await getTranslations('factors.demo');
  const secrets = await Promise.all(accounts.map(demoSecret));
  const signIn = await getTranslations('demo');
  return (
    <div className="mx-auto max-w-[30rem]">
      <PhoneHead title={t('title')} />
      <PhoneMain>
        <p className="text-ink-2">{t('lead')}</p>
        {accounts.map((account, i) => (
          <Sheet key={account} ruled title={<Ltr className="break-all">{account}</Ltr>}>
            {secrets[i] ? (
              <Codes secret={secrets[i]} />
            ) : (
              <p className="text-small text-ink-2">{t('none')}</p>
            )}
          </Sheet>
        ))}
        <ButtonLink href={routes.demoAuthenticator} className="justify-self-start">
          {t('again')}
        </ButtonLink>
        <Link href={routes.signIn} prefetch={false} className="link tap-area justify-self-start text-small">
          {signIn('signIn')}
        </Link>
      </PhoneMain>
    </div>
  );
}

async function Codes({ secret }: { secret: string }) {
  const t = await getTranslations('factors.demo');
  const now = new Date();
  const [current, next] = [totpCode(secret, now), totpCode(secret, now, 1)];
  return (
    <div className="grid gap-2">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <Ltr className="text-title font-semibold tabular">{current.code}</Ltr>
        <span className="text-caption text-ink-3">
          {t('now')}, {t('left', { seconds: current.seconds })}
        </span>
      </p>
      <p className="flex flex-wrap items-baseline justify-between gap-x-4 text-ink-2">
        <Ltr className="tabular">{next.code}</Ltr>
        <span className="text-caption text-ink-3">{t('next')}</span>
      </p>
      <p className="text-caption break-words text-ink-3">
        {t('key')}:{' '}
        <bdi dir="ltr" className="font-sans select-all">
          {grouped(secret)}
        </bdi>
      </p>
    </div>
  );
}
