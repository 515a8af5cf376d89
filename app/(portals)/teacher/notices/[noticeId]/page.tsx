import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { PhoneHead, PhoneMain } from '@/components/layout/phone-head';
import { ReceivedNotice } from '@/components/notices/received-notice';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { isId } from '@/lib/core/id';
import { isFetchedAhead } from '@/lib/core/prefetch';
import { routes } from '@/lib/core/routes';
import { acknowledgeAsUstadh } from '@/lib/notices/actions';
import { openNotice } from '@/lib/notices/mutations';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notices'))('title') };
}

export default async function NoticePage({ params }: PageProps<'/teacher/notices/[noticeId]'>) {
  const scope = await requireScope('halqa:teach');
  const { noticeId } = await params;
  if (!isId(noticeId) || (await isFetchedAhead())) notFound();
  const notice = await inTenant(scope, (tx) => openNotice(tx, scope, noticeId));
  if (!notice) notFound();
  const t = await getTranslations('notices');
  return (
    <>
      <PhoneHead back={{ href: routes.teacherNotices, label: t('back') }} title={<bdi>{notice.title}</bdi>} />
      <PhoneMain>
        <hr className="rule-double" />
        <ReceivedNotice
          notice={notice}
          timeZone={scope.institution.timeZone}
          acknowledge={acknowledgeAsUstadh}
        />
      </PhoneMain>
    </>
  );
}
