import 'server-only';
import type { DaySession } from '@/lib/attendance/rules';
import { fromDbDate, toDbDate } from '@/lib/core/db/dates';
import type { TenantTx } from '@/lib/core/db/tenant';
import { localDateAt } from '@/lib/core/time';
import { MUSHAF_LAYOUTS, type MushafLayout } from '@/lib/quran/mushaf';
import type { Programme } from '../cells/words';
import { type DiaryStudent, diaryKey, type Recorded } from '../diary/rules';
import type { Existing } from '../judge/rules';
import type { ImportKind, LocalDate } from '../schema';
import type { ExistingGuardian, ExistingHalqa, ExistingStaff, ExistingStudent } from './schema';

export type House = { today: LocalDate; country: string; layout: MushafLayout; name: string };

type Span = { from: LocalDate; to: LocalDate };

const layoutOf = (text: string | null, otherwise: MushafLayout): MushafLayout =>
  MUSHAF_LAYOUTS.find((layout) => layout === text) ?? otherwise;

/** The institution's own day, country and mushaf, as a job needs them that has no request. */
export async function getHouse(tx: TenantTx, institutionId: string, now: Date): Promise<House> {
  const row = await tx.institution.findUniqueOrThrow({
    where: { id: institutionId },
    select: { timeZone: true, country: true, mushaf: true, name: true },
  });
  const layout = layoutOf(row.mushaf, 'madani15');
  return { today: localDateAt(now, row.timeZone), country: row.country, layout, name: row.name };
}

export async function listHalqas(tx: TenantTx, institutionId: string): Promise<ExistingHalqa[]> {
  const rows = await tx.halqa.findMany({
    where: { institutionId, archivedOn: null },
    select: { id: true, name: true, nativeName: true, programme: true, sessions: true, campusId: true },
  });
  // Both lists are closed by CHECKs of the database.
  return rows.map((row) => ({
    ...row,
    programme: row.programme as Programme,
    sessions: row.sessions as DaySession[],
  }));
}

/** Those in service first. */
async function listStaff(tx: TenantTx, institutionId: string): Promise<ExistingStaff[]> {
  const rows = await tx.staff.findMany({
    where: { institutionId },
    select: {
      id: true,
      name: true,
      nativeName: true,
      status: true,
      contacts: { select: { kind: true, value: true } },
      halqas: { where: { toDate: null }, select: { halqaId: true } },
    },
    orderBy: [{ status: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ contacts, halqas, status, ...staff }) => {
    const values = (kind: string) => contacts.filter((c) => c.kind === kind).map((c) => c.value);
    const halqaIds = halqas.map(({ halqaId }) => halqaId);
    return { ...staff, left: status === 'LEFT', halqaIds, phones: values('PHONE'), emails: values('EMAIL') };
  });
}

/** Guardians with their numbers, by id. */
async function listGuardians(tx: TenantTx, institutionId: string): Promise<ExistingGuardian[]> {
  const [guardians, contacts] = [
    await tx.guardian.findMany({
      where: { institutionId },
      select: { id: true, name: true, nativeName: true, stoppedAt: true },
    }),
    await tx.guardianContact.findMany({
      where: { institutionId, kind: 'PHONE' },
      select: { guardianId: true, value: true },
    }),
  ];
  const phones = new Map<string, string[]>();
  for (const { guardianId, value } of contacts)
    phones.set(guardianId, [...(phones.get(guardianId) ?? []), value]);
  return guardians.map(({ stoppedAt, ...guardian }) => ({
    ...guardian,
    phones: phones.get(guardian.id) ?? [],
    stopped: stoppedAt !== null,
  }));
}

async function listStudents(
  tx: TenantTx,
  institutionId: string,
  guardians: readonly ExistingGuardian[],
): Promise<ExistingStudent[]> {
  const [students, ties] = [
    await tx.student.findMany({
      where: { institutionId },
      select: { id: true, rollNo: true, name: true, nativeName: true, bornOn: true, gender: true },
    }),
    await tx.guardianship.findMany({
      where: { institutionId },
      select: { studentId: true, guardianId: true, receivesMessages: true, optedOutAt: true },
    }),
  ];
  const phonesOf = new Map(guardians.map(({ id, phones }) => [id, phones]));
  const phones = new Map<string, string[]>();
  const silent = new Map<string, string[]>();
  for (const { studentId, guardianId, receivesMessages, optedOutAt } of ties) {
    const numbers = phonesOf.get(guardianId) ?? [];
    phones.set(studentId, [...(phones.get(studentId) ?? []), ...numbers]);
    if (optedOutAt || !receivesMessages)
      silent.set(studentId, [...(silent.get(studentId) ?? []), ...numbers]);
  }
  return students.map(({ bornOn, ...student }) => ({
    ...student,
    bornOn: bornOn && fromDbDate(bornOn),
    phones: phones.get(student.id) ?? [],
    silent: silent.get(student.id) ?? [],
  }));
}

async function listDiaryStudents(tx: TenantTx, institutionId: string, house: House): Promise<DiaryStudent[]> {
  const rows = await tx.student.findMany({
    where: { institutionId, rollNo: { not: null } },
    select: { id: true, rollNo: true, name: true, halqaId: true, admittedOn: true, mushaf: true },
  });
  return rows.map(({ rollNo, admittedOn, mushaf, ...student }) => ({
    ...student,
    rollNo: rollNo!,
    admittedOn: fromDbDate(admittedOn),
    layout: layoutOf(mushaf, house.layout),
  }));
}

/** Attendance and kinds of lesson that are there, by day and child, over the days that a file spans. */
async function listRecorded(tx: TenantTx, institutionId: string, span: Span | null) {
  if (!span) return new Map();
  const date = { gte: toDbDate(span.from), lte: toDbDate(span.to) };
  const [days, lessons] = [
    await tx.attendance.findMany({
      where: { institutionId, date },
      select: { id: true, studentId: true, date: true, session: true, importId: true },
    }),
    await tx.lesson.findMany({
      where: { institutionId, date },
      select: { studentId: true, date: true, session: true, kind: true },
    }),
  ];
  const recorded = new Map<string, Recorded & { kinds: Set<string> }>();
  for (const { id, date, importId, ...day } of days) {
    const imported = importId ? (day.session as DaySession) : null;
    recorded.set(diaryKey({ ...day, date: fromDbDate(date) }), { id, kinds: new Set(), imported });
  }
  for (const { date, kind, ...day } of lessons)
    recorded.get(diaryKey({ ...day, date: fromDbDate(date) }))?.kinds.add(kind);
  return recorded;
}

/** All that a file of this kind is judged against; `span`: the days of a diary. */
export async function loadExisting(
  tx: TenantTx,
  {
    kind,
    institutionId,
    house,
    span,
  }: { kind: ImportKind; institutionId: string; house: House; span: Span | null },
): Promise<Existing> {
  const base = { today: house.today, country: house.country, halqas: await listHalqas(tx, institutionId) };
  switch (kind) {
    case 'HALQAS': {
      const campuses = await tx.campus.findMany({
        where: { institutionId },
        select: { id: true, name: true, nativeName: true },
        orderBy: { createdAt: 'asc' },
      });
      return {
        kind,
        ...base,
        campuses,
        staff: (await listStaff(tx, institutionId)).filter(({ left }) => !left),
      };
    }
    case 'ASATIDHA':
      return { kind, ...base, staff: await listStaff(tx, institutionId) };
    case 'STUDENTS': {
      const guardians = await listGuardians(tx, institutionId);
      return { kind, ...base, guardians, students: await listStudents(tx, institutionId, guardians) };
    }
    case 'DIARY': {
      const students = await listDiaryStudents(tx, institutionId, house);
      return { kind, ...base, students, recorded: await listRecorded(tx, institutionId, span) };
    }
  }
}
