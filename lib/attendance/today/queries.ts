import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { LocalDate } from '@/lib/core/time';
import { stands } from '@/lib/halqas/day/queries';
import { unreadColumn } from '@/lib/notifications/queries';
import { RECITING_PROGRAMMES } from '@/lib/progress/plan/rules';
import { DAY_ORDER } from '../queries';
import type { DaySession } from '../rules';

export interface TodaySession {
  halqaId: string;
  name: string;
  nativeName: string | null;
  session: DaySession;
  /** How many sessions the halqa has a day. */
  ofDay: number;
  students: number;
  /** Of them in a programme that recites. */
  reciting: number;
  /** Present or late. */
  here: number;
  /** Absent or on leave. */
  away: number;
  heard: number;
  finishedAt: Date | null;
}

export interface TeacherDay {
  /** As the office wrote it; null for a teacher whose record is gone. */
  teacher: { name: string; nativeName: string | null; unread: number } | null;
  sessions: TodaySession[];
}

/** The sessions of one day of the halqas that the teacher sees, each a line, with how far each has come. Two queries. */
export async function getTeacherDay(
  tx: TenantTx,
  { institutionId, userId, date }: { institutionId: string; userId: string; date: LocalDate },
): Promise<TeacherDay> {
  const reader = { role: 'teacher', userId, institution: { id: institutionId } } as const;
  const [teacher = null] = await tx.$queryRaw<NonNullable<TeacherDay['teacher']>[]>`
    SELECT name, native_name AS "nativeName", ${unreadColumn(reader)} AS unread FROM staff
    WHERE institution_id = ${institutionId}::uuid AND user_id = ${userId}::uuid ORDER BY status, created_at LIMIT 1`;
  const sessions = await tx.$queryRaw<TodaySession[]>`
    SELECT h.id AS "halqaId", h.name, h.native_name AS "nativeName", d.session, cardinality(h.sessions) AS "ofDay",
      s.students, s.reciting, a.here, a.away, l.heard, m.finished_at AS "finishedAt"
    FROM halqas h
    -- The sessions of the plan, and those that something of the day stands in though the halqa meets at another time now.
    CROSS JOIN LATERAL (
      SELECT unnest(h.sessions) AS session
      UNION
      SELECT m.session FROM halqa_sessions m WHERE m.institution_id = h.institution_id AND m.halqa_id = h.id
        AND m.date = ${date}::date AND m.session <> ALL (h.sessions) AND ${stands}) d
    LEFT JOIN halqa_sessions m ON m.institution_id = h.institution_id AND m.halqa_id = h.id
      AND m.date = ${date}::date AND m.session = d.session
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS students,
        (count(*) FILTER (WHERE programme = ANY (${[...RECITING_PROGRAMMES]}::text[])))::int AS reciting
      FROM students WHERE institution_id = h.institution_id AND halqa_id = h.id AND status = 'ACTIVE') s
    CROSS JOIN LATERAL (
      SELECT (count(*) FILTER (WHERE status IN ('PRESENT', 'LATE')))::int AS here,
        (count(*) FILTER (WHERE status IN ('ABSENT', 'LEAVE')))::int AS away
      FROM attendance WHERE institution_id = h.institution_id AND halqa_id = h.id
        AND date = ${date}::date AND session = d.session) a
    CROSS JOIN LATERAL (
      SELECT count(DISTINCT student_id)::int AS heard FROM lessons
      WHERE institution_id = h.institution_id AND halqa_id = h.id AND date = ${date}::date AND session = d.session) l
    WHERE h.institution_id = ${institutionId}::uuid AND h.archived_on IS NULL
    ORDER BY array_position(${DAY_ORDER}, d.session), h.sort_name`;
  return { teacher, sessions };
}
