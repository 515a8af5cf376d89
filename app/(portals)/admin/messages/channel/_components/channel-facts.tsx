import { useTranslations } from 'next-intl';
import { DescriptionList } from '@/components/ui/description-list';
import { Sheet } from '@/components/ui/sheet';
import { useFormat } from '@/lib/core/i18n/get-format';
import { localDateAt } from '@/lib/core/time';
import type { ChannelView } from '@/lib/messages/channel/rules';
import { accountNow } from '@/lib/messages/watch/rules';

interface Props {
  channel: ChannelView;
  timeZone: string;
  now: Date;
  hook: { url: string; verifyToken: string };
}

/** What the provider says of the number, and what it must be told of us. Never a credential. */
export function ChannelFacts({ channel, timeZone, now, hook }: Props) {
  const t = useTranslations('messageChannel');
  const format = useFormat();
  const { provider, number, verifiedName, quality, dailyLimit, limitWas, perSecond, heardAt } = channel;
  const meta = provider === 'META';
  const limit =
    dailyLimit === null
      ? t('qualities.UNKNOWN')
      : dailyLimit === 0
        ? t('facts.noLimit')
        : t('facts.limitOf', { count: dailyLimit });
  const before =
    limitWas === null
      ? ''
      : limitWas === 0
        ? ` ${t('facts.limitWasNone')}`
        : ` ${t('facts.limitWas', { count: limitWas })}`;
  const exact = (text: string) => (
    <code dir="ltr" className="break-all select-all">
      {text}
    </code>
  );
  return (
    <Sheet title={t('facts.title')} className="max-w-3xl">
      <DescriptionList
        items={[
          { key: 'provider', term: t('facts.provider'), value: t(`providers.${provider}`) },
          ...(number ? [{ key: 'number', term: t('facts.number'), value: <bdi>+{number}</bdi> }] : []),
          ...(verifiedName ? [{ key: 'name', term: t('facts.name'), value: <bdi>{verifiedName}</bdi> }] : []),
          ...(meta
            ? [
                { key: 'quality', term: t('facts.quality'), value: t(`qualities.${quality}`) },
                { key: 'limit', term: t('facts.limit'), value: `${limit}${before}` },
                {
                  key: 'account',
                  term: t('facts.account'),
                  value: t(`accounts.${accountNow(channel, now)}`),
                },
              ]
            : []),
          ...(meta && perSecond
            ? [{ key: 'pace', term: t('facts.pace'), value: t('facts.paceOf', { count: perSecond }) }]
            : []),
          {
            key: 'heard',
            term: t('facts.heard'),
            value: heardAt
              ? `${format.date(localDateAt(heardAt, timeZone))}, ${format.time(heardAt, timeZone)}`
              : t('facts.never'),
          },
          ...(meta
            ? [
                { key: 'hook', term: t('facts.hook'), value: exact(hook.url) },
                { key: 'verify', term: t('facts.verify'), value: exact(hook.verifyToken) },
              ]
            : []),
        ]}
      />
      {meta && <p className="mt-3 text-caption text-ink-3">{t('facts.hookNote')}</p>}
    </Sheet>
  );
}
