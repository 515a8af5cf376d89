import { useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { Check } from '@/components/ui/icons';
import { Notice } from '@/components/ui/notice';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import type { FormAction } from '@/lib/core/form-state';
import { useFormat } from '@/lib/core/i18n/get-format';
import { localDateAt } from '@/lib/core/time';
import type { ReceivedNotice as Received } from '@/lib/notices/view/schema';
import { NoticeBadges } from './notice-badges';
import { useAudience } from './use-audience';

interface Props {
  notice: Received;
  timeZone: string;
  acknowledge: FormAction;
}

/** One notice as its reader sees it; an urgent one asks for a word that it was read. */
export function ReceivedNotice({ notice, timeZone, acknowledge }: Props) {
  const t = useTranslations('notices');
  const format = useFormat();
  const audience = useAudience();
  const day = (at: Date | string) => format.dateWithDay(localDateAt(new Date(at), timeZone));
  if (notice.state === 'WITHDRAWN')
    return (
      <Notice tone="info">
        {t('withdrawnForReader', { date: day(notice.withdrawnAt!), reason: notice.reason ?? '' })}
      </Notice>
    );
  const acknowledgedAt = notice.receipt?.acknowledgedAt;
  return (
    <>
      <p className="text-small text-ink-2">
        {notice.publishedAt && day(notice.publishedAt)} · {audience(notice)}
      </p>
      <NoticeBadges state={notice.state} urgent={notice.urgent} />
      <Sheet>
        <p dir="auto" className="break-words whitespace-pre-wrap">
          {notice.body}
        </p>
      </Sheet>
      {notice.urgent && acknowledgedAt && (
        <Notice tone="good">{t('acknowledgedOn', { date: day(acknowledgedAt) })}</Notice>
      )}
      {notice.urgent && notice.receipt && !acknowledgedAt && (
        <Form action={acknowledge} room="notices" className="gap-3">
          <p>{t('asks')}</p>
          <input type="hidden" name="id" value={notice.id} />
          <SubmitButton
            className="justify-self-start"
            icon={<Check aria-hidden size={20} strokeWidth={1.75} />}
          >
            {t('acknowledge')}
          </SubmitButton>
        </Form>
      )}
    </>
  );
}
