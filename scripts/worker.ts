import { run, type TaskList } from 'graphile-worker';
import type { Jobs } from '@/lib/core/db/job-entrance';
import { openJob } from '@/lib/core/db/job-entrance';
import { env } from '@/lib/core/env';
import { log, logFault } from '@/lib/core/log';

/** Every room that has background work, by its jobs.ts. */
async function rooms(): Promise<Jobs[]> {
  const { jobs: imports } = await import('@/lib/imports/jobs');
  const { jobs: messages } = await import('@/lib/messages/jobs');
  return [imports, messages];
}

const tasks: TaskList = {};
for (const jobs of await rooms()) {
  for (const [name, task] of Object.entries(jobs)) {
    tasks[name] = async (_payload, helpers) => {
      const entrance = await openJob(String(helpers.job.id));
      try {
        if (entrance) await task?.(entrance);
      } catch (error) {
        logFault(error, name);
        // Only the reference leaves this process: graphile-worker stores the message of what is thrown.
        throw new Error('see the log');
      }
    };
  }
}
const runner = await run({
  connectionString: env().WORKER_DATABASE_URL,
  taskList: tasks,
  concurrency: 4,
  pollInterval: 1000,
  noHandleSignals: true,
  parsedCronItems: [],
});
log.info({ tasks: Object.keys(tasks) }, 'worker ready');
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void runner.stop().then(() => process.exit(0));
  });
}
await runner.promise;
