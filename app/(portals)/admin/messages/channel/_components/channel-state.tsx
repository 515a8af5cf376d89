import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { useFormat } from '@/lib/core/i18n/get-format';
import { routes } from '@/lib/core/routes';
import { localDateAt } from '@/lib/core/time';
import type { ChannelView } from '@/lib/messages/channel/rules';

/** How the channel stands, and when it does not go, what to do about it. */
export function ChannelState({ channel, timeZone }: { channel: ChannelView; timeZone: string }) {
  const t = useTranslations('messageChannel');
  const format = useFormat();
  const when = (at: Date) => `${format.date(localDateAt(at, timeZone))}, ${format.time(at, timeZone)}`;
  const { provider, state, fault, faultCode, pausedAt, checkedAt } = channel;
  return (
    <div className="grid gap-3">
      {pausedAt && (
        <Notice tone="warn" role="status" title={t('state.PAUSED')}>
          {t('state.PAUSEDnote', { time: when(pausedAt) })}
        </Notice>
      )}
      {provider === 'OFF' ? (
        <Notice tone="info" title={t('state.OFF')}>
          {t('state.OFFnote')}
        </Notice>
      ) : state === 'READY' ? (
        <Notice tone="good" role="status" title={t('state.READY')}>
          {checkedAt && t('state.READYnote', { time: when(checkedAt) })}
          {fault === 'AWAY' && <> {t('state.AWAYnote')}</>}
        </Notice>
      ) : state === 'STOPPED' ? (
        <Notice tone="bad" role="status" title={t('state.STOPPED')}>
          {t(`fault.${fault ?? 'OTHER'}`)}
          {faultCode !== null && <> {t('code', { code: String(faultCode) })}</>}
        </Notice>
      ) : (
        <Notice
          tone="info"
          role="status"
          title={t('state.CHECKING')}
          action={<ButtonLink href={routes.messageChannel}>{t('again')}</ButtonLink>}
        >
          {t('state.CHECKINGnote')}
        </Notice>
      )}
    </div>
  );
}
