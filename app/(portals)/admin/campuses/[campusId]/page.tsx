import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ButtonLink } from '@/components/ui/button';
import { PageHead } from '@/components/ui/page-head';
import { PersonName } from '@/components/ui/person-name';
import { Trail } from '@/components/ui/trail';
import { getCampus } from '@/lib/campuses/queries';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { listAddress } from '@/lib/core/list-address';
import { routes } from '@/lib/core/routes';
import { CampusForm } from '../campus-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('campuses'))('title') };
}

export default async function CampusPage({ params }: { params: Promise<{ campusId: string }> }) {
  const scope = await requireScope('campuses:write');
  const { campusId } = await params;
  const campus = isId(campusId) ? await inTenant(scope, (tx) => getCampus(tx, scope, campusId)) : null;
  if (!campus) notFound();
  const t = await getTranslations('campuses');
  return (
    <>
      <PageHead
        trail={
          <Trail steps={[{ href: routes.campuses, label: t('title') }]} here={<bdi>{campus.name}</bdi>} />
        }
        title={<PersonName layout="inline" name={campus.name} nativeName={campus.nativeName} />}
        actions={
          <ButtonLink href={listAddress(routes.halqas, { campus: campus.id })}>
            {t('columns.halqas')}
          </ButtonLink>
        }
      />
      <CampusForm campus={campus} />
    </>
  );
}
