import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePacer, type Pacer } from '@/lib/core/auth/pace';
import { exchange } from '@/lib/core/auth/pace-shared';

let db: pg.Client;
beforeAll(async () => {
  db = new pg.Client({ connectionString: process.env.AUTH_DATABASE_URL! });
  await db.connect();
});
afterAll(() => db.end());

const noon = Date.UTC(2099, 10, 21, 12);
const go = (process: Pacer, session: string, times: number) =>
  Array.from({ length: times }, () => process('deed', session)).filter((wait) => wait === 0).length;
const rows = async () => {
  const { rows: found } = await db.query("SELECT key, points FROM limits.bucket WHERE key LIKE 'pace:%'");
  return found as { key: string; points: number }[];
};

test('V2.4.1 a sign-in that meets three processes has one pace: they tell each other through limits.bucket', async () => {
  const processes = [0, 1, 2].map(() => makePacer(1, () => noon));
  const [fast, calm] = [v7(), v7()];
  for (const process of processes) expect(go(process, fast, 80) + go(process, calm, 10)).toBe(90);
  // All three at once; the last of them knows the sum, the others when they have counted one more.
  await Promise.all(processes.map(exchange));
  for (const process of processes) go(process, fast, 1);
  await Promise.all(processes.map(exchange));
  for (const process of processes) expect([go(process, fast, 10), process('deed', fast)]).toEqual([0, 60]);
  for (const process of processes) expect(process('deed', calm)).toBe(0);
  const kept = await rows();
  expect(kept.map(({ key }) => key).join()).not.toMatch(new RegExp(`${fast}|${calm}`));
  const minute = kept.filter(({ key }) => key.startsWith(`pace:minute:${noon / 60_000}:`));
  expect(minute).toHaveLength(1);
  expect(minute[0]!.points).toBeGreaterThanOrEqual(240);
  expect(minute[0]!.points).toBeLessThanOrEqual(243);
});

test('who goes at the pace of hands costs no query', async () => {
  const before = (await rows()).length;
  const process = makePacer(1, () => noon + 3_600_000);
  go(process, v7(), 29);
  expect(process.hasNews()).toBe(false);
  await exchange(process);
  expect((await rows()).length).toBe(before);
});
