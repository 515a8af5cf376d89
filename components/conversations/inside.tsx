import { useLocale, useTranslations } from 'next-intl';
import { v7 } from 'uuid';
import { Form } from '@/components/forms/form';
import { DoorOpen, Lock } from '@/components/ui/icons';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import type { ConversationPage } from '@/lib/conversations/view/schema';
import type { FormAction } from '@/lib/core/form-state';
import { useFormat } from '@/lib/core/i18n/get-format';
import { localeOfTag, nameIn } from '@/lib/core/i18n/locale';
import { localDateAt } from '@/lib/core/time';
import { OnceId, WordsField } from './words-field';

interface Props {
  conversation: ConversationPage;
  timeZone: string;
  note: FormAction;
}

/** What the school notes for itself beside a conversation. */
export function InsideNotes({ conversation, timeZone, note }: Props) {
  const t = useTranslations('conversations');
  const language = localeOfTag(useLocale());
  const format = useFormat();
  return (
    <Sheet title={t('notes.title')} note={t('notes.hint')}>
      <div className="grid gap-4">
        {conversation.notes.length > 0 ? (
          <ul className="grid gap-3">
            {conversation.notes.map(({ id, body, author, role, createdAt }) => (
              <li key={id} className="grid gap-0.5 border-s-2 border-gold ps-3">
                <p dir="auto" className="break-words whitespace-pre-wrap">
                  {body}
                </p>
                <p className="text-caption text-ink-3">
                  <bdi>{author ? nameIn(author, language) : t(role === 'teacher' ? 'ustadh' : 'office')}</bdi>
                  {' · '}
                  {format.dateShort(localDateAt(createdAt, timeZone))} {format.time(createdAt, timeZone)}
                </p>
              </li>
            ))}
          </ul>
        ) : (
          <p className="text-small text-ink-2">{t('notes.none')}</p>
        )}
        <Form action={note} room="conversations" className="gap-3">
          <input type="hidden" name="conversationId" value={conversation.id} />
          <OnceId name="id" fresh={v7()} />
          <WordsField
            name="body"
            label={t('notes.add')}
            rows={2}
            maxLength={2000}
            place={`note ${conversation.id}`}
          />
          <SubmitButton variant="secondary" className="justify-self-start">
            {t('notes.save')}
          </SubmitButton>
        </Form>
      </div>
    </Sheet>
  );
}

/** Closes a conversation that is settled, or opens it again. */
export function StateButton({
  conversation,
  setState,
}: {
  conversation: ConversationPage;
  setState: FormAction;
}) {
  const t = useTranslations('conversations');
  const closed = conversation.state === 'CLOSED';
  const Sign = closed ? DoorOpen : Lock;
  return (
    <Form action={setState} room="conversations">
      <input type="hidden" name="conversationId" value={conversation.id} />
      <input type="hidden" name="state" value={closed ? 'OPEN' : 'CLOSED'} />
      <SubmitButton
        variant="secondary"
        className="justify-self-start"
        icon={<Sign aria-hidden size={20} strokeWidth={1.75} />}
      >
        {closed ? t('reopen') : t('close')}
      </SubmitButton>
    </Form>
  );
}
