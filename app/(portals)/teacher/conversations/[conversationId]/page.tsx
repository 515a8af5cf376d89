import type { Metadata } from 'next';
import { getLocale } from 'next-intl/server';
import { InsideNotes, StateButton } from '@/components/conversations/inside';
import { noteFromUstadh, sayFromUstadh, setStateFromUstadh } from '@/lib/conversations/actions';
import { requireScope } from '@/lib/core/auth/scope';
import { localeOfTag, nameIn } from '@/lib/core/i18n/locale';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { ConversationOnPhone } from '../../../_components/conversation-on-phone';
import { openedConversation } from '../../../_components/opened';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('conversations'))('title') };
}

export default async function ConversationPage({
  params,
}: PageProps<'/teacher/conversations/[conversationId]'>) {
  const scope = await requireScope('halqa:teach');
  const conversation = await openedConversation(scope, (await params).conversationId);
  const [t, tag] = await Promise.all([getTranslations('conversations'), getLocale()]);
  return (
    <ConversationOnPhone
      scope={scope}
      conversation={conversation}
      say={sayFromUstadh}
      backHref={routes.teacherConversations}
      whom={t('with', { name: nameIn(conversation.guardian, localeOfTag(tag)) })}
    >
      <InsideNotes conversation={conversation} timeZone={scope.institution.timeZone} note={noteFromUstadh} />
      <StateButton conversation={conversation} setState={setStateFromUstadh} />
    </ConversationOnPhone>
  );
}
