import { useTranslations } from 'next-intl';
import { Sheet } from '@/components/ui/sheet';
import { useFormat } from '@/lib/core/i18n/get-format';
import type { ProfileMessage } from '@/lib/students/profile/schema';

/** The latest messages about this child: to whom, what kind, how far they came. Their words are not kept (P25). */
export function MessagesSheet({ messages }: { messages: ProfileMessage[] }) {
  const t = useTranslations('students.profile');
  const log = useTranslations('messages');
  const format = useFormat();
  return (
    <Sheet title={t('messages')}>
      {messages.length === 0 && <p className="text-ink-2">{t('noMessages')}</p>}
      <ul>
        {messages.map(({ id, day, kind, state, guardian }) => (
          <li
            key={id}
            className="flex flex-wrap justify-between gap-x-4 border-line py-2.5 text-small not-last:border-b first:pt-0"
          >
            <span>
              {format.dateShort(day)} · {log(`kinds.${kind}`)}
            </span>
            <span className="text-ink-2">
              <bdi>{guardian}</bdi> · {log(`states.${state}`)}
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
