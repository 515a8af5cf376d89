import 'server-only';
import type { z } from 'zod';
import type { DaySession } from '@/lib/attendance/rules';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import type { LocalDate } from '@/lib/core/time';
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
  readonly day: Day;
  /** The lesson that stands there already: it is corrected. */
  readonly saved: SweepLesson | undefined;
  readonly grading: Grading;
}

/** One kind of one day of a child, as its page needs it. A child of others, or one that does not recite, is NOT_FOUND. */
export async function getLessonPage(
  tx: TenantTx,
  asked: {
    institutionId: string;
    studentId: string;
    date: LocalDate;
    kind?: LessonKind | undefined;
    session?: DaySession | undefined;
  },
): Promise<LessonPage> {
  const { institutionId, studentId, date } = asked;
  const [student] = await tx.$queryRaw<
    (LessonPage['student'] & { session: DaySession; settings: unknown })[]
  >`
    SELECT s.id, s.name, s.native_name AS "nativeName", s.programme, s.halqa_id AS "halqaId", h.session,
      (SELECT n.grading FROM institution_settings n WHERE n.institution_id = s.institution_id AND n.id = n.institution_id) AS settings
    FROM students s JOIN halqas h ON h.institution_id = s.institution_id AND h.id = s.halqa_id
    WHERE s.institution_id = ${institutionId}::uuid AND s.id = ${studentId}::uuid AND s.status = 'ACTIVE'
      AND s.programme = ANY (${[...RECITING_PROGRAMMES]}::text[])`;
  if (!student) throw new AppError('NOT_FOUND', 'notFound');
  const { session: usual, settings, ...child } = student;
  const session = asked.session ?? usual;
  const kind = asked.kind ?? (child.programme === 'GIRDAAN' ? 'GIRDAAN' : 'SABAQ');
  const keys = [{ studentId, date, session }];
  const [day] = (await getDays(tx, { institutionId, keys, sabaqOf: [studentId] })).values();
  if (!day) throw new AppError('NOT_FOUND', 'notFound');
  const [saved] = await tx.$queryRaw<SweepLesson[]>`
    SELECT l.id, l.kind, l.portions, l.grade, l.remark, l.listener, l.heard_by AS "heardBy", l.insisted,
      l.entered_as AS "enteredAs", jsonb_build_object('atak', l.atak, 'lahnJali', l.lahn_jali, 'lahnKhafi', l.lahn_khafi,
        'tajweed', l.tajweed) AS mistakes
    FROM lessons l WHERE l.institution_id = ${institutionId}::uuid AND l.student_id = ${studentId}::uuid
      AND l.date = ${date}::date AND l.session = ${session} AND l.kind = ${kind}`;
  return { student: child, kind, session, day, saved, grading: readGrading(settings) };
}
