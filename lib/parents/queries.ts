import 'server-only';
import { DAY_ORDER } from '@/lib/attendance/queries';
import type { AbsenceReason, AttendanceStatus, DaySession } from '@/lib/attendance/rules';
import { fromDbDate } from '@/lib/core/db/dates';
import type { TenantTx } from '@/lib/core/db/tenant';
import { addDays, type LocalDate } from '@/lib/core/time';
import type { GradeNames } from '@/lib/lessons/grading/rules';
import { readGrading } from '@/lib/lessons/grading/schema';
import { type Grade, LESSON_KINDS, type LessonKind, type Mistakes } from '@/lib/lessons/rules';
import type { DeliveryState } from '@/lib/messages/rules';
import type { MessageKind } from '@/lib/messages/schema';
import { unreadColumn } from '@/lib/notifications/queries';
import type { MushafLayout } from '@/lib/quran/mushaf';
import type { Range } from '@/lib/quran/position';
import { fromFlat, portionsFromFlat, type RangeSet } from '@/lib/quran/range-set';
import { getReadingOf } from '@/lib/reading/curriculum/queries';
import type { ReadingOf } from '@/lib/reading/view/schema';

export interface Named {
  name: string;
  nativeName: string | null;
}
export interface GuardianSelf extends Named {
  /** How many things wait. */
  unread: number;
}
export interface Child extends Named {
  id: string;
  programme: string;
  mushaf: MushafLayout;
  /** What the institution calls its grades. */
  gradeNames: GradeNames | undefined;
  halqa: Named | null;
  ustadh: Named | null;
}
export interface ChildLesson {
  id: string;
  date: LocalDate;
  kind: LessonKind;
  grade: Grade;
  portions: Range[];
  mistakes: Mistakes;
  remark: string | null;
}
/** Of one session; a day of several has as many. */
export interface ChildMark {
  date: LocalDate;
  session: DaySession;
  status: AttendanceStatus;
  reason: AbsenceReason | null;
}
export interface ChildMessage {
  id: string;
  studentId: string;
  kind: MessageKind;
  purpose: string;
  day: LocalDate;
  state: DeliveryState;
  reason: string | null;
  at: Date;
}
export interface ChildPage {
  child: Child;
  lessons: ChildLesson[];
  attendance: ChildMark[];
  memorised: RangeSet;
  nextSabaq: Range[];
  nextManzil: Range[];
  messages: ChildMessage[];
  /** Of a child who reads from the page. */
  reading: ReadingOf | null;
}
export interface ParentPage {
  guardian: GuardianSelf | null;
  children: Child[];
  /** Undefined when the guardian has no such child. */
  page: ChildPage | undefined;
}

type ChildRow = {
  id: string;
  name: string;
  native_name: string | null;
  programme: string;
  mushaf: MushafLayout | null;
  grading: unknown;
  halqa: string | null;
  halqa_native: string | null;
  ustadh: string | null;
  ustadh_native: string | null;
};
type Who = { institutionId: string; userId: string; mushaf: string };

const named = (name: string | null, nativeName: string | null): Named | null =>
  name === null ? null : { name, nativeName };

/** The reader, and how much waits for them: the head of every page, in one statement. */
export async function getGuardian(
  tx: TenantTx,
  { institutionId, userId }: Pick<Who, 'institutionId' | 'userId'> & Partial<Who>,
): Promise<GuardianSelf | null> {
  const reader = { role: 'guardian', userId, institution: { id: institutionId } } as const;
  const [self] = await tx.$queryRaw<GuardianSelf[]>`
    SELECT name, native_name AS "nativeName", ${unreadColumn(reader)} AS unread FROM guardians
    WHERE institution_id = ${institutionId}::uuid AND user_id = ${userId}::uuid ORDER BY created_at LIMIT 1`;
  return self ?? null;
}

const place = (kind: string) => (LESSON_KINDS as readonly string[]).indexOf(kind);

/** The guardian's children, those who still come first; the policies cut the rows, nothing here names them. */
async function listChildren(tx: TenantTx, { institutionId, mushaf }: Who): Promise<Child[]> {
  const rows = await tx.$queryRaw<ChildRow[]>`
    SELECT s.id, s.name, s.native_name, s.programme, s.mushaf, h.name AS halqa, h.native_name AS halqa_native,
      u.name AS ustadh, u.native_name AS ustadh_native, n.grading
    FROM students s
    LEFT JOIN institution_settings n ON n.institution_id = s.institution_id AND n.id = s.institution_id
    LEFT JOIN halqas h ON h.institution_id = s.institution_id AND h.id = s.halqa_id
    LEFT JOIN LATERAL (
      SELECT f.name, f.native_name FROM halqa_teachers t
      JOIN staff f ON f.institution_id = t.institution_id AND f.id = t.staff_id
      WHERE t.institution_id = s.institution_id AND t.halqa_id = s.halqa_id AND t.to_date IS NULL
      ORDER BY t.from_date LIMIT 1
    ) u ON true
    WHERE s.institution_id = ${institutionId}::uuid
    ORDER BY s.status, s.born_on NULLS LAST, s.sort_name, s.id`;
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    nativeName: row.native_name,
    programme: row.programme,
    mushaf: row.mushaf ?? (mushaf as MushafLayout),
    gradeNames: readGrading(row.grading).words,
    halqa: named(row.halqa, row.halqa_native),
    ustadh: named(row.ustadh, row.ustadh_native),
  }));
}

type Records = {
  lessons: (Omit<ChildLesson, 'portions'> & { portions: number[] })[];
  attendance: ChildMark[];
  progress: { memorised: number[]; nextSabaq: number[]; nextManzil: number[] } | null;
};

/** What a child recited and how it came since two days, and what it holds: in one statement, as JSON. */
async function getRecords(
  tx: TenantTx,
  {
    institutionId,
    studentId,
    heardFrom,
    markedFrom,
  }: { institutionId: string; studentId: string; heardFrom: LocalDate; markedFrom: LocalDate },
) {
  const [found] = await tx.$queryRaw<Records[]>`
    SELECT
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'date', l.date, 'kind', l.kind, 'grade', l.grade,
          'portions', l.portions, 'remark', l.remark, 'mistakes', jsonb_build_object('atak', l.atak,
          'lahnJali', l.lahn_jali, 'lahnKhafi', l.lahn_khafi, 'tajweed', l.tajweed)) ORDER BY l.date DESC, l.created_at), '[]')
        FROM lessons l WHERE l.institution_id = ${institutionId}::uuid AND l.student_id = ${studentId}::uuid
          AND l.date >= ${heardFrom}::date) AS lessons,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('date', a.date, 'session', a.session, 'status', a.status, 'reason', a.reason)
          ORDER BY a.date DESC, array_position(${DAY_ORDER}, a.session)), '[]')
        FROM attendance a WHERE a.institution_id = ${institutionId}::uuid AND a.student_id = ${studentId}::uuid
          AND a.date >= ${markedFrom}::date) AS attendance,
      (SELECT jsonb_build_object('memorised', coalesce(p.memorised, '{}'), 'nextSabaq', coalesce(p.next_sabaq, '{}'),
          'nextManzil', coalesce(p.next_manzil, '{}'))
        FROM student_progress p WHERE p.institution_id = ${institutionId}::uuid AND p.student_id = ${studentId}::uuid) AS progress`;
  const { lessons, attendance, progress } = found!;
  // As the day goes: sabaq, sabqi, manzil, however they were saved. The sort is stable, the days stay in order.
  lessons.sort((a, b) => (a.date === b.date ? place(a.kind) - place(b.kind) : a.date < b.date ? 1 : -1));
  return {
    lessons: lessons.map((lesson) => ({ ...lesson, portions: portionsFromFlat(lesson.portions) })),
    attendance,
    memorised: fromFlat(progress?.memorised ?? []),
    nextSabaq: portionsFromFlat(progress?.nextSabaq ?? []),
    nextManzil: portionsFromFlat(progress?.nextManzil ?? []),
  };
}

/** Newest first. Without a child: of all the guardian's children. */
export async function listMessages(
  tx: TenantTx,
  {
    institutionId,
    studentId,
    take,
    skip = 0,
  }: { institutionId: string; studentId?: string; take: number; skip?: number },
): Promise<ChildMessage[]> {
  const rows = await tx.delivery.findMany({
    where: studentId ? { institutionId, studentId } : { institutionId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take,
    skip,
    select: {
      id: true,
      studentId: true,
      kind: true,
      purpose: true,
      day: true,
      state: true,
      reason: true,
      updatedAt: true,
    },
  });
  return rows.map(({ day, updatedAt, kind, state, ...row }) => ({
    ...row,
    kind: kind as ChildMessage['kind'],
    state: state as DeliveryState,
    day: fromDbDate(day),
    at: updatedAt,
  }));
}

/**
 * Everything of one page about one child.
 * @param studentId the child; the first one when not named
 * @param days how far back the lessons go; attendance always covers the month of `today`
 */
export async function getParentPage(
  tx: TenantTx,
  {
    studentId,
    days,
    today,
    ...who
  }: Who & { studentId?: string | undefined; days: number; today: LocalDate },
): Promise<ParentPage> {
  const { institutionId } = who;
  const guardian = await getGuardian(tx, who);
  const children = await listChildren(tx, who);
  const child = studentId ? children.find(({ id }) => id === studentId) : children[0];
  if (!child) return { guardian, children, page: undefined };
  const from = addDays(today, -days);
  const month = `${today.slice(0, 7)}-01`;
  const records = await getRecords(tx, {
    institutionId,
    studentId: child.id,
    heardFrom: from,
    markedFrom: from < month ? from : month,
  });
  const messages = await listMessages(tx, { institutionId, studentId: child.id, take: 4 });
  const reading = await getReadingOf(tx, { institutionId, studentId: child.id, programme: child.programme });
  return {
    guardian,
    children,
    page: {
      child,
      ...records,
      messages,
      reading,
    },
  };
}

export interface MessagesPage {
  guardian: GuardianSelf | null;
  messages: ChildMessage[];
  total: number;
  children: Map<string, Named>;
}

export async function getMessagesPage(
  tx: TenantTx,
  { page, size, ...who }: Who & { page: number; size: number },
): Promise<MessagesPage> {
  const { institutionId } = who;
  const guardian = await getGuardian(tx, who);
  const total = await tx.delivery.count({ where: { institutionId } });
  const messages = await listMessages(tx, { institutionId, take: size, skip: (page - 1) * size });
  const students = await tx.student.findMany({
    where: { institutionId },
    select: { id: true, name: true, nativeName: true },
  });
  return {
    guardian,
    messages,
    total,
    children: new Map(students.map(({ id, ...name }) => [id, name])),
  };
}
