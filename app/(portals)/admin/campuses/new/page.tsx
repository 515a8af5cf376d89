import type { Metadata } from 'next';
import { v7 } from 'uuid';
import { PageHead } from '@/components/ui/page-head';
import { Trail } from '@/components/ui/trail';
import { requireScope } from '@/lib/core/auth/scope';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';
import { CampusForm } from '../campus-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('campuses'))('new') };
}

export default async function NewCampusPage() {
  await requireScope('campuses:write');
  const t = await getTranslations('campuses');
  return (
    <>
      <PageHead
        trail={<Trail steps={[{ href: routes.campuses, label: t('title') }]} here={t('new')} />}
        title={t('new')}
        lead={t('newLead')}
      />
      <CampusForm newId={v7()} />
    </>
  );
}
