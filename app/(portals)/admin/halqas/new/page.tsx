import type { Metadata } from 'next';
import { v7 } from 'uuid';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { PageHead } from '@/components/ui/page-head';
import { Trail } from '@/components/ui/trail';
import { listCampusOptions } from '@/lib/campuses/queries';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { listStaffOptions } from '@/lib/halqas/queries';
import { HalqaForm } from '../halqa-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('halqas'))('new') };
}

export default async function NewHalqaPage() {
  const scope = await requireScope('halqas:write');
  const choices = await inTenant(scope, async (tx) => ({
    campuses: await listCampusOptions(tx, scope),
    staff: await listStaffOptions(tx, scope),
  }));
  const [t, campuses] = await Promise.all([getTranslations('halqas'), getTranslations('campuses')]);
  return (
    <>
      <PageHead
        trail={<Trail steps={[{ href: routes.halqas, label: t('title') }]} here={t('new')} />}
        title={t('new')}
        lead={t('newLead')}
      />
      {choices.campuses.length > 0 ? (
        <HalqaForm newId={v7()} {...choices} />
      ) : (
        <Notice
          tone="info"
          action={
            <ButtonLink href={routes.newCampus} variant="primary">
              {campuses('new')}
            </ButtonLink>
          }
        >
          {t('empty.campusFirst')}
        </Notice>
      )}
    </>
  );
}
