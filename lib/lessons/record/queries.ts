import 'server-only';
import type { AttendanceStatus, DaySession } from '@/lib/attendance/rules';
import { fromDbDate, toDbDate } from '@/lib/core/db/dates';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import type { LocalDate } from '@/lib/core/time';
import type { MushafLayout } from '@/lib/quran/mushaf';
import { getSettings } from '@/lib/settings/queries';
import type { Custom } from '../customs/schema';
import type { GradeNames } from '../grading/rules';
import { readGrading } from '../grading/schema';
import { type Grade, LESSON_KINDS, type LessonKind, type Listener } from '../rules';

export interface RecordLesson {
  id: string;
  kind: LessonKind;
  date: LocalDate;
  portions: number[];
  grade: Grade;
  mistakes: number;
  remark: string | null;
  session: DaySession;
  listener: Listener;
  heardBy: string | null;
  insisted: Custom[];
}

export interface StudentRecord {
  id: string;
  name: string;
  nativeName: string | null;
  rollNo: string | null;
  halqaId: string | null;
  programme: string;
  mushaf: MushafLayout;
  memorised: number[];
  heldAyahs: number;
  nextSabaq: number[];
  lessons: RecordLesson[];
  /** What the institution calls its grades. */
  gradeNames: GradeNames | undefined;
  attendance: { date: LocalDate; status: AttendanceStatus }[];
  guardians: { name: string; nativeName: string | null; relation: string }[];
}

const LESSONS = 15;

/** What an ustadh sees of one of his students: never a number, an address or a note of the office. */
export async function getStudentRecord(
  tx: TenantTx,
  {
    institutionId,
    studentId,
    month,
    mushaf,
  }: { institutionId: string; studentId: string; month: { from: LocalDate; to: LocalDate }; mushaf: string },
): Promise<StudentRecord> {
  const student = await tx.student.findFirst({
    where: { institutionId, id: studentId },
    select: { name: true, nativeName: true, rollNo: true, halqaId: true, programme: true, mushaf: true },
  });
  if (!student) throw new AppError('NOT_FOUND', 'notFound');
  const where = { institutionId, studentId };
  const progress = await tx.studentProgress.findFirst({
    where,
    select: { memorised: true, heldAyahs: true, nextSabaq: true },
  });
  const lessons = await tx.lesson.findMany({
    where,
    orderBy: [{ date: 'desc' }, { createdAt: 'desc' }],
    take: LESSONS,
    select: {
      id: true,
      kind: true,
      date: true,
      portions: true,
      grade: true,
      atak: true,
      lahnJali: true,
      lahnKhafi: true,
      tajweed: true,
      remark: true,
      session: true,
      listener: true,
      heardBy: true,
      insisted: true,
    },
  });
  const { grading } = await getSettings(tx, { institutionId });
  const attendance = await tx.attendance.findMany({
    where: { ...where, date: { gte: toDbDate(month.from), lte: toDbDate(month.to) } },
    select: { date: true, status: true },
  });
  const guardians = await tx.$queryRaw<StudentRecord['guardians']>`
    SELECT g.name, g.native_name AS "nativeName", s.relation FROM guardianships s
    JOIN guardians g ON g.institution_id = s.institution_id AND g.id = s.guardian_id
    WHERE s.institution_id = ${institutionId}::uuid AND s.student_id = ${studentId}::uuid
    ORDER BY s.is_primary DESC, g.sort_name`;
  return {
    id: studentId,
    ...student,
    // Layouts, kinds, grades and statuses are closed lists of the database.
    mushaf: (student.mushaf ?? mushaf) as MushafLayout,
    memorised: progress?.memorised ?? [],
    heldAyahs: progress?.heldAyahs ?? 0,
    nextSabaq: progress?.nextSabaq ?? [],
    gradeNames: readGrading(grading).words,
    lessons: lessons
      .map(({ atak, lahnJali, lahnKhafi, tajweed, ...lesson }) => ({
        ...lesson,
        kind: lesson.kind as LessonKind,
        grade: lesson.grade as Grade,
        session: lesson.session as DaySession,
        listener: lesson.listener as Listener,
        insisted: lesson.insisted as Custom[],
        date: fromDbDate(lesson.date),
        mistakes: atak + lahnJali + lahnKhafi + tajweed,
      }))
      .sort(newestFirst),
    attendance: attendance.map(({ date, status }) => ({
      date: fromDbDate(date),
      status: status as AttendanceStatus,
    })),
    guardians,
  };
}

/** The latest day first; within a day sabaq, sabqi, manzil, as a register has them. */
function newestFirst(a: RecordLesson, b: RecordLesson): number {
  if (a.date !== b.date) return a.date < b.date ? 1 : -1;
  return LESSON_KINDS.indexOf(a.kind) - LESSON_KINDS.indexOf(b.kind);
}
