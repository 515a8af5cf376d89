import type { Metadata } from 'next';
import { requireScope } from '@/lib/core/auth/scope';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { acknowledgeAsFamily } from '@/lib/notices/actions';
import { NoticeOnPhone } from '../../../_components/notice-on-phone';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notices'))('title') };
}

export default async function NoticePage({ params }: PageProps<'/parent/notices/[noticeId]'>) {
  const scope = await requireScope('children:read');
  const { noticeId } = await params;
  return (
    <NoticeOnPhone
      scope={scope}
      noticeId={noticeId}
      backHref={routes.parentNotices}
      acknowledge={acknowledgeAsFamily}
    />
  );
}
