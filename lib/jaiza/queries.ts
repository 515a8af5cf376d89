import 'server-only';
import { fromDbDate } from '@/lib/core/db/dates';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { LocalDate } from '@/lib/core/time';
import { type Direction, juzInDirection } from '@/lib/lessons/rules';
import { passedJuz, type ResultFacts, type TestResult } from './rules';
import { readJaiza } from './settings/schema';

type PassRow = {
  held_on: Date;
  result: TestResult;
  conditions_due: Date | null;
  conditions_met: Date | null;
  passed_juz: number[];
  lost_juz: number[];
  today: Date;
};

const dayOf = (date: Date | null): LocalDate | null => date && fromDbDate(date);

const factsOf = (row: PassRow): ResultFacts => ({
  heldOn: fromDbDate(row.held_on),
  result: row.result,
  conditionsDue: dayOf(row.conditions_due),
  conditionsMet: dayOf(row.conditions_met),
  passedJuz: row.passed_juz,
  lostJuz: row.lost_juz,
});

/** Juz 1…30 whose jaiza a child has passed as of today, ascending. */
export async function getPassedJuz(
  tx: TenantTx,
  { institutionId, studentId }: { institutionId: string; studentId: string },
): Promise<number[]> {
  const rows = await tx.$queryRaw<PassRow[]>`
    SELECT r.held_on, r.result, r.conditions_due, r.conditions_met, r.passed_juz, r.lost_juz,
      (now() AT TIME ZONE i.time_zone)::date AS today
    FROM jaiza_results r JOIN institutions i ON i.id = r.institution_id
    WHERE r.institution_id = ${institutionId}::uuid AND r.student_id = ${studentId}::uuid
    ORDER BY r.held_on, r.created_at`;
  return rows.length === 0 ? [] : passedJuz(rows.map(factsOf), fromDbDate(rows[0]!.today));
}

export interface Gate {
  /** A para that is complete and whose jaiza is not passed; null when none is, or when the institution keeps no gate. */
  waitingJuz: number | null;
  /** The lesson is stopped by the head. */
  band: { since: LocalDate; reason: string } | null;
}

type GateRow = {
  id: string;
  direction: Direction;
  start_juz: number;
  earned_juz: number[] | null;
  today: Date;
  settings: unknown;
  results: {
    heldOn: LocalDate;
    result: TestResult;
    conditionsDue: LocalDate | null;
    conditionsMet: LocalDate | null;
    passedJuz: number[];
    lostJuz: number[];
  }[];
  band: { act: 'STOP' | 'RELEASE'; since: LocalDate; reason: string } | null;
};

/** What holds the next sabaq of each of these children, in one query; a child that nothing holds is there too. */
export async function getGates(
  tx: TenantTx,
  { institutionId, studentIds }: { institutionId: string; studentIds: readonly string[] },
): Promise<Map<string, Gate>> {
  const ids = [...new Set(studentIds)];
  if (ids.length === 0) return new Map();
  const rows = await tx.$queryRaw<GateRow[]>`
    SELECT s.id, s.direction, s.start_juz, p.earned_juz, (now() AT TIME ZONE i.time_zone)::date AS today, n.jaiza AS settings,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('heldOn', r.held_on, 'result', r.result, 'conditionsDue', r.conditions_due,
          'conditionsMet', r.conditions_met, 'passedJuz', r.passed_juz, 'lostJuz', r.lost_juz)
          ORDER BY r.held_on, r.created_at), '[]')
        FROM jaiza_results r WHERE r.institution_id = s.institution_id AND r.student_id = s.id) AS results,
      (SELECT jsonb_build_object('act', b.act, 'since', b.decided_on, 'reason', b.reason) FROM sabaq_bands b
        WHERE b.institution_id = s.institution_id AND b.student_id = s.id AND b.state = 'APPROVED'
        ORDER BY b.decided_on DESC, b.updated_at DESC, b.id DESC LIMIT 1) AS band
    FROM students s JOIN institutions i ON i.id = s.institution_id
    LEFT JOIN student_progress p ON p.institution_id = s.institution_id AND p.student_id = s.id
    LEFT JOIN institution_settings n ON n.institution_id = s.institution_id AND n.id = s.institution_id
    WHERE s.institution_id = ${institutionId}::uuid AND s.id = ANY (${ids}::uuid[])`;
  return new Map(rows.map((row) => [row.id, gateOf(row)]));
}

function gateOf({ band, earned_juz, results, settings, today, direction, start_juz }: GateRow): Gate {
  const stopped = band?.act === 'STOP' ? { since: band.since, reason: band.reason } : null;
  if (!earned_juz?.length || !readJaiza(settings).gate) return { waitingJuz: null, band: stopped };
  const passed = passedJuz(results, fromDbDate(today));
  const owed = earned_juz.filter((juz) => !passed.includes(juz));
  const first = juzInDirection(direction, start_juz).find((juz) => owed.includes(juz));
  return { waitingJuz: first ?? null, band: stopped };
}
