import 'server-only';
import { v7 } from 'uuid';
import { changesBetween, contactMarks } from '@/lib/audit/changes/rules';
import type { Scope } from '@/lib/core/auth/scope';
import { fromDbDate } from '@/lib/core/db/dates';
import { appendAudit } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import { nameWords, normaliseName } from '@/lib/core/name';
import { isMinor } from '@/lib/students/rules';
import { holdNumbers, readPhone } from '../mutations';
import type { EditGuardian } from '../schema';

type Standing = { id: string; kind: string; value: string };
type Contact = { kind: 'PHONE' | 'EMAIL'; value: string; isPrimary: boolean };

/** Corrects a person: name, language, how to be reached. Throws CONFLICT when somebody was faster or a number is another's. */
export async function editGuardian(
  tx: TenantTx,
  { scope, input }: { scope: Scope; input: EditGuardian },
): Promise<{ id: string }> {
  const institutionId = scope.institution.id;
  const { id } = input;
  await holdNumbers(tx, institutionId);
  const before = await tx.guardian.findUnique({
    where: { institutionId_id: { institutionId, id } },
    select: {
      name: true,
      nativeName: true,
      language: true,
      contacts: {
        select: { id: true, kind: true, value: true },
        orderBy: [{ isPrimary: 'desc' }, { id: 'asc' }],
      },
      children: { select: { studentId: true, student: { select: { bornOn: true } } } },
    },
  });
  if (!before) throw new AppError('NOT_FOUND', 'notFound');
  const wanted = wantedContacts(input, scope.institution.country);
  const shown = shownContacts(before.contacts);
  const kept = before.contacts.filter((contact) => !shown.includes(contact) && !wanted.some(same(contact)));
  const phones = [...wanted, ...kept].flatMap(({ kind, value }) => (kind === 'PHONE' ? value : []));
  if (phones.length === 0) {
    const minors = before.children.filter(({ student }) =>
      isMinor(student.bornOn && fromDbDate(student.bornOn), scope.today),
    );
    await requireOthers(tx, { institutionId, guardianId: id, studentIds: minors.map((c) => c.studentId) });
  }
  const own = before.contacts.map(({ value }) => value);
  await refuseForeignNumbers(tx, {
    institutionId,
    id,
    wanted: wanted.filter(({ value }) => !own.includes(value)),
  });

  const changed = await tx.guardian.updateMany({
    where: { institutionId, id, updatedAt: new Date(input.updatedAt) },
    data: {
      name: input.name,
      nativeName: input.nativeName ?? null,
      sortName: normaliseName(input.name),
      language: input.language,
      updatedAt: scope.now,
    },
  });
  if (changed.count === 0) throw new AppError('CONFLICT', 'CONFLICT');
  await writeContacts(tx, { scope, id, wanted, shown, standing: before.contacts, primary: phones[0] ?? '' });
  await tx.guardianWord.deleteMany({ where: { institutionId, guardianId: id } });
  await tx.guardianWord.createMany({
    data: nameWords(input.name, input.nativeName).map((word) => ({
      institutionId,
      id: v7(),
      guardianId: id,
      word,
    })),
  });
  const { name, nativeName, language } = before;
  const detail = changesBetween(
    { name, nativeName, language, ...contactMarks(before.contacts) },
    {
      name: input.name,
      nativeName: input.nativeName ?? null,
      language: input.language,
      ...contactMarks([...wanted, ...kept]),
    },
  );
  if (Object.keys(detail).length > 0)
    await appendAudit(tx, { action: 'guardian.corrected', subject: 'guardian', subjectId: id, detail }, v7());
  return { id };
}

const same = (a: { kind: string; value: string }) => (b: { kind: string; value: string }) =>
  a.kind === b.kind && a.value === b.value;

/** What the form shows and so may take away: two numbers and an address. Further ones that an import brought stay. */
function shownContacts<T extends { kind: string }>(contacts: readonly T[]): T[] {
  const of = (kind: string) => contacts.filter((contact) => contact.kind === kind);
  return [...of('PHONE').slice(0, 2), ...of('EMAIL').slice(0, 1)];
}

function wantedContacts(input: EditGuardian, country: string): Contact[] {
  const first = readPhone(input.phone, { country, field: 'phone' });
  const second = readPhone(input.otherPhone, { country, field: 'otherPhone' });
  const phones = [...new Set([first, second].filter((phone) => phone !== null))];
  return [
    ...phones.map((value, at): Contact => ({ kind: 'PHONE', value, isPrimary: at === 0 })),
    ...(input.email ? [{ kind: 'EMAIL' as const, value: input.email.toLowerCase(), isPrimary: true }] : []),
  ];
}

/** P14 holds when a number goes, too: each minor child keeps somebody else who can be reached. */
async function requireOthers(
  tx: TenantTx,
  {
    institutionId,
    guardianId,
    studentIds,
  }: { institutionId: string; guardianId: string; studentIds: string[] },
): Promise<void> {
  const reachable = await tx.guardianship.findMany({
    where: {
      institutionId,
      studentId: { in: studentIds },
      guardianId: { not: guardianId },
      guardian: { contacts: { some: { kind: 'PHONE' } } },
    },
    select: { studentId: true },
  });
  const covered = new Set(reachable.map(({ studentId }) => studentId));
  if (studentIds.some((studentId) => !covered.has(studentId)))
    throw new AppError('INVALID', 'minorNeedsGuardian', { field: 'phone' });
}

/** A number is taken from nobody. One that two people share already (the office said so) stays with both. */
async function refuseForeignNumbers(
  tx: TenantTx,
  { institutionId, id, wanted }: { institutionId: string; id: string; wanted: Contact[] },
): Promise<void> {
  const phones = wanted.flatMap(({ kind, value }) => (kind === 'PHONE' ? value : []));
  const other = await tx.guardianContact.findFirst({
    where: { institutionId, kind: 'PHONE', value: { in: phones }, guardianId: { not: id } },
    select: { value: true, guardian: { select: { name: true } } },
  });
  if (!other) return;
  throw new AppError('CONFLICT', 'phoneOfAnother', {
    field: other.value === phones[0] ? 'phone' : 'otherPhone',
    params: { name: other.guardian.name },
  });
}

async function writeContacts(
  tx: TenantTx,
  {
    scope,
    id,
    wanted,
    shown,
    standing,
    primary,
  }: {
    scope: Scope;
    id: string;
    wanted: Contact[];
    shown: Standing[];
    standing: Standing[];
    /** The number that comes first from now on. */
    primary: string;
  },
): Promise<void> {
  const institutionId = scope.institution.id;
  const gone = shown.filter((contact) => !wanted.some(same(contact)));
  const fresh = wanted.filter((contact) => !standing.some(same(contact)));
  await tx.guardianContact.deleteMany({ where: { institutionId, id: { in: gone.map((c) => c.id) } } });
  await tx.guardianContact.createMany({
    data: fresh.map((contact) => ({ institutionId, id: v7(), guardianId: id, ...contact })),
  });
  await tx.$executeRaw`
    UPDATE guardian_contacts SET is_primary = (value = ${primary} OR kind = 'EMAIL'), updated_at = ${scope.now}
    WHERE institution_id = ${institutionId}::uuid AND guardian_id = ${id}::uuid
      AND is_primary <> (value = ${primary} OR kind = 'EMAIL')`;
  // Whoever holds a number that is no longer this person's must not stay signed in as this person; the next code
  // sent to a number that stands links the account again.
  if (gone.some(({ kind }) => kind === 'PHONE'))
    await tx.guardian.updateMany({ where: { institutionId, id }, data: { userId: null } });
}
