import 'server-only';
import type { z } from 'zod';
import { DAY_ORDER } from '@/lib/attendance/queries';
import type { DaySession } from '@/lib/attendance/rules';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import { type AskedSession, getHalqaSession } from '@/lib/halqas/day/queries';
import { inDayOrder } from '@/lib/halqas/rules';
import { RECITING_PROGRAMMES } from '@/lib/progress/plan/rules';
import { getDays } from '../customs/queries';
import { brokenCustoms, type Day, groundOf } from '../customs/rules';
import type { Grading } from '../grading/rules';
import { readGrading } from '../grading/schema';
import type { LessonKind } from '../rules';
import type { SweepLesson } from '../sweep/queries';
import { type Told, tellReading } from './rules';
import type { Reading, typedLesson } from './schema';

/** A lesson as typed, read in the child's own mushaf and measured by the day. A child of others is NOT_FOUND. */
export async function readLesson(
  tx: TenantTx,
  { institutionId, ...asked }: z.output<typeof typedLesson> & { institutionId: string },
  told: Omit<Told, 'layout'>,
): Promise<Reading> {
  const [day] = (await getDays(tx, { institutionId, keys: [asked], sabaqOf: [asked.studentId] })).values();
  if (!day) throw new AppError('NOT_FOUND', 'notFound');
  return readOn(day, asked, told);
}

/** The same against a day that is known already. */
export function readOn(
  day: Day,
  { typed, kind }: Pick<z.output<typeof typedLesson>, 'typed' | 'kind'>,
  told: Omit<Told, 'layout'>,
): Reading {
  const broken = (portions: Parameters<typeof brokenCustoms>[0]['portions']) =>
    brokenCustoms({ kind, portions }, groundOf(day, kind));
  return tellReading({ typed, kind, broken }, { ...told, layout: day.layout });
}

export interface LessonPage {
  readonly student: {
    id: string;
    name: string;
    nativeName: string | null;
    programme: string;
    halqaId: string;
  };
  readonly kind: LessonKind;
  readonly session: DaySession;
  /** Of the day, in its order. */
  readonly sessions: readonly DaySession[];
  readonly day: Day;
  /** The lesson that stands there already: it is corrected. */
  readonly saved: SweepLesson | undefined;
  /** The session of the day in which this kind was heard, when it is another: nothing is proposed here. */
  readonly heardIn: DaySession | undefined;
  readonly grading: Grading;
}

type ChildRow = LessonPage['student'] & { settings: unknown; lessons: SweepLesson[] };

/** One kind of one day of a child, as its page needs it. Without a session asked for, the one in which the kind stands, so
 *  that it is corrected; else the one that runs. A child of others, or one that does not recite, is NOT_FOUND. */
export async function getLessonPage(
  tx: TenantTx,
  asked: Omit<AskedSession, 'halqaId'> & { studentId: string; kind?: LessonKind | undefined },
): Promise<LessonPage> {
  const { institutionId, studentId, date, minutes } = asked;
  const [student] = await tx.$queryRaw<ChildRow[]>`
    SELECT s.id, s.name, s.native_name AS "nativeName", s.programme, s.halqa_id AS "halqaId",
      (SELECT n.grading FROM institution_settings n WHERE n.institution_id = s.institution_id AND n.id = n.institution_id) AS settings,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'kind', l.kind, 'session', l.session, 'portions', l.portions,
          'grade', l.grade, 'remark', l.remark, 'listener', l.listener, 'heardBy', l.heard_by, 'insisted', l.insisted,
          'enteredAs', l.entered_as, 'mistakes', jsonb_build_object('atak', l.atak, 'lahnJali', l.lahn_jali,
            'lahnKhafi', l.lahn_khafi, 'tajweed', l.tajweed)) ORDER BY array_position(${DAY_ORDER}, l.session)), '[]')
        FROM lessons l WHERE l.institution_id = s.institution_id AND l.student_id = s.id AND l.date = ${date}::date) AS lessons
    FROM students s
    WHERE s.institution_id = ${institutionId}::uuid AND s.id = ${studentId}::uuid AND s.status = 'ACTIVE'
      AND s.halqa_id IS NOT NULL AND s.programme = ANY (${[...RECITING_PROGRAMMES]}::text[])`;
  if (!student) throw new AppError('NOT_FOUND', 'notFound');
  const { lessons, settings, ...child } = student;
  const kind = asked.kind ?? (child.programme === 'GIRDAAN' ? 'GIRDAAN' : 'SABAQ');
  const stood = lessons.filter((lesson) => lesson.kind === kind);
  const { halqaId } = child;
  const halqa = await getHalqaSession(tx, {
    institutionId,
    halqaId,
    date,
    minutes,
    session: asked.session ?? stood[0]?.session,
  });
  // A session asked for by its address is taken, whether the halqa meets then or not: what stands there is corrected there.
  const session = asked.session ?? halqa.session;
  const keys = [{ studentId, date, session }];
  const [day] = (await getDays(tx, { institutionId, keys, sabaqOf: [studentId] })).values();
  if (!day) throw new AppError('NOT_FOUND', 'notFound');
  const saved = stood.find((lesson) => lesson.session === session);
  return {
    student: child,
    kind,
    session,
    sessions: inDayOrder([...halqa.sessions.map((one) => one.session), session]),
    day,
    saved,
    heardIn: saved ? undefined : stood[0]?.session,
    grading: readGrading(settings),
  };
}
