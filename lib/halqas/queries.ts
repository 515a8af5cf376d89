import 'server-only';
import { DAY_ORDER } from '@/lib/attendance/queries';
import type { DaySession } from '@/lib/attendance/rules';
import type { Scope } from '@/lib/core/auth/scope';
import { fromDbDate, toDbDate } from '@/lib/core/db/dates';
import type { TenantTx } from '@/lib/core/db/tenant';
import { nameLike } from '@/lib/core/name';
import type { LocalDate } from '@/lib/core/time';
import type { Programme } from '@/lib/students/rules';
import type { SessionKinds } from './rules';
import { type HalqaList, readSessionKinds } from './schema';

export const HALQAS_PER_PAGE = 25;

type Named = { id: string; name: string; nativeName: string | null };
const named = { id: true, name: true, nativeName: true } as const;
const teaching = {
  where: { toDate: null },
  select: { staff: { select: named } },
  orderBy: { fromDate: 'asc' },
} as const;

export type HalqaRow = Named & {
  programme: Programme;
  sessions: DaySession[];
  capacity: number;
  campus: Named;
  ustadh: Named | null;
  students: number;
};

function filterOf(scope: Scope, { q, campus, programme, session, ustadh }: HalqaList) {
  return {
    institutionId: scope.institution.id,
    archivedOn: null,
    AND: [
      ...(q ? [{ OR: nameLike(q) }] : []),
      ...(campus ? [{ campusId: campus }] : []),
      ...(programme ? [{ programme }] : []),
      ...(session ? [{ sessions: { has: session } }] : []),
      ...(ustadh === 'none' ? [{ teachers: { none: { toDate: null } } }] : []),
    ],
  };
}

/** One page of the halqas that match, and how many match in all. */
export async function listHalqas(
  tx: TenantTx,
  scope: Scope,
  list: HalqaList,
): Promise<{ rows: HalqaRow[]; total: number }> {
  const where = filterOf(scope, list);
  const order = list.sort.startsWith('-') ? 'desc' : 'asc';
  const by = list.sort.replace('-', '');
  const found = await tx.halqa.findMany({
    where,
    select: {
      ...named,
      programme: true,
      sessions: true,
      capacity: true,
      campus: { select: named },
      teachers: teaching,
      _count: { select: { students: { where: { status: 'ACTIVE' } } } },
    },
    orderBy: [
      by === 'capacity'
        ? { capacity: order }
        : by === 'campus'
          ? { campus: { sortName: order } }
          : { sortName: order },
      { sortName: 'asc' },
    ],
    skip: (list.page - 1) * HALQAS_PER_PAGE,
    take: HALQAS_PER_PAGE,
  });
  return {
    rows: found.map(({ _count, teachers, programme, sessions, ...halqa }) => ({
      ...halqa,
      programme: programme as Programme,
      sessions: sessions as DaySession[],
      ustadh: teachers[0]?.staff ?? null,
      students: _count.students,
    })),
    total: await tx.halqa.count({ where }),
  };
}

export type HalqaForm = Named & {
  campusId: string;
  programme: Programme;
  sessions: DaySession[];
  sessionKinds: SessionKinds;
  capacity: number;
  staffId: string | null;
  updatedAt: string;
};

/** A halqa as its form shows it. */
export async function getHalqaForm(tx: TenantTx, scope: Scope, id: string): Promise<HalqaForm | null> {
  const halqa = await tx.halqa.findFirst({
    where: { institutionId: scope.institution.id, id },
    select: {
      ...named,
      campusId: true,
      programme: true,
      sessions: true,
      sessionKinds: true,
      capacity: true,
      updatedAt: true,
      teachers: teaching,
    },
  });
  if (!halqa) return null;
  const { teachers, updatedAt, programme, sessions, sessionKinds, ...rest } = halqa;
  return {
    ...rest,
    programme: programme as Programme,
    sessions: sessions as DaySession[],
    sessionKinds: readSessionKinds(sessionKinds),
    staffId: teachers[0]?.staff.id ?? null,
    updatedAt: updatedAt.toISOString(),
  };
}

export type StaffOption = Named;

/** Asatidha in service, by name. */
export function listStaffOptions(tx: TenantTx, scope: Scope): Promise<StaffOption[]> {
  return tx.staff.findMany({
    where: { institutionId: scope.institution.id, status: 'ACTIVE' },
    select: named,
    orderBy: { sortName: 'asc' },
  });
}

export type HalqaDetail = Omit<HalqaRow, 'students' | 'ustadh'> & {
  teachers: { staff: Named; from: LocalDate; to: LocalDate | null }[];
  students: (Named & { rollNo: string | null; heldAyahs: number })[];
  meetings: {
    date: LocalDate;
    session: DaySession;
    finished: boolean;
    present: number;
    marked: number;
    lessons: number;
  }[];
};

const RECENT_SESSIONS = 12;

/** A halqa with its children, everyone who taught it, and its last meetings. */
export async function getHalqa(tx: TenantTx, scope: Scope, id: string): Promise<HalqaDetail | null> {
  const institutionId = scope.institution.id;
  const halqa = await tx.halqa.findFirst({
    where: { institutionId, id },
    select: {
      ...named,
      programme: true,
      sessions: true,
      capacity: true,
      campus: { select: named },
      teachers: {
        select: { fromDate: true, toDate: true, staff: { select: named } },
        orderBy: [{ fromDate: 'desc' }, { createdAt: 'desc' }],
        take: 20,
      },
      students: {
        where: { status: 'ACTIVE' },
        select: { ...named, rollNo: true, progress: { select: { heldAyahs: true } } },
        orderBy: { sortName: 'asc' },
        take: 200,
      },
    },
  });
  if (!halqa) return null;
  return {
    ...halqa,
    programme: halqa.programme as Programme,
    sessions: halqa.sessions as DaySession[],
    teachers: halqa.teachers.map(({ staff, fromDate, toDate }) => ({
      staff,
      from: fromDbDate(fromDate),
      to: toDate && fromDbDate(toDate),
    })),
    students: halqa.students.map(({ progress, ...student }) => ({
      ...student,
      heldAyahs: progress?.heldAyahs ?? 0,
    })),
    meetings: await recentSessions(tx, scope, id),
  };
}

type Meeting = {
  date: Date;
  session: string;
  finished: boolean;
  present: number;
  marked: number;
  lessons: number;
};

/** Meetings are counted from attendance and lessons, so that an imported diary shows too. */
async function recentSessions(tx: TenantTx, scope: Scope, halqaId: string): Promise<HalqaDetail['meetings']> {
  const institutionId = scope.institution.id;
  const rows = await tx.$queryRaw<Meeting[]>`
    WITH marks AS (
      SELECT date, session, count(*)::int AS marked,
        (count(*) FILTER (WHERE status IN ('PRESENT', 'LATE')))::int AS present
      FROM attendance
      WHERE institution_id = ${institutionId}::uuid AND halqa_id = ${halqaId}::uuid AND date <= ${toDbDate(scope.today)}::date
      GROUP BY date, session ORDER BY date DESC LIMIT ${RECENT_SESSIONS}
    ), heard AS (
      SELECT l.date, l.session, count(*)::int AS lessons FROM lessons l
      WHERE l.institution_id = ${institutionId}::uuid AND l.halqa_id = ${halqaId}::uuid
        AND l.date >= (SELECT min(date) FROM marks) GROUP BY l.date, l.session
    )
    SELECT m.date, m.session, m.present, m.marked, coalesce(h.lessons, 0) AS lessons, s.finished_at IS NOT NULL AS finished
    FROM marks m
    LEFT JOIN heard h USING (date, session)
    LEFT JOIN halqa_sessions s ON s.institution_id = ${institutionId}::uuid AND s.halqa_id = ${halqaId}::uuid
      AND s.date = m.date AND s.session = m.session
    ORDER BY m.date DESC, array_position(${DAY_ORDER}, m.session) DESC`;
  return rows.map((row) => ({ ...row, date: fromDbDate(row.date), session: row.session as DaySession }));
}
