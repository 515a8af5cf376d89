import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageHead } from '@/components/ui/page-head';
import { PersonName } from '@/components/ui/person-name';
import { Trail } from '@/components/ui/trail';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { routes } from '@/lib/core/routes';
import { getStaff, listHalqaChoices } from '@/lib/staff/queries';
import { StaffForm } from '../../staff-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('staff'))('edit') };
}

export default async function EditStaffPage({ params }: { params: Promise<{ staffId: string }> }) {
  const scope = await requireScope('staff:write');
  const { staffId } = await params;
  if (!isId(staffId)) notFound();
  const { member, halqas } = await inTenant(scope, async (tx) => ({
    member: await getStaff(tx, scope, staffId),
    halqas: await listHalqaChoices(tx, scope),
  }));
  if (!member) notFound();
  const t = await getTranslations('staff');
  const steps = [
    { href: routes.staff, label: t('title') },
    { href: routes.staffMember(member.id), label: <bdi>{member.name}</bdi> },
  ];
  return (
    <>
      <PageHead
        trail={<Trail steps={steps} here={t('edit')} />}
        title={<PersonName layout="inline" name={member.name} nativeName={member.nativeName} />}
      />
      <StaffForm member={member} halqas={member.access === 'LEFT' ? [] : halqas} today={scope.today} />
    </>
  );
}
