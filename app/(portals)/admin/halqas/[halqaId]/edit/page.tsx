import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageHead } from '@/components/ui/page-head';
import { PersonName } from '@/components/ui/person-name';
import { Trail } from '@/components/ui/trail';
import { listCampusOptions } from '@/lib/campuses/queries';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { routes } from '@/lib/core/routes';
import { getHalqaForm, listStaffOptions } from '@/lib/halqas/queries';
import { HalqaForm } from '../../halqa-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('halqas'))('edit') };
}

export default async function EditHalqaPage({ params }: { params: Promise<{ halqaId: string }> }) {
  const scope = await requireScope('halqas:write');
  const { halqaId } = await params;
  if (!isId(halqaId)) notFound();
  const { halqa, campuses, staff } = await inTenant(scope, async (tx) => ({
    halqa: await getHalqaForm(tx, scope, halqaId),
    campuses: await listCampusOptions(tx, scope),
    staff: await listStaffOptions(tx, scope),
  }));
  if (!halqa) notFound();
  const t = await getTranslations('halqas');
  const steps = [
    { href: routes.halqas, label: t('title') },
    { href: routes.halqa(halqa.id), label: <bdi>{halqa.name}</bdi> },
  ];
  return (
    <>
      <PageHead
        trail={<Trail steps={steps} here={t('edit')} />}
        title={<PersonName layout="inline" name={halqa.name} nativeName={halqa.nativeName} />}
      />
      <HalqaForm halqa={halqa} campuses={campuses} staff={staff} />
    </>
  );
}
