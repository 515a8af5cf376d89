import { EventEmitter } from 'node:events';
import { Logger, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import type { Jobs } from '@/lib/core/db/job-entrance';
import { openJob } from '@/lib/core/db/job-entrance';
import { forgetOver } from '@/lib/core/db/retention';
import { env } from '@/lib/core/env';
import { log, logFault } from '@/lib/core/log';
import { beginLife } from './worker-life';

/** Every room that has background work, by its jobs.ts. */
async function rooms(): Promise<Jobs[]> {
  const { jobs: imports } = await import('@/lib/imports/jobs');
  const { jobs: messages } = await import('@/lib/messages/jobs');
  const { jobs: notices } = await import('@/lib/notices/jobs');
  const { jobs: push } = await import('@/lib/notifications/push/jobs');
  return [imports, messages, notices, push];
}

// The queue writes faults to the console as they are; their messages quote values.
console.error = console.trace = (thing: unknown) =>
  typeof thing === 'string' ? log.error({ where: 'queue' }, thing) : void logFault(thing, 'queue');

const tasks: TaskList = {};
for (const jobs of await rooms()) {
  for (const [name, task] of Object.entries(jobs)) {
    tasks[name] = async (_payload, helpers) => {
      const { id, attempts, max_attempts } = helpers.job;
      const entrance = await openJob(String(id), { last: attempts >= max_attempts });
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

const events: WorkerEvents = new EventEmitter();
const life = await beginLife(env().WORKER_DATABASE_URL, () => process.exit(1));
events.on('pool:create', ({ workerPool }) => life.born(workerPool.id));
const runner = await run({
  connectionString: env().WORKER_DATABASE_URL,
  taskList: tasks,
  concurrency: 4,
  pollInterval: 1000,
  noHandleSignals: true,
  parsedCronItems: [],
  events,
  logger: new Logger(() => (level, message) => {
    if (level !== 'debug')
      log[level === 'warning' ? 'warn' : level]({ where: 'queue' }, message.split(/[:'"]/)[0]);
  }),
});
log.info({ tasks: Object.keys(tasks) }, 'worker ready');
// What is over is forgotten in its time; whoever asks first in an hour does it, and asking again changes nothing.
const sweep = () => void forgetOver().catch((error) => logFault(error, 'retention'));
sweep();
setInterval(sweep, 60 * 60 * 1000).unref();
let stopping = false;
function leave(): void {
  if (stopping) return;
  stopping = true;
  // Jobs in hand are finished first.
  void runner
    .stop()
    .then(() => life.stop())
    .then(() => process.exit(0));
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, leave);
// A worker whose launcher was killed makes room for the next one's.
process.on('disconnect', leave);
await runner.promise;
// Without a signal the queue only ends when it has lost the database: the launcher starts this process again.
if (!stopping) process.exit(1);
