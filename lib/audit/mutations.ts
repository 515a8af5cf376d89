import 'server-only';
import { v7 } from 'uuid';
import { appendAudit } from '@/lib/core/db/jobs';
import type { TenantTx } from '@/lib/core/db/tenant';
import type { TrailFilter } from './schema';

/** That the trail leaves the house stands in it, with what was asked for; the searched words are somebody's name and
 *  are not kept. */
export async function noteExport(
  tx: TenantTx,
  { institutionId, filter }: { institutionId: string; filter: TrailFilter },
): Promise<void> {
  const { group, from, to } = filter;
  const detail = { ...(group && { group }), ...(from && { from }), ...(to && { to }) };
  await appendAudit(
    tx,
    { action: 'audit.exported', subject: 'institution', subjectId: institutionId, detail },
    v7(),
  );
}
