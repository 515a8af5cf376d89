import 'server-only';
import { DAY_ORDER } from '@/lib/attendance/queries';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import type { LocalDate } from '@/lib/core/time';
import type { Grade, LessonKind } from '@/lib/lessons/rules';
import type { Range } from '@/lib/quran/position';
import { portionsFromFlat } from '@/lib/quran/range-set';
import type { PlacedMark, ReadingChild } from './page/rules';
import type { PassedBy } from './rules';

/** Marks and recitals older than this are not asked for: what is left of them is not drawn. */
export const LOOK_BACK_DAYS = 365;
const MOST_MARKS = 400;
const MOST_RECITALS = 300;

/** A child with what is due and what was heard on a day: one query. A foreign child is NOT_FOUND. */
export async function getReadingChild(
  tx: TenantTx,
  { institutionId, studentId, date }: { institutionId: string; studentId: string; date: LocalDate },
): Promise<ReadingChild> {
  const [child] = await tx.$queryRaw<ReadingChild[]>`
    SELECT s.id, s.name, s.native_name AS "nativeName", s.halqa_id AS "halqaId", s.programme,
      coalesce(s.mushaf, i.mushaf) AS mushaf, coalesce(p.next_sabaq, '{}') AS "nextSabaq",
      coalesce(p.next_sabqi, '{}') AS "nextSabqi", coalesce(p.next_manzil, '{}') AS "nextManzil",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'kind', l.kind, 'portions', l.portions)
          ORDER BY array_position(${DAY_ORDER}, l.session)), '[]')
        FROM lessons l WHERE l.institution_id = s.institution_id AND l.student_id = s.id AND l.date = ${date}::date) AS lessons
    FROM students s
    JOIN institutions i ON i.id = s.institution_id
    LEFT JOIN student_progress p ON p.institution_id = s.institution_id AND p.student_id = s.id
    WHERE s.institution_id = ${institutionId}::uuid AND s.id = ${studentId}::uuid`;
  if (!child) throw new AppError('NOT_FOUND', 'notFound');
  return child;
}

interface RecitalRow {
  date: LocalDate;
  kind: LessonKind;
  grade: Grade;
  portions: number[];
  mistakes: number;
  places: PlacedMark[];
}

/**
 * The marks of a child on the ayat of a page, newest first, and the recitals that went over them since: two queries,
 * each bounded. A day's several lessons over one place count as one recital each.
 */
export async function getMarks(
  tx: TenantTx,
  {
    institutionId,
    studentId,
    ayat: [from, to],
    since,
  }: { institutionId: string; studentId: string; ayat: Range; since: LocalDate },
): Promise<{ marks: PlacedMark[]; recitals: PassedBy[] }> {
  const marks = await tx.$queryRaw<PlacedMark[]>`
    SELECT m.id, m.date::text, m.kind, m.ayah, m.word, m.to_ayah AS "toAyah", m.to_word AS "toWord", m.slip_ayah AS "slipAyah"
    FROM lesson_mistakes m
    WHERE m.institution_id = ${institutionId}::uuid AND m.student_id = ${studentId}::uuid AND m.undone_at IS NULL
      AND m.ayah <= ${to} AND coalesce(m.to_ayah, m.ayah) >= ${from} AND m.date >= ${since}::date
    ORDER BY m.date DESC, m.id DESC LIMIT ${MOST_MARKS}`;
  const oldest = marks.at(-1)?.date;
  if (!oldest) return { marks: [], recitals: [] };
  const recitals = await tx.$queryRaw<RecitalRow[]>`
    SELECT l.date::text, l.kind, l.grade, l.portions, l.atak + l.lahn_jali + l.lahn_khafi + l.tajweed AS mistakes,
      (SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('ayah', m.ayah, 'word', m.word, 'toAyah', m.to_ayah, 'toWord', m.to_word))), '[]')
        FROM lesson_mistakes m WHERE m.institution_id = l.institution_id AND m.lesson_id = l.id AND m.undone_at IS NULL) AS places
    FROM lessons l
    WHERE l.institution_id = ${institutionId}::uuid AND l.student_id = ${studentId}::uuid AND l.date > ${oldest}::date
      AND EXISTS (SELECT 1 FROM generate_subscripts(l.portions, 1) AS i
        WHERE i % 2 = 1 AND l.portions[i] <= ${to} AND l.portions[i + 1] >= ${from})
    ORDER BY l.date DESC LIMIT ${MOST_RECITALS}`;
  return {
    marks: marks.map(withoutNulls),
    recitals: recitals.map(({ date, grade, portions, mistakes, places }) => ({
      date,
      accepted: grade !== 'REPEAT',
      mistakes,
      places,
      portions: portionsFromFlat(portions),
    })),
  };
}

/** As the rules take a place: what is not there is absent. */
function withoutNulls<T extends object>(row: T): T {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as T;
}
