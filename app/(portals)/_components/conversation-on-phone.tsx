import { getLocale } from 'next-intl/server';
import type { ComponentProps, ReactNode } from 'react';
import { Thread } from '@/components/conversations/thread';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { LivePage } from '@/components/notifications/live-page';
import { localeOfTag, nameIn } from '@/lib/core/i18n/locale';
import { getTranslations } from '@/lib/core/i18n/translations';

interface Props extends ComponentProps<typeof Thread> {
  backHref: string;
  /** The other side, in words. */
  whom: string;
  children?: ReactNode;
}

/** A conversation as a parent or an ustadh has it open; under it what the side has besides. */
export async function ConversationOnPhone({ scope, conversation, say, backHref, whom, children }: Props) {
  const [t, tag] = await Promise.all([getTranslations('conversations'), getLocale()]);
  const child = t('about', { name: nameIn(conversation.child, localeOfTag(tag)) });
  return (
    <>
      <LivePage only={conversation.id} />
      <PhoneHead
        back={{ href: backHref, label: t('back') }}
        title={<bdi>{conversation.subject}</bdi>}
        note={
          <>
            <bdi>{whom}</bdi> · <bdi>{child}</bdi>
          </>
        }
      />
      <PhoneMain>
        <hr className="rule-double" />
        <Thread scope={scope} conversation={conversation} say={say} />
        {children}
      </PhoneMain>
    </>
  );
}
