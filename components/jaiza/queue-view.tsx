import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { CheckCheck } from '@/components/ui/icons';
import { Sheet } from '@/components/ui/sheet';
import type { HeldTest, WaitingTest } from '@/lib/jaiza/queue/rules';
import { HeldList } from './held-list';
import { WaitingList } from './waiting-list';

export interface Queue {
  waiting: WaitingTest[];
  open: HeldTest[];
  held: HeldTest[];
}

interface Props {
  queue: Queue;
  today: string;
  href: (testId: string) => string;
}

/** The queue of the examiner or the head: who waits, whose conditions are to be looked at, what was held lately. */
export function QueueView({ queue: { waiting, open, held }, today, href }: Props) {
  const t = useTranslations('jaiza.queue');
  return (
    <>
      <Sheet title={t('waiting', { count: waiting.length })} padded={false}>
        {waiting.length > 0 ? (
          <WaitingList tests={waiting} today={today} href={href} />
        ) : (
          <EmptyState icon={CheckCheck} title={t('none')}>
            {t('noneBody')}
          </EmptyState>
        )}
      </Sheet>
      {open.length > 0 && (
        <Sheet title={t('open', { count: open.length })} note={t('openNote')} padded={false}>
          <HeldList tests={open} today={today} href={href} />
        </Sheet>
      )}
      {held.length > 0 && (
        <Sheet title={t('held')} padded={false}>
          <HeldList tests={held} today={today} href={href} />
        </Sheet>
      )}
    </>
  );
}
