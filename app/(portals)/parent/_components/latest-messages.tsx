import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Sheet } from '@/components/ui/sheet';
import { routes } from '@/lib/core/routes';
import type { ChildMessage } from '@/lib/parents/queries';
import { MessageRows } from './message-rows';

export function LatestMessages({ messages, timeZone }: { messages: ChildMessage[]; timeZone: string }) {
  const t = useTranslations('parent.messages');
  return (
    <Sheet
      title={t('title')}
      aside={
        <Link href={routes.parentMessages} prefetch={false} className="link tap-area text-small">
          {t('all')}
        </Link>
      }
    >
      {messages.length > 0 ? (
        <MessageRows messages={messages} timeZone={timeZone} />
      ) : (
        <p className="text-ink-2">{t('none')}</p>
      )}
    </Sheet>
  );
}
