import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NoticeFacts } from '@/components/notices/notice-facts';
import { WithdrawForm } from '@/components/notices/withdraw-form';
import { PageHead } from '@/components/ui/page-head';
import { Sheet } from '@/components/ui/sheet';
import { Trail } from '@/components/ui/trail';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { routes } from '@/lib/core/routes';
import { listNotices } from '@/lib/notices/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notices'))('title') };
}

export default async function NoticePage({ params }: PageProps<'/admin/notices/[noticeId]'>) {
  const scope = await requireScope('notices:read');
  const { noticeId } = await params;
  if (!isId(noticeId)) notFound();
  const { notices } = await inTenant(scope, (tx) => listNotices(tx, scope, { page: 1, id: noticeId }));
  const [notice] = notices;
  if (!notice) notFound();
  const t = await getTranslations('notices');
  const mayWithdraw = notice.state !== 'WITHDRAWN' && (scope.role === 'admin' || notice.campus !== null);
  const title = <bdi>{notice.title}</bdi>;
  return (
    <>
      <PageHead
        trail={<Trail steps={[{ href: routes.notices, label: t('title') }]} here={title} />}
        title={title}
        lead={<NoticeFacts notice={notice} timeZone={scope.institution.timeZone} />}
      />
      <Sheet className="max-w-3xl">
        <p dir="auto" className="max-w-[62ch] break-words whitespace-pre-wrap">
          {notice.body}
        </p>
      </Sheet>
      {mayWithdraw && <WithdrawForm id={notice.id} />}
    </>
  );
}
