import 'server-only';
import { v7 } from 'uuid';
import { changesBetween, contactMarks } from '@/lib/audit/changes/rules';
import type { Scope } from '@/lib/core/auth/scope';
import { opaqueToken, sha256 } from '@/lib/core/auth/session';
import { fromDbDate, toDbDate } from '@/lib/core/db/dates';
import { appendAudit } from '@/lib/core/db/jobs';
import { staleOrGone } from '@/lib/core/db/stale';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import { normaliseName } from '@/lib/core/name';
import { endTeaching, giveHalqas } from '@/lib/halqas/mutations';
import type { OfficeRole } from '@/lib/people/rules';
import { type Contact, contactsOf, invitationEnds } from './rules';
import type { CreateStaff, EditStaff, OneStaff } from './schema';

type TypedContacts = { phone?: string | undefined; email?: string | undefined };

function readContacts(input: TypedContacts, scope: Scope): Contact[] {
  const read = contactsOf(input, scope.institution.country);
  if ('contacts' in read) return read.contacts;
  const { field, code, params } = read.problem;
  throw new AppError('INVALID', code, { field, params });
}

/** Another ustadh in service to whom one of these belongs: one number, one person. */
function ownerOf(
  tx: TenantTx,
  scope: Scope,
  { id, contacts }: { id: string; contacts: { kind: string; value: string }[] },
) {
  return tx.staffContact.findFirst({
    where: {
      institutionId: scope.institution.id,
      OR: contacts,
      staffId: { not: id },
      staff: { status: 'ACTIVE' },
    },
    select: { kind: true, staff: { select: { name: true } } },
  });
}

/** The contacts of the form, refused when one belongs to another. */
async function freeContacts(tx: TenantTx, scope: Scope, input: CreateStaff | EditStaff): Promise<Contact[]> {
  const contacts = readContacts(input, scope);
  const taken = await ownerOf(tx, scope, { id: input.id, contacts });
  if (taken)
    throw new AppError('CONFLICT', 'contactTaken', {
      field: taken.kind === 'PHONE' ? 'phone' : 'email',
      params: { name: taken.staff.name },
    });
  return contacts;
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
    { action: 'staff.created', subject: 'staff', subjectId: id, detail: { halqas: [[], halqaIds] } },
    v7(),
  );
  return { id };
}

type Known = { id: string; name: string };

/** Whoever in service has this number or address, or else a new member of staff with the form's id.
 *  Throws CONFLICT when number and address belong to two people. */
export async function takeStaff(
  tx: TenantTx,
  scope: Scope,
  input: TypedContacts & { id: string; name: string; nativeName?: string | undefined },
): Promise<Known> {
  const institutionId = scope.institution.id;
  const { id, name, nativeName } = input;
  const contacts = readContacts(input, scope);
  const known = await tx.staff.findMany({
    where: { institutionId, OR: [{ id }, { status: 'ACTIVE', contacts: { some: { OR: contacts } } }] },
    select: { id: true, name: true },
    take: 2,
  });
  if (known.length > 1) throw new AppError('CONFLICT', 'contactsOfTwo', { field: 'email' });
  if (known[0]) return known[0];
  await tx.staff.create({
    data: { institutionId, id, name, nativeName: nativeName ?? null, sortName: normaliseName(name) },
  });
  await addContacts(tx, scope, id, contacts);
  await appendAudit(tx, { action: 'staff.created', subject: 'staff', subjectId: id }, v7());
  return { id, name };
}

/** Replaces the form's own number and address; further ones that an import brought stay. Throws CONFLICT when the
 *  row was changed since the form was drawn. */
export async function editStaff(tx: TenantTx, scope: Scope, input: EditStaff): Promise<{ id: string }> {
  const institutionId = scope.institution.id;
  const { id, halqaIds } = input;
  checkJoined(input, scope);
  const contacts = await freeContacts(tx, scope, input);
  const was = await tx.staff.findFirst({
    where: { institutionId, id },
    select: {
      name: true,
      nativeName: true,
      qualification: true,
      joinedOn: true,
      halqas: { where: { toDate: null }, select: { halqaId: true } },
    },
  });
  const { count } = await tx.staff.updateMany({
    where: { institutionId, id, updatedAt: new Date(input.updatedAt) },
    data: { ...columns(input), updatedAt: new Date() },
  });
  if (count === 0) throw staleOrGone(await tx.staff.count({ where: { institutionId, id } }));
  const before = await tx.staffContact.findMany({
    where: { institutionId, staffId: id },
    select: { id: true, kind: true, value: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  const shown = ['PHONE', 'EMAIL'].flatMap((kind) => before.find((contact) => contact.kind === kind) ?? []);
  for (const was of shown) {
    const value = contacts.find(({ kind }) => kind === was.kind)?.value;
    if (value === was.value) continue;
    // In its row and so in its place: the number of the form stays the one that is called first.
    const where = { institutionId, id: was.id };
    if (value === undefined || before.some((other) => other.kind === was.kind && other.value === value))
      await tx.staffContact.deleteMany({ where });
    else await tx.staffContact.updateMany({ where, data: { value, updatedAt: new Date() } });
  }
  await addContacts(tx, scope, id, contacts);
  const ended = await endTeaching(tx, scope, { staffId: id, halqaId: { notIn: halqaIds } });
  const given = halqaIds.length > 0 ? await giveHalqas(tx, scope, { halqaIds, staffId: id }) : 0;
  const detail = changesBetween(
    {
      name: was?.name ?? null,
      nativeName: was?.nativeName ?? null,
      qualification: was?.qualification ?? null,
      joinedOn: was?.joinedOn ? fromDbDate(was.joinedOn) : null,
      halqas: was?.halqas.map(({ halqaId }) => halqaId).sort() ?? [],
      ...contactMarks(shown),
    },
    {
      name: input.name,
      nativeName: input.nativeName ?? null,
      qualification: input.qualification ?? null,
      joinedOn: input.joinedOn ?? null,
      halqas: [...new Set(halqaIds)].sort(),
      ...contactMarks(contacts),
    },
  );
  const action = ended + given > 0 ? 'staff.assigned' : 'staff.edited';
  if (Object.keys(detail).length > 0)
    await appendAudit(tx, { action, subject: 'staff', subjectId: id, detail }, v7());
  return { id };
}

/** @param role only those to this role; without it, all */
async function endInvitations(tx: TenantTx, scope: Scope, staffId: string, role?: string): Promise<void> {
  const now = new Date();
  await tx.staffInvitation.updateMany({
    where: {
      institutionId: scope.institution.id,
      staffId,
      acceptedAt: null,
      expiresAt: { gt: now },
      ...(role !== undefined && { role }),
    },
    data: { expiresAt: now, updatedAt: now },
  });
}

type ToRole = OneStaff & { role?: OfficeRole; campusId?: string | undefined };

/** A link for signing up in a role, good for seven days; an older one to it ends with it. Only its hash is kept.
 *  @param to.campusId of a campus office, and of nobody else
 *  @returns the token, to be shown once, and where a letter could carry it */
export async function inviteStaff(
  tx: TenantTx,
  scope: Scope,
  { id, role = 'teacher', campusId }: ToRole,
): Promise<{ token: string; name: string; email: string | null }> {
  const institutionId = scope.institution.id;
  const one = await tx.staff.findFirst({
    where: { institutionId, id },
    select: {
      name: true,
      status: true,
      userId: true,
      contacts: { where: { kind: 'EMAIL' }, select: { value: true }, orderBy: { createdAt: 'asc' }, take: 1 },
    },
  });
  if (!one) throw new AppError('NOT_FOUND', 'notFound');
  if (one.status !== 'ACTIVE') throw new AppError('CONFLICT', 'hasLeft');
  if (
    one.userId &&
    (await tx.membership.count({ where: { institutionId, userId: one.userId, role, endedAt: null } }))
  )
    throw new AppError('CONFLICT', 'hasSignIn');
  await endInvitations(tx, scope, id, role);
  const token = opaqueToken();
  const expiresAt = invitationEnds(new Date());
  await tx.staffInvitation.create({
    data: {
      institutionId,
      id: v7(),
      staffId: id,
      role,
      campusId: campusId ?? null,
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
      detail: { role, ...(campusId && { campusId }), until: expiresAt.toISOString() },
    },
    v7(),
  );
  return { token, name: one.name, email: one.contacts[0]?.value ?? null };
}

/** Out of service: the sessions end at once, the context of the next request holds no children any more, halqas are
 *  free, invitations end. The database refuses it to oneself and to the last admin. */
export async function leaveStaff(tx: TenantTx, scope: Scope, { id }: OneStaff): Promise<{ id: string }> {
  const halqas = await endTeaching(tx, scope, { staffId: id });
  await endInvitations(tx, scope, id);
  const [row] = await tx.$queryRaw<{ done: boolean }[]>`SELECT app.end_service(${id}::uuid) AS done`;
  if (!row?.done) throw new AppError('NOT_FOUND', 'notFound');
  await appendAudit(tx, { action: 'staff.left', subject: 'staff', subjectId: id, detail: { halqas } }, v7());
  return { id };
}

/** Back in service; halqas are given anew. Throws CONFLICT when a number or address is another's by now. */
export async function returnStaff(tx: TenantTx, scope: Scope, { id }: OneStaff): Promise<{ id: string }> {
  const contacts = await tx.staffContact.findMany({
    where: { institutionId: scope.institution.id, staffId: id },
    select: { kind: true, value: true },
  });
  const taken = await ownerOf(tx, scope, { id, contacts });
  if (taken) throw new AppError('CONFLICT', 'contactTaken', { params: { name: taken.staff.name } });
  const { count } = await tx.staff.updateMany({
    where: { institutionId: scope.institution.id, id },
    data: { status: 'ACTIVE', updatedAt: new Date() },
  });
  if (count === 0) throw new AppError('NOT_FOUND', 'notFound');
  await appendAudit(tx, { action: 'staff.returned', subject: 'staff', subjectId: id }, v7());
  return { id };
}
