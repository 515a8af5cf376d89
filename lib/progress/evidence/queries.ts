import 'server-only';
import { type Sql, sql } from '@/lib/core/db/sql';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { LocalDate } from '@/lib/core/time';
import type { Grade, LessonKind } from '@/lib/lessons/rules';
import { juzRange } from '@/lib/quran/divisions';
import { juzSchemeOf, type MushafLayout } from '@/lib/quran/mushaf';
import type { Shown } from './schema';

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

function sought(shown: Shown, { since, layout }: { since: LocalDate; layout: MushafLayout }): Sql {
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
    shown: Shown;
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
    ORDER BY l.date DESC, l.id DESC LIMIT ${EVIDENCE_SHOWN}`;
  return { lessons: rows, total: rows[0]?.total ?? 0 };
}
