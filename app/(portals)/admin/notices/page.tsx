import type { Metadata } from 'next';
import { NoticeRegister } from '@/components/notices/notice-register';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Megaphone } from '@/components/ui/icons';
import { PageHead } from '@/components/ui/page-head';
import { Pager } from '@/components/ui/pager';
import { Sheet } from '@/components/ui/sheet';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { listAddress } from '@/lib/core/list-address';
import { routes } from '@/lib/core/routes';
import { listNotices } from '@/lib/notices/queries';
import { noticeList } from '@/lib/notices/schema';
import { NOTICES_SHOWN } from '@/lib/notices/view/schema';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notices'))('title') };
}

export default async function NoticesPage({ searchParams }: PageProps<'/admin/notices'>) {
  const scope = await requireScope('notices:read');
  const { page } = noticeList.parse(await searchParams);
  const { notices, total } = await inTenant(scope, (tx) => listNotices(tx, scope, { page }));
  const t = await getTranslations('notices');
  const first = (page - 1) * NOTICES_SHOWN + 1;
  const last = first + notices.length - 1;
  return (
    <>
      <PageHead
        title={t('title')}
        lead={t('lead')}
        actions={
          <ButtonLink href={routes.newNotice} variant="primary" icon={Megaphone}>
            {t('new')}
          </ButtonLink>
        }
      />
      <Sheet padded={false} ruled={false}>
        {notices.length > 0 ? (
          <NoticeRegister notices={notices} timeZone={scope.institution.timeZone} />
        ) : (
          <EmptyState icon={Megaphone} title={t('empty')}>
            {t('emptyBody')}
          </EmptyState>
        )}
        {total > NOTICES_SHOWN && (
          <Pager
            from={first}
            to={last}
            total={total}
            backHref={page > 1 ? listAddress(routes.notices, { page: page - 1 }) : undefined}
            nextHref={last < total ? listAddress(routes.notices, { page: page + 1 }) : undefined}
          />
        )}
      </Sheet>
    </>
  );
}
