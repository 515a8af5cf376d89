import 'server-only';
import { v7 } from 'uuid';
import type { Scope } from '@/lib/core/auth/scope';
import { opaqueToken, sha256 } from '@/lib/core/auth/session';
import { toDbDate } from '@/lib/core/db/dates';
import { appendAudit } from '@/lib/core/db/jobs';
import { staleOrGone } from '@/lib/core/db/stale';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import { normaliseName } from '@/lib/core/name';
import { endTeaching, giveHalqas } from '@/lib/halqas/mutations';
import { type Contact, contactsOf, invitationEnds } from './rules';
import type { CreateStaff, EditStaff, OneStaff } from './schema';

/** The contacts of the form, refused when one belongs to another ustadh in service: one number, one person. */
async function freeContacts(tx: TenantTx, scope: Scope, input: CreateStaff | EditStaff): Promise<Contact[]> {
  const read = contactsOf(input, scope.institution.country);
  if ('problem' in read) {
    const { field, code, params } = read.problem;
    throw new AppError('INVALID', code, { field, params });
  }
  const taken = await tx.staffContact.findFirst({
    where: {
      institutionId: scope.institution.id,
      OR: read.contacts,
      staffId: { not: input.id },
      staff: { status: 'ACTIVE' },
    },
    select: { kind: true, staff: { select: { name: true } } },
  });
  if (taken)
    throw new AppError('CONFLICT', 'contactTaken', {
      field: taken.kind === 'PHONE' ? 'phone' : 'email',
      params: { name: taken.staff.name },
    });
  return read.contacts;
}

function checkJoined(input: CreateStaff | EditStaff, scope: Scope) {
  if (input.joinedOn && input.joinedOn > scope.today)
    throw new AppError('INVALID', 'futureDate', { field: 'joinedOn' });
}

const columns = (input: CreateStaff | EditStaff) => ({
  name: input.name,
  nativeName: input.nativeName ?? null,
  sortName: normaliseName(input.name),
  qualification: input.qualification ?? null,
  joinedOn: input.joinedOn ? toDbDate(input.joinedOn) : null,
});

async function addContacts(tx: TenantTx, scope: Scope, staffId: string, contacts: Contact[]) {
  const institutionId = scope.institution.id;
  await tx.staffContact.createMany({
    data: contacts.map((contact) => ({ institutionId, id: v7(), staffId, ...contact })),
    skipDuplicates: true,
  });
}

/** Takes an ustadh into service; the same id again is the same person. */
export async function createStaff(tx: TenantTx, scope: Scope, input: CreateStaff): Promise<{ id: string }> {
  const institutionId = scope.institution.id;
  const { id, halqaIds } = input;
  if (await tx.staff.count({ where: { institutionId, id } })) return { id };
  checkJoined(input, scope);
  const contacts = await freeContacts(tx, scope, input);
  await tx.staff.create({ data: { institutionId, id, ...columns(input) } });
  await addContacts(tx, scope, id, contacts);
  if (halqaIds.length > 0) await giveHalqas(tx, scope, { halqaIds, staffId: id });
  await appendAudit(
    tx,
    { action: 'staff.created', subject: 'staff', subjectId: id, detail: { halqaIds } },
    v7(),
  );
  return { id };
}

/** Replaces the form's own number and address; further ones that an import brought stay. Throws CONFLICT when the
 *  row was changed since the form was drawn. */
export async function editStaff(tx: TenantTx, scope: Scope, input: EditStaff): Promise<{ id: string }> {
  const institutionId = scope.institution.id;
  const { id, halqaIds } = input;
  checkJoined(input, scope);
  const contacts = await freeContacts(tx, scope, input);
  const { count } = await tx.staff.updateMany({
    where: { institutionId, id, updatedAt: new Date(input.updatedAt) },
    data: { ...columns(input), updatedAt: new Date() },
  });
  if (count === 0) throw staleOrGone(await tx.staff.count({ where: { institutionId, id } }));
  const before = await tx.staffContact.findMany({
    where: { institutionId, staffId: id },
    select: { id: true, kind: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  const shown = ['PHONE', 'EMAIL'].flatMap(
    (kind) => before.find((contact) => contact.kind === kind)?.id ?? [],
  );
  await tx.staffContact.deleteMany({ where: { institutionId, id: { in: shown } } });
  await addContacts(tx, scope, id, contacts);
  const ended = await endTeaching(tx, scope, { staffId: id, halqaId: { notIn: halqaIds } });
  const given = halqaIds.length > 0 ? await giveHalqas(tx, scope, { halqaIds, staffId: id }) : 0;
  await appendAudit(
    tx,
    {
      action: ended + given > 0 ? 'staff.assigned' : 'staff.edited',
      subject: 'staff',
      subjectId: id,
      detail: { halqaIds },
    },
    v7(),
  );
  return { id };
}

async function endInvitations(tx: TenantTx, scope: Scope, staffId: string): Promise<void> {
  const now = new Date();
  await tx.staffInvitation.updateMany({
    where: { institutionId: scope.institution.id, staffId, acceptedAt: null, expiresAt: { gt: now } },
    data: { expiresAt: now, updatedAt: now },
  });
}

/** A link for signing up, good for seven days; an older one ends with it. Only its hash is kept.
 *  @returns the token, to be shown once */
export async function inviteStaff(tx: TenantTx, scope: Scope, { id }: OneStaff): Promise<{ token: string }> {
  const institutionId = scope.institution.id;
  const one = await tx.staff.findFirst({
    where: { institutionId, id },
    select: { status: true, userId: true },
  });
  if (!one) throw new AppError('NOT_FOUND', 'notFound');
  if (one.status !== 'ACTIVE') throw new AppError('CONFLICT', 'hasLeft');
  if (one.userId) throw new AppError('CONFLICT', 'hasSignIn');
  await endInvitations(tx, scope, id);
  const token = opaqueToken();
  const expiresAt = invitationEnds(new Date());
  await tx.staffInvitation.create({
    data: {
      institutionId,
      id: v7(),
      staffId: id,
      role: 'teacher',
      tokenHash: sha256(token),
      expiresAt,
      invitedBy: scope.userId,
    },
  });
  await appendAudit(
    tx,
    {
      action: 'staff.invited',
      subject: 'staff',
      subjectId: id,
      detail: { role: 'teacher', until: expiresAt.toISOString() },
    },
    v7(),
  );
  return { token };
}

/** Out of service: the context of the next request holds no children any more, halqas are free, invitations end. */
export async function leaveStaff(tx: TenantTx, scope: Scope, { id }: OneStaff): Promise<{ id: string }> {
  await setStatus(tx, scope, id, 'LEFT');
  const halqas = await endTeaching(tx, scope, { staffId: id });
  await endInvitations(tx, scope, id);
  await appendAudit(tx, { action: 'staff.left', subject: 'staff', subjectId: id, detail: { halqas } }, v7());
  return { id };
}

/** Back in service; halqas are given anew. */
export async function returnStaff(tx: TenantTx, scope: Scope, { id }: OneStaff): Promise<{ id: string }> {
  await setStatus(tx, scope, id, 'ACTIVE');
  await appendAudit(tx, { action: 'staff.returned', subject: 'staff', subjectId: id }, v7());
  return { id };
}

async function setStatus(tx: TenantTx, scope: Scope, id: string, status: 'ACTIVE' | 'LEFT'): Promise<void> {
  const { count } = await tx.staff.updateMany({
    where: { institutionId: scope.institution.id, id },
    data: { status, updatedAt: new Date() },
  });
  if (count === 0) throw new AppError('NOT_FOUND', 'notFound');
}
