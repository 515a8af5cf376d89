import 'server-only';
import { v7 } from 'uuid';
import { type Change, changesBetween, withheld } from '@/lib/audit/changes/rules';
import type { Scope } from '@/lib/core/auth/scope';
import { appendAuditMany, enqueue } from '@/lib/core/db/jobs';
import { sql } from '@/lib/core/db/sql';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import type { LocalDate } from '@/lib/core/time';
import { canCorrect } from '@/lib/lessons/rules';
import { askAbsences } from '@/lib/messages/causes/mutations';
import type { FinishSession, TakeAttendance } from './schema';

/** Who writes the register, and on which day. */
export type Recorder = Pick<Scope, 'role' | 'userId' | 'today'> & { institution: { id: string } };

/**
 * Whether the record of a day may be written: throws `futureDate`, `reasonNeeded` or NOT_FOUND.
 * @returns true when it is a correction of an earlier day, which is audited
 */
export function checkDay(
  { date, correctionReason }: { date: LocalDate; correctionReason?: string | undefined },
  who: Recorder,
): boolean {
  const correction = canCorrect({ lessonDate: date, today: who.today, role: who.role });
  if (!correction.allowed) {
    throw correction.code === 'futureDate'
      ? new AppError('INVALID', 'futureDate', { field: 'date' })
      : new AppError('NOT_FOUND', 'notFound');
  }
  if (correction.needsReason && !correctionReason)
    throw new AppError('INVALID', 'reasonNeeded', { field: 'correctionReason' });
  return correction.needsReason;
}

/**
 * Marks one session of a halqa: one row per child, whoever saves it and however often. A child who is not of this
 * halqa, or not the recorder's, is NOT_FOUND and nothing is written.
 * @returns how many records are new or different
 */
export async function takeAttendance(
  tx: TenantTx,
  input: TakeAttendance,
  who: Recorder,
): Promise<{ changed: number }> {
  const late = checkDay(input, who);
  const { halqaId, date, session, entries, said } = input;
  const institutionId = who.institution.id;
  const rows = entries.map(({ id, studentId, status, reason, note }) => ({
    id,
    student_id: studentId,
    status,
    reason,
    note,
  }));
  const [done] = await tx.$queryRaw<{ known: number; changed: Changed[] }[]>`
    WITH known AS (
      SELECT r.*, s.campus_id FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r(id uuid, student_id uuid, status text, reason text, note text)
      JOIN students s ON s.institution_id = ${institutionId}::uuid AND s.id = r.student_id
        AND s.halqa_id = ${halqaId}::uuid AND s.status = 'ACTIVE'
    ), before AS (
      SELECT a.student_id, a.status, a.reason, a.note FROM attendance a JOIN known k ON k.student_id = a.student_id
      WHERE a.institution_id = ${institutionId}::uuid AND a.date = ${date}::date AND a.session = ${session}
    ), met AS (
      INSERT INTO halqa_sessions (institution_id, id, halqa_id, campus_id, date, session)
      SELECT h.institution_id, ${v7()}::uuid, h.id, h.campus_id, ${date}::date, ${session} FROM halqas h
      WHERE h.institution_id = ${institutionId}::uuid AND h.id = ${halqaId}::uuid
      ON CONFLICT (institution_id, halqa_id, date, session) DO NOTHING
    ), written AS (
      INSERT INTO attendance AS a (institution_id, id, student_id, campus_id, halqa_id, date, session, status, reason, note,
        recorded_by, said_by, said_no)
      SELECT ${institutionId}::uuid, k.id, k.student_id, k.campus_id, ${halqaId}::uuid, ${date}::date, ${session},
        k.status, k.reason, k.note, ${who.userId}::uuid, ${said?.by ?? null}::uuid, ${said?.no ?? null}::int
      FROM known k ORDER BY k.student_id
      ON CONFLICT (institution_id, student_id, date, session) DO UPDATE SET
        status = excluded.status, reason = excluded.reason, note = excluded.note,
        recorded_by = excluded.recorded_by, said_by = excluded.said_by, said_no = excluded.said_no, updated_at = now()
      -- What says nothing new is written all the same when it comes later: an older saving on its way must find it.
      WHERE (a.status, a.reason, a.note, a.said_by, a.said_no)
        IS DISTINCT FROM (excluded.status, excluded.reason, excluded.note, excluded.said_by, excluded.said_no)
        AND coalesce(a.said_by <> excluded.said_by OR a.said_no <= excluded.said_no, true)
      RETURNING a.student_id, a.status, a.reason, a.note
    )
    SELECT (SELECT count(*)::int FROM known) AS known,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('studentId', w.student_id, 'was', to_jsonb(b)) ORDER BY w.student_id), '[]')
        FROM written w LEFT JOIN before b ON b.student_id = w.student_id
        WHERE (b.status, b.reason, b.note) IS DISTINCT FROM (w.status, w.reason, w.note)) AS changed`;
  if (done?.known !== entries.length) throw new AppError('NOT_FOUND', 'notFound');
  const { changed } = done;
  if (changed.length > 0) await reportAgain(tx, [{ halqaId, date, session }], who);
  const absent = changed.some(
    ({ studentId, was }) =>
      was?.status === 'ABSENT' || entries.find((entry) => entry.studentId === studentId)?.status === 'ABSENT',
  );
  if (absent) await askAbsences(tx, { halqaId, date, session });
  if (late)
    await appendAuditMany(
      tx,
      changed.map(({ studentId, was }) => ({
        action: 'attendance.corrected',
        subject: 'student',
        subjectId: studentId,
        detail: {
          date,
          session,
          halqaId,
          reason: input.correctionReason,
          ...markChanges(was, entries.find((entry) => entry.studentId === studentId)!),
        },
      })),
    );
  return { changed: changed.length };
}

type Mark = { status: string; reason?: string | null | undefined; note?: string | null | undefined };
type Changed = { studentId: string; was: Mark | null };

const markChanges = (was: Mark | null, is: Mark): Record<string, Change> =>
  changesBetween(markOf(was), markOf(is));
// A note is free text and may speak of an illness: the trail says that it changed, not what it says.
const markOf = (mark: Mark | null) => ({
  status: mark?.status ?? null,
  absenceReason: mark?.reason ?? null,
  note: withheld(mark?.note),
});

/** The last session of halqa `h` on the day of `c` is closed: its day is told. */
const lastIsClosed = sql`EXISTS (SELECT 1 FROM halqa_sessions z WHERE z.institution_id = h.institution_id AND z.halqa_id = h.id
  AND z.date = c.date AND z.session = h.sessions[cardinality(h.sessions)] AND z.finished_at IS NOT NULL)`;

/** Of a day that is over: one of its sessions was closed, so the whole day was told or will be in the morning. */
const anyIsClosed = sql`EXISTS (SELECT 1 FROM halqa_sessions z WHERE z.institution_id = c.institution_id AND z.halqa_id = c.halqa_id
  AND z.date = c.date AND z.finished_at IS NOT NULL)`;

/** On the institution's clock: before the schools open, when nobody ends yesterday's last session any more. */
const NEXT_MORNING = '06:30';

/**
 * Closes a session. The day is told once: when the last session of the halqa's plan is closed, whatever came before it is
 * in the same report; of a day that is over no session is still awaited. Should nobody close the last one, the day is told
 * the next morning as it stands then. A waiting job is replaced, not doubled.
 */
export async function finishSession(
  tx: TenantTx,
  { halqaId, date, session }: FinishSession,
  who: Recorder,
): Promise<void> {
  if (date > who.today) throw new AppError('INVALID', 'futureDate', { field: 'date' });
  // Two sessions that end at once end one after the other: the first would put off the report that the last asks for now.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`ends:${who.institution.id}:${halqaId}:${date}`}, 0))`;
  const [closed] = await tx.$queryRaw<{ told: boolean; morning: Date }[]>`
    WITH closed AS (
      INSERT INTO halqa_sessions (institution_id, id, halqa_id, campus_id, date, session, finished_at, finished_by)
      SELECT h.institution_id, ${v7()}::uuid, h.id, h.campus_id, ${date}::date, ${session}, now(), ${who.userId}::uuid
      FROM halqas h WHERE h.institution_id = ${who.institution.id}::uuid AND h.id = ${halqaId}::uuid
      ON CONFLICT (institution_id, halqa_id, date, session) DO UPDATE SET
        finished_at = excluded.finished_at, finished_by = excluded.finished_by, updated_at = excluded.finished_at
      RETURNING institution_id, halqa_id, date, session
    )
    SELECT c.date < ${who.today}::date OR c.session = h.sessions[cardinality(h.sessions)] OR ${lastIsClosed} AS told,
      (c.date + 1 + ${NEXT_MORNING}::time) AT TIME ZONE n.time_zone AS morning
    FROM closed c JOIN halqas h ON h.institution_id = c.institution_id AND h.id = c.halqa_id
    JOIN institutions n ON n.id = c.institution_id`;
  if (!closed) throw new AppError('NOT_FOUND', 'notFound');
  await enqueue(tx, 'messages.compose', {
    ids: { halqaId, date },
    key: `report:${halqaId}:${date}`,
    ...(!closed.told && { runAt: closed.morning }),
  });
}

type SessionKey = Pick<FinishSession, 'halqaId' | 'date' | 'session'>;

/** What was reported and has changed since is reported again, once the ustadh has been quiet for two minutes: the
 *  same job is put off by each further save, and composes only what is different. Open days wait for their end: today's
 *  for the last session of the plan, an earlier one was told with whichever was closed. */
export async function reportAgain(
  tx: TenantTx,
  sessions: readonly SessionKey[],
  who: Recorder,
): Promise<void> {
  await tx.$executeRaw`
    SELECT app.enqueue('messages.compose', jsonb_build_object('halqaId', c.halqa_id, 'date', c.date),
      concat_ws(':', 'report', c.halqa_id, c.date), now() + interval '2 minutes')
    FROM jsonb_to_recordset(${JSON.stringify(sessions)}::jsonb) AS k("halqaId" uuid, date date, session text)
    JOIN halqa_sessions c ON c.institution_id = ${who.institution.id}::uuid AND c.halqa_id = k."halqaId"
      AND c.date = k.date AND c.session = k.session
    JOIN halqas h ON h.institution_id = c.institution_id AND h.id = c.halqa_id
    WHERE CASE WHEN c.date < ${who.today}::date THEN ${anyIsClosed}
      ELSE (c.finished_at IS NOT NULL OR c.session = ANY (h.sessions)) AND ${lastIsClosed} END`;
}
