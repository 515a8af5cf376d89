import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { Thread } from '@/components/conversations/thread';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { LivePage } from '@/components/notifications/live-page';
import { sayToSchool } from '@/lib/conversations/actions';
import { openConversation } from '@/lib/conversations/mutations';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { localeOfTag } from '@/lib/core/i18n/locale';
import { isId } from '@/lib/core/id';
import { isFetchedAhead } from '@/lib/core/prefetch';
import { routes } from '@/lib/core/routes';
import { placeName } from '@/lib/students/rules';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('conversations'))('title') };
}

export default async function ConversationPage({
  params,
}: PageProps<'/parent/conversations/[conversationId]'>) {
  const scope = await requireScope('children:read');
  const { conversationId } = await params;
  if (!isId(conversationId) || (await isFetchedAhead())) notFound();
  const conversation = await inTenant(scope, (tx) => openConversation(tx, scope, conversationId));
  if (!conversation) notFound();
  const [t, tag] = await Promise.all([getTranslations('conversations'), getLocale()]);
  const language = localeOfTag(tag);
  const child = t('about', { name: placeName(conversation.child, language) });
  const whom = t(`desks.${conversation.desk as 'OFFICE'}`);
  return (
    <>
      <LivePage only={conversation.id} />
      <PhoneHead
        back={{ href: routes.parentConversations, label: t('back') }}
        title={<bdi>{conversation.subject}</bdi>}
        note={
          <>
            <bdi>{whom}</bdi> · <bdi>{child}</bdi>
          </>
        }
      />
      <PhoneMain>
        <hr className="rule-double" />
        <Thread scope={scope} conversation={conversation} say={sayToSchool} />
      </PhoneMain>
    </>
  );
}
