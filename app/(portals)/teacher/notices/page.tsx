import type { Metadata } from 'next';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { ReceivedList } from '@/components/notices/received-list';
import { LivePage } from '@/components/notifications/live-page';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { listReceived } from '@/lib/notices/queries';
import { noticeList } from '@/lib/notices/schema';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notices'))('title') };
}

export default async function NoticesPage({ searchParams }: PageProps<'/teacher/notices'>) {
  const scope = await requireScope('halqa:teach');
  const list = noticeList.parse(await searchParams);
  const found = await inTenant(scope, (tx) => listReceived(tx, scope, list));
  const [t, nav] = await Promise.all([getTranslations('notices'), getTranslations('nav.items')]);
  return (
    <>
      <LivePage />
      <PhoneHead title={t('title')} back={{ href: routes.teacher, label: nav('today') }} />
      <PhoneMain>
        <hr className="rule-double" />
        <ReceivedList
          {...found}
          page={list.page}
          address={routes.teacherNotices}
          href={routes.teacherNotice}
          timeZone={scope.institution.timeZone}
        />
      </PhoneMain>
    </>
  );
}
