import 'server-only';
import { DAY_ORDER } from '@/lib/attendance/queries';
import type { AbsenceReason, AttendanceStatus, DaySession } from '@/lib/attendance/rules';
import type { TenantTx } from '@/lib/core/db/tenant';
import { type AskedSession, getHalqaSession, type HalqaSession } from '@/lib/halqas/day/queries';
import type { MarkKind } from '@/lib/mushaf/rules';
import type { MushafLayout } from '@/lib/quran/mushaf';
import type { Hold } from '@/lib/revision/brake/rules';
import { getRevisionToday, type RevisionToday } from '@/lib/revision/today/queries';
import type { Custom } from '../customs/schema';
import type { Grade, LessonKind, Listener, Mistakes } from '../rules';

export interface SweepLesson {
  id: string;
  kind: LessonKind;
  session: DaySession;
  portions: number[];
  grade: Grade;
  mistakes: Mistakes;
  remark: string | null;
  listener: Listener;
  heardBy: string | null;
  insisted: Custom[];
  enteredAs: string | null;
}

export interface SweepStudent extends Pick<HalqaSession, 'kinds'> {
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
  /** The mark of the session before, of the same day. */
  before: { session: DaySession; status: AttendanceStatus; reason: AbsenceReason | null } | null;
  lessons: SweepLesson[];
  /** Of the other sessions of the day, in its order. */
  elsewhere: SweepLesson[];
  /** Made on the page of the mushaf, in no lesson yet. */
  marks: { ayah: number; kind: MarkKind }[];
  /** Why new sabaq is held back today; null when nothing holds it. */
  hold: Hold | null;
}

type Row = Omit<SweepStudent, 'hold' | 'lessons' | 'elsewhere' | 'kinds'> & { heard: SweepLesson[] };

/** One session of a halqa with all that is due and all that is saved, and what of it is held. A halqa of others is NOT_FOUND. */
export async function getSweep(
  tx: TenantTx,
  asked: AskedSession,
): Promise<{ halqa: HalqaSession; students: SweepStudent[] }> {
  const { institutionId, halqaId, date } = asked;
  const halqa = await getHalqaSession(tx, asked);
  const { session, kinds } = halqa;
  const rows = await tx.$queryRaw<Row[]>`
    SELECT s.id, s.name, s.native_name AS "nativeName", s.programme, coalesce(s.mushaf, i.mushaf) AS mushaf,
      coalesce(p.next_sabaq, '{}') AS "nextSabaq", coalesce(p.next_sabqi, '{}') AS "nextSabqi",
      coalesce(p.next_manzil, '{}') AS "nextManzil", a.id AS "attendanceId", a.status, a.reason,
      (SELECT jsonb_build_object('session', e.session, 'status', e.status, 'reason', e.reason) FROM attendance e
        WHERE e.institution_id = s.institution_id AND e.student_id = s.id AND e.date = ${date}::date
          AND array_position(${DAY_ORDER}, e.session) < array_position(${DAY_ORDER}, ${session}::text)
        ORDER BY array_position(${DAY_ORDER}, e.session) DESC LIMIT 1) AS before,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'kind', l.kind, 'session', l.session, 'portions', l.portions, 'grade', l.grade,
          'mistakes', jsonb_build_object('atak', l.atak, 'lahnJali', l.lahn_jali, 'lahnKhafi', l.lahn_khafi, 'tajweed', l.tajweed),
          'remark', l.remark, 'listener', l.listener,
          'heardBy', l.heard_by, 'insisted', l.insisted, 'enteredAs', l.entered_as) ORDER BY array_position(${DAY_ORDER}, l.session)), '[]')
        FROM lessons l WHERE l.institution_id = s.institution_id AND l.student_id = s.id AND l.date = ${date}::date) AS heard,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('ayah', m.ayah, 'kind', m.kind)), '[]') FROM lesson_mistakes m
        WHERE m.institution_id = s.institution_id AND m.student_id = s.id AND m.halqa_id = ${halqaId}::uuid
          AND m.date = ${date}::date AND m.session IS NOT NULL AND m.lesson_id IS NULL AND m.undone_at IS NULL) AS marks
    FROM students s
    JOIN institutions i ON i.id = s.institution_id
    LEFT JOIN student_progress p ON p.institution_id = s.institution_id AND p.student_id = s.id
    LEFT JOIN attendance a ON a.institution_id = s.institution_id AND a.student_id = s.id
      AND a.date = ${date}::date AND a.session = ${session}
    WHERE s.institution_id = ${institutionId}::uuid AND s.halqa_id = ${halqaId}::uuid AND s.status = 'ACTIVE'
    ORDER BY coalesce(a.status IN ('ABSENT', 'LEAVE'), false), s.sort_name, s.id`;
  const today = await getRevisionToday(tx, { institutionId, children: rows, on: date });
  const students = rows.map(({ heard, ...student }) => ({
    ...student,
    lessons: heard.filter((lesson) => lesson.session === session),
    elsewhere: heard.filter((lesson) => lesson.session !== session),
    kinds,
    ...dueOf(today.get(student.id)),
  }));
  return { halqa, students };
}

/** Manzil as of the day itself; a child of whom no memory is kept yet keeps what was worked out when it was last saved. */
const dueOf = (today: RevisionToday | undefined): Partial<SweepStudent> & Pick<SweepStudent, 'hold'> =>
  today ? { nextManzil: today.manzil, hold: today.hold } : { hold: null };
