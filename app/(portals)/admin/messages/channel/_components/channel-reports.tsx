import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Form } from '@/components/forms/form';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { useFormat } from '@/lib/core/i18n/get-format';
import { localDateAt } from '@/lib/core/time';
import type { ChannelView } from '@/lib/messages/channel/rules';
import { seeAlerts } from '@/lib/messages/watch/actions';
import { accountNow } from '@/lib/messages/watch/rules';
import type { Alert } from '@/lib/messages/watch/schema';

interface Props {
  channel: ChannelView;
  timeZone: string;
  now: Date;
  mayWrite: boolean;
}

/** What Meta reported and still holds, or nobody has seen yet: each with what to do about it. */
export function ChannelReports({ channel, timeZone, now, mayWrite }: Props) {
  const t = useTranslations('messageChannel.alerts');
  const format = useFormat();
  const { alerts, quality, limitWas, accountWhy, accountUntil } = channel;
  const account = accountNow(channel, now);
  const until =
    account === 'RESTRICTED' && accountUntil
      ? `${format.date(localDateAt(accountUntil, timeZone))}, ${format.time(accountUntil, timeZone)}`
      : undefined;
  const limited = account !== 'OPEN' && (account !== 'WARNED' || alerts.includes('ACCOUNT'));
  const held: { about: Alert; title: string; note: ReactNode }[] = [
    ...(limited
      ? [
          {
            about: 'ACCOUNT' as const,
            title: t(`ACCOUNT.${account}`),
            note: (
              <>
                {until && <>{t('until', { time: until })} </>}
                {t('ACCOUNTnote')}{' '}
                {accountWhy && (
                  <>
                    {t('code')}{' '}
                    <code dir="ltr" className="break-all">
                      {accountWhy}
                    </code>
                  </>
                )}
              </>
            ),
          },
        ]
      : []),
    ...(quality === 'RED'
      ? [{ about: 'QUALITY' as const, title: t('QUALITY'), note: t('QUALITYnote') }]
      : []),
    ...(limitWas !== null ? [{ about: 'LIMIT' as const, title: t('LIMIT'), note: t('LIMITnote') }] : []),
    ...(alerts.includes('TEMPLATES')
      ? [{ about: 'TEMPLATES' as const, title: t('TEMPLATES'), note: t('TEMPLATESnote') }]
      : []),
  ];
  if (held.length === 0 && alerts.length === 0) return null;
  return (
    <section aria-label={t('title')} className="grid gap-3">
      {held.map(({ about, title, note }) => (
        <Notice
          key={about}
          tone={about === 'ACCOUNT' && account !== 'WARNED' ? 'bad' : 'warn'}
          role="status"
          title={title}
        >
          {note}
        </Notice>
      ))}
      {mayWrite && alerts.length > 0 && (
        <Form action={seeAlerts} room="messageChannel">
          <SubmitButton variant="secondary" className="justify-self-start">
            {t('seen')}
          </SubmitButton>
        </Form>
      )}
    </section>
  );
}
