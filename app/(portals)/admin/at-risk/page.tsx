import type { Metadata } from 'next';
import Link from 'next/link';
import { CareChildRow } from '@/components/care/care-child-row';
import { CareFilters } from '@/components/care/care-filters';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { CheckCheck, Printer } from '@/components/ui/icons';
import { PageHead } from '@/components/ui/page-head';
import { Sheet } from '@/components/ui/sheet';
import { chooseChildren, halqasOf } from '@/lib/care/list/rules';
import { listCare } from '@/lib/care/queries';
import { careList } from '@/lib/care/schema';
import { can } from '@/lib/core/auth/roles';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getPreferences } from '@/lib/core/i18n/preferences';
import { getTranslations } from '@/lib/core/i18n/translations';
import { listAddress } from '@/lib/core/list-address';
import { routes } from '@/lib/core/routes';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('care'))('title') };
}

export default async function AtRiskPage({ searchParams }: PageProps<'/admin/at-risk'>) {
  const scope = await requireScope('care:read');
  const list = careList.parse(await searchParams);
  const all = await inTenant(scope, (tx) => listCare(tx, scope));
  const shown = chooseChildren(all, list);
  const [t, { locale }] = await Promise.all([getTranslations('care'), getPreferences()]);
  const halqas = halqasOf(all).map(({ id, name, nativeName }) => ({
    id,
    name: (locale !== 'en' && nativeName) || name,
  }));
  const chosen = Boolean(list.halqa || list.reason || list.show);
  const spoken = all.filter((child) => child.spoken).length;
  return (
    <>
      <PageHead
        title={t('title')}
        lead={
          <>
            {t('lead', { count: all.length - spoken, spoken })} {t('order')}
          </>
        }
        actions={
          shown.length > 0 && (
            <ButtonLink href={listAddress(routes.callingSheet, list)} variant="primary" icon={Printer}>
              {t('sheet')}
            </ButtonLink>
          )
        }
      />
      <CareFilters list={list} halqas={halqas} />
      <Sheet padded={false} ruled={false}>
        {shown.length > 0 ? (
          <ul className="divide-y divide-line">
            {shown.map((child) => (
              <CareChildRow key={child.id} child={child} today={scope.today} />
            ))}
          </ul>
        ) : (
          <EmptyState
            icon={CheckCheck}
            title={chosen ? t('nothing') : t('empty')}
            action={
              chosen && (
                <ButtonLink href={listAddress(routes.atRisk, { show: 'all' })}>{t('nothingAll')}</ButtonLink>
              )
            }
          >
            {!chosen && t('emptyBody')}
          </EmptyState>
        )}
      </Sheet>
      {can(scope.role, 'settings:read') && (
        <p>
          <Link
            href={routes.careSettings}
            prefetch={false}
            className="link inline-flex min-h-tap items-center text-small"
          >
            {t('limits')}
          </Link>
        </p>
      )}
    </>
  );
}
