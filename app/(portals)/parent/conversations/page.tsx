import type { Metadata } from 'next';
import { ListFilters } from '@/components/conversations/list-filters';
import { Listing } from '@/components/conversations/listing';
import { PhoneMain } from '@/components/layout/phone-head';
import { LivePage } from '@/components/notifications/live-page';
import { ButtonLink } from '@/components/ui/button';
import { NotebookPen } from '@/components/ui/icons';
import { listConversations } from '@/lib/conversations/queries';
import { conversationList } from '@/lib/conversations/schema';
import { LIST_SIZE } from '@/lib/conversations/view/schema';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { getGuardian } from '@/lib/parents/queries';
import { ParentHead } from '../_components/parent-head';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('conversations'))('title') };
}

export default async function ConversationsPage({ searchParams }: PageProps<'/parent/conversations'>) {
  const scope = await requireScope('children:read');
  const list = conversationList.parse(await searchParams);
  const { found, guardian } = await inTenant(scope, async (tx) => ({
    guardian: await getGuardian(tx, { institutionId: scope.institution.id, userId: scope.userId }),
    found: await listConversations(tx, scope, list),
  }));
  const t = await getTranslations('conversations');
  return (
    <>
      <LivePage />
      <ParentHead scope={scope} guardian={guardian} title={t('title')} />
      <PhoneMain>
        <p className="text-small text-ink-2">{t('familyLead')}</p>
        <ButtonLink
          href={routes.parentNewConversation()}
          variant="primary"
          icon={NotebookPen}
          className="justify-self-start"
        >
          {t('new')}
        </ButtonLink>
        <ListFilters list={list} address={routes.parentConversations} />
        <Listing
          {...{ scope, list, found }}
          size={LIST_SIZE}
          address={routes.parentConversations}
          href={routes.parentConversation}
        />
      </PhoneMain>
    </>
  );
}
