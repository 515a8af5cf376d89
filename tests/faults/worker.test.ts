import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Scope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { decideSilence } from '@/lib/imports/decisions/mutations';
import { askCommit, startImport } from '@/lib/imports/mutations';
import { makeCampus } from '@/prisma/seed/makers';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';
import { bring, fixture, WORDING } from '../support/imports';
import { asSuperuser, endAll, startWorker, until } from './house';
import { survived } from './results';

let admin: Scope;
beforeAll(async () => {
  const user = await makeUser('admin@worker.example', 'a long enough phrase');
  admin = await scopeOf(user, 'admin', await makeInstitution({ name: 'worker', admin: user }));
  await inTenant(admin, (tx) => makeCampus(tx, admin, { name: 'Main' }));
  // Children are only saved into halqas that are there.
  await bring(admin, fixture('halqas.csv'));
});
afterAll(endAll);

const fresh = async () => ({ ...admin, context: (await admin.renew!())! });
const state = async (id: string) =>
  (await inTenant(await fresh(), (tx) => tx.import.findFirst({ where: { id }, select: { state: true } })))
    ?.state;
const one = (sql: string, values: unknown[] = []) =>
  asSuperuser(async (db) => (await db.query(sql, values)).rows[0] as Record<string, unknown> | undefined);
const held = () =>
  one(
    `SELECT j.locked_by FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
     WHERE t.identifier = 'imports.commit' AND j.locked_by IS NOT NULL`,
  );

const waits = (db: pg.Client) => async () =>
  (await db.query("SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = 'relation'")).rowCount;

test('K12 the worker is killed while it holds a job: another finishes it, once', async () => {
  const first = startWorker();
  const id = v7();
  await inTenant(await fresh(), (tx) =>
    startImport(tx, admin, {
      id,
      kind: null,
      fileName: 'students.csv',
      content: fixture('students.csv'),
      pasted: false,
    }),
  );
  await until(async () => (await state(id)) === 'READY');
  await inTenant(await fresh(), (tx) => decideSilence(tx, admin, { id, silence: 'SILENT' }));
  const { n: ready } = (await one(
    `SELECT count(*)::int AS n FROM import_rows WHERE import_id = $1 AND verdict <> 'REFUSED'`,
    [id],
  ))!;
  // The job is held in the midst of its work by a lock on the table that it writes.
  await asSuperuser(async (db) => {
    await db.query('BEGIN; LOCK TABLE student_words IN EXCLUSIVE MODE');
    await inTenant(await fresh(), (tx) => askCommit(tx, admin, { id, wording: WORDING }));
    await until(held);
    await until(waits(db));
    first.kill('SIGKILL');
    await first.ended;
    await db.query('ROLLBACK');
  });
  expect(await held(), 'a dead worker holds it').toBeTruthy();
  expect(await state(id)).toBe('COMMITTING');
  const began = performance.now();
  const second = startWorker();
  await until(async () => (await state(id)) === 'DONE');
  const ms = performance.now() - began;
  await until(async () => !(await held()));
  const counts = await one(
    `SELECT (SELECT count(*) FROM students WHERE institution_id = $1)::int AS students,
       (SELECT count(DISTINCT roll_no) FROM students WHERE institution_id = $1)::int AS rolls,
       (SELECT count(*) FROM audit_entries WHERE institution_id = $1 AND action LIKE 'import%committed' AND subject_id = $2)::int AS said,
       (SELECT count(*) FROM import_rows WHERE import_id = $2 AND outcome = 'CREATED')::int AS created`,
    [admin.institution.id, id],
  );
  expect(ready).toBeGreaterThan(100);
  expect(counts).toEqual({ students: ready, rolls: ready, said: 1, created: ready });
  second.kill('SIGTERM');
  expect(await second.ended).toBe(0);
  survived('K12', { stored: Number(ready), twice: 0, lost: 0, figures: { finishedAfterMs: Math.round(ms) } });
});

test('K12 a worker that is told to go finishes the job in its hands first', async () => {
  const worker = startWorker();
  const id = v7();
  let done = false;
  await asSuperuser(async (db) => {
    await db.query('BEGIN; LOCK TABLE import_rows IN EXCLUSIVE MODE');
    await inTenant(await fresh(), (tx) =>
      startImport(tx, admin, {
        id,
        kind: null,
        fileName: 'students.csv',
        content: fixture('students.csv'),
        pasted: false,
      }),
    );
    await until(waits(db));
    worker.kill('SIGTERM');
    void worker.ended.then(() => {
      done = true;
    });
    await new Promise((go) => setTimeout(go, 500));
    expect(done, 'it stays for its job').toBe(false);
    await db.query('ROLLBACK');
  });
  expect(await worker.ended).toBe(0);
  expect(await state(id)).toBe('READY');
});
