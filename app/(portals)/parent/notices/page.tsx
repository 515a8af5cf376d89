import type { Metadata } from 'next';
import { PhoneMain } from '@/components/layout/phone-head';
import { ReceivedList } from '@/components/notices/received-list';
import { LivePage } from '@/components/notifications/live-page';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { listReceived } from '@/lib/notices/queries';
import { noticeList } from '@/lib/notices/schema';
import { getGuardian } from '@/lib/parents/queries';
import { ParentHead } from '../_components/parent-head';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notices'))('title') };
}

export default async function NoticesPage({ searchParams }: PageProps<'/parent/notices'>) {
  const scope = await requireScope('children:read');
  const list = noticeList.parse(await searchParams);
  const { found, guardian } = await inTenant(scope, async (tx) => ({
    guardian: await getGuardian(tx, { institutionId: scope.institution.id, userId: scope.userId }),
    found: await listReceived(tx, scope, list),
  }));
  const t = await getTranslations('notices');
  return (
    <>
      <LivePage />
      <ParentHead scope={scope} guardian={guardian} title={t('title')} />
      <PhoneMain>
        <p className="text-small text-ink-2">{t('familyLead')}</p>
        <ReceivedList
          {...found}
          page={list.page}
          address={routes.parentNotices}
          href={routes.parentNotice}
          timeZone={scope.institution.timeZone}
        />
      </PhoneMain>
    </>
  );
}
