import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { CircleDot, Megaphone } from '@/components/ui/icons';
import { Pager } from '@/components/ui/pager';
import { Sheet } from '@/components/ui/sheet';
import { useFormat } from '@/lib/core/i18n/get-format';
import { listAddress } from '@/lib/core/list-address';
import { localDateAt } from '@/lib/core/time';
import { NOTICES_SHOWN, type ReceivedNotice } from '@/lib/notices/view/schema';
import { NoticeBadges } from './notice-badges';

interface Props {
  notices: ReceivedNotice[];
  total: number;
  page: number;
  address: string;
  href: (id: string) => string;
  timeZone: string;
}

/** Notices as their readers see them, the latest first. */
export function ReceivedList({ notices, total, page, address, href, timeZone }: Props) {
  const t = useTranslations('notices');
  const format = useFormat();
  const first = (page - 1) * NOTICES_SHOWN + 1;
  const last = first + notices.length - 1;
  if (notices.length === 0)
    return (
      <Sheet>
        <EmptyState icon={Megaphone} title={t('receivedEmpty')}>
          {t('receivedEmptyBody')}
        </EmptyState>
      </Sheet>
    );
  return (
    <Sheet padded={false} ruled={false}>
      <ul className="divide-y divide-line">
        {notices.map(({ id, title, body, state, urgent, publishedAt, receipt }) => {
          const unread = receipt !== null && receipt.readAt === null && state === 'PUBLISHED';
          return (
            <li key={id} className="relative grid gap-1 px-4 py-3.5 hover:bg-sunk/45">
              <div className="flex flex-wrap items-baseline justify-between gap-x-3">
                <Link
                  href={href(id)}
                  prefetch={false}
                  className={`after:absolute after:inset-0 ${unread ? 'font-semibold' : 'font-medium'}`}
                >
                  <bdi>{title}</bdi>
                </Link>
                {publishedAt && (
                  <span className="text-caption text-ink-3 tabular">
                    {format.dateShort(localDateAt(publishedAt, timeZone))}
                  </span>
                )}
              </div>
              <p className="max-w-full justify-self-start truncate text-small text-ink-2" dir="auto">
                {body}
              </p>
              <span className="flex flex-wrap gap-1.5">
                {unread && (
                  <Badge tone="warn" icon={CircleDot}>
                    {t('unread')}
                  </Badge>
                )}
                <NoticeBadges state={state} urgent={urgent} />
              </span>
            </li>
          );
        })}
      </ul>
      {total > NOTICES_SHOWN && (
        <Pager
          from={first}
          to={last}
          total={total}
          backHref={page > 1 ? listAddress(address, { page: page - 1 }) : undefined}
          nextHref={last < total ? listAddress(address, { page: page + 1 }) : undefined}
        />
      )}
    </Sheet>
  );
}
