import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { LivePage } from '@/components/notifications/live-page';
import { NewsList } from '@/components/notifications/news-list';
import { PushSheet } from '@/components/notifications/push-sheet';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { routes } from '@/lib/core/routes';
import { countDevices } from '@/lib/notifications/push/queries';
import { listNews } from '@/lib/notifications/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notifications'))('title') };
}

export default async function NotificationsPage() {
  const scope = await requireScope('children:read');
  const { news, devices } = await inTenant(scope, async (tx) => ({
    news: await listNews(tx, scope),
    devices: await countDevices(tx, scope),
  }));
  const [t, nav] = await Promise.all([getTranslations('notifications'), getTranslations('nav.items')]);
  return (
    <>
      <LivePage />
      <PhoneHead back={{ href: routes.parent, label: nav('home') }} title={t('title')} />
      <PhoneMain>
        <hr className="rule-double" />
        <NewsList
          news={news}
          conversation={routes.parentConversation}
          notice={routes.parentNotice}
          conversations={routes.parentConversations}
          notices={routes.parentNotices}
          scope={scope}
        />
        <PushSheet devices={devices} />
      </PhoneMain>
    </>
  );
}
