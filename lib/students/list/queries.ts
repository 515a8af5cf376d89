import 'server-only';
import { joinSql, type Sql, sql } from '@/lib/core/db/sql';
import type { TenantTx } from '@/lib/core/db/tenant';
import { nameWords } from '@/lib/core/name';
import { phoneSearch } from '@/lib/guardians/rules';
import { prefixRange } from '../rules';
import { NO_HALQA, type Register, type StudentListQuery, type StudentRow, type StudentSort } from './schema';

export const STUDENTS_PER_PAGE = 25;

const orders: Record<StudentSort, Sql> = {
  name: sql`s.sort_name, s.id`,
  '-name': sql`s.sort_name DESC, s.id DESC`,
  roll: sql`s.roll_no NULLS LAST, s.id`,
  '-roll': sql`s.roll_no DESC NULLS LAST, s.id DESC`,
  admitted: sql`s.admitted_on, s.sort_name, s.id`,
  '-admitted': sql`s.admitted_on DESC, s.sort_name, s.id`,
};

/** Several words are AND-ed, each by its own prefix; a telephone number finds the children of its person. */
function found(institutionId: string, query: string, country: string): Sql[] {
  const phone = phoneSearch(query, country);
  if (phone && ('exact' in phone || phone.part.length >= 7)) {
    const value =
      'exact' in phone ? sql`c.value = ${phone.exact}` : sql`position(${phone.part} in c.value) > 0`;
    const called = sql`s.id IN (SELECT gs.student_id FROM guardianships gs JOIN guardian_contacts c
        ON c.institution_id = gs.institution_id AND c.guardian_id = gs.guardian_id
        WHERE gs.institution_id = ${institutionId}::uuid AND c.kind = 'PHONE' AND ${value})`;
    // A roll number such as 2026-0001 looks like a part of a telephone number, too.
    return [sql`(${called} OR ${joinSql(worded(institutionId, query), ' AND ')})`];
  }
  return worded(institutionId, query);
}

function worded(institutionId: string, query: string): Sql[] {
  return nameWords(query)
    .slice(0, 6)
    .map((word) => {
      const { from, to } = prefixRange(word);
      return sql`s.id IN (SELECT w.student_id FROM student_words w
        WHERE w.institution_id = ${institutionId}::uuid AND w.word >= ${from} AND w.word < ${to})`;
    });
}

/** One page of the register and how many match in all: one statement, whatever the filters. */
export async function listStudents(
  tx: TenantTx,
  { institutionId, country, query }: { institutionId: string; country: string; query: StudentListQuery },
): Promise<{ rows: StudentRow[]; total: number }> {
  const where = [sql`s.institution_id = ${institutionId}::uuid`, ...found(institutionId, query.q, country)];
  if (query.status !== 'ALL') where.push(sql`s.status = ${query.status}`);
  if (query.halqa === NO_HALQA) where.push(sql`s.halqa_id IS NULL`);
  else if (query.halqa) where.push(sql`s.halqa_id = ${query.halqa}::uuid`);
  if (query.programme) where.push(sql`s.programme = ${query.programme}`);
  if (query.campus) where.push(sql`s.campus_id = ${query.campus}::uuid`);
  const matching = joinSql(where, ' AND ');
  const order = orders[query.sort];
  // Counted beside and not over the page's own rows: those come in the order of an index, and no more than asked for.
  const rows = await tx.$queryRaw<(StudentRow & { total: number })[]>`
    SELECT s.id, s.name, s.native_name AS "nativeName", s.roll_no AS "rollNo", s.programme, s.status,
      h.name AS halqa, h.native_name AS "halqaNative", g.name AS guardian, p.last_lesson_on::text AS "lastLessonOn",
      s.admitted_on::text AS "admittedOn", (SELECT count(*) FROM students s WHERE ${matching})::int AS total
    FROM (SELECT s.* FROM students s WHERE ${matching}
      ORDER BY ${order} LIMIT ${STUDENTS_PER_PAGE} OFFSET ${(query.page - 1) * STUDENTS_PER_PAGE}) s
    LEFT JOIN halqas h ON h.institution_id = s.institution_id AND h.id = s.halqa_id
    LEFT JOIN student_progress p ON p.institution_id = s.institution_id AND p.student_id = s.id
    LEFT JOIN LATERAL (SELECT g.name FROM guardianships gs
      JOIN guardians g ON g.institution_id = gs.institution_id AND g.id = gs.guardian_id
      WHERE gs.institution_id = s.institution_id AND gs.student_id = s.id
      ORDER BY gs.is_primary DESC, gs.id LIMIT 1) g ON true
    ORDER BY ${order}`;
  return {
    rows: rows.map(({ total: _, ...row }) => row),
    total: rows[0]?.total ?? 0,
  };
}

/** What the filters and forms offer, and how many children are enrolled; one statement. */
export async function getRegister(
  tx: TenantTx,
  { institutionId }: { institutionId: string },
): Promise<Register> {
  const [register] = await tx.$queryRaw<Register[]>`
    SELECT (SELECT count(*) FROM students WHERE institution_id = ${institutionId}::uuid AND status = 'ACTIVE')::int AS enrolled,
      EXISTS (SELECT 1 FROM students WHERE institution_id = ${institutionId}::uuid) AS anyone,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'nativeName', native_name,
        'campusId', campus_id, 'programme', programme) ORDER BY sort_name), '[]')
        FROM halqas WHERE institution_id = ${institutionId}::uuid AND archived_on IS NULL) AS halqas,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'nativeName', native_name) ORDER BY sort_name), '[]')
        FROM campuses WHERE institution_id = ${institutionId}::uuid) AS campuses`;
  return register!;
}
