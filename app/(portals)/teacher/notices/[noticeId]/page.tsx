import type { Metadata } from 'next';
import { requireScope } from '@/lib/core/auth/scope';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { acknowledgeAsUstadh } from '@/lib/notices/actions';
import { NoticeOnPhone } from '../../../_components/notice-on-phone';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notices'))('title') };
}

export default async function NoticePage({ params }: PageProps<'/teacher/notices/[noticeId]'>) {
  const scope = await requireScope('halqa:teach');
  const { noticeId } = await params;
  return (
    <NoticeOnPhone
      scope={scope}
      noticeId={noticeId}
      backHref={routes.teacherNotices}
      acknowledge={acknowledgeAsUstadh}
    />
  );
}
