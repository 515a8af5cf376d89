import type { Metadata } from 'next';
import { NoticeForm } from '@/components/notices/notice-form';
import { PageHead } from '@/components/ui/page-head';
import { Sheet } from '@/components/ui/sheet';
import { Trail } from '@/components/ui/trail';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { listAudiences } from '@/lib/notices/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notices'))('form.title') };
}

export default async function NewNoticePage() {
  const scope = await requireScope('notices:write');
  const choices = await inTenant(scope, (tx) => listAudiences(tx, scope));
  const t = await getTranslations('notices');
  const title = t('form.title');
  return (
    <>
      <PageHead
        trail={<Trail steps={[{ href: routes.notices, label: t('title') }]} here={title} />}
        title={title}
        lead={t('lead')}
      />
      <Sheet className="max-w-3xl">
        <NoticeForm choices={choices} everybody={scope.role === 'admin'} scope={scope} />
      </Sheet>
    </>
  );
}
