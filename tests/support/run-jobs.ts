import type pg from 'pg';
import { type Jobs, openJob } from '@/lib/core/db/job-entrance';

/** Does an institution's waiting jobs as the worker would: held, entered by id, gone when done; one that throws waits again.
 *  Those of the future too, unless it is said within which time.
 *  @returns how many were done, and the errors */
export async function runJobs(
  superuser: pg.Client,
  jobs: Jobs,
  institutionId: string,
  within = '100 years',
): Promise<{ done: number; errors: unknown[] }> {
  const { rows } = await superuser.query<{ id: string; identifier: string; run_at: Date }>(
    `UPDATE graphile_worker._private_jobs j SET locked_at = now(), locked_by = 'run-jobs'
     FROM graphile_worker._private_tasks t
     WHERE t.id = j.task_id AND j.locked_at IS NULL AND t.identifier = ANY ($1) AND j.key LIKE $2
       AND j.run_at <= now() + $3::interval
     RETURNING j.id, t.identifier, j.run_at`,
    [Object.keys(jobs), `${institutionId}:%`, within],
  );
  // In the worker's order; an UPDATE answers in any.
  rows.sort((a, b) => a.run_at.getTime() - b.run_at.getTime() || Number(a.id) - Number(b.id));
  const errors: unknown[] = [];
  for (const { id, identifier } of rows) {
    try {
      const job = await openJob(id);
      if (job) await jobs[identifier]!(job);
      await superuser.query('DELETE FROM graphile_worker._private_jobs WHERE id = $1', [id]);
    } catch (error) {
      errors.push(error);
      await superuser.query(
        'UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL WHERE id = $1',
        [id],
      );
    }
  }
  return { done: rows.length - errors.length, errors };
}
