import 'server-only';
import { v7 } from 'uuid';
import { changesBetween } from '@/lib/audit/changes/rules';
import type { Scope } from '@/lib/core/auth/scope';
import { fromDbDate } from '@/lib/core/db/dates';
import { appendAudit } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import { nameWords, normaliseName } from '@/lib/core/name';
import { parsePhone } from '@/lib/core/phone';
import { isMinor } from '@/lib/students/rules';
import type { EditGuardianship, GuardianEntry } from './schema';
import { keepStops } from './stops/mutations';

type NamedEntry = GuardianEntry & { e164: string | null; field: string };

/** E.164 by the institution's country. Throws INVALID at the field. */
export function readPhone(text: string | undefined, { country, field }: { country: string; field: string }) {
  if (!text) return null;
  const read = parsePhone(text, country);
  if (!read.ok) throw new AppError('INVALID', read.code, { field, params: { value: text } });
  return read.e164;
}

/** Two offices writing at once must not make one father into two people, nor each take a different guardian from one
 *  child: numbers are unique, and P14 is kept, by agreement and not by index. */
export async function holdNumbers(tx: TenantTx, institutionId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('guardians:' || ${institutionId}, 0))`;
}

type Owner = { id: string; name: string; nativeName: string | null };

/** Whose numbers these are, the oldest person first. */
async function ownersOf(
  tx: TenantTx,
  { institutionId, phones }: { institutionId: string; phones: string[] },
): Promise<Map<string, Owner[]>> {
  const owners = new Map<string, Owner[]>();
  if (phones.length === 0) return owners;
  const contacts = await tx.guardianContact.findMany({
    where: { institutionId, kind: 'PHONE', value: { in: phones } },
    select: { value: true, guardian: { select: { id: true, name: true, nativeName: true } } },
    orderBy: { guardianId: 'asc' },
  });
  for (const { value, guardian } of contacts) owners.set(value, [...(owners.get(value) ?? []), guardian]);
  return owners;
}

/** Who an entry speaks of: the person of its number, by name where several share it; undefined for somebody new. A
 *  name that is none of theirs is a question, as in an import: nobody becomes another person unseen. */
function knownOf(entry: NamedEntry, owners: readonly Owner[]): string | undefined {
  const [first] = owners;
  const own = normaliseName(entry.name ?? '');
  if (!first || !own) return first?.id;
  const folded = ({ name, nativeName }: Owner) => [name, nativeName ?? ''].map(normaliseName);
  const named = owners.find((owner) => folded(owner).includes(own));
  if (named) return named.id;
  if (!entry.person) {
    const params = { name: first.name, written: entry.name ?? '' };
    throw new AppError('CONFLICT', 'guardianOtherName', { field: fieldOf(entry, 'person'), params });
  }
  return entry.person === 'same' ? first.id : undefined;
}

/**
 * Makes people the guardians of a child. A number that the institution knows brings its person (siblings share one
 * father); the others are written anew. The first is the primary one unless the child has a primary already.
 * @param entries `field` is where the form holds the entry: `guardians[0]` or `''`
 */
export async function joinGuardians(
  tx: TenantTx,
  {
    scope,
    student,
    entries,
  }: { scope: Scope; student: { id: string; campusId: string }; entries: NamedEntry[] },
): Promise<void> {
  if (entries.length === 0) return;
  const institutionId = scope.institution.id;
  await holdNumbers(tx, institutionId);
  const phones = entries.flatMap(({ e164 }) => e164 ?? []);
  const owners = await ownersOf(tx, { institutionId, phones });
  const standing = await tx.guardianship.findMany({
    where: { institutionId, studentId: student.id },
    select: { guardianId: true, isPrimary: true },
  });
  const people = entries.map((entry) => ({
    entry,
    known: knownOf(entry, (entry.e164 && owners.get(entry.e164)) || []),
  }));
  const taken = new Set(standing.map(({ guardianId }) => guardianId));
  for (const [at, { entry, known }] of people.entries()) {
    if (!known && !entry.name)
      throw new AppError('INVALID', 'guardianNameNeeded', { field: fieldOf(entry, 'name') });
    const twice = entry.e164 && phones.indexOf(entry.e164) !== phones.lastIndexOf(entry.e164) && at > 0;
    if (twice || (known && taken.has(known)))
      throw new AppError('CONFLICT', 'guardianTwice', { field: fieldOf(entry, 'phone') });
    if (known) taken.add(known);
  }
  const made = people.map(({ entry, known }) => ({ entry, known, id: known ?? v7() }));
  const fresh = made.filter(({ known }) => !known);
  await tx.guardian.createMany({
    data: fresh.map(({ entry, id }) => ({
      institutionId,
      id,
      name: entry.name!,
      nativeName: entry.nativeName ?? null,
      sortName: normaliseName(entry.name!),
      language: entry.language,
    })),
  });
  await tx.guardianContact.createMany({
    data: fresh.flatMap(({ entry, id }) =>
      entry.e164
        ? [{ institutionId, id: v7(), guardianId: id, kind: 'PHONE', value: entry.e164, isPrimary: true }]
        : [],
    ),
  });
  await tx.guardianWord.createMany({
    data: fresh.flatMap(({ entry, id }) =>
      nameWords(entry.name, entry.nativeName).map((word) => ({
        institutionId,
        id: v7(),
        guardianId: id,
        word,
      })),
    ),
  });
  await keepStops(tx, { institutionId, guardianIds: fresh.map(({ id }) => id) });
  const hasPrimary = standing.some(({ isPrimary }) => isPrimary);
  await tx.guardianship.createMany({
    data: made.map(({ entry, id }, at) => ({
      institutionId,
      id: v7(),
      studentId: student.id,
      campusId: student.campusId,
      guardianId: id,
      relation: entry.relation,
      isPrimary: at === 0 && !hasPrimary,
      receivesMessages: entry.receivesMessages,
    })),
  });
}

const fieldOf = ({ field }: NamedEntry, part: string) => (field ? `${field}.${part}` : part);

/** One more guardian of a child, from the child's page. */
export async function addGuardian(
  tx: TenantTx,
  { scope, studentId, entry }: { scope: Scope; studentId: string; entry: GuardianEntry },
): Promise<{ studentId: string }> {
  const institutionId = scope.institution.id;
  if (!entry.name && !entry.phone) throw new AppError('INVALID', 'required', { field: 'name' });
  const student = await tx.student.findUnique({
    where: { institutionId_id: { institutionId, id: studentId } },
    select: { id: true, campusId: true },
  });
  if (!student) throw new AppError('NOT_FOUND', 'notFound');
  const e164 = readPhone(entry.phone, { country: scope.institution.country, field: 'phone' });
  await joinGuardians(tx, { scope, student, entries: [{ ...entry, e164, field: '' }] });
  await appendAudit(tx, { action: 'guardian.added', subject: 'student', subjectId: studentId }, v7());
  return { studentId };
}

/** What a guardian is to this child: relation, first to be called, authorised for messages, opted out. */
export async function editGuardianship(
  tx: TenantTx,
  { scope, input }: { scope: Scope; input: EditGuardianship },
): Promise<{ studentId: string }> {
  const institutionId = scope.institution.id;
  const link = await tx.guardianship.findUnique({
    where: { institutionId_id: { institutionId, id: input.id } },
    select: {
      studentId: true,
      guardianId: true,
      relation: true,
      isPrimary: true,
      receivesMessages: true,
      optedOutAt: true,
      updatedAt: true,
    },
  });
  if (!link) throw new AppError('NOT_FOUND', 'notFound');
  if (link.updatedAt.toISOString() !== input.updatedAt) throw new AppError('CONFLICT', 'CONFLICT');
  const { studentId } = link;
  if (input.isPrimary) {
    await tx.guardianship.updateMany({
      where: { institutionId, studentId, isPrimary: true, id: { not: input.id } },
      data: { isPrimary: false, updatedAt: scope.now },
    });
  }
  await tx.guardianship.update({
    where: { institutionId_id: { institutionId, id: input.id } },
    data: {
      relation: input.relation,
      isPrimary: input.isPrimary || link.isPrimary,
      receivesMessages: input.receivesMessages,
      optedOutAt: input.optedOut ? (link.optedOutAt ?? scope.now) : null,
      updatedAt: scope.now,
    },
  });
  const { relation, isPrimary, receivesMessages } = link;
  const changes = changesBetween(
    { relation, isPrimary, receivesMessages, optedOut: link.optedOutAt !== null },
    {
      relation: input.relation,
      isPrimary: input.isPrimary || isPrimary,
      receivesMessages: input.receivesMessages,
      optedOut: input.optedOut,
    },
  );
  const detail = { guardianId: link.guardianId, ...changes };
  if (Object.keys(changes).length > 0)
    await appendAudit(
      tx,
      { action: 'guardian.linkChanged', subject: 'student', subjectId: studentId, detail },
      v7(),
    );
  return { studentId };
}

/** Takes a guardian from a child; the person stays. A minor keeps at least one who can be reached (P14). */
export async function removeGuardianship(
  tx: TenantTx,
  { scope, id }: { scope: Scope; id: string },
): Promise<{ studentId: string }> {
  const institutionId = scope.institution.id;
  const link = await tx.guardianship.findUnique({
    where: { institutionId_id: { institutionId, id } },
    select: { studentId: true, guardianId: true, relation: true, student: { select: { bornOn: true } } },
  });
  if (!link) throw new AppError('NOT_FOUND', 'notFound');
  const { studentId, student } = link;
  if (isMinor(student.bornOn && fromDbDate(student.bornOn), scope.today))
    await requireReachable(tx, { institutionId, studentId, without: link.guardianId });
  await tx.guardianship.delete({ where: { institutionId_id: { institutionId, id } } });
  await makeOnePrimary(tx, { institutionId, studentId, now: scope.now });
  const detail = { guardianId: link.guardianId, relation: [link.relation, null] };
  await appendAudit(
    tx,
    { action: 'guardian.removed', subject: 'student', subjectId: studentId, detail },
    v7(),
  );
  return { studentId };
}

async function makeOnePrimary(
  tx: TenantTx,
  { institutionId, studentId, now }: { institutionId: string; studentId: string; now: Date },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE guardianships SET is_primary = true, updated_at = ${now}
    WHERE institution_id = ${institutionId}::uuid AND student_id = ${studentId}::uuid
      AND id = (SELECT g.id FROM guardianships g WHERE g.institution_id = ${institutionId}::uuid
        AND g.student_id = ${studentId}::uuid ORDER BY g.is_primary DESC, g.id LIMIT 1)
      AND NOT is_primary`;
}

/** Throws INVALID unless somebody with a telephone number answers for the child (P14). */
export async function requireReachable(
  tx: TenantTx,
  { institutionId, studentId, without }: { institutionId: string; studentId: string; without?: string },
): Promise<void> {
  await holdNumbers(tx, institutionId);
  const reachable = await tx.guardianship.count({
    where: {
      institutionId,
      studentId,
      ...(without !== undefined && { guardianId: { not: without } }),
      guardian: { contacts: { some: { kind: 'PHONE' } } },
    },
  });
  if (reachable === 0) throw new AppError('INVALID', 'minorNeedsGuardian');
}
