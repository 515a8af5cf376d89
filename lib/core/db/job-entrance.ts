import 'server-only';
import { AppError } from '../errors';
import { enterJob } from './definers';
import type { Entrance } from './tenant';

export type JobScope = Entrance & { institutionId: string; userId: string; role: string; timeZone: string };

/** What a task is given: ids, and a way in. A context lives 30 seconds, so each batch enters again; a requester who
 *  was dismissed meanwhile, or an institution that was suspended, is refused at the next entry. */
export type JobEntrance = {
  ids: Record<string, string>;
  enter: () => Promise<JobScope>;
  /** No other try follows: what a person waits for is told now. */
  last?: boolean;
};

export type Jobs = Partial<Record<string, (job: JobEntrance) => Promise<void>>>;

export async function openJob(
  jobId: string,
  { last = false }: { last?: boolean } = {},
): Promise<JobEntrance | undefined> {
  const enter = async () => {
    const row = await enterJob(jobId);
    if (!row) throw new AppError('FORBIDDEN', 'jobRefused');
    return {
      scope: {
        context: row.context,
        institutionId: row.institution_id,
        userId: row.user_id,
        role: row.role,
        timeZone: row.time_zone,
      },
      ids: row.ids as Record<string, string>,
    };
  };
  const first = await enter();
  let unused: typeof first | undefined = first;
  return {
    last,
    ids: first.ids,
    // Opening the job was its first entry already.
    enter: async () => {
      const entered = unused ?? (await enter());
      unused = undefined;
      return entered.scope;
    },
  };
}
