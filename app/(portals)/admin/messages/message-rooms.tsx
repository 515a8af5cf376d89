import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button';
import { routes } from '@/lib/core/routes';

/** What belongs to messages beside their log. */
export function MessageRooms({ mayWrite }: { mayWrite: boolean }) {
  const t = useTranslations('messageChannel');
  return (
    <>
      {mayWrite && <ButtonLink href={routes.messageSend}>{t('sendLink')}</ButtonLink>}
      <ButtonLink href={routes.messageKinds}>{t('kindsLink')}</ButtonLink>
      <ButtonLink href={routes.messageChannel}>{t('channelLink')}</ButtonLink>
    </>
  );
}
