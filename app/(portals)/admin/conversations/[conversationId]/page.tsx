import type { Metadata } from 'next';
import { getLocale } from 'next-intl/server';
import { InsideNotes, StateButton } from '@/components/conversations/inside';
import { Thread } from '@/components/conversations/thread';
import { LivePage } from '@/components/notifications/live-page';
import { ButtonLink } from '@/components/ui/button';
import { PageHead } from '@/components/ui/page-head';
import { Sheet } from '@/components/ui/sheet';
import { Trail } from '@/components/ui/trail';
import { noteFromOffice, sayFromOffice, setStateFromOffice } from '@/lib/conversations/actions';
import { requireScope } from '@/lib/core/auth/scope';
import { localeOfTag, nameIn } from '@/lib/core/i18n/locale';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { openedConversation } from '../../../_components/opened';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('conversations'))('title') };
}

export default async function ConversationPage({
  params,
}: PageProps<'/admin/conversations/[conversationId]'>) {
  const scope = await requireScope('conversations:read');
  const conversation = await openedConversation(scope, (await params).conversationId);
  const [t, tag] = await Promise.all([getTranslations('conversations'), getLocale()]);
  const language = localeOfTag(tag);
  const { child, guardian } = conversation;
  return (
    <>
      <LivePage only={conversation.id} />
      <PageHead
        trail={
          <Trail
            steps={[{ href: routes.conversations, label: t('title') }]}
            here={<bdi>{conversation.subject}</bdi>}
          />
        }
        title={<bdi>{conversation.subject}</bdi>}
        lead={
          <>
            {t('with', { name: nameIn(guardian, language) })} ·{' '}
            {t('about', { name: nameIn(child, language) })} · {t(`desks.${conversation.desk}`)}
          </>
        }
        actions={
          <ButtonLink href={routes.student(child.id)}>
            {t('child', { name: nameIn(child, language) })}
          </ButtonLink>
        }
      />
      <div className="grid items-start gap-6 min-[1120px]:grid-cols-[minmax(0,1fr)_20rem]">
        <Sheet>
          <div className="grid gap-6">
            <Thread scope={scope} conversation={conversation} say={sayFromOffice} />
          </div>
        </Sheet>
        <aside className="grid gap-6">
          <InsideNotes
            conversation={conversation}
            timeZone={scope.institution.timeZone}
            note={noteFromOffice}
          />
          <StateButton conversation={conversation} setState={setStateFromOffice} />
        </aside>
      </div>
    </>
  );
}
