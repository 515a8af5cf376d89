import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { RolesSheet } from '@/components/people/roles-sheet';
import { InvitationSheet } from '@/components/staff/invitation-sheet';
import { LeavingSheet } from '@/components/staff/leaving-sheet';
import { StaffFacts } from '@/components/staff/staff-facts';
import { StaffHalqas } from '@/components/staff/staff-halqas';
import { ButtonLink } from '@/components/ui/button';
import { Pencil, Printer } from '@/components/ui/icons';
import { Monogram } from '@/components/ui/monogram';
import { PageHead } from '@/components/ui/page-head';
import { PersonName } from '@/components/ui/person-name';
import { Trail } from '@/components/ui/trail';
import { can } from '@/lib/core/auth/roles';
import { requireScope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getTranslations } from '@/lib/core/i18n/translations';
import { isId } from '@/lib/core/id';
import { routes } from '@/lib/core/routes';
import { localDateAt } from '@/lib/core/time';
import { listRolesOf } from '@/lib/people/queries';
import { getStaff } from '@/lib/staff/queries';
import { accessOf } from '@/lib/staff/rules';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('staff'))('title') };
}

export default async function StaffMemberPage({ params }: { params: Promise<{ staffId: string }> }) {
  const scope = await requireScope('staff:read');
  const { staffId } = await params;
  const rules = can(scope.role, 'people:read');
  const { member, roles } = isId(staffId)
    ? await inTenant(scope, async (tx) => ({
        member: await getStaff(tx, scope, staffId),
        roles: rules ? await listRolesOf(tx, scope, staffId) : [],
      }))
    : { member: null, roles: [] };
  if (!member) notFound();
  const [t, words] = await Promise.all([getTranslations('staff'), getTranslations('people.slip')]);
  const mayWrite = can(scope.role, 'staff:write');
  const left = member.access === 'LEFT';
  const teaches = member.halqas.filter(({ to }) => to === null).length;
  // A sign-in that was dismissed from teaching needs a new link, like none at all.
  const teaching = roles.some(({ role, state }) => role === 'teacher' && state !== 'DISMISSED');
  const access =
    rules && !left
      ? accessOf({ status: 'ACTIVE', hasUser: teaching, invitedUntil: member.invitedUntil }, scope.now)
      : member.access;
  const until = member.invitedUntil && localDateAt(member.invitedUntil, scope.institution.timeZone);
  return (
    <>
      <PageHead
        trail={<Trail steps={[{ href: routes.staff, label: t('title') }]} here={<bdi>{member.name}</bdi>} />}
        portrait={<Monogram size="lg" name={member.nativeName ?? member.name} />}
        title={<PersonName layout="inline" name={member.name} nativeName={member.nativeName} />}
        lead={left ? t('detail.left') : t('detail.teaches', { count: teaches })}
        actions={
          <>
            {!left && can(scope.role, 'slips:print') && (
              <ButtonLink href={routes.staffSlip(member.id)} icon={Printer}>
                {words('link')}
              </ButtonLink>
            )}
            {mayWrite && (
              <ButtonLink href={routes.editStaffMember(member.id)} icon={Pencil}>
                {t('edit')}
              </ButtonLink>
            )}
          </>
        }
      />
      <div className="grid items-start gap-6 xl:grid-cols-2">
        <div className="grid min-w-0 gap-6">
          <StaffFacts member={member} />
          <StaffHalqas halqas={member.halqas} />
        </div>
        {mayWrite && (
          <div className="grid min-w-0 gap-6">
            <RolesSheet roles={roles} />
            {!left && (
              <InvitationSheet
                id={member.id}
                access={access}
                email={member.email}
                phone={member.phone}
                until={until}
              />
            )}
            <LeavingSheet id={member.id} left={left} halqas={teaches} />
          </div>
        )}
      </div>
    </>
  );
}
