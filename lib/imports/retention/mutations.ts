import 'server-only';
import { v7 } from 'uuid';
import type { JobEntrance } from '@/lib/core/db/job-entrance';
import { appendAudit } from '@/lib/core/db/jobs';
import { inTenant } from '@/lib/core/db/tenant';
import { STATES } from '../schema';
import { setBack } from '../setback/mutations';
import { endOf, isStuck } from './rules';

/** The job of the hourly sweep: what stood in a file's rows, the refused ones above all, does not outlive its use. */
export async function forgetImport(job: JobEntrance): Promise<void> {
  const scope = await job.enter();
  const { institutionId } = scope;
  const id = job.ids.importId ?? '';
  await inTenant(scope, async (tx) => {
    // A job that has just taken the import up is waited for, and its moment read.
    await tx.$queryRaw`SELECT 1 AS held FROM imports WHERE institution_id = ${institutionId}::uuid AND id = ${id}::uuid FOR UPDATE`;
    const found = await tx.import.findFirst({
      where: { institutionId, id, erasedAt: null },
      select: { state: true, committedAt: true, undoneAt: true, updatedAt: true, totalRows: true },
    });
    if (!found) return;
    const now = new Date();
    const state = STATES.find((s) => s === found.state) ?? 'FAILED';
    if (isStuck({ ...found, state }, now)) return setBack(tx, { institutionId, id, now });
    const end = endOf({ ...found, state }, now);
    if (end === 'kept') return;
    const rows = { institutionId, importId: id };
    await tx.importFile.deleteMany({ where: rows });
    if (end === 'given up') await tx.importRow.deleteMany({ where: rows });
    else
      await tx.$executeRaw`UPDATE import_rows SET cells = '[]', parsed = NULL, issues = NULL, match = NULL, effects = NULL, updated_at = ${now}
        WHERE institution_id = ${institutionId}::uuid AND import_id = ${id}::uuid`;
    await tx.import.updateMany({
      where: { institutionId, id, state: found.state },
      data: { erasedAt: now, ...(end === 'given up' && { state: 'DISCARDED', updatedAt: now }) },
    });
    const detail = { rows: found.totalRows };
    await appendAudit(tx, { action: 'imports.erased', subject: 'import', subjectId: id, detail }, v7());
  });
}
