import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Scope } from '@/lib/core/auth/scope';
import type { Jobs } from '@/lib/core/db/job-entrance';
import { openDoors } from '@/lib/core/db/pools';
import { forgetOver } from '@/lib/core/db/retention';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { jobs } from '@/lib/imports/jobs';
import { getImport, tallyRows } from '@/lib/imports/queries';
import { endOf } from '@/lib/imports/retention/rules';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';
import { check, commit } from '../support/imports';
import { runJobs } from '../support/run-jobs';
import { asAuth, asSuperuser } from '../support/world';

let db: pg.Client;
let noor: Scope;
let falah: Scope;
const inside = async <T>(scope: Scope, work: (tx: TenantTx) => Promise<T>) =>
  inTenant({ ...scope, context: (await scope.renew!())! }, work);
const text = (value: string) => new Uint8Array(new TextEncoder().encode(value));
const file = 'Halqa,Programme,Session\nHalqa Hasan,Hifz,Fajr\nHalqa Canary,Karate,Fajr\n';
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

beforeAll(async () => {
  db = await asSuperuser();
  for (const name of ['keep-noor', 'keep-falah']) {
    const admin = await makeUser(`${name}@example.org`, 'a long enough phrase');
    await makeInstitution({ name, admin });
    if (name === 'keep-noor') noor = await scopeOf(admin);
    else falah = await scopeOf(admin);
  }
});
afterAll(() => db.end());

const of = (scope: Scope, id: string) => ({ institutionId: scope.institution.id, id });
const view = (scope: Scope, id: string) => inside(scope, (tx) => getImport(tx, of(scope, id)));
const age = (id: string, days: number) =>
  db.query(
    `UPDATE imports SET updated_at = $2, created_at = $2, committed_at = CASE WHEN committed_at IS NULL THEN NULL ELSE $2::timestamptz END WHERE id = $1`,
    [id, daysAgo(days)],
  );
const rowsOf = async (id: string) =>
  (
    await db.query(
      'SELECT cells, parsed, issues, match, effects, verdict, outcome FROM import_rows WHERE import_id = $1',
      [id],
    )
  ).rows;
const forget: Jobs = { 'imports.forget': jobs['imports.forget']! };
const sweep = async (scope: Scope) => {
  await forgetOver();
  return runJobs(db, forget, scope.institution.id);
};

describe('V14.2.4 what a file held', () => {
  test('is erased after thirty days, the refused rows above all; the counts stay, and the trail says so', async () => {
    const id = await check(noor, text(file));
    await commit(noor, id);
    const before = await inside(noor, (tx) => tallyRows(tx, of(noor, id)));
    expect(before.verdicts).toMatchObject({ REFUSED: 1 });
    expect(JSON.stringify(await rowsOf(id))).toContain('Halqa Canary');
    await age(id, 29);
    await sweep(noor);
    expect((await view(noor, id))?.erasedAt).toBeNull();
    await age(id, 31);
    expect(await sweep(noor)).toEqual({ done: 1, errors: [] });
    expect(await view(noor, id)).toMatchObject({ state: 'DONE', totalRows: 2, erasedAt: expect.any(Date) });
    const left = await rowsOf(id);
    expect(left).toHaveLength(2);
    for (const row of left)
      expect(row).toMatchObject({ cells: [], parsed: null, issues: null, match: null, effects: null });
    const after = await inside(noor, (tx) => tallyRows(tx, of(noor, id)));
    expect([after.verdicts, after.outcomes]).toEqual([before.verdicts, before.outcomes]);
    const { rows } = await db.query(
      `SELECT role, user_id, detail FROM audit_entries WHERE institution_id = $1 AND action = 'imports.erased'`,
      [noor.institution.id],
    );
    expect(rows).toEqual([{ role: 'system', user_id: null, detail: { rows: 2 } }]);
    // Once.
    expect(await sweep(noor)).toEqual({ done: 0, errors: [] });
  });

  test('goes whole when nothing of it was saved in thirty days, bytes and all', async () => {
    const id = await check(noor, text(file));
    await age(id, 31);
    await sweep(noor);
    expect(await view(noor, id)).toMatchObject({ state: 'DISCARDED', erasedAt: expect.any(Date) });
    expect(await rowsOf(id)).toEqual([]);
    expect((await db.query('SELECT 1 FROM import_files WHERE import_id = $1', [id])).rowCount).toBe(0);
  });

  test('of another institution stays until its own thirty days are over', async () => {
    const [old, young] = [await check(noor, text(file)), await check(falah, text(file))];
    await age(old, 31);
    await sweep(noor);
    await runJobs(db, forget, falah.institution.id);
    expect(await view(falah, young)).toMatchObject({ state: 'READY', erasedAt: null });
    expect(await rowsOf(young)).toHaveLength(2);
  });

  test('is never touched while it is being saved or taken back', () => {
    const at = { committedAt: null, undoneAt: null, updatedAt: daysAgo(400) };
    for (const state of ['COMMITTING', 'UNDOING', 'DISCARDED'] as const)
      expect(endOf({ state, ...at }, new Date())).toBe('kept');
    expect(endOf({ state: 'UNDONE', ...at, undoneAt: daysAgo(29) }, new Date())).toBe('kept');
    expect(endOf({ state: 'UNDONE', ...at, undoneAt: daysAgo(31) }, new Date())).toBe('erased');
  });
});

describe('V14.2.4 what opens nothing any more', () => {
  const counts = async (mark: string) => {
    const { rows } = await db.query(
      `SELECT (SELECT count(*)::int FROM sessions WHERE token_hash LIKE $1) AS sessions,
        (SELECT count(*)::int FROM sign_in_codes WHERE code_hash LIKE $1) AS codes,
        (SELECT count(*)::int FROM password_resets WHERE token_hash LIKE $1) AS resets,
        (SELECT count(*)::int FROM demo_mails WHERE subject LIKE $1) AS mails`,
      [`${mark}%`],
    );
    return rows[0];
  };

  test('sessions, codes, links and the demonstration’s letters go in their time, the living stay', async () => {
    const user = await makeUser('forgotten@example.org', 'a long enough phrase');
    const put = async (mark: string, days: number) => {
      const at = daysAgo(days);
      await db.query(
        `INSERT INTO sessions (token_hash, user_id, expires_at, ended_at) VALUES ($1, $2, $3, NULL), ($1 || 'e', $2, now() + interval '9 days', $3)`,
        [`${mark}s`, user, at],
      );
      await db.query(
        `INSERT INTO sign_in_codes (id, phone, code_hash, expires_at) VALUES (uuidv7(), '+920000', $1, $2)`,
        [mark, at],
      );
      await db.query(
        'INSERT INTO password_resets (id, user_id, token_hash, expires_at) VALUES (uuidv7(), $1, $2, $3)',
        [user, mark, at],
      );
      await db.query(
        `INSERT INTO demo_mails (id, address, subject, body, received_at) VALUES (uuidv7(), 'a', $1, 'b', $2)`,
        [mark, at],
      );
    };
    await put('over-', 31);
    await put('live-', -1);
    expect((await forgetOver()).doors).toBeGreaterThanOrEqual(5);
    expect(await counts('over-')).toEqual({ sessions: 0, codes: 0, resets: 0, mails: 0 });
    // Ended in a day to come, or not over yet.
    expect(await counts('live-')).toEqual({ sessions: 2, codes: 1, resets: 1, mails: 1 });
  });

  test('nobody but the worker may ask for it', async () => {
    const auth = await asAuth();
    await expect(auth.query('SELECT * FROM auth.forget_over()')).rejects.toMatchObject({ code: '42501' });
    await expect(openDoors().app.query('SELECT * FROM auth.forget_over()')).rejects.toMatchObject({
      code: '42501',
    });
    await auth.end();
  });
});
