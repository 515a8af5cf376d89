import type { Metadata } from 'next';
import { sayToSchool } from '@/lib/conversations/actions';
import { requireScope } from '@/lib/core/auth/scope';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { ConversationOnPhone } from '../../../_components/conversation-on-phone';
import { openedConversation } from '../../../_components/opened';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('conversations'))('title') };
}

export default async function ConversationPage({
  params,
}: PageProps<'/parent/conversations/[conversationId]'>) {
  const scope = await requireScope('children:read');
  const conversation = await openedConversation(scope, (await params).conversationId);
  const desks = await getTranslations('conversations.desks');
  return (
    <ConversationOnPhone
      scope={scope}
      conversation={conversation}
      say={sayToSchool}
      backHref={routes.parentConversations}
      whom={desks(conversation.desk)}
    />
  );
}
