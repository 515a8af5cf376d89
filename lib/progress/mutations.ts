import 'server-only';
import { v7 } from 'uuid';
import { fromDbDate, toDbDate } from '@/lib/core/db/dates';
import type { TenantTx } from '@/lib/core/db/tenant';
import { addDays, type LocalDate } from '@/lib/core/time';
import {
  type Direction,
  type Grade,
  type HeardLesson,
  type LessonKind,
  memorisedSet,
} from '@/lib/lessons/rules';
import { suggestDay } from '@/lib/lessons/suggestions/rules';
import { juzSchemeOf, MUSHAF_LAYOUTS } from '@/lib/quran/mushaf';
import { fromFlat, portionsFromFlat, size, toFlat } from '@/lib/quran/range-set';

/** Suggestions look back this far; what is memorised looks back to the beginning. */
const RECENT_DAYS = 90;

/**
 * Works out anew what students hold and what is due next, after their placements or lessons changed. Set-based: three
 * reads and one write for any number of students (keep it under some hundreds, the caller batches).
 */
export async function refreshProgress(
  tx: TenantTx,
  {
    institutionId,
    studentIds,
    today,
  }: { institutionId: string; studentIds: readonly string[]; today: LocalDate },
): Promise<void> {
  if (studentIds.length === 0) return;
  const where = { institutionId, studentId: { in: [...studentIds] } };
  const institution = await tx.institution.findUniqueOrThrow({
    where: { id: institutionId },
    select: { mushaf: true },
  });
  const students = await tx.student.findMany({
    where: { institutionId, id: { in: [...studentIds] } },
    select: { id: true, campusId: true, programme: true, direction: true, startJuz: true, mushaf: true },
  });
  const placements = await tx.placement.findMany({ where, select: { studentId: true, portions: true } });
  const lessons = await tx.lesson.findMany({
    where: { ...where, OR: [{ kind: 'SABAQ' }, { date: { gte: toDbDate(addDays(today, -RECENT_DAYS)) } }] },
    select: { studentId: true, kind: true, date: true, grade: true, portions: true },
    orderBy: [{ date: 'asc' }, { createdAt: 'asc' }],
  });
  const heard = new Map<string, HeardLesson[]>(students.map(({ id }) => [id, []]));
  for (const { studentId, kind, date, grade, portions } of lessons) {
    // Kinds and grades are closed lists of the database.
    heard.get(studentId)?.push({
      kind: kind as LessonKind,
      grade: grade as Grade,
      date: fromDbDate(date),
      portions: portionsFromFlat(portions),
    });
  }
  const held = new Map<string, number[]>();
  for (const { studentId, portions } of placements) {
    held.set(studentId, [...(held.get(studentId) ?? []), ...portions]);
  }

  const rows = students.map((student) => {
    const own = heard.get(student.id) ?? [];
    const layout = student.mushaf ?? institution.mushaf;
    const scheme = juzSchemeOf(MUSHAF_LAYOUTS.find((known) => known === layout) ?? 'madani15');
    const memorised = memorisedSet({ placement: fromFlat(held.get(student.id) ?? []), lessons: own });
    const direction = student.direction as Direction;
    const memorises = student.programme === 'HIFZ' || student.programme === 'GIRDAAN';
    const due = memorises
      ? suggestDay({ memorised, lessons: own, direction, startJuz: student.startJuz, scheme })
      : { sabaq: null, sabqi: null, manzil: null };
    return {
      id: v7(),
      student_id: student.id,
      campus_id: student.campusId,
      memorised: toFlat(memorised),
      held_ayahs: size(memorised),
      // One who revises the whole takes no new lesson.
      next_sabaq: student.programme === 'GIRDAAN' ? [] : toFlat(due.sabaq ?? []),
      next_sabqi: student.programme === 'GIRDAAN' ? [] : toFlat(due.sabqi ?? []),
      next_manzil: toFlat(due.manzil ?? []),
      last_lesson_on: own.at(-1)?.date ?? null,
    };
  });
  await tx.$executeRaw`
    INSERT INTO student_progress (institution_id, id, student_id, campus_id, memorised, held_ayahs, next_sabaq, next_sabqi, next_manzil, last_lesson_on)
    SELECT ${institutionId}::uuid, r.id, r.student_id, r.campus_id, r.memorised, r.held_ayahs, r.next_sabaq, r.next_sabqi, r.next_manzil, r.last_lesson_on
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r(id uuid, student_id uuid, campus_id uuid, memorised int[], held_ayahs int, next_sabaq int[], next_sabqi int[], next_manzil int[], last_lesson_on date)
    ON CONFLICT (institution_id, student_id) DO UPDATE SET
      campus_id = excluded.campus_id, memorised = excluded.memorised, held_ayahs = excluded.held_ayahs,
      next_sabaq = excluded.next_sabaq, next_sabqi = excluded.next_sabqi, next_manzil = excluded.next_manzil,
      last_lesson_on = excluded.last_lesson_on, updated_at = now()`;
}
