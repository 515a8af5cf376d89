import 'server-only';
import type { Scope } from '@/lib/core/auth/scope';
import type { TenantTx } from '@/lib/core/db/tenant';
import { addDays, dayNumber, type LocalDate } from '@/lib/core/time';
import { getGates } from '@/lib/jaiza/queries';
import { juzSchemeOf, type MushafLayout } from '@/lib/quran/mushaf';
import { CURVE } from '@/lib/revision/memory/model/rules';
import { getSettings } from '@/lib/settings/queries';
import { readLimits } from './limits/schema';
import {
  type CareFacts,
  FALL_DAYS,
  findReasons,
  isSpokenTo,
  LAST_RECITALS,
  type Limits,
  type Refusals,
  WINDOW_DAYS,
} from './rules';
import type { CareChild, CareWordLine, SheetGuardian } from './view/schema';

type Who = Pick<Scope, 'today'> & { institution: { id: string } };

type Row = {
  id: string;
  name: string;
  nativeName: string | null;
  rollNo: string | null;
  halqaId: string | null;
  halqa: string | null;
  halqaNative: string | null;
  mushaf: MushafLayout;
  learning: boolean;
  lastNew: LocalDate;
  absent: LocalDate[] | null;
  came: LocalDate[] | null;
  refusals: Refusals[] | null;
  memory: [unit: number, stability: number, heardDay: number][] | null;
  word: CareWordLine | null;
};

/** Days of stability from which a fortnight takes less than {@link SLACK} points of a hundred, from whatever day. */
const FIRM = 100;
const SLACK = 2.1;

/** What the register says of every child that is here, in one statement for the whole institution. Its parts are worked
 *  out once each (MATERIALIZED): the database knows nothing yet of a register that was imported this minute, thinks each
 *  part one row, and would work it out anew for every child. */
function listFacts(tx: TenantTx, { institution, today }: Who, limits: Limits): Promise<Row[]> {
  const i = institution.id;
  const since = addDays(today, -WINDOW_DAYS + 1);
  const now = dayNumber(today);
  const then = now - FALL_DAYS;
  return tx.$queryRaw<Row[]>`
    WITH days AS (
      -- One state for each day: whoever came to one session of several was there.
      SELECT student_id, date, min(CASE status WHEN 'PRESENT' THEN 0 WHEN 'LATE' THEN 0 WHEN 'LEAVE' THEN 1 ELSE 2 END) AS best
      FROM attendance WHERE institution_id = ${i}::uuid AND date BETWEEN ${since}::date AND ${today}::date GROUP BY student_id, date
    ), marks AS MATERIALIZED (
      SELECT student_id, array_agg(date::text ORDER BY date) FILTER (WHERE best = 2) AS absent,
        array_agg(date::text ORDER BY date) FILTER (WHERE best = 0) AS came
      FROM days GROUP BY student_id
    ), recited AS (
      SELECT student_id, kind, date, created_at, grade FROM lessons
      WHERE institution_id = ${i}::uuid AND date BETWEEN ${since}::date AND ${today}::date
      UNION ALL
      SELECT student_id, kind, date, created_at, grade FROM reading_records
      WHERE institution_id = ${i}::uuid AND date BETWEEN ${since}::date AND ${today}::date
    ), latest AS (
      SELECT *, row_number() OVER (PARTITION BY student_id, kind ORDER BY date DESC, created_at DESC) AS place FROM recited
    ), refused AS MATERIALIZED (
      SELECT student_id, jsonb_agg(jsonb_build_object('kind', kind, 'of', recitals, 'days', days)) AS refusals FROM (
        SELECT student_id, kind, count(*)::int AS recitals, to_jsonb(array_agg(date ORDER BY date) FILTER (WHERE grade = 'REPEAT')) AS days
        FROM latest WHERE place <= ${LAST_RECITALS} GROUP BY student_id, kind
        HAVING count(*) FILTER (WHERE grade = 'REPEAT') >= ${limits.refused}) k
      GROUP BY student_id
    ), falling AS MATERIALIZED (
      -- Few fall far enough, and only their units leave the database. What is firm falls by less than the slack whatever was
      -- heard, and a unit of several parts is taken at its worst; the rules then measure exactly.
      SELECT student_id FROM memory_units WHERE institution_id = ${i}::uuid AND cardinality(parts) > 0 GROUP BY student_id
      HAVING 100 * sum(CASE WHEN cardinality(parts) > 3 THEN 1 - power(1 + ${CURVE.factor}::float8 * ${FALL_DAYS}::int / stability, ${CURVE.decay}::float8)
          WHEN parts[3] <= ${then}::int THEN power(1 + ${CURVE.factor}::float8 * (${then}::int - parts[3]) / stability, ${CURVE.decay}::float8)
            - power(1 + ${CURVE.factor}::float8 * (${now}::int - parts[3]) / stability, ${CURVE.decay}::float8)
          END) FILTER (WHERE stability < ${FIRM}::float8) / count(*) >= ${limits.fall - SLACK}::float8
    ), faded AS MATERIALIZED (
      SELECT u.student_id, json_agg(json_build_array(u.unit, round(u.stability::numeric, 3), h.day)) AS memory
      FROM memory_units u JOIN falling f ON f.student_id = u.student_id
      CROSS JOIN LATERAL (
        -- parts: from, to, day. The day between them, each weighing its ayahs (lib/revision/memory/rules).
        SELECT floor(sum((u.parts[n + 1] - u.parts[n] + 1)::numeric * u.parts[n + 2]) / sum(u.parts[n + 1] - u.parts[n] + 1))::int AS day
        FROM generate_series(1, cardinality(u.parts), 3) AS n) h
      WHERE u.institution_id = ${i}::uuid AND cardinality(u.parts) > 0 GROUP BY u.student_id
    )
    SELECT s.id, s.name, s.native_name AS "nativeName", s.roll_no AS "rollNo", s.halqa_id AS "halqaId",
      h.name AS halqa, h.native_name AS "halqaNative", coalesce(s.mushaf, c.mushaf) AS mushaf,
      s.programme IN ('NAZRA', 'QAIDA') OR (s.programme = 'HIFZ' AND cardinality(p.next_sabaq) > 0) AS learning,
      greatest(s.admitted_on, (
        SELECT max(n.date) FROM (
          (SELECT date FROM lessons l WHERE l.institution_id = s.institution_id AND l.student_id = s.id
            AND l.kind = 'SABAQ' AND l.grade <> 'REPEAT' AND l.date <= ${today}::date ORDER BY date DESC LIMIT 1)
          UNION ALL
          (SELECT date FROM reading_records r WHERE r.institution_id = s.institution_id AND r.student_id = s.id
            AND r.grade <> 'REPEAT' AND r.date <= ${today}::date ORDER BY date DESC LIMIT 1)) n))::text AS "lastNew",
      m.absent, m.came, f.refusals, u.memory,
      (SELECT jsonb_build_object('spokenOn', w.spoken_on, 'reasons', w.reasons, 'note', w.note, 'by',
          (SELECT jsonb_build_object('name', x.name, 'nativeName', x.native_name) FROM staff x
            WHERE x.institution_id = w.institution_id AND x.user_id = w.recorded_by ORDER BY x.status, x.created_at LIMIT 1))
        FROM care_words w WHERE w.institution_id = s.institution_id AND w.student_id = s.id
        ORDER BY w.spoken_on DESC, w.created_at DESC LIMIT 1) AS word
    FROM students s
    JOIN institutions c ON c.id = s.institution_id
    LEFT JOIN halqas h ON h.institution_id = s.institution_id AND h.id = s.halqa_id
    LEFT JOIN student_progress p ON p.institution_id = s.institution_id AND p.student_id = s.id
    LEFT JOIN marks m ON m.student_id = s.id
    LEFT JOIN refused f ON f.student_id = s.id
    LEFT JOIN faded u ON u.student_id = s.id
    WHERE s.institution_id = ${i}::uuid AND s.status = 'ACTIVE'
    ORDER BY h.sort_name NULLS LAST, s.sort_name, s.id`;
}

const factsOf = (row: Row): CareFacts => ({
  absent: row.absent ?? [],
  came: row.came ?? [],
  refusals: row.refusals ?? [],
  learning: row.learning,
  lastNew: row.lastNew,
  memory: (row.memory ?? []).map(([unit, stability, heardDay]) => ({ unit, stability, heardDay })),
  scheme: juzSchemeOf(row.mushaf),
});

/**
 * Every child with a reason for a word, by halqa and name: nothing ranks them. Two statements for the whole institution,
 * and one for those whose lesson stands still.
 */
export async function listCare(tx: TenantTx, who: Who): Promise<CareChild[]> {
  const institutionId = who.institution.id;
  const limits = readLimits((await getSettings(tx, { institutionId })).progress);
  const clock = { today: who.today, limits };
  const found = (await listFacts(tx, who, limits)).flatMap((row) => {
    const reasons = findReasons(factsOf(row), clock);
    return reasons.length > 0 ? [{ row, reasons }] : [];
  });
  const still = found.filter(({ reasons }) => reasons.some(({ code }) => code === 'STALLED'));
  const gates =
    still.length > 0
      ? await getGates(tx, { institutionId, studentIds: still.map(({ row }) => row.id) })
      : undefined;
  return found.map(({ row, reasons }) => {
    const { id, name, nativeName, rollNo, halqaId, halqa, halqaNative, word } = row;
    const gate = gates?.get(id);
    return {
      ...{ id, name, nativeName, rollNo, halqaId, halqa, halqaNative, word, reasons },
      hold: gate && (gate.waitingJuz !== null || gate.band) ? gate : null,
      spoken: isSpokenTo(reasons, word, clock),
    };
  });
}

/** Children who need a word and have not had it. */
export async function countCare(tx: TenantTx, who: Who): Promise<number> {
  return (await listCare(tx, who)).filter(({ spoken }) => !spoken).length;
}

/** Whom to call about each child, the first to be told first. One query. */
export async function listCallees(
  tx: TenantTx,
  { institutionId, studentIds }: { institutionId: string; studentIds: readonly string[] },
): Promise<Map<string, SheetGuardian[]>> {
  const rows = await tx.$queryRaw<(SheetGuardian & { studentId: string })[]>`
    SELECT g.student_id AS "studentId", p.name, p.native_name AS "nativeName", g.relation,
      ARRAY(SELECT c.value FROM guardian_contacts c WHERE c.institution_id = p.institution_id AND c.guardian_id = p.id
        AND c.kind = 'PHONE' ORDER BY c.is_primary DESC, c.created_at) AS phones
    FROM guardianships g JOIN guardians p ON p.institution_id = g.institution_id AND p.id = g.guardian_id
    WHERE g.institution_id = ${institutionId}::uuid AND g.student_id = ANY (${[...studentIds]}::uuid[])
    ORDER BY g.is_primary DESC, p.sort_name`;
  const byChild = new Map<string, SheetGuardian[]>();
  for (const { studentId, ...guardian } of rows)
    byChild.set(studentId, [...(byChild.get(studentId) ?? []), guardian]);
  return byChild;
}
