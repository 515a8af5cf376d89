import type { Metadata } from 'next';
import { ListFilters } from '@/components/conversations/list-filters';
import { Listing } from '@/components/conversations/listing';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { Bell } from '@/components/notifications/bell';
import { LivePage } from '@/components/notifications/live-page';
import { listConversations } from '@/lib/conversations/queries';
import { conversationList } from '@/lib/conversations/schema';
import { LIST_SIZE } from '@/lib/conversations/view/schema';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { getStanding } from '@/lib/notifications/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('conversations'))('title') };
}

export default async function ConversationsPage({ searchParams }: PageProps<'/teacher/conversations'>) {
  const scope = await requireScope('halqa:teach');
  const list = conversationList.parse(await searchParams);
  const { found, standing } = await inTenant(scope, async (tx) => ({
    standing: await getStanding(tx, scope),
    found: await listConversations(tx, scope, list),
  }));
  const [t, nav] = await Promise.all([getTranslations('conversations'), getTranslations('nav.items')]);
  return (
    <>
      <LivePage />
      <PhoneHead
        title={t('title')}
        back={{ href: routes.teacher, label: nav('today') }}
        end={<Bell count={standing.unread} href={routes.teacherNotifications} />}
      />
      <PhoneMain>
        <p className="text-small text-ink-2">{t('lead', { count: standing.written })}</p>
        <ListFilters list={list} address={routes.teacherConversations} />
        <Listing
          {...{ scope, list, found }}
          size={LIST_SIZE}
          address={routes.teacherConversations}
          href={routes.teacherConversation}
        />
      </PhoneMain>
    </>
  );
}
