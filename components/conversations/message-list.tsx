import { clsx } from 'clsx';
import { useLocale, useTranslations } from 'next-intl';
import { Check, CheckCheck } from '@/components/ui/icons';
import { byDay, wasRead } from '@/lib/conversations/rules';
import type { Side } from '@/lib/conversations/schema';
import type { Message } from '@/lib/conversations/view/schema';
import { useFormat } from '@/lib/core/i18n/get-format';
import { localeOfTag, nameIn } from '@/lib/core/i18n/locale';
import { localDateAt } from '@/lib/core/time';

export interface ThreadLook {
  /** Whose page it is. */
  side: Side;
  /** Of the guardian, as the school sees it. */
  guardian: { name: string; nativeName: string | null };
  timeZone: string;
  /** Up to when the other side has read. */
  readAt: Date | null;
}

function useAuthor({ guardian }: ThreadLook) {
  const t = useTranslations('conversations');
  const language = localeOfTag(useLocale());
  return ({ own, side, role, author }: Message): string => {
    if (own) return t('you');
    if (side === 'FAMILY') return nameIn(guardian, language);
    const word = role === 'teacher' ? t('ustadh') : t('office');
    return author ? t('by', { name: nameIn(author, language), role: word }) : word;
  };
}

function Receipt({ read }: { read: boolean }) {
  const t = useTranslations('conversations');
  const Sign = read ? CheckCheck : Check;
  return (
    <span className="inline-flex items-center gap-1">
      <Sign aria-hidden size={14} strokeWidth={2.25} />
      {read ? t('read') : t('sent')}
    </span>
  );
}

function Bubble({ message, look }: { message: Message; look: ThreadLook }) {
  const author = useAuthor(look)(message);
  const format = useFormat();
  const ours = message.side === look.side;
  return (
    <li className={clsx('grid', ours ? 'justify-items-end ps-8' : 'justify-items-start pe-8')}>
      <article
        className={clsx(
          'grid max-w-[62ch] min-w-32 gap-1 rounded-card border px-3.5 py-2.5',
          ours ? 'border-emerald/25 bg-emerald-soft' : 'border-line bg-sheet',
        )}
      >
        <b className="text-caption font-semibold text-ink-2">
          <bdi>{author}</bdi>
        </b>
        <p dir="auto" className="min-w-0 break-words whitespace-pre-wrap">
          {message.body}
        </p>
        <p className="flex flex-wrap justify-end gap-x-2.5 text-caption text-ink-2 tabular">
          <time dateTime={message.createdAt.toISOString()}>
            {format.time(message.createdAt, look.timeZone)}
          </time>
          {ours && <Receipt read={wasRead(message.createdAt, look.readAt)} />}
        </p>
      </article>
    </li>
  );
}

/** What was written, day by day, one's own side at the end of the line. */
export function MessageList({
  messages,
  earlier,
  look,
}: {
  messages: Message[];
  earlier: boolean;
  look: ThreadLook;
}) {
  const t = useTranslations('conversations');
  const format = useFormat();
  const days = byDay(messages, ({ createdAt }) => localDateAt(createdAt, look.timeZone));
  return (
    <section aria-label={t('messages')} className="grid gap-4">
      {earlier && <p className="text-center text-caption text-ink-3">{t('earlier')}</p>}
      {days.map(({ day, messages: ofDay }) => (
        <div key={day} className="grid gap-2.5">
          <h2 className="text-center text-caption font-medium text-ink-3">{format.dateWithDay(day)}</h2>
          <ol className="grid gap-2.5">
            {ofDay.map((message) => (
              <Bubble key={message.id} message={message} look={look} />
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
}
