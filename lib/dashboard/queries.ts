import 'server-only';
import { DAY_ORDER } from '@/lib/attendance/queries';
import type { AbsenceReason } from '@/lib/attendance/rules';
import { countCare } from '@/lib/care/queries';
import { can } from '@/lib/core/auth/roles';
import type { Scope } from '@/lib/core/auth/scope';
import { toDbDate } from '@/lib/core/db/dates';
import type { TenantTx } from '@/lib/core/db/tenant';
import { addDays, dayNumber, type LocalDate } from '@/lib/core/time';
import { GRADES, type Grade, LESSON_KINDS, type LessonKind } from '@/lib/lessons/rules';
import { unreadColumn } from '@/lib/notifications/queries';
import type { TeachingCalendar } from '@/lib/revision/calendar/rules';
import { getRevisionWays } from '@/lib/revision/queries';
import type { HalqaFacts, HouseFacts } from './rules';

export type HalqaToday = HalqaFacts & {
  name: string;
  nativeName: string | null;
  campusId: string;
  ustadh: string | null;
  ustadhNative: string | null;
  ustadhId: string | null;
  phone: string | null;
};

type HalqaRecord = Omit<HalqaToday, 'hasUstadh'>;

async function halqasToday(tx: TenantTx, scope: Scope): Promise<HalqaToday[]> {
  const institutionId = scope.institution.id;
  const today = toDbDate(scope.today);
  const rows = await tx.$queryRaw<HalqaRecord[]>`
    WITH kids AS (
      SELECT halqa_id, count(*)::int AS n FROM students
      WHERE institution_id = ${institutionId}::uuid AND status = 'ACTIVE' AND halqa_id IS NOT NULL GROUP BY halqa_id
    ), marks AS (
      SELECT halqa_id, count(DISTINCT student_id)::int AS marked,
        (count(DISTINCT student_id) FILTER (WHERE status IN ('PRESENT', 'LATE')))::int AS present
      FROM attendance WHERE institution_id = ${institutionId}::uuid AND date = ${today}::date GROUP BY halqa_id
    ), heard AS (
      SELECT halqa_id, count(DISTINCT student_id)::int AS n FROM lessons
      WHERE institution_id = ${institutionId}::uuid AND date = ${today}::date GROUP BY halqa_id
    ), begun AS (
      SELECT halqa_id, session FROM attendance WHERE institution_id = ${institutionId}::uuid AND date = ${today}::date
      UNION
      SELECT halqa_id, session FROM lessons WHERE institution_id = ${institutionId}::uuid AND date = ${today}::date
    ), plan AS (
      SELECT h.id AS halqa_id, jsonb_agg(jsonb_build_object('session', p.session, 'begun', b.session IS NOT NULL,
        'finished', m.finished_at IS NOT NULL) ORDER BY p.at) AS sessions
      FROM halqas h CROSS JOIN LATERAL unnest(h.sessions) WITH ORDINALITY AS p(session, at)
      LEFT JOIN begun b ON b.halqa_id = h.id AND b.session = p.session
      LEFT JOIN halqa_sessions m ON m.institution_id = h.institution_id AND m.halqa_id = h.id AND m.date = ${today}::date
        AND m.session = p.session
      WHERE h.institution_id = ${institutionId}::uuid AND h.archived_on IS NULL GROUP BY h.id
    ), ustadh AS (
      SELECT DISTINCT ON (t.halqa_id) t.halqa_id, s.id, s.name, s.native_name,
        (SELECT c.value FROM staff_contacts c WHERE c.institution_id = s.institution_id AND c.staff_id = s.id
          AND c.kind = 'PHONE' ORDER BY c.created_at LIMIT 1) AS phone
      FROM halqa_teachers t JOIN staff s ON s.institution_id = t.institution_id AND s.id = t.staff_id
      WHERE t.institution_id = ${institutionId}::uuid AND t.to_date IS NULL ORDER BY t.halqa_id, t.from_date
    )
    SELECT h.id, h.name, h.native_name AS "nativeName", h.campus_id AS "campusId", f.sessions,
      u.id AS "ustadhId", u.name AS ustadh, u.native_name AS "ustadhNative", u.phone,
      coalesce(k.n, 0) AS children, coalesce(m.marked, 0) AS marked, coalesce(m.present, 0) AS present,
      coalesce(l.n, 0) AS heard
    FROM halqas h JOIN plan f ON f.halqa_id = h.id
    LEFT JOIN kids k ON k.halqa_id = h.id LEFT JOIN marks m ON m.halqa_id = h.id LEFT JOIN heard l ON l.halqa_id = h.id
    LEFT JOIN ustadh u ON u.halqa_id = h.id
    WHERE h.institution_id = ${institutionId}::uuid AND h.archived_on IS NULL
    ORDER BY array_position(${DAY_ORDER}, h.sessions[1]), h.sort_name`;
  return rows.map((row) => ({ ...row, hasUstadh: row.ustadhId !== null }));
}

export type Away = {
  studentId: string;
  name: string;
  nativeName: string | null;
  halqa: string;
  halqaNative: string | null;
  status: 'ABSENT' | 'LEAVE';
  reason: AbsenceReason | null;
};

/** More names than this are counted, not listed. */
export const AWAY_SHOWN = 100;

async function awayToday(tx: TenantTx, scope: Scope): Promise<Away[]> {
  const institutionId = scope.institution.id;
  return tx.$queryRaw<Away[]>`
    SELECT x.* FROM (
      -- Of the day: whoever came to one session of several was there.
      SELECT DISTINCT ON (s.id) s.id AS "studentId", s.name, s.native_name AS "nativeName", s.sort_name AS "sortName",
        h.name AS halqa, h.native_name AS "halqaNative", a.status, a.reason
      FROM attendance a
      JOIN students s ON s.institution_id = a.institution_id AND s.id = a.student_id
      JOIN halqas h ON h.institution_id = a.institution_id AND h.id = a.halqa_id
      WHERE a.institution_id = ${institutionId}::uuid AND a.date = ${toDbDate(scope.today)}::date
        AND a.status IN ('ABSENT', 'LEAVE')
        AND NOT EXISTS (SELECT 1 FROM attendance o WHERE o.institution_id = a.institution_id AND o.student_id = a.student_id
          AND o.date = a.date AND o.status IN ('PRESENT', 'LATE'))
      ORDER BY s.id, a.status
    ) x ORDER BY x.status, x."sortName" LIMIT ${AWAY_SHOWN}`;
}

export type DayAttendance = { date: LocalDate; share: number | null; holiday: boolean };

async function lastSevenDays(
  tx: TenantTx,
  scope: Scope,
  { isOff }: TeachingCalendar,
): Promise<DayAttendance[]> {
  const from = addDays(scope.today, -6);
  // Children of a day, not marks: whoever came to one session of several was there.
  const days = await tx.$queryRaw<{ date: LocalDate; marked: number; came: number }[]>`
    SELECT date::text, count(*)::int AS marked, (count(*) FILTER (WHERE came))::int AS came FROM (
      SELECT date, bool_or(status IN ('PRESENT', 'LATE')) AS came FROM attendance
      WHERE institution_id = ${scope.institution.id}::uuid
        AND date BETWEEN ${toDbDate(from)}::date AND ${toDbDate(scope.today)}::date
      GROUP BY date, student_id) d
    GROUP BY date`;
  return Array.from({ length: 7 }, (_, step) => {
    const date = addDays(from, step);
    const { marked, came } = days.find((day) => day.date === date) ?? { marked: 0, came: 0 };
    return {
      date,
      share: marked === 0 ? null : came / marked,
      holiday: marked === 0 && isOff(dayNumber(date)),
    };
  });
}

export type HeardToday = { kind: LessonKind; counts: Record<Grade, number> }[];

async function heardToday(tx: TenantTx, scope: Scope): Promise<HeardToday> {
  const groups = await tx.lesson.groupBy({
    by: ['kind', 'grade'],
    where: { institutionId: scope.institution.id, date: toDbDate(scope.today) },
    _count: true,
  });
  return LESSON_KINDS.map((kind) => ({
    kind,
    counts: Object.fromEntries(
      GRADES.map((grade) => [
        grade,
        groups.find((group) => group.kind === kind && group.grade === grade)?._count ?? 0,
      ]),
    ) as Record<Grade, number>,
  })).filter(({ counts }) => GRADES.some((grade) => counts[grade] > 0));
}

export type MessageCounts = Record<'read' | 'arrived' | 'waiting' | 'failed' | 'suppressed', number>;

const bucket: Record<string, keyof MessageCounts> = {
  READ: 'read',
  DELIVERED: 'arrived',
  SENT: 'arrived',
  QUEUED: 'waiting',
  FAILED: 'failed',
  SUPPRESSED: 'suppressed',
};

async function messagesToday(tx: TenantTx, scope: Scope): Promise<MessageCounts | null> {
  if (!can(scope.role, 'messages:read')) return null;
  const groups = await tx.delivery.groupBy({
    by: ['state'],
    where: { institutionId: scope.institution.id, day: toDbDate(scope.today) },
    _count: true,
  });
  const counts: MessageCounts = { read: 0, arrived: 0, waiting: 0, failed: 0, suppressed: 0 };
  for (const { state, _count } of groups) counts[bucket[state]!] += _count;
  return counts;
}

export type House = {
  campuses: number;
  halqas: number;
  staff: number;
  students: number;
  childrenWithoutHalqa: number;
  staffWithoutSignIn: number;
};

async function house(tx: TenantTx, scope: Scope): Promise<House> {
  const institutionId = scope.institution.id;
  const [row] = await tx.$queryRaw<House[]>`
    SELECT (SELECT count(*)::int FROM campuses WHERE institution_id = ${institutionId}::uuid) AS campuses,
      (SELECT count(*)::int FROM halqas WHERE institution_id = ${institutionId}::uuid AND archived_on IS NULL) AS halqas,
      (SELECT count(*)::int FROM staff WHERE institution_id = ${institutionId}::uuid AND status = 'ACTIVE') AS staff,
      s.all AS students, s.free AS "childrenWithoutHalqa",
      (SELECT count(DISTINCT t.staff_id)::int FROM halqa_teachers t
        JOIN staff p ON p.institution_id = t.institution_id AND p.id = t.staff_id
        WHERE t.institution_id = ${institutionId}::uuid AND t.to_date IS NULL AND p.status = 'ACTIVE' AND p.user_id IS NULL)
        AS "staffWithoutSignIn"
    FROM (SELECT count(*)::int AS all, (count(*) FILTER (WHERE halqa_id IS NULL))::int AS free
      FROM students WHERE institution_id = ${institutionId}::uuid AND status = 'ACTIVE') s`;
  return row!;
}

/** Why no halqa is awaited: the week's holiday, or days off by their name (Eid). */
export type DayOff = { name: string | undefined };

export type Today = {
  house: House;
  /** undefined on a day of teaching. */
  off: DayOff | undefined;
  halqas: HalqaToday[];
  away: Away[];
  week: DayAttendance[];
  heard: HeardToday;
  /** Children who need a word; 0 for a role that does not read why. */
  care: number;
  /** null: not this role's to see. */
  messages: MessageCounts | null;
};

/** Everything the office sees of today, in ten statements whatever the size of the institution. */
export async function getToday(tx: TenantTx, scope: Scope): Promise<Today> {
  const { calendar, settings } = await getRevisionWays(tx, { institutionId: scope.institution.id });
  const named = settings.daysOff.find(({ from, to }) => from <= scope.today && scope.today <= to);
  return {
    house: await house(tx, scope),
    off: calendar.isOff(dayNumber(scope.today)) ? { name: named?.name || undefined } : undefined,
    halqas: await halqasToday(tx, scope),
    away: await awayToday(tx, scope),
    week: await lastSevenDays(tx, scope, calendar),
    heard: await heardToday(tx, scope),
    care: can(scope.role, 'care:read') ? await countCare(tx, scope) : 0,
    messages: await messagesToday(tx, scope),
  };
}

/** What the rules ask of the house beside its halqas. */
export function houseFacts({ house: counts, messages, care }: Today): HouseFacts {
  return {
    failedMessages: messages?.failed ?? 0,
    staffWithoutSignIn: counts.staffWithoutSignIn,
    childrenWithoutHalqa: counts.childrenWithoutHalqa,
    childrenToSpeakTo: care,
  };
}

export type ShellFacts = {
  self: string | null;
  students: number;
  /** Whether HifzPro support asks or is inside. */
  support: boolean;
  /** How many things wait for the reader: the bell. */
  unread: number;
};

/** What the frame around every page needs, in one statement: the reader's own name, if a member of staff, the size of
 *  the house, and whether there is anything to say of HifzPro support. */
export async function getShell(tx: TenantTx, scope: Scope): Promise<ShellFacts> {
  const institutionId = scope.institution.id;
  const [shell] = await tx.$queryRaw<ShellFacts[]>`
    SELECT (SELECT name FROM staff WHERE institution_id = ${institutionId}::uuid AND user_id = ${scope.userId}::uuid LIMIT 1) AS self,
      (SELECT count(*) FROM students WHERE institution_id = ${institutionId}::uuid AND status = 'ACTIVE')::int AS students,
      EXISTS (SELECT 1 FROM support_grants WHERE institution_id = ${institutionId}::uuid AND state IN ('REQUESTED', 'ACTIVE')) AS support,
      ${unreadColumn(scope)} AS unread`;
  return shell!;
}
