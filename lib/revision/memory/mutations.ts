import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';
import { dateOfNumber } from '@/lib/core/time';
import type { UnitState } from './rules';

export interface KeptMemory {
  readonly studentId: string;
  readonly campusId: string;
  readonly states: readonly UnitState[];
  /** These are all there is of the child: what stood here besides goes. */
  readonly whole: boolean;
}

/** Keeps what was worked out of some children's memory; what says nothing new is not written. */
export async function keepMemories(
  tx: TenantTx,
  { institutionId, memories }: { institutionId: string; memories: readonly KeptMemory[] },
): Promise<void> {
  const units = memories.flatMap(({ studentId, campusId, states }) =>
    states.map(({ unit, stability, difficulty, reviews, since, repeatOn, parts }) => ({
      student_id: studentId,
      campus_id: campusId,
      unit,
      stability,
      difficulty,
      reviews,
      since: dateOfNumber(since),
      repeat_on: repeatOn === null ? null : dateOfNumber(repeatOn),
      parts: parts.flat(),
    })),
  );
  const whole = memories
    .filter((memory) => memory.whole)
    .map(({ studentId, states }) => ({ student_id: studentId, units: states.map(({ unit }) => unit) }));
  if (whole.length > 0) {
    await tx.$executeRaw`
      DELETE FROM memory_units m USING jsonb_to_recordset(${JSON.stringify(whole)}::jsonb) AS w(student_id uuid, units int[])
      WHERE m.institution_id = ${institutionId}::uuid AND m.student_id = w.student_id AND NOT m.unit = ANY (w.units)`;
  }
  if (units.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO memory_units AS m (institution_id, id, student_id, campus_id, unit, stability, difficulty, reviews, since, repeat_on, parts)
    SELECT ${institutionId}::uuid, gen_random_uuid(), u.* FROM jsonb_to_recordset(${JSON.stringify(units)}::jsonb) AS u(
      student_id uuid, campus_id uuid, unit int, stability float8, difficulty float8, reviews int, since date, repeat_on date, parts int[])
    ORDER BY u.student_id, u.unit
    ON CONFLICT (institution_id, student_id, unit) DO UPDATE SET campus_id = excluded.campus_id, stability = excluded.stability,
      difficulty = excluded.difficulty, reviews = excluded.reviews, since = excluded.since, repeat_on = excluded.repeat_on,
      parts = excluded.parts, updated_at = now()
    WHERE (m.campus_id, m.stability, m.difficulty, m.reviews, m.since, m.repeat_on, m.parts) IS DISTINCT FROM (excluded.campus_id,
      excluded.stability, excluded.difficulty, excluded.reviews, excluded.since, excluded.repeat_on, excluded.parts)`;
}
