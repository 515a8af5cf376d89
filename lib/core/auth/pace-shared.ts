import 'server-only';
import { createHmac } from 'node:crypto';
import { limitsPool } from '../db/definers';
import { env } from '../env';
import { logFault } from '../log';
import { endOf, type Pace, type Pacer, pacer, type Tally } from './pace';

const TELL_MS = 5000;
let timer: NodeJS.Timeout | undefined;

/** As `pacer`, for all processes of all machines together: within five seconds each knows what the others counted of a
 *  sign-in that is fast. Whoever goes at the pace of hands costs no query. @returns seconds to wait, 0 when it may go on */
export function sharedPace(pace: Pace, session: string): number {
  const wait = pacer(pace, session);
  if (!timer && pacer.hasNews()) {
    timer = setTimeout(() => {
      timer = undefined;
      // A database that is away hears nothing; what is counted here goes on.
      exchange(pacer).catch((error) => logFault(error, 'pace'));
    }, TELL_MS);
    timer.unref();
  }
  return wait;
}

/** Adds what this process counted to limits.bucket, and takes what all did. */
export async function exchange(own: Pacer): Promise<void> {
  // Always in one order: two processes that write the same rows wait for each other, never both.
  const news = own
    .untold()
    .map((tally) => ({ tally, row: rowOf(tally) }))
    .sort((a, b) => (a.row < b.row ? -1 : 1));
  if (news.length === 0) return;
  const { rows } = await limitsPool().query<{ key: string; points: number }>(
    `INSERT INTO limits.bucket AS b (key, points, expire) SELECT * FROM unnest($1::text[], $2::int[], $3::bigint[])
     ON CONFLICT (key) DO UPDATE SET points = b.points + excluded.points RETURNING b.key, b.points`,
    [news.map(({ row }) => row), news.map(({ tally }) => tally.count), news.map(({ tally }) => endOf(tally))],
  );
  const all = new Map(rows.map(({ key, points }) => [key, points]));
  for (const { tally, row } of news) own.hear({ ...tally, count: all.get(row) ?? tally.count });
}

/** The table of attempts names no sign-in. */
function rowOf({ key, window, index }: Tally): string {
  const mark = createHmac('sha256', env().NEXTAUTH_SECRET).update(key).digest('hex').slice(0, 32);
  return `pace:${window}:${index}:${mark}`;
}
