import 'server-only';
import { v7 } from 'uuid';
import type { Scope } from '@/lib/core/auth/scope';
import { appendAudit } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';
import { getIn } from '../mutations';
import type { SilenceChoice } from '../schema';

/** The office's answer to remarks that look like a wish for silence: to one, or to all of the file. The trail names who gave it. */
export async function decideSilence(
  tx: TenantTx,
  scope: Scope,
  { id, row, silence }: { id: string; row?: number | undefined; silence: SilenceChoice },
): Promise<void> {
  await getIn(tx, scope, id, ['READY']);
  const [told] = await tx.$queryRaw<{ asked: number; changed: number }[]>`
    WITH asked AS (
      SELECT id, silence FROM import_rows
      WHERE institution_id = ${scope.institution.id}::uuid AND import_id = ${id}::uuid AND verdict = 'REVIEW'
        AND parsed->'silence'->>'asks' = 'true' AND row_no = coalesce(${row ?? null}::int, row_no)
    ), changed AS (
      UPDATE import_rows r SET silence = ${silence}, updated_at = ${scope.now} FROM asked
      WHERE r.institution_id = ${scope.institution.id}::uuid AND r.id = asked.id
        AND asked.silence IS DISTINCT FROM ${silence} RETURNING 1
    )
    SELECT (SELECT count(*)::int FROM asked) AS asked, (SELECT count(*)::int FROM changed) AS changed`;
  if (!told?.asked) throw new AppError('NOT_FOUND', 'notFound');
  if (told.changed === 0) return;
  const action = silence === 'SILENT' ? 'imports.silenced' : 'imports.notSilenced';
  const detail = row === undefined ? { rows: told.changed } : { row };
  await appendAudit(tx, { action, subject: 'import', subjectId: id, detail }, v7());
}
