import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button';
import { routes } from '@/lib/core/routes';

/** What belongs to messages beside their log. */
export function MessageRooms() {
  const t = useTranslations('messageChannel');
  return (
    <>
      <ButtonLink href={routes.messageKinds}>{t('kindsLink')}</ButtonLink>
      <ButtonLink href={routes.messageChannel}>{t('channelLink')}</ButtonLink>
    </>
  );
}
