import { useLocale, useTranslations } from 'next-intl';
import { v7 } from 'uuid';
import { Form } from '@/components/forms/form';
import { Eye, Send } from '@/components/ui/icons';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { sideOf } from '@/lib/conversations/rules';
import { MOST_WORDS } from '@/lib/conversations/schema';
import type { ConversationPage } from '@/lib/conversations/view/schema';
import type { Scope } from '@/lib/core/auth/scope';
import type { FormAction } from '@/lib/core/form-state';
import { localeOfTag, nameIn } from '@/lib/core/i18n/locale';
import { HoursLine, takesMessages } from './hours-line';
import { MessageList } from './message-list';
import { useReaders } from './use-readers';
import { OnceId, WordsField } from './words-field';

interface Props {
  scope: Scope;
  conversation: ConversationPage;
  say: FormAction;
}

/** Who will read what is typed below: said before it is sent. */
export function Readers({ desk, children }: { desk?: string; children: string }) {
  const t = useTranslations('conversations.readers');
  return (
    <p className="flex items-start gap-2 text-small text-ink-2">
      <Eye aria-hidden size={18} strokeWidth={1.75} className="mt-0.5 flex-none" />
      <span>
        <b className="font-medium">{desk ? `${t('label')} (${desk})` : t('label')}:</b> {children}
      </span>
    </p>
  );
}

function ReplyForm({ conversation, say, readers }: Omit<Props, 'scope'> & { readers: string }) {
  const t = useTranslations('conversations');
  return (
    <Form action={say} room="conversations" className="gap-3">
      <input type="hidden" name="conversationId" value={conversation.id} />
      <OnceId name="id" fresh={v7()} />
      <WordsField
        name="body"
        label={t('write')}
        hint={t('hint')}
        maxLength={MOST_WORDS}
        place={conversation.id}
      />
      <Readers>{readers}</Readers>
      <SubmitButton
        className="justify-self-start"
        pendingText={t('sending')}
        icon={<Send aria-hidden size={20} strokeWidth={1.75} className="rtl:-scale-x-100" />}
      >
        {t('send')}
      </SubmitButton>
    </Form>
  );
}

/** A conversation as one side sees it: what was written, whether it was read, and the field for more. */
export function Thread({ scope, conversation, say }: Props) {
  const t = useTranslations('conversations');
  const language = localeOfTag(useLocale());
  const { desk, hours, guardian, asatidha } = conversation;
  const { institution, now, today, role } = scope;
  const side = sideOf(role);
  const readers = useReaders({
    side,
    desk,
    school: nameIn(institution, language),
    guardian: nameIn(guardian, language),
    asatidha: asatidha.map((one) => nameIn(one, language)),
  });
  const look = {
    side,
    guardian,
    timeZone: institution.timeZone,
    readAt: side === 'FAMILY' ? conversation.schoolReadAt : conversation.familyReadAt,
  };
  const closed = side === 'FAMILY' && !takesMessages(hours, desk);
  return (
    <>
      <MessageList messages={conversation.messages} earlier={conversation.earlier} look={look} />
      {conversation.state === 'CLOSED' && <Notice tone="info">{t('closedNote')}</Notice>}
      {side === 'FAMILY' && <HoursLine {...{ hours, desk, now, today, timeZone: institution.timeZone }} />}
      {!closed && <ReplyForm conversation={conversation} say={say} readers={readers} />}
    </>
  );
}
