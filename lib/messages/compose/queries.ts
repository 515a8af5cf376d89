import 'server-only';
import type { AbsenceReason, AttendanceStatus } from '@/lib/attendance/rules';
import { toDbDate } from '@/lib/core/db/dates';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { LocalDate } from '@/lib/core/time';
import type { Grade, LessonKind } from '@/lib/lessons/rules';
import { portionsFromFlat } from '@/lib/quran/range-set';
import { type DeliveryState, type KnownDelivery, reachOf } from '../rules';
import type { DayFacts } from './rules';

export type ReportLanguage = 'en' | 'ur' | 'ar';

export interface Reader {
  guardianId: string;
  language: ReportLanguage;
  reach: ReturnType<typeof reachOf>;
  /** Every delivery of that day to this guardian about this child. */
  known: KnownDelivery[];
}

/** The school as a report names it, and what it has set for its messages. */
export interface School {
  name: string;
  nativeName: string | null;
  weeklyHoliday: number;
  provider: 'LOCAL' | 'META' | 'ULTRAMSG';
  kinds: unknown;
}

export async function getSchool(tx: TenantTx, { institutionId }: { institutionId: string }): Promise<School> {
  const { channels, ...school } = await tx.institution.findUniqueOrThrow({
    where: { id: institutionId },
    select: {
      name: true,
      nativeName: true,
      weeklyHoliday: true,
      channels: { where: { line: 'WHATSAPP' }, select: { provider: true, kinds: true } },
    },
  });
  const [channel] = channels;
  const provider =
    channel?.provider === 'META' || channel?.provider === 'ULTRAMSG' ? channel.provider : 'LOCAL';
  return { ...school, provider, kinds: channel?.kinds ?? {} };
}

export interface ReportedChild {
  studentId: string;
  campusId: string;
  name: string;
  nativeName: string | null;
  mushaf: string;
  facts: DayFacts;
  readers: Reader[];
}

type DayOf = { institutionId: string; date: Date };

async function studentsOf(tx: TenantTx, { institutionId, date }: DayOf, halqaId: string): Promise<string[]> {
  const where = { institutionId, halqaId, date };
  const marked = await tx.attendance.findMany({ where, select: { studentId: true } });
  const heard = await tx.lesson.findMany({ where, select: { studentId: true } });
  return [...new Set([...marked, ...heard].map((row) => row.studentId))];
}

async function factsOf(tx: TenantTx, { institutionId, date }: DayOf, ids: string[]) {
  const where = { institutionId, date, studentId: { in: ids } };
  const attendance = await tx.attendance.findMany({
    where,
    select: { studentId: true, session: true, status: true, reason: true },
  });
  const lessons = await tx.lesson.findMany({
    where,
    select: { studentId: true, session: true, kind: true, grade: true, portions: true },
  });
  return (studentId: string): DayFacts => ({
    attendance: attendance
      .filter((row) => row.studentId === studentId)
      .map(({ session, status, reason }) => ({
        session,
        status: status as AttendanceStatus,
        reason: reason as AbsenceReason | null,
      })),
    lessons: lessons
      .filter((row) => row.studentId === studentId)
      .map(({ session, kind, grade, portions }) => ({
        session,
        kind: kind as LessonKind,
        grade: grade as Grade,
        portions: portionsFromFlat(portions),
      })),
  });
}

async function knownOf(tx: TenantTx, { institutionId, date }: DayOf, ids: string[]) {
  const rows = await tx.delivery.findMany({
    where: { institutionId, day: date, kind: 'DAILY_REPORT', studentId: { in: ids } },
    select: {
      id: true,
      studentId: true,
      guardianId: true,
      purpose: true,
      state: true,
      digest: true,
      tryingAt: true,
    },
  });
  return (studentId: string, guardianId: string): KnownDelivery[] =>
    rows
      .filter((row) => row.studentId === studentId && row.guardianId === guardianId)
      .map(({ id, purpose, state, digest, tryingAt }) => ({
        id,
        purpose,
        state: state as DeliveryState,
        digest,
        onItsWay: tryingAt !== null,
      }));
}

/** The children of a halqa's day with their whole day, their guardians and what was written to these already. */
export async function listReportedChildren(
  tx: TenantTx,
  { institutionId, halqaId, date }: { institutionId: string; halqaId: string; date: LocalDate },
): Promise<ReportedChild[]> {
  const day = { institutionId, date: toDbDate(date) };
  const ids = await studentsOf(tx, day, halqaId);
  if (ids.length === 0) return [];
  const institution = await tx.institution.findUniqueOrThrow({
    where: { id: institutionId },
    select: { mushaf: true },
  });
  const facts = await factsOf(tx, day, ids);
  const known = await knownOf(tx, day, ids);
  const students = await tx.student.findMany({
    where: { institutionId, id: { in: ids } },
    select: { id: true, campusId: true, name: true, nativeName: true, mushaf: true },
  });
  const links = await tx.guardianship.findMany({
    where: { institutionId, studentId: { in: ids } },
    select: {
      studentId: true,
      receivesMessages: true,
      optedOutAt: true,
      guardian: {
        select: {
          id: true,
          language: true,
          contacts: {
            where: { kind: 'PHONE' },
            select: { value: true },
            orderBy: [{ isPrimary: 'desc' }, { createdAt: 'asc' }],
          },
        },
      },
    },
  });
  return students.map(({ id, campusId, name, nativeName, mushaf }) => ({
    studentId: id,
    campusId,
    name,
    nativeName,
    mushaf: mushaf ?? institution.mushaf,
    facts: facts(id),
    readers: links
      .filter((link) => link.studentId === id)
      .map(({ guardian, receivesMessages, optedOutAt }) => ({
        guardianId: guardian.id,
        language: guardian.language as ReportLanguage,
        reach: reachOf({
          receivesMessages,
          optedOut: optedOutAt !== null,
          phone: guardian.contacts[0]?.value,
        }),
        known: known(id, guardian.id),
      })),
  }));
}
