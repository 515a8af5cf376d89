import 'server-only';
import type { DaySession } from '@/lib/attendance/rules';
import { sql } from '@/lib/core/db/sql';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import type { LocalDate } from '@/lib/core/time';
import type { LessonKind } from '@/lib/lessons/rules';
import { inDayOrder, kindsHeardIn, type SessionKinds, sessionMeant, sessionsHearing } from '../rules';
import { readSessionKinds } from '../schema';

/** Which session of which day of a halqa. */
export interface AskedSession {
  readonly institutionId: string;
  readonly halqaId: string;
  readonly date: LocalDate;
  /** As asked for; one that the day does not have is passed over. */
  readonly session?: DaySession | undefined;
  /** Local minutes since midnight, of today alone: without a session asked for, the one that runs is meant. */
  readonly minutes?: number | undefined;
}

export interface HalqaSession {
  id: string;
  name: string;
  nativeName: string | null;
  session: DaySession;
  /** Of the day, in its order: those of the halqa's plan, and others that something stands in. */
  sessions: { session: DaySession; finished: boolean }[];
  /** Kinds of lesson that this session hears; undefined: all of the day. */
  kinds: readonly LessonKind[] | undefined;
  /** The sessions that hear a kind. */
  heardIn: (kind: LessonKind) => DaySession[];
  /** After it the day is told: every other session of the plan is over or comes before. */
  last: boolean;
  finishedAt: Date | null;
  /** Something was written, or taken out, after the session was finished, so its reports may be out of date. */
  changedSince: boolean;
}

type Row = Pick<HalqaSession, 'id' | 'name' | 'nativeName'> & {
  plan: DaySession[];
  sessionKinds: unknown;
  met: { session: DaySession; finishedAt: string | null; changedSince: boolean }[];
};

/** Something of the day stands in session `m` of halqa `h`, though the halqa may not meet then any more. */
export const stands = sql`(m.finished_at IS NOT NULL
  OR EXISTS (SELECT 1 FROM attendance x WHERE x.institution_id = h.institution_id AND x.halqa_id = h.id AND x.date = m.date AND x.session = m.session)
  OR EXISTS (SELECT 1 FROM lessons x WHERE x.institution_id = h.institution_id AND x.halqa_id = h.id AND x.date = m.date AND x.session = m.session)
  OR EXISTS (SELECT 1 FROM reading_records x WHERE x.institution_id = h.institution_id AND x.halqa_id = h.id AND x.date = m.date AND x.session = m.session))`;

/** A halqa in one of its sessions of a day. A session that was taken off the halqa stays for as long as something of the
 *  day stands in it. One query; a halqa of others is NOT_FOUND. */
export async function getHalqaSession(
  tx: TenantTx,
  { institutionId, halqaId, date, ...asked }: AskedSession,
): Promise<HalqaSession> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT h.id, h.name, h.native_name AS "nativeName", h.sessions AS plan, h.session_kinds AS "sessionKinds",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('session', m.session, 'finishedAt', m.finished_at, 'changedSince',
          EXISTS (SELECT 1 FROM attendance a WHERE a.institution_id = h.institution_id AND a.halqa_id = h.id
            AND a.date = m.date AND a.session = m.session AND a.updated_at > m.finished_at)
          OR EXISTS (SELECT 1 FROM lessons l WHERE l.institution_id = h.institution_id AND l.halqa_id = h.id
            AND l.date = m.date AND l.session = m.session AND l.updated_at > m.finished_at)
          OR EXISTS (SELECT 1 FROM reading_records r WHERE r.institution_id = h.institution_id AND r.halqa_id = h.id
            AND r.date = m.date AND r.session = m.session AND r.updated_at > m.finished_at)
          -- A lesson taken out leaves its moment with the session alone.
          OR coalesce(m.updated_at > m.finished_at, false))), '[]')
        FROM halqa_sessions m WHERE m.institution_id = h.institution_id AND m.halqa_id = h.id AND m.date = ${date}::date
          AND (m.session = ANY (h.sessions) OR ${stands})) AS met
    FROM halqas h WHERE h.institution_id = ${institutionId}::uuid AND h.id = ${halqaId}::uuid`;
  if (!row) throw new AppError('NOT_FOUND', 'notFound');
  return sessionOf(row, asked);
}

function sessionOf(
  { plan, sessionKinds, met, ...halqa }: Row,
  asked: Parameters<typeof sessionMeant>[1],
): HalqaSession {
  const known = new Map(met.map((one) => [one.session, one]));
  const sessions = inDayOrder([...plan, ...known.keys()]);
  const session = sessionMeant(sessions, asked);
  const finishedAt = (one: DaySession) => known.get(one)?.finishedAt ?? null;
  const heard = { sessions: plan, kinds: readSessionKinds(sessionKinds) satisfies SessionKinds };
  const at = finishedAt(session);
  return {
    ...halqa,
    session,
    sessions: sessions.map((one) => ({ session: one, finished: finishedAt(one) !== null })),
    kinds: kindsHeardIn(session, heard),
    heardIn: (kind) => sessionsHearing(kind, heard),
    last: plan.at(-1) === session || finishedAt(plan.at(-1)!) !== null,
    finishedAt: at === null ? null : new Date(at),
    changedSince: known.get(session)?.changedSince ?? false,
  };
}
