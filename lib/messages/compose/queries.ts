import 'server-only';
import type { AbsenceReason, AttendanceStatus } from '@/lib/attendance/rules';
import { toDbDate } from '@/lib/core/db/dates';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { LocalDate } from '@/lib/core/time';
import type { Grade, LessonKind } from '@/lib/lessons/rules';
import { portionsFromFlat } from '@/lib/quran/range-set';
import { valuesOfRecord } from '@/lib/reading/day/rules';
import { listReadersOn, listReadOn } from '@/lib/reading/queries';
import type { SentKind } from '../kinds/schema';
import { type DeliveryState, FIRST_REPORT, type KnownDelivery, reachOf } from '../rules';
import type { DayFacts } from './rules';

export type ReportLanguage = 'en' | 'ur' | 'ar';

export interface Reader {
  guardianId: string;
  name: string;
  nativeName: string | null;
  language: ReportLanguage;
  phone: string | undefined;
  email: string | undefined;
  /** Wants letters in place of WhatsApp. */
  byLetter: boolean;
  reach: ReturnType<typeof reachOf>;
  /** Every delivery of that kind, day and purpose to this guardian about this child. */
  known: KnownDelivery[];
}

/** The school as a report names it, and what it has set for its messages. */
export interface School {
  name: string;
  nativeName: string | null;
  weeklyHoliday: number;
  mushaf: string;
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
      mushaf: true,
      channels: { where: { line: 'WHATSAPP' }, select: { provider: true, kinds: true } },
    },
  });
  const [channel] = channels;
  const provider =
    channel?.provider === 'META' || channel?.provider === 'ULTRAMSG' ? channel.provider : 'LOCAL';
  return { ...school, provider, kinds: channel?.kinds ?? {} };
}

export interface Addressed {
  studentId: string;
  campusId: string;
  name: string;
  nativeName: string | null;
  readers: Reader[];
}

/** Records of a halqa's day: its own, and those that a child who is there by now brought along from another halqa, for
 *  whoever teaches it now corrects them. */
export async function ofHalqaDay(
  tx: TenantTx,
  { institutionId, halqaId, date }: { institutionId: string; halqaId: string; date: LocalDate },
) {
  const there = await tx.student.findMany({ where: { institutionId, halqaId }, select: { id: true } });
  const studentId = { in: there.map(({ id }) => id) };
  return { institutionId, date: toDbDate(date), OR: [{ halqaId }, { studentId }] };
}

/** Whoever has a mark, a lesson or a reading in a halqa's day, and of whom some of it was brought in. */
export async function listRecorded(
  tx: TenantTx,
  { institutionId, halqaId, date }: { institutionId: string; halqaId: string; date: LocalDate },
): Promise<{ studentIds: string[]; imported: ReadonlySet<string> }> {
  const where = await ofHalqaDay(tx, { institutionId, halqaId, date });
  const select = { studentId: true, importId: true };
  const marked = await tx.attendance.findMany({ where, select });
  const heard = await tx.lesson.findMany({ where, select });
  const read = await listReadersOn(tx, { institutionId, halqaId, date });
  const rows = [...marked, ...heard];
  return {
    studentIds: [...new Set([...rows.map((row) => row.studentId), ...read])],
    imported: new Set(rows.flatMap(({ studentId, importId }) => (importId ? studentId : []))),
  };
}

/** Children of a halqa whose report of a day waits: the recital that it tells of may have been taken out. */
export async function listAwaiting(
  tx: TenantTx,
  { institutionId, halqaId, date }: { institutionId: string; halqaId: string; date: LocalDate },
): Promise<string[]> {
  const rows = await tx.delivery.findMany({
    where: {
      institutionId,
      day: toDbDate(date),
      state: 'QUEUED',
      kind: 'DAILY_REPORT',
      student: { halqaId },
    },
    select: { studentId: true },
  });
  return rows.map(({ studentId }) => studentId);
}

/** What is recorded of these children's day. */
export async function factsOf(
  tx: TenantTx,
  { institutionId, date }: { institutionId: string; date: LocalDate },
  ids: readonly string[],
) {
  const where = { institutionId, date: toDbDate(date), studentId: { in: [...ids] } };
  const attendance = await tx.attendance.findMany({
    where,
    select: { studentId: true, session: true, status: true, reason: true },
  });
  const lessons = await tx.lesson.findMany({
    where,
    select: { studentId: true, session: true, kind: true, grade: true, portions: true },
  });
  const readings = await listReadOn(tx, { institutionId, date, studentIds: ids });
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
    readings: readings
      .filter((row) => row.studentId === studentId)
      .map(({ studentId: _, session, kind, ...read }) => ({
        session,
        kind,
        grade: read.grade,
        place: valuesOfRecord(read),
      })),
  });
}

type About = { institutionId: string; kind: SentKind; day: LocalDate; first: string };

/** Every delivery of a kind about these children of that day and purpose; of a welcome, of any day. */
async function knownOf(tx: TenantTx, { institutionId, kind, day, first }: About, ids: readonly string[]) {
  const rows = await tx.delivery.findMany({
    where: {
      institutionId,
      kind,
      studentId: { in: [...ids] },
      AND: [
        kind === 'WELCOME' ? {} : { day: toDbDate(day) },
        first === FIRST_REPORT ? {} : { purpose: { startsWith: first } },
      ],
    },
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

/** Children with their guardians, and what was written to these about it already. */
export async function listAddressed(
  tx: TenantTx,
  about: About,
  ids: readonly string[],
): Promise<Addressed[]> {
  const { institutionId, kind } = about;
  if (ids.length === 0) return [];
  const known = await knownOf(tx, about, ids);
  const rows = await tx.student.findMany({
    where: { institutionId, id: { in: [...ids] } },
    select: {
      id: true,
      campusId: true,
      name: true,
      nativeName: true,
      guardianships: {
        select: {
          receivesMessages: true,
          optedOutAt: true,
          guardian: {
            select: {
              id: true,
              name: true,
              nativeName: true,
              language: true,
              mutedKinds: true,
              byLetter: true,
              stoppedAt: true,
              contacts: {
                select: { kind: true, value: true },
                orderBy: [{ isPrimary: 'desc' }, { createdAt: 'asc' }],
              },
            },
          },
        },
      },
    },
  });
  return rows.map(({ id, campusId, name, nativeName, guardianships }) => ({
    studentId: id,
    campusId,
    name,
    nativeName,
    readers: guardianships.map(({ guardian, receivesMessages, optedOutAt }) => {
      const firstOf = (kind: string) => guardian.contacts.find((one) => one.kind === kind)?.value;
      const [phone, email] = [firstOf('PHONE'), firstOf('EMAIL')];
      return {
        guardianId: guardian.id,
        name: guardian.name,
        nativeName: guardian.nativeName,
        language: guardian.language as ReportLanguage,
        phone,
        email,
        byLetter: guardian.byLetter,
        reach: reachOf({
          receivesMessages,
          optedOut: optedOutAt !== null,
          stopped: guardian.stoppedAt !== null,
          muted: guardian.mutedKinds.includes(kind),
          // A letter stands in for a number that is not there.
          phone: phone ?? email,
        }),
        known: known(id, guardian.id),
      };
    }),
  }));
}
