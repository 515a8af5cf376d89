import pg from 'pg';

const SWEEP_MS = 5000;

/** What tells the living from the dead among the workers of a database. A worker that was killed holds its jobs for
 *  four hours by graphile-worker's own rule. Each of ours holds a lock for as long as its process lives, so that the
 *  others see at once whose jobs are nobody's. */
export type Life = { born: (holder: string) => void; stop: () => Promise<void> };

/** @param died is called when this process can no longer prove that it lives: others will take its jobs */
export async function beginLife(connectionString: string, died: () => void): Promise<Life> {
  const proof = new pg.Client({ connectionString, application_name: 'hifzpro worker life' });
  let stopping = false;
  const over = () => !stopping && died();
  proof.on('error', over);
  proof.on('end', over);
  await proof.connect();
  const own = new Set<string>();
  let proven: Promise<unknown> = Promise.resolve();
  const sweep = () => void freeDead(connectionString, [...own]).catch(() => undefined);
  sweep();
  const timer = setInterval(sweep, SWEEP_MS);
  return {
    born: (id) => {
      own.add(id);
      proven = proven.then(() => proof.query(`SELECT pg_advisory_lock(${lockOf('$1')})`, [id])).catch(over);
    },
    stop: async () => {
      stopping = true;
      clearInterval(timer);
      await proof.end();
    },
  };
}

const lockOf = (id: string) => `hashtextextended('hifzpro worker:' || ${id}, 0)`;

/** Gives back the jobs of workers whose lock is free. The first seconds of a lock are its worker's to prove itself. */
async function freeDead(connectionString: string, own: string[]): Promise<void> {
  const db = new pg.Client({ connectionString, connectionTimeoutMillis: 2000 });
  db.on('error', () => undefined);
  await db.connect();
  try {
    const { rows } = await db.query<{ id: string }>(
      `WITH holders AS MATERIALIZED (
         SELECT DISTINCT locked_by AS id FROM graphile_worker._private_jobs
         WHERE locked_by LIKE 'pool-%' AND locked_at < now() - interval '5 seconds' AND locked_by <> ALL ($1))
       SELECT id FROM holders WHERE pg_try_advisory_lock(${lockOf('id')})`,
      [own],
    );
    if (rows.length)
      await db.query('SELECT graphile_worker.force_unlock_workers($1)', [rows.map(({ id }) => id)]);
  } finally {
    await db.end();
  }
}
