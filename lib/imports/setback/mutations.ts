import 'server-only';
import type { JobEntrance } from '@/lib/core/db/job-entrance';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { AppError } from '@/lib/core/errors';

/**
 * Does a job's work. When its last try fails, the import goes back to where a person reads what happened and can try
 * again: nobody waits for a job that comes no more.
 */
export async function orSetBack(job: JobEntrance, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (job.last) {
      const scope = await job.enter();
      const of = { institutionId: scope.institutionId, id: job.ids.importId ?? '', now: new Date() };
      await inTenant(scope, (tx) => setBack(tx, of));
    }
    throw error;
  }
}

type Work = { institutionId: string; id: string; state: 'COMMITTING' | 'UNDOING' };
type Changes = Parameters<TenantTx['import']['updateMany']>[0]['data'];

/** A job has the import in hand: the day after which it counts as stuck begins anew, however long it waited for a worker.
 *  @returns false when nothing is asked for any more */
export async function takeUp(tx: TenantTx, work: Work, changes: Changes = {}): Promise<boolean> {
  const data = { updatedAt: new Date(), ...changes };
  const { count } = await tx.import.updateMany({ where: work, data });
  return count > 0;
}

/** Each step of a job asks again: an import that was set back meanwhile is in a person's hands, and nothing more is done
 *  in it. */
export async function goOn(tx: TenantTx, work: Work, changes: Changes = {}): Promise<void> {
  if (!(await takeUp(tx, work, changes))) throw new AppError('CONFLICT', 'importMoved');
}

/** An import whose job will not end. One of which rows are saved stands as saved, so that it can be taken back too. */
export async function setBack(
  tx: TenantTx,
  { institutionId, id, now }: { institutionId: string; id: string; now: Date },
): Promise<void> {
  const was = (state: 'UNDOING' | 'COMMITTING') => ({ institutionId, id, state });
  const problem = (code: string) => ({ problem: { code, params: {} }, updatedAt: now });
  await tx.import.updateMany({ where: was('UNDOING'), data: { state: 'DONE', ...problem('undoBroke') } });
  const saved = await tx.importRow.count({ where: { institutionId, importId: id, outcome: { not: null } } });
  const stands = saved > 0 ? { state: 'DONE', committedAt: now } : { state: 'READY' };
  await tx.import.updateMany({ where: was('COMMITTING'), data: { ...stands, ...problem('commitBroke') } });
}
