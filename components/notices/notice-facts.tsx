import { useTranslations } from 'next-intl';
import { useFormat } from '@/lib/core/i18n/get-format';
import { localDateAt } from '@/lib/core/time';
import type { NoticeLine } from '@/lib/notices/view/schema';
import { NoticeBadges } from './notice-badges';
import { useAudience } from './use-audience';

/** To whom, when, and how far it was read. */
export function NoticeFacts({ notice, timeZone }: { notice: NoticeLine; timeZone: string }) {
  const t = useTranslations('notices');
  const format = useFormat();
  const audience = useAudience();
  const at = notice.publishedAt ?? notice.publishAt;
  const when = { date: format.dateShort(localDateAt(at, timeZone)), time: format.time(at, timeZone) };
  return (
    <span className="grid gap-0.5 text-small text-ink-2">
      <span>{audience(notice)}</span>
      <span className="tabular">{t(notice.state === 'WAITING' ? 'goes' : 'went', when)}</span>
      {notice.sent > 0 && (
        <span>
          {t('read', { read: notice.read, sent: notice.sent })}
          {notice.urgent && ` · ${t('acknowledged', { count: notice.acknowledged, sent: notice.sent })}`}
        </span>
      )}
      {notice.withdrawnAt && (
        <span>
          {t('withdrawnOn', {
            date: format.dateShort(localDateAt(notice.withdrawnAt, timeZone)),
            reason: notice.reason ?? '',
          })}
        </span>
      )}
      <NoticeBadges state={notice.state} urgent={notice.urgent} />
    </span>
  );
}
