import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { routes } from '@/lib/core/routes';
import type { ChannelView } from '@/lib/messages/channel/rules';

/** Tells the office that nothing goes out; nothing when all is well. */
export function ChannelAlarm({
  channel,
}: {
  channel: Pick<ChannelView, 'provider' | 'state' | 'fault' | 'pausedAt'>;
}) {
  const t = useTranslations('messageChannel');
  const { provider, state, fault, pausedAt } = channel;
  const stopped = provider !== 'OFF' && state === 'STOPPED';
  if (!stopped && !pausedAt) return null;
  return (
    <Notice
      tone={stopped ? 'bad' : 'warn'}
      role="status"
      title={t(stopped ? 'stoppedNotice' : 'pausedNotice')}
      action={<ButtonLink href={routes.messageChannel}>{t('see')}</ButtonLink>}
    >
      {stopped && t(`fault.${fault ?? 'OTHER'}`)}
    </Notice>
  );
}
