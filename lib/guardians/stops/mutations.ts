import 'server-only';
import type { TenantTx } from '@/lib/core/db/tenant';

type Said = { institutionId: string; guardianIds: readonly string[]; at: Date };

/** P24: nothing more to these people, about whichever child. @param at when it was said: a later START stands
 *  @returns whose stop it is now */
export async function stopGuardians(
  tx: TenantTx,
  { institutionId, guardianIds, at }: Said,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE guardians SET stopped_at = greatest(stopped_at, ${at}::timestamptz), updated_at = now()
    WHERE institution_id = ${institutionId}::uuid AND id = ANY (${[...guardianIds]}::uuid[])
      AND coalesce(resumed_at <= ${at}::timestamptz, true) RETURNING id`;
  return rows.map(({ id }) => id);
}

/** Takes the guardian's own stop back, and nothing that the office noted. @param at when it was said: a later STOP stands
 *  @returns who hears again */
export async function startGuardians(
  tx: TenantTx,
  { institutionId, guardianIds, at }: Said,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE guardians SET stopped_at = NULL, resumed_at = greatest(resumed_at, ${at}::timestamptz), updated_at = now()
    WHERE institution_id = ${institutionId}::uuid AND id = ANY (${[...guardianIds]}::uuid[])
      AND coalesce(stopped_at <= ${at}::timestamptz, true) RETURNING id`;
  return rows.map(({ id }) => id);
}

/** A number that has said STOP gets nothing through a person who is written down with it later, either. */
export async function keepStops(
  tx: TenantTx,
  { institutionId, guardianIds }: Omit<Said, 'at'>,
): Promise<void> {
  if (guardianIds.length === 0) return;
  // Asked first, by itself: few have stopped, and in one statement with a table that an import fills the planner, who
  // knows nothing of it yet, compares everybody with everybody.
  const stopped = await tx.$queryRaw<{ value: string; stopped_at: Date }[]>`
    SELECT c.value, max(o.stopped_at) AS stopped_at FROM guardians o
    JOIN guardian_contacts c ON c.institution_id = o.institution_id AND c.guardian_id = o.id AND c.kind = 'PHONE'
    WHERE o.institution_id = ${institutionId}::uuid AND o.stopped_at IS NOT NULL GROUP BY 1`;
  if (stopped.length === 0) return;
  await tx.$executeRaw`
    UPDATE guardians g SET stopped_at = s.stopped_at FROM (
      SELECT own.guardian_id, max(t.stopped_at) AS stopped_at
      FROM jsonb_to_recordset(${JSON.stringify(stopped)}::jsonb) AS t(value text, stopped_at timestamptz)
      JOIN guardian_contacts own ON own.institution_id = ${institutionId}::uuid AND own.kind = 'PHONE' AND own.value = t.value
      WHERE own.guardian_id = ANY (${[...guardianIds]}::uuid[])
      GROUP BY 1) s
    WHERE g.institution_id = ${institutionId}::uuid AND g.id = s.guardian_id AND g.stopped_at IS NULL`;
}
