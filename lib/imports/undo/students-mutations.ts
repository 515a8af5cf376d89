import 'server-only';
import { sql } from '@/lib/core/db/sql';
import type { TenantTx } from '@/lib/core/db/tenant';
import { nameWords } from '@/lib/core/name';
import { listUntouched, remove } from './hanging-mutations';
import type { Undoing } from './schema';

/** Students the import made that are still to be looked at. */
export async function createdStudents(tx: TenantTx, { institutionId, importId }: Undoing): Promise<string[]> {
  const rows = await tx.student.findMany({
    where: { institutionId, importId },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ id }) => id);
}

/** Removes children nothing has happened to since: not edited, and nothing hangs on them but what the import made. */
export async function takeBackStudents(
  tx: TenantTx,
  { institutionId, importId }: Undoing,
  ids: readonly string[],
): Promise<void> {
  const gone = await listUntouched(
    tx,
    'students',
    { institutionId, importId },
    sql`p.id = ANY(${ids}::uuid[]) AND p.updated_at = p.created_at`,
  );
  await remove(tx, 'students', { institutionId, ids: gone });
  await markRows(tx, { institutionId, importId }, ids, gone);
}

/** Says on the rows of these records whether they went or stayed. */
export async function markRows(
  tx: TenantTx,
  { institutionId, importId }: Undoing,
  ids: readonly string[],
  gone: readonly string[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE import_rows SET updated_at = now(),
      outcome = CASE WHEN (effects->>'id')::uuid = ANY(${gone}::uuid[]) THEN 'UNDONE' ELSE 'KEPT' END
    WHERE institution_id = ${institutionId}::uuid AND import_id = ${importId}::uuid
      AND outcome = 'CREATED' AND (effects->>'id')::uuid = ANY(${ids}::uuid[])`;
}

type FilledName = { id: string; name: string; roll: string | null; filled: string };

/** A name that goes is not found by the search any more; a word of it that the child's other name has too stays. */
async function forgetFilledNames(tx: TenantTx, { institutionId, importId }: Undoing): Promise<void> {
  const named = await tx.$queryRaw<FilledName[]>`
    SELECT s.id, s.name, s.roll_no AS roll, s.native_name AS filled
    FROM import_rows r JOIN students s ON s.institution_id = r.institution_id AND s.id = (r.effects->>'id')::uuid
    WHERE r.institution_id = ${institutionId}::uuid AND r.import_id = ${importId}::uuid AND r.outcome = 'FILLED'
      AND s.native_name = r.effects->'filled'->>'nativeName'`;
  const gone = named.flatMap(({ id, name, roll, filled }) => {
    const kept = nameWords(name, roll);
    return nameWords(filled).flatMap((word) => (kept.includes(word) ? [] : { id, word }));
  });
  await tx.$executeRaw`
    DELETE FROM student_words w USING jsonb_to_recordset(${JSON.stringify(gone)}::jsonb) AS g(id uuid, word text)
    WHERE w.institution_id = ${institutionId}::uuid AND w.student_id = g.id AND w.word = g.word`;
}

/** Empties the blanks that the import filled, where its words still stand. */
export async function takeBackBlanks(tx: TenantTx, { institutionId, importId }: Undoing): Promise<void> {
  await forgetFilledNames(tx, { institutionId, importId });
  await tx.$executeRaw`
    UPDATE students s SET updated_at = now(),
      native_name = CASE WHEN s.native_name = r.effects->'filled'->>'nativeName' THEN NULL ELSE s.native_name END,
      born_on = CASE WHEN s.born_on = (r.effects->'filled'->>'bornOn')::date THEN NULL ELSE s.born_on END,
      gender = CASE WHEN s.gender = r.effects->'filled'->>'gender' THEN NULL ELSE s.gender END
    FROM import_rows r
    WHERE r.institution_id = ${institutionId}::uuid AND r.import_id = ${importId}::uuid AND r.outcome = 'FILLED'
      AND s.institution_id = r.institution_id AND s.id = (r.effects->>'id')::uuid`;
  await tx.importRow.updateMany({
    where: { institutionId, importId, outcome: 'FILLED' },
    data: { outcome: 'UNDONE', updatedAt: new Date() },
  });
}

/** Somebody else, whom the import did not make, keeps the stop of each of the numbers of `p`. */
const stopIsKept = sql`NOT EXISTS (SELECT 1 FROM guardian_contacts c
  WHERE c.institution_id = p.institution_id AND c.guardian_id = p.id AND c.kind = 'PHONE' AND NOT EXISTS (
    SELECT 1 FROM guardian_contacts k JOIN guardians o ON o.institution_id = k.institution_id AND o.id = k.guardian_id
    WHERE k.institution_id = c.institution_id AND k.kind = 'PHONE' AND k.value = c.value AND o.stopped_at IS NOT NULL
      AND o.import_id IS DISTINCT FROM p.import_id))`;

/** Guardians of the import whom no child is left to, whom nobody corrected, who never signed in, never had a message and
 *  never said STOP: with the person the word would go, and the same number of a second import would be written to again. */
export async function takeBackGuardians(tx: TenantTx, undoing: Undoing): Promise<void> {
  const ids = await listUntouched(
    tx,
    'guardians',
    undoing,
    sql`p.user_id IS NULL AND CASE WHEN p.stopped_at IS NULL THEN p.updated_at = p.created_at ELSE ${stopIsKept} END`,
  );
  await remove(tx, 'guardians', { institutionId: undoing.institutionId, ids });
}
