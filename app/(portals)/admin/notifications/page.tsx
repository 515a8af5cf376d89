import type { Metadata } from 'next';
import { LivePage } from '@/components/notifications/live-page';
import { NewsList } from '@/components/notifications/news-list';
import { PushSheet } from '@/components/notifications/push-sheet';
import { PageHead } from '@/components/ui/page-head';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { countDevices } from '@/lib/notifications/push/queries';
import { getStanding, listNews } from '@/lib/notifications/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notifications'))('title') };
}

export default async function NotificationsPage() {
  const scope = await requireScope('conversations:read');
  const { news, devices, standing } = await inTenant(scope, async (tx) => ({
    news: await listNews(tx, scope),
    devices: await countDevices(tx, scope),
    standing: await getStanding(tx, scope),
  }));
  const t = await getTranslations('notifications');
  return (
    <>
      <LivePage />
      <PageHead title={t('title')} lead={t('lead', { count: standing.unread })} />
      <div className="grid max-w-3xl gap-6">
        <NewsList news={news} scope={scope} />
        <PushSheet devices={devices} />
      </div>
    </>
  );
}
