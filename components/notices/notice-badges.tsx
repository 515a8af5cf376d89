import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Ban, Clock, TriangleAlert } from '@/components/ui/icons';
import type { NoticeState } from '@/lib/notices/schema';

/** What is out of the ordinary about a notice: that it waits, was withdrawn, is urgent. */
export function NoticeBadges({ state, urgent }: { state: NoticeState; urgent: boolean }) {
  const t = useTranslations('notices');
  return (
    <span className="inline-flex flex-wrap gap-1.5">
      {state === 'WAITING' && (
        <Badge tone="info" icon={Clock}>
          {t('states.WAITING')}
        </Badge>
      )}
      {state === 'WITHDRAWN' && (
        <Badge tone="neutral" icon={Ban}>
          {t('states.WITHDRAWN')}
        </Badge>
      )}
      {urgent && state !== 'WITHDRAWN' && (
        <Badge tone="warn" icon={TriangleAlert}>
          {t('urgent')}
        </Badge>
      )}
    </span>
  );
}
