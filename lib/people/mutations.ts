import 'server-only';
import { v7 } from 'uuid';
import type { Scope } from '@/lib/core/auth/scope';
import { appendAudit } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import { normaliseName } from '@/lib/core/name';
import { endTeaching } from '@/lib/halqas/mutations';
import { inviteStaff, takeStaff } from '@/lib/staff/mutations';
import { isOfficeRole, type OfficeRole } from './rules';
import type { ChangeRole, InvitePerson, NamePerson, OnePerson, WithReason } from './schema';

/** What is shown and sent once: the token is kept as a hash only. */
export type Invited = {
  staffId: string;
  token: string;
  name: string;
  email: string | null;
  role: OfficeRole;
  campus: string | null;
};

async function campusName(tx: TenantTx, scope: Scope, campusId: string | undefined): Promise<string | null> {
  if (!campusId) return null;
  const campus = await tx.campus.findFirst({
    where: { institutionId: scope.institution.id, id: campusId },
    select: { name: true },
  });
  if (!campus) throw new AppError('INVALID', 'notInList', { field: 'campusId' });
  return campus.name;
}

/** Invites to a role. Whoever has this number or address in service already is the one invited; else the person is
 *  taken in. Nothing here asks whether the address is known to HifzPro elsewhere. */
export async function invitePerson(tx: TenantTx, scope: Scope, input: InvitePerson): Promise<Invited> {
  const { role, campusId } = input;
  const campus = await campusName(tx, scope, campusId);
  const staff = await takeStaff(tx, scope, input);
  const { token } = await inviteStaff(tx, scope, { id: staff.id, role, campusId });
  return {
    staffId: staff.id,
    token,
    name: staff.name,
    email: input.email?.toLowerCase() ?? null,
    role,
    campus,
  };
}

/** A new link for an invitation that was lost or has ended; the earlier one ends with it. */
export async function renewInvitation(tx: TenantTx, scope: Scope, { id }: OnePerson): Promise<Invited> {
  const one = await tx.staffInvitation.findFirst({
    where: { institutionId: scope.institution.id, id, acceptedAt: null },
    select: {
      role: true,
      campusId: true,
      campus: { select: { name: true } },
      staff: {
        select: {
          id: true,
          name: true,
          contacts: {
            where: { kind: 'EMAIL' },
            select: { value: true },
            orderBy: { createdAt: 'asc' },
            take: 1,
          },
        },
      },
    },
  });
  if (!one || !isOfficeRole(one.role)) throw new AppError('NOT_FOUND', 'notFound');
  const { role, staff } = one;
  const { token } = await inviteStaff(tx, scope, { id: staff.id, role, campusId: one.campusId ?? undefined });
  return {
    staffId: staff.id,
    token,
    name: staff.name,
    email: staff.contacts[0]?.value ?? null,
    role,
    campus: one.campus?.name ?? null,
  };
}

/** An invitation nobody should use any more; the person stays in the list of staff. */
export async function withdrawInvitation(tx: TenantTx, scope: Scope, { id }: OnePerson): Promise<void> {
  const institutionId = scope.institution.id;
  const one = await tx.staffInvitation.findFirst({
    where: { institutionId, id, acceptedAt: null },
    select: { staffId: true, role: true },
  });
  if (!one) throw new AppError('NOT_FOUND', 'notFound');
  await tx.staffInvitation.deleteMany({ where: { institutionId, ...one, acceptedAt: null } });
  await appendAudit(
    tx,
    {
      action: 'staff.invitationWithdrawn',
      subject: 'staff',
      subjectId: one.staffId,
      detail: { role: one.role },
    },
    v7(),
  );
}

/** The halqas of somebody who will teach no longer are free. */
async function freeHalqas(tx: TenantTx, scope: Scope, membershipId: string): Promise<void> {
  const institutionId = scope.institution.id;
  const one = await tx.membership.findFirst({
    where: { institutionId, id: membershipId, role: 'teacher', userId: { not: scope.userId } },
    select: { userId: true },
  });
  if (!one) return;
  const staff = await tx.staff.findMany({
    where: { institutionId, userId: one.userId, status: 'ACTIVE' },
    select: { id: true },
    take: 1,
  });
  if (staff[0]) await endTeaching(tx, scope, { staffId: staff[0].id });
}

/** Another role, from the person's next request on; the present sign-in ends, the new role begins with a new one.
 *  @returns the membership that holds the role now */
export async function changeRole(tx: TenantTx, scope: Scope, input: ChangeRole): Promise<{ id: string }> {
  const { id, role, campusId, updatedAt, reason } = input;
  await campusName(tx, scope, campusId);
  if (role !== 'teacher') await freeHalqas(tx, scope, id);
  const [row] = await tx.$queryRaw<{ id: string | null }[]>`
    SELECT app.set_member_role(${id}::uuid, ${role}, ${campusId ?? null}::uuid, ${updatedAt}::timestamptz, ${reason ?? null}, ${v7()}::uuid) AS id`;
  if (!row?.id) throw new AppError('CONFLICT', 'CONFLICT');
  return { id: row.id };
}

async function setState(
  tx: TenantTx,
  id: string,
  state: 'active' | 'suspended' | 'dismissed',
  reason: string | null = null,
): Promise<{ id: string }> {
  const [row] = await tx.$queryRaw<{ done: boolean }[]>`
    SELECT app.set_member_state(${id}::uuid, ${state}, ${reason}, ${v7()}::uuid) AS done`;
  if (!row?.done) throw new AppError('CONFLICT', 'CONFLICT');
  return { id };
}

/** Nothing opens from the person's next request on, until it is resumed; halqas stay theirs. */
export const suspendMember = (tx: TenantTx, _scope: Scope, { id, reason }: WithReason) =>
  setState(tx, id, 'suspended', reason);

/** Lifts a suspension, or takes a dismissed person back into the role. */
export const reinstateMember = (tx: TenantTx, _scope: Scope, { id }: OnePerson) => setState(tx, id, 'active');

/** Ends the role: its sessions end, its halqas are free, its open invitations are worth nothing. */
export async function dismissMember(
  tx: TenantTx,
  scope: Scope,
  { id, reason }: WithReason,
): Promise<{ id: string }> {
  await freeHalqas(tx, scope, id);
  return setState(tx, id, 'dismissed', reason);
}

/** Enters a member who has no row among the staff, so that the house has a name for them. */
export async function namePerson(tx: TenantTx, scope: Scope, input: NamePerson): Promise<{ id: string }> {
  const institutionId = scope.institution.id;
  const { id, staffId, name, nativeName } = input;
  const one = await tx.membership.findFirst({
    where: { institutionId, id, role: { not: 'guardian' } },
    select: { userId: true },
  });
  if (!one) throw new AppError('NOT_FOUND', 'notFound');
  const { userId } = one;
  if (await tx.staff.count({ where: { institutionId, userId } })) return { id };
  await tx.staff.create({
    data: {
      institutionId,
      id: staffId,
      name,
      nativeName: nativeName ?? null,
      sortName: normaliseName(name),
      userId,
    },
  });
  await appendAudit(tx, { action: 'staff.created', subject: 'staff', subjectId: staffId }, v7());
  return { id };
}
