import 'server-only';
import { DAY_ORDER } from '@/lib/attendance/queries';
import { type Sql, sql } from '@/lib/core/db/sql';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { LocalDate } from '@/lib/core/time';
import type { Grade, LessonKind } from '@/lib/lessons/rules';
import { juzRange } from '@/lib/quran/divisions';
import { juzSchemeOf, type MushafLayout } from '@/lib/quran/mushaf';
import type { EvidenceMarks, EvidenceTest, Shown } from './schema';

export interface EvidenceLesson {
  id: string;
  kind: LessonKind;
  date: LocalDate;
  portions: number[];
  grade: Grade;
  mistakes: number;
  remark: string | null;
}

/** Lessons listed at most; the count says how many there are. */
export const EVIDENCE_SHOWN = 60;

function sought(
  shown: Exclude<Shown, 'tests' | 'attendance'>,
  { since, layout }: { since: LocalDate; layout: MushafLayout },
): Sql {
  if (shown === 'girdaan') return sql`l.kind = 'GIRDAAN'`;
  if (shown === 'sabaq') return sql`l.kind = 'SABAQ' AND l.grade <> 'REPEAT'`;
  if (shown === 'pace') return sql`l.kind = 'SABAQ' AND l.grade <> 'REPEAT' AND l.date >= ${since}::date`;
  const [from, to] = juzRange(shown.juz, juzSchemeOf(layout));
  return sql`EXISTS (SELECT 1 FROM generate_subscripts(l.portions, 1) AS i
    WHERE i % 2 = 1 AND l.portions[i] <= ${to}::int AND l.portions[i + 1] >= ${from}::int)`;
}

/** The lessons behind a figure, newest first, and how many there are in all. */
export async function listEvidence(
  tx: TenantTx,
  {
    institutionId,
    studentId,
    shown,
    since,
    layout,
  }: {
    institutionId: string;
    studentId: string;
    shown: Exclude<Shown, 'tests' | 'attendance'>;
    /** First day of the pace. */
    since: LocalDate;
    layout: MushafLayout;
  },
): Promise<{ lessons: EvidenceLesson[]; total: number }> {
  const rows = await tx.$queryRaw<(EvidenceLesson & { total: number })[]>`
    SELECT l.id, l.kind, l.date::text AS date, l.portions, l.grade,
      l.atak + l.lahn_jali + l.lahn_khafi + l.tajweed AS mistakes, l.remark, (count(*) OVER ())::int AS total
    FROM lessons l
    WHERE l.institution_id = ${institutionId}::uuid AND l.student_id = ${studentId}::uuid
      AND ${sought(shown, { since, layout })}
    ORDER BY l.date DESC, array_position(${DAY_ORDER}, l.session) DESC, l.id DESC LIMIT ${EVIDENCE_SHOWN}`;
  return { lessons: rows, total: rows[0]?.total ?? 0 };
}

/** The tests behind a figure, the latest first: all, or those that asked anything of one juz. */
export function listTestEvidence(
  tx: TenantTx,
  {
    institutionId,
    studentId,
    shown,
    layout,
  }: { institutionId: string; studentId: string; shown: Shown; layout: MushafLayout },
): Promise<EvidenceTest[]> {
  const juz = typeof shown === 'string' ? undefined : juzRange(shown.juz, juzSchemeOf(layout));
  const asked = juz
    ? sql`EXISTS (SELECT 1 FROM generate_subscripts(r.passages, 1) AS i
        WHERE i % 2 = 1 AND r.passages[i] <= ${juz[1]}::int AND r.passages[i + 1] >= ${juz[0]}::int)`
    : sql`true`;
  return tx.$queryRaw<EvidenceTest[]>`
    SELECT r.test_id AS id, r.kind, r.passages[1] AS ayah, r.held_on::text AS "heldOn", r.result, r.score::float8 AS score
    FROM jaiza_results r
    WHERE r.institution_id = ${institutionId}::uuid AND r.student_id = ${studentId}::uuid AND ${asked}
    ORDER BY r.held_on DESC, r.created_at DESC LIMIT ${EVIDENCE_SHOWN}`;
}

/** What each term gave, the latest first. */
export function listMarkEvidence(
  tx: TenantTx,
  { institutionId, studentId }: { institutionId: string; studentId: string },
): Promise<EvidenceMarks[]> {
  return tx.$queryRaw<EvidenceMarks[]>`
    SELECT m.school_year AS year, m.term, m.zabt, m.tajweed, m.salah FROM term_marks m
    WHERE m.institution_id = ${institutionId}::uuid AND m.student_id = ${studentId}::uuid
    ORDER BY m.school_year DESC, m.term DESC`;
}
