import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { OwnFactorsSheets } from '@/components/factors/own-factors-sheets';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { factorIsFresh, wayIn } from '@/lib/core/auth/factor';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { getOwnFactors } from '@/lib/factors/queries';
import { FRESH_MINUTES, hasFactor } from '@/lib/factors/rules';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('factors.own'))('title') };
}

/** What signing in asks for besides the password, of whatever role. */
export default async function OwnFactorsPage() {
  const own = await getOwnFactors();
  if (!own || own.owes) redirect(await wayIn());
  const has = hasFactor(own);
  const [fresh, t] = await Promise.all([factorIsFresh(FRESH_MINUTES), getTranslations('factors.own')]);
  const stale = has && !fresh;
  return (
    <>
      <PhoneHead title={t('title')} note={t('lead')} back={{ href: routes.account, label: t('back') }} />
      <PhoneMain>
        <hr className="rule-double" />
        {!has && <Notice tone="info">{t('none')}</Notice>}
        {stale && (
          <Notice
            tone="info"
            action={
              <ButtonLink href={routes.secondFactor(routes.ownFactors)} variant="primary">
                {t('prove')}
              </ButtonLink>
            }
          >
            {t('stale')}
          </Notice>
        )}
        <OwnFactorsSheets own={own} open={!stale} />
      </PhoneMain>
    </>
  );
}
