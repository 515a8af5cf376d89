import type { Metadata } from 'next';
import { v7 } from 'uuid';
import { PageHead } from '@/components/ui/page-head';
import { Trail } from '@/components/ui/trail';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { listHalqaChoices } from '@/lib/staff/queries';
import { StaffForm } from '../staff-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('staff'))('new') };
}

export default async function NewStaffPage() {
  const scope = await requireScope('staff:write');
  const halqas = await inTenant(scope, (tx) => listHalqaChoices(tx, scope));
  const t = await getTranslations('staff');
  return (
    <>
      <PageHead
        trail={<Trail steps={[{ href: routes.staff, label: t('title') }]} here={t('new')} />}
        title={t('new')}
        lead={t('newLead')}
      />
      <StaffForm newId={v7()} halqas={halqas} today={scope.today} />
    </>
  );
}
