import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { SlipDesk } from '@/components/people/slip-desk';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { nameFor } from '@/lib/core/i18n/name-for';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { routes } from '@/lib/core/routes';
import { getSlipFacts } from '@/lib/people/slips/queries';
import { getStaff } from '@/lib/staff/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people.slip'))('link') };
}

/** A paper for one of the asatidha to whom no code comes. */
export default async function StaffSlipPage({ params }: PageProps<'/admin/staff/[staffId]/slip'>) {
  const scope = await requireScope('slips:print');
  const { staffId: id } = await params;
  if (!isId(id)) notFound();
  const { member, logins, facts } = await inTenant(scope, async (tx) => {
    const one = await getStaff(tx, scope, id);
    const all = one ? one.contacts.map(({ value }) => value) : [];
    const login = all[0] ?? '';
    return {
      member: one,
      logins: all,
      facts: one && (await getSlipFacts(tx, { kind: 'staff', id, login })),
    };
  });
  if (!member || !facts) notFound();
  const { name, nativeName } = member;
  return (
    <SlipDesk
      person={{ kind: 'staff', id, name, nativeName, logins }}
      back={[
        { href: routes.staff, label: (await getTranslations('staff'))('title') },
        { href: routes.staffMember(id), label: <bdi>{await nameFor({ name, nativeName })}</bdi> },
      ]}
      facts={facts}
      now={scope.now}
      timeZone={scope.institution.timeZone}
    />
  );
}
