import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asApp, asWorker, holdJob, makeWorld, type World } from '../support/world';

let world: World;
let app: pg.Client;
let worker: pg.Client;
beforeAll(async () => {
  world = await makeWorld();
  [app, worker] = await Promise.all([asApp(), asWorker()]);
});
afterAll(async () => {
  await world.superuser.query("DELETE FROM graphile_worker._private_jobs WHERE locked_by = 'test'");
  await Promise.all([app.end(), worker.end()]);
  await world.close();
});

const enter = async (job: string) =>
  (await worker.query('SELECT * FROM auth.enter_job($1)', [job])).rows[0] as
    | { institution_id: string; user_id: string; role: string; context: string; ids: unknown }
    | undefined;

/** A job put into the queue by the worker's own login, past the app. */
async function forge(task: string, payload: unknown): Promise<string> {
  const { rows } = await worker.query('SELECT id FROM graphile_worker.add_job($1, $2)', [
    task,
    JSON.stringify(payload),
  ]);
  await worker.query(
    "UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'test' WHERE id = $1",
    [rows[0].id],
  );
  return rows[0].id;
}
const hold = async (task: string, side: 'near' | 'foreign' = 'near') =>
  holdJob(world.superuser, app, await world.contextOf('admin', side), task);
const payloadOf = async (job: string) =>
  (await worker.query('SELECT payload FROM graphile_worker._private_jobs WHERE id = $1', [job])).rows[0]
    .payload;

describe('T13 a job', () => {
  test('enters the institution of the one who asked: as the system, or as the requester', async () => {
    for (const [task, role] of [
      ['messages.compose', 'system'],
      ['imports.check', 'admin'],
    ] as const) {
      const entered = await enter(await hold(task));
      expect(entered).toMatchObject({
        institution_id: world.near.institution,
        user_id: world.near.users.admin,
        role,
      });
    }
  });

  test('that names another institution in its ids sees nothing of it', async () => {
    const job = await hold('messages.compose');
    const { context } = (await enter(job))!;
    await app.query('BEGIN');
    await app.query(`SET LOCAL app.ctx = '${context}'`);
    const { rowCount } = await app.query('SELECT 1 FROM students WHERE id = $1', [world.foreign.student]);
    await app.query('ROLLBACK');
    expect(rowCount).toBe(0);
  });

  test.each([
    ['another institution', () => ({ institution: world.foreign.institution })],
    ['another role', () => ({ role: 'admin' })],
    ['another requester', () => ({ user: world.foreign.users.admin })],
    ['other ids', () => ({ ids: { studentId: world.foreign.student } })],
    ['no seal', () => ({ seal: undefined })],
    ['a seal of zeros', () => ({ seal: '0'.repeat(64) })],
  ])('written past the app with %s is refused', async (_what, changes) => {
    const true_ = await payloadOf(await hold('messages.compose'));
    expect(await enter(await forge('messages.compose', true_)), 'the same payload unchanged').toBeDefined();
    expect(await enter(await forge('messages.compose', { ...true_, ...changes() }))).toBeUndefined();
  });

  test('sealed for one task does not run as another, and an unknown task is refused', async () => {
    const asRequester = await payloadOf(await hold('imports.check'));
    expect(await enter(await forge('messages.compose', asRequester))).toBeUndefined();
    expect(await enter(await forge('anything.else', asRequester))).toBeUndefined();
    await app.query('BEGIN');
    await app.query(`SET LOCAL app.ctx = '${await world.contextOf('admin')}'`);
    const refused = app.query("SELECT app.enqueue('anything.else', '{}', 'key')");
    await expect(refused).rejects.toMatchObject({ code: '42501' });
    await app.query('ROLLBACK');
  });

  test('that nobody holds, that is over, or that never was, lets nobody in', async () => {
    const job = await hold('messages.compose');
    await worker.query(
      'UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL WHERE id = $1',
      [job],
    );
    expect(await enter(job)).toBeUndefined();
    await worker.query('DELETE FROM graphile_worker._private_jobs WHERE id = $1', [job]);
    expect(await enter(job)).toBeUndefined();
    expect(await enter('999999999')).toBeUndefined();
  });

  test('cannot be asked for without a context, and is gone when its transaction rolls back', async () => {
    const key = v7();
    const enqueue = () => app.query("SELECT app.enqueue('messages.compose', '{}', $1)", [key]);
    await expect(enqueue()).rejects.toMatchObject({ code: '42501' });
    await app.query('BEGIN');
    await app.query(`SET LOCAL app.ctx = '${await world.contextOf('teacher')}'`);
    await enqueue();
    await app.query('ROLLBACK');
    const { rowCount } = await worker.query(
      "SELECT 1 FROM graphile_worker._private_jobs WHERE key LIKE '%' || $1",
      [key],
    );
    expect(rowCount).toBe(0);
  });

  test('T14 of a requester who was dismissed, or of a suspended institution, is refused at its next entry', async () => {
    const import_ = await hold('imports.commit', 'foreign');
    const report = await hold('messages.send', 'foreign');
    const { institution, users } = world.foreign;
    const operator = world.superuser;
    await operator.query('UPDATE memberships SET ended_at = now() WHERE user_id = $1', [users.admin]);
    expect([await enter(import_), (await enter(report))?.role]).toEqual([undefined, 'system']);
    await operator.query('UPDATE memberships SET ended_at = NULL WHERE user_id = $1', [users.admin]);
    expect((await enter(import_))?.role).toBe('admin');
    await operator.query("UPDATE institutions SET status = 'SUSPENDED' WHERE id = $1", [institution]);
    expect([await enter(import_), await enter(report)]).toEqual([undefined, undefined]);
    await operator.query("UPDATE institutions SET status = 'OPEN' WHERE id = $1", [institution]);
  });

  test('of one institution does not replace the waiting job of another under the same key', async () => {
    const key = v7();
    for (const side of ['near', 'foreign'] as const) {
      await app.query('BEGIN');
      await app.query(`SET LOCAL app.ctx = '${await world.contextOf('admin', side)}'`);
      await app.query("SELECT app.enqueue('messages.compose', '{}', $1)", [key]);
      await app.query("SELECT app.enqueue('messages.compose', '{}', $1)", [key]);
      await app.query('COMMIT');
    }
    const { rows } = await worker.query(
      "DELETE FROM graphile_worker._private_jobs WHERE key LIKE '%' || $1 RETURNING payload->>'institution' AS institution",
      [key],
    );
    expect(rows.map((r) => r.institution).sort()).toEqual(
      [world.near.institution, world.foreign.institution].sort(),
    );
  });

  test('Q7 that leaves for a provider stands behind what somebody waits for, however early it was due', async () => {
    const key = v7();
    await app.query('BEGIN');
    await app.query(`SET LOCAL app.ctx = '${await world.contextOf('admin')}'`);
    for (const task of ['messages.send', 'notifications.push', 'imports.commit'])
      await app.query("SELECT app.enqueue($1, '{}', $2)", [task, `${task} ${key}`]);
    await app.query('COMMIT');
    // As the worker takes them (graphile_worker.get_jobs), which leaves open what of one moment comes first.
    const { rows } = await worker.query(
      `SELECT t.identifier FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
       WHERE j.key LIKE '%' || $1 ORDER BY j.priority, j.run_at, j.id`,
      [key],
    );
    await worker.query("DELETE FROM graphile_worker._private_jobs WHERE key LIKE '%' || $1", [key]);
    expect(rows.map(({ identifier }) => identifier)).toEqual([
      'imports.commit',
      'messages.send',
      'notifications.push',
    ]);
  });
});
