import 'server-only';
import type { AbsenceReason, AttendanceStatus, DaySession } from '@/lib/attendance/rules';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import type { LocalDate } from '@/lib/core/time';
import type { MarkKind } from '@/lib/mushaf/rules';
import type { MushafLayout } from '@/lib/quran/mushaf';
import type { Hold } from '@/lib/revision/brake/rules';
import { getRevisionToday, type RevisionToday } from '@/lib/revision/today/queries';
import type { Custom } from '../customs/schema';
import type { Grade, LessonKind, Listener, Mistakes } from '../rules';

export interface SweepLesson {
  id: string;
  kind: LessonKind;
  portions: number[];
  grade: Grade;
  mistakes: Mistakes;
  remark: string | null;
  listener: Listener;
  heardBy: string | null;
  insisted: Custom[];
  enteredAs: string | null;
}

export interface SweepStudent {
  id: string;
  name: string;
  nativeName: string | null;
  programme: string;
  mushaf: MushafLayout;
  nextSabaq: number[];
  nextSabqi: number[];
  nextManzil: number[];
  attendanceId: string | null;
  status: AttendanceStatus | null;
  reason: AbsenceReason | null;
  lessons: SweepLesson[];
  /** Made on the page of the mushaf, in no lesson yet. */
  marks: { ayah: number; kind: MarkKind }[];
  /** Why new sabaq is held back today; null when nothing holds it. */
  hold: Hold | null;
}

export interface SweepHalqa {
  id: string;
  name: string;
  nativeName: string | null;
  session: DaySession;
  finishedAt: Date | null;
  /** Something was written after the session was finished, so its reports may be out of date. */
  changedSince: boolean;
}

/** One session of a halqa with all that is due and all that is saved, and what of it is held. A halqa of others is NOT_FOUND. */
export async function getSweep(
  tx: TenantTx,
  { institutionId, halqaId, date }: { institutionId: string; halqaId: string; date: LocalDate },
): Promise<{ halqa: SweepHalqa; students: SweepStudent[] }> {
  const [halqa] = await tx.$queryRaw<SweepHalqa[]>`
    SELECT h.id, h.name, h.native_name AS "nativeName", h.session, m.finished_at AS "finishedAt",
      EXISTS (SELECT 1 FROM attendance a WHERE a.institution_id = h.institution_id AND a.halqa_id = h.id
          AND a.date = m.date AND a.session = m.session AND a.updated_at > m.finished_at)
        OR EXISTS (SELECT 1 FROM lessons l WHERE l.institution_id = h.institution_id AND l.halqa_id = h.id
          AND l.date = m.date AND l.session = m.session AND l.updated_at > m.finished_at) AS "changedSince"
    FROM halqas h LEFT JOIN halqa_sessions m ON m.institution_id = h.institution_id AND m.halqa_id = h.id
      AND m.date = ${date}::date AND m.session = h.session
    WHERE h.institution_id = ${institutionId}::uuid AND h.id = ${halqaId}::uuid`;
  if (!halqa) throw new AppError('NOT_FOUND', 'notFound');
  const students = await tx.$queryRaw<Omit<SweepStudent, 'hold'>[]>`
    SELECT s.id, s.name, s.native_name AS "nativeName", s.programme, coalesce(s.mushaf, i.mushaf) AS mushaf,
      coalesce(p.next_sabaq, '{}') AS "nextSabaq", coalesce(p.next_sabqi, '{}') AS "nextSabqi",
      coalesce(p.next_manzil, '{}') AS "nextManzil", a.id AS "attendanceId", a.status, a.reason,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'kind', l.kind, 'portions', l.portions, 'grade', l.grade,
          'mistakes', jsonb_build_object('atak', l.atak, 'lahnJali', l.lahn_jali, 'lahnKhafi', l.lahn_khafi, 'tajweed', l.tajweed),
          'remark', l.remark, 'listener', l.listener,
          'heardBy', l.heard_by, 'insisted', l.insisted, 'enteredAs', l.entered_as)), '[]')
        FROM lessons l WHERE l.institution_id = s.institution_id AND l.student_id = s.id
          AND l.date = ${date}::date AND l.session = ${halqa.session}) AS lessons,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('ayah', m.ayah, 'kind', m.kind)), '[]') FROM lesson_mistakes m
        WHERE m.institution_id = s.institution_id AND m.student_id = s.id AND m.halqa_id = ${halqaId}::uuid
          AND m.date = ${date}::date AND m.session = ${halqa.session} AND m.lesson_id IS NULL AND m.undone_at IS NULL) AS marks
    FROM students s
    JOIN institutions i ON i.id = s.institution_id
    LEFT JOIN student_progress p ON p.institution_id = s.institution_id AND p.student_id = s.id
    LEFT JOIN attendance a ON a.institution_id = s.institution_id AND a.student_id = s.id
      AND a.date = ${date}::date AND a.session = ${halqa.session}
    WHERE s.institution_id = ${institutionId}::uuid AND s.halqa_id = ${halqaId}::uuid AND s.status = 'ACTIVE'
    ORDER BY coalesce(a.status IN ('ABSENT', 'LEAVE'), false), s.sort_name, s.id`;
  const today = await getRevisionToday(tx, { institutionId, children: students, on: date });
  return { halqa, students: students.map((student) => ({ ...student, ...dueOf(today.get(student.id)) })) };
}

/** Manzil as of the day itself; a child of whom no memory is kept yet keeps what was worked out when it was last saved. */
const dueOf = (today: RevisionToday | undefined): Partial<SweepStudent> & Pick<SweepStudent, 'hold'> =>
  today ? { nextManzil: today.manzil, hold: today.hold } : { hold: null };
