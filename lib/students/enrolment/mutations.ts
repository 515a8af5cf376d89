import 'server-only';
import { v7 } from 'uuid';
import type { Scope } from '@/lib/core/auth/scope';
import { toDbDate } from '@/lib/core/db/dates';
import { appendAudit } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import { nameWords, normaliseName } from '@/lib/core/name';
import type { LocalDate } from '@/lib/core/time';
import { joinGuardians, readPhone } from '@/lib/guardians/mutations';
import { askWelcome } from '@/lib/messages/causes/mutations';
import { refreshProgress } from '@/lib/progress/mutations';
import type { MushafLayout } from '@/lib/quran/mushaf';
import { type RangeSet, toFlat } from '@/lib/quran/range-set';
import { refuseRollTaken } from '../mutations';
import { CONSENT_WORDING, isMinor, readHeld } from '../rules';
import type { EnrolStudent, PlaceStudent } from './schema';

/** A halqa that still meets, with the campus and programme that come with it. Throws NOT_FOUND. */
export async function requireHalqa(
  tx: TenantTx,
  { institutionId, id }: { institutionId: string; id: string },
) {
  const halqa = await tx.halqa.findFirst({
    where: { institutionId, id, archivedOn: null },
    select: { id: true, campusId: true },
  });
  if (!halqa) throw new AppError('NOT_FOUND', 'notFound');
  return halqa;
}

export function requirePast(date: LocalDate, { today, field }: { today: LocalDate; field: string }): void {
  if (date > today) throw new AppError('INVALID', 'dateInFuture', { field });
}

function heldOf(text: string | undefined, layout: string, field = 'held'): RangeSet {
  if (!text) return [];
  const read = readHeld(text, layout as MushafLayout);
  if (!read.ok) throw new AppError('INVALID', read.code, { field, params: read.params });
  return read.held;
}

/**
 * Enrols a child with its guardians, what it holds already, and the institution's word that the parents agree.
 * The same id again is the same enrolment. Throws INVALID (P14: a minor without a guardian who can be reached;
 * telephone numbers; dates), CONFLICT (roll number taken), NOT_FOUND (halqa).
 */
export async function enrolStudent(
  tx: TenantTx,
  { scope, input }: { scope: Scope; input: EnrolStudent },
): Promise<{ id: string }> {
  const institutionId = scope.institution.id;
  const { id, programme } = input;
  if (await tx.student.count({ where: { institutionId, id } })) return { id };
  const { today } = scope;
  requirePast(input.admittedOn, { today, field: 'admittedOn' });
  if (input.bornOn) requirePast(input.bornOn, { today, field: 'bornOn' });
  const held = heldOf(input.held, input.mushaf ?? scope.institution.mushaf);
  const entries = input.guardians.map(({ at, ...entry }) => {
    const field = `guardians[${at}]`;
    const { country } = scope.institution;
    return { ...entry, field, e164: readPhone(entry.phone, { country, field: `${field}.phone` }) };
  });
  if (isMinor(input.bornOn ?? null, today) && !entries.some(({ e164 }) => e164))
    throw new AppError('INVALID', 'minorNeedsGuardian', { field: 'guardians[0].phone' });
  const halqa = await requireHalqa(tx, { institutionId, id: input.halqaId });
  const { campusId } = halqa;
  const common = { institutionId, studentId: id, campusId };
  const fromDate = toDbDate(input.admittedOn);

  const made = await tx.student.createMany({
    data: [
      {
        institutionId,
        id,
        campusId,
        halqaId: halqa.id,
        programme,
        rollNo: input.rollNo ?? null,
        name: input.name,
        nativeName: input.nativeName ?? null,
        sortName: normaliseName(input.name),
        bornOn: input.bornOn ? toDbDate(input.bornOn) : null,
        gender: input.gender ?? null,
        mushaf: input.mushaf ?? null,
        direction: input.direction,
        startJuz: input.startJuz,
        admittedOn: fromDate,
      },
    ],
    skipDuplicates: true,
  });
  // Nothing written: either the same form came twice at once, or another child has this roll number.
  if (made.count === 0) {
    if (await tx.student.count({ where: { institutionId, id } })) return { id };
    await refuseRollTaken(tx, { institutionId, rollNo: input.rollNo!, today });
  }
  await tx.studentWord.createMany({
    data: nameWords(input.name, input.nativeName, input.rollNo).map((word) => ({
      ...common,
      id: v7(),
      word,
    })),
  });
  await tx.enrolment.create({ data: { ...common, id: v7(), halqaId: halqa.id, programme, fromDate } });
  await joinGuardians(tx, { scope, student: { id, campusId }, entries });
  await tx.consent.create({
    data: {
      ...common,
      id: v7(),
      kind: 'ENROLMENT',
      wording: CONSENT_WORDING,
      attestedBy: scope.userId,
    },
  });
  if (held.length > 0) {
    await tx.placement.create({
      data: { ...common, id: v7(), portions: toFlat(held), source: 'ENROLMENT', placedOn: fromDate },
    });
  }
  await refreshProgress(tx, { institutionId, studentIds: [id], today: scope.today });
  const detail = { halqaId: [null, halqa.id], programme: [null, programme], consent: CONSENT_WORDING };
  await appendAudit(tx, { action: 'student.enrolled', subject: 'student', subjectId: id, detail }, v7());
  await askWelcome(tx, id);
  return { id };
}

/** Where the form says how what is held sits; what is named twice is as weak as it was found anywhere. */
const PLACED = [
  ['held', 'SOLID'],
  ['shaky', 'SHAKY'],
  ['rusty', 'RUSTY'],
] as const;

/** Adds what a child was found to hold to what is known already; the same id again is the same record. */
export async function placeStudent(
  tx: TenantTx,
  { scope, input }: { scope: Scope; input: PlaceStudent },
): Promise<{ studentId: string }> {
  const institutionId = scope.institution.id;
  const { studentId } = input;
  const student = await tx.student.findUnique({
    where: { institutionId_id: { institutionId, id: studentId } },
    select: { campusId: true, mushaf: true },
  });
  if (!student) throw new AppError('NOT_FOUND', 'notFound');
  if (await tx.placement.count({ where: { institutionId, id: input.id } })) return { studentId };
  const layout = student.mushaf ?? scope.institution.mushaf;
  const brought = PLACED.flatMap(([field, firmness]) => {
    const portions = toFlat(heldOf(input[field], layout, field));
    return portions.length > 0 ? [{ portions, firmness }] : [];
  });
  const made = await tx.placement.createMany({
    data: brought.map(({ portions, firmness }, at) => ({
      institutionId,
      // The form's own id for its first row: sent twice, it is one record.
      id: at === 0 ? input.id : v7(),
      studentId,
      campusId: student.campusId,
      portions,
      firmness,
      source: 'REGISTER',
      placedOn: toDbDate(scope.today),
    })),
    skipDuplicates: true,
  });
  if (made.count === 0) return { studentId };
  await refreshProgress(tx, { institutionId, studentIds: [studentId], today: scope.today });
  const detail = { portions: [null, brought.flatMap(({ portions }) => portions)] };
  await appendAudit(tx, { action: 'student.placed', subject: 'student', subjectId: studentId, detail }, v7());
  return { studentId };
}
