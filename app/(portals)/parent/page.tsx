import type { Metadata } from 'next';
import { PhoneMain } from '@/components/layout/phone-head';
import { EmptyState } from '@/components/ui/empty-state';
import { Users } from '@/components/ui/icons';
import { requireScope } from '@/lib/core/auth/scope';
import { numberHeld } from '@/lib/core/auth/session';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { getParentPage } from '@/lib/parents/queries';
import { ChildSheets } from './_components/child-sheets';
import { ChildrenSwitch } from './_components/children-switch';
import { ParentHead } from './_components/parent-head';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('nav.items'))('home') };
}

export default async function ParentHome() {
  const scope = await requireScope('children:read');
  const { guardian, children, page } = await inTenant(scope, (tx) =>
    getParentPage(tx, {
      institutionId: scope.institution.id,
      userId: scope.userId,
      mushaf: scope.institution.mushaf,
      today: scope.today,
      days: 14,
    }),
  );
  const t = await getTranslations('parent.noChildren');
  const held = !page && (await numberHeld());
  return (
    <>
      <ParentHead scope={scope} guardian={guardian} />
      <PhoneMain>
        {page ? (
          <>
            <ChildrenSwitch items={children} current={page.child.id} />
            <ChildSheets scope={scope} page={page} />
          </>
        ) : (
          <EmptyState icon={Users} title={t('title')}>
            {t(held ? 'held' : 'body')}
          </EmptyState>
        )}
      </PhoneMain>
    </>
  );
}
