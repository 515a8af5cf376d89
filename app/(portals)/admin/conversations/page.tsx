import type { Metadata } from 'next';
import { ListFilters } from '@/components/conversations/list-filters';
import { Listing } from '@/components/conversations/listing';
import { LivePage } from '@/components/notifications/live-page';
import { ButtonLink } from '@/components/ui/button';
import { NotebookPen } from '@/components/ui/icons';
import { PageHead } from '@/components/ui/page-head';
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

export default async function ConversationsPage({ searchParams }: PageProps<'/admin/conversations'>) {
  const scope = await requireScope('conversations:read');
  const list = conversationList.parse(await searchParams);
  const { found, waiting } = await inTenant(scope, async (tx) => ({
    found: await listConversations(tx, scope, list),
    waiting: await getStanding(tx, scope),
  }));
  const t = await getTranslations('conversations');
  return (
    <>
      <LivePage />
      <PageHead
        title={t('title')}
        lead={t('lead', { count: waiting.written })}
        actions={
          <ButtonLink href={routes.newConversation()} variant="primary" icon={NotebookPen}>
            {t('new')}
          </ButtonLink>
        }
      />
      <ListFilters list={list} address={routes.conversations} desks />
      <Listing
        {...{ scope, list, found }}
        size={LIST_SIZE}
        address={routes.conversations}
        href={routes.conversation}
      />
    </>
  );
}
