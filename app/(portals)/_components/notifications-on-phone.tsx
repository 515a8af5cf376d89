import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { LivePage } from '@/components/notifications/live-page';
import { NewsList } from '@/components/notifications/news-list';
import { PushSheet } from '@/components/notifications/push-sheet';
import type { Scope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { countDevices } from '@/lib/notifications/push/queries';
import { listNews } from '@/lib/notifications/queries';

/** What waits for a parent or an ustadh; the page has asked for its permission. */
export async function NotificationsOnPhone({
  scope,
  back,
}: {
  scope: Scope;
  back: { href: string; label: string };
}) {
  const { news, devices } = await inTenant(scope, async (tx) => ({
    news: await listNews(tx, scope),
    devices: await countDevices(tx, scope),
  }));
  const t = await getTranslations('notifications');
  return (
    <>
      <LivePage />
      <PhoneHead back={back} title={t('title')} />
      <PhoneMain>
        <hr className="rule-double" />
        <NewsList news={news} scope={scope} />
        <PushSheet devices={devices} />
      </PhoneMain>
    </>
  );
}
