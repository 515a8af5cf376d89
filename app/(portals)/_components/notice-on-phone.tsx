import type { ComponentProps } from 'react';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { ReceivedNotice } from '@/components/notices/received-notice';
import type { Scope } from '@/lib/core/auth/scope';
import { getTranslations } from '@/lib/core/i18n/translations';
import { openedNotice } from './opened';

interface Props extends Pick<ComponentProps<typeof ReceivedNotice>, 'acknowledge'> {
  scope: Scope;
  noticeId: string;
  backHref: string;
}

/** A notice as its reader has it open; the page has asked for its permission. */
export async function NoticeOnPhone({ scope, noticeId, backHref, acknowledge }: Props) {
  const notice = await openedNotice(scope, noticeId);
  const t = await getTranslations('notices');
  return (
    <>
      <PhoneHead back={{ href: backHref, label: t('back') }} title={<bdi>{notice.title}</bdi>} />
      <PhoneMain>
        <hr className="rule-double" />
        <ReceivedNotice notice={notice} timeZone={scope.institution.timeZone} acknowledge={acknowledge} />
      </PhoneMain>
    </>
  );
}
