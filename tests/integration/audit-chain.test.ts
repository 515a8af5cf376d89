import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findHead, verifyTrail } from '@/lib/audit/queries';
import type { Scope } from '@/lib/core/auth/scope';
import { opaqueToken, sha256 } from '@/lib/core/auth/session';
import { callAuth } from '@/lib/core/db/definers';
import { appendAudit, appendAuditMany } from '@/lib/core/db/jobs';
import { inTenant } from '@/lib/core/db/tenant';
import { makeUser } from '@/prisma/seed/sessions';
import { headsOf, reportOf, verifyChains } from '@/scripts/audit';
import { asSuperuser } from '../support/world';
import { type School, school } from './sync-school';

let noor: School;
let db: pg.Client;
beforeAll(async () => {
  noor = await school('audit-chain');
  db = await asSuperuser();
  const entries = [1, 2, 3, 4, 5, 6].map((n) => entry({ n }));
  await inTenant(noor.admin, (tx) => appendAuditMany(tx, entries));
});
afterAll(() => db.end());

const entry = (detail: Record<string, unknown>) => ({
  action: 'halqa.edited' as const,
  subject: 'halqa',
  subjectId: noor.halqa,
  detail,
});
const verdict = (scope: Scope = noor.admin) => inTenant(scope, (tx) => verifyTrail(tx));
const seqOf = async (n: number): Promise<number> =>
  (
    await db.query(
      "SELECT seq::int AS seq FROM audit_entries WHERE institution_id = $1 AND detail->>'n' = $2",
      [noor.id, String(n)],
    )
  ).rows[0].seq;

test('a trail is whole, and its head is the fingerprint of the last entry', async () => {
  const { entries, broken, head } = await verdict();
  expect(broken).toBeNull();
  const { rows } = await db.query(
    'SELECT hash, count(*) OVER ()::int AS n FROM audit_entries WHERE institution_id = $1 ORDER BY seq DESC LIMIT 1',
    [noor.id],
  );
  expect([entries, head]).toEqual([rows[0].n, rows[0].hash]);
  const found = await inTenant(noor.admin, (tx) => findHead(tx, { institutionId: noor.id, head: head! }));
  expect(found?.seq).toBe(entries);
});

test('the verdict does not hang on the time zone of whoever asks', async () => {
  await db.query("SET TIME ZONE 'Asia/Karachi'; SET DateStyle = 'German'");
  const { rows } = await db.query('SELECT broken FROM sec.verify($1)', [noor.id]);
  await db.query('RESET TIME ZONE; RESET DateStyle');
  expect(rows).toEqual([{ broken: null }]);
});

test('entries written at the same moment stand one behind the other', async () => {
  const before = (await verdict()).entries;
  await Promise.all(
    Array.from({ length: 20 }, () =>
      inTenant(noor.admin, async (tx) => {
        await appendAudit(tx, entry({ at: 'once' }), v7());
        await appendAudit(tx, entry({ at: 'once' }), v7());
      }),
    ),
  );
  expect(await verdict()).toMatchObject({ entries: before + 40, broken: null });
});

test('what cannot be noted does not happen', async () => {
  const before = await verdict();
  const halqa = { institutionId: noor.id, id: noor.halqa };
  const change = inTenant(noor.admin, async (tx) => {
    await tx.halqa.updateMany({ where: halqa, data: { capacity: 33 } });
    // Two entries cannot have one id.
    const id = v7();
    await appendAudit(tx, entry({}), id);
    await appendAudit(tx, entry({}), id);
  });
  await expect(change).rejects.toThrow();
  const now = await inTenant(noor.admin, (tx) =>
    tx.halqa.findFirst({ where: halqa, select: { capacity: true } }),
  );
  expect(now?.capacity).not.toBe(33);
  expect(await verdict()).toEqual(before);
});

test('Z1 only the admin verifies, and nobody of the app writes the chain by hand', async () => {
  await expect(verdict(await noor.enterAgain())).rejects.toThrow();
  for (const statement of [
    `UPDATE audit_entries SET detail = '{}'`,
    'DELETE FROM audit_entries',
    `INSERT INTO audit_entries (institution_id, id, seq, role, action, subject, detail, previous_hash, hash)
       VALUES ('${noor.id}', '${v7()}', 999999, 'admin', 'student.left', 'student', '{}', '', '')`,
    `SELECT sec.append('${noor.id}', NULL, 'admin', 'student.left', 'student', NULL, '{}')`,
    `SELECT * FROM sec.verify('${noor.id}')`,
  ])
    await expect(
      inTenant(noor.admin, (tx) => tx.$executeRawUnsafe(statement)),
      statement,
    ).rejects.toThrow();
});

describe('who holds the keys of the database and', () => {
  let report = '';
  const saved = 'audit_saved';
  beforeAll(async () => {
    report = reportOf(await verifyChains(process.env.MIGRATE_DATABASE_URL!));
    await db.query(
      `CREATE TEMPORARY TABLE ${saved} AS SELECT * FROM audit_entries WHERE institution_id = $1`,
      [noor.id],
    );
  });
  afterEach(async () => {
    await db.query('DELETE FROM audit_entries WHERE institution_id = $1', [noor.id]);
    await db.query(`INSERT INTO audit_entries SELECT * FROM ${saved}`);
    expect((await verdict()).broken).toBeNull();
  });
  const ours = async () =>
    (await verifyChains(process.env.MIGRATE_DATABASE_URL!, headsOf(report))).find(
      ({ institution }) => institution === noor.id,
    )!;

  test('changes an entry is seen at that entry', async () => {
    const seq = await seqOf(3);
    for (const change of [
      `detail = '{"n":"3","forged":true}'`,
      `action = 'halqa.created'`,
      `user_id = gen_random_uuid()`,
      `user_id = NULL`,
      `at = at + interval '1 millisecond'`,
      `subject_id = NULL`,
      `role = 'teacher'`,
      `subject = subject || '|', role = role`,
    ]) {
      await db.query(`UPDATE audit_entries SET ${change} WHERE institution_id = $1 AND seq = $2`, [
        noor.id,
        seq,
      ]);
      expect(await verdict(), change).toMatchObject({ broken: seq });
      await db.query(
        `UPDATE audit_entries a SET (detail, action, user_id, at, subject_id, role, subject) =
           (SELECT s.detail, s.action, s.user_id, s.at, s.subject_id, s.role, s.subject FROM ${saved} s WHERE s.id = a.id)
         WHERE a.institution_id = $1 AND a.seq = $2`,
        [noor.id, seq],
      );
      expect((await verdict()).broken, change).toBeNull();
    }
    await db.query(`UPDATE audit_entries SET hash = repeat('0', 64) WHERE institution_id = $1 AND seq = $2`, [
      noor.id,
      seq,
    ]);
    expect((await ours()).broken).toBe(seq);
  });

  test('takes an entry out is seen at the gap', async () => {
    const seq = await seqOf(3);
    await db.query('DELETE FROM audit_entries WHERE institution_id = $1 AND seq = $2', [noor.id, seq]);
    expect((await verdict()).broken).toBe(seq);
    // Closing the gap does not help: the links do not fit.
    await db.query('UPDATE audit_entries SET seq = -seq WHERE institution_id = $1 AND seq > $2', [
      noor.id,
      seq,
    ]);
    await db.query('UPDATE audit_entries SET seq = -seq - 1 WHERE institution_id = $1 AND seq < 0', [
      noor.id,
    ]);
    expect((await verdict()).broken).toBe(seq);
  });

  test('puts an entry in, or swaps two, is seen', async () => {
    const [a, b] = [await seqOf(2), await seqOf(4)];
    await db.query(
      `UPDATE audit_entries SET seq = CASE seq WHEN $2 THEN -$3::bigint ELSE -$2::bigint END WHERE institution_id = $1 AND seq IN ($2, $3)`,
      [noor.id, a, b],
    );
    await db.query('UPDATE audit_entries SET seq = -seq WHERE institution_id = $1 AND seq < 0', [noor.id]);
    expect((await verdict()).broken).toBe(a);
    await db.query(
      `INSERT INTO audit_entries (institution_id, id, seq, role, action, subject, detail, previous_hash, hash)
       SELECT $1, gen_random_uuid(), max(seq) + 1, 'admin', 'student.left', 'student', '{}', '', repeat('a', 64) FROM audit_entries WHERE institution_id = $1`,
      [noor.id],
    );
    expect((await verdict()).broken).toBe(a);
  });

  test('cuts the end off, or writes all anew, is seen by a head that was kept elsewhere', async () => {
    const last = (await verdict()).entries;
    await db.query('DELETE FROM audit_entries WHERE institution_id = $1 AND seq = $2', [noor.id, last]);
    expect(await ours()).toMatchObject({ broken: null, lost: last });
    await db.query('DELETE FROM audit_entries WHERE institution_id = $1', [noor.id]);
    await db.query(
      `SELECT count(sec.append($1, NULL, 'admin', 'halqa.edited', 'halqa', NULL, '{}')) FROM generate_series(1, $2)`,
      [noor.id, last],
    );
    expect(await ours()).toMatchObject({ broken: null, lost: last });
  });
});

describe('sign-ins', () => {
  const lines = async (user: string) =>
    (
      await inTenant(noor.admin, (tx) =>
        tx.auditEntry.findMany({
          where: { institutionId: noor.id, userId: user },
          orderBy: { seq: 'asc' },
          select: { action: true, role: true, detail: true },
        }),
      )
    ).filter(({ action }) => action.startsWith('session.'));

  test('stand in the trail of the chosen institution, and so does the way out', async () => {
    const { userId } = noor.teacher;
    const before = (await lines(userId)).length;
    const sid = sha256(opaqueToken());
    await callAuth('auth.open_session', [sid, userId, '1 day', 'Chrome, Android']);
    await callAuth('auth.close_session', [sid]);
    await callAuth('auth.close_session', [sid]);
    expect((await lines(userId)).slice(before)).toEqual([
      { action: 'session.opened', role: 'teacher', detail: { device: 'Chrome, Android' } },
      { action: 'session.closed', role: 'teacher', detail: { device: 'Chrome, Android' } },
    ]);
  });

  test('without the second factor nobody has come in', async () => {
    const { userId } = noor.admin;
    const before = (await lines(userId)).length;
    const sid = sha256(opaqueToken());
    await callAuth('auth.open_session', [sid, userId, '1 day']);
    expect(await lines(userId)).toHaveLength(before);
    await callAuth('auth.pass_second_factor', [sid]);
    await callAuth('auth.pass_second_factor', [sid]);
    expect((await lines(userId)).slice(before)).toMatchObject([{ action: 'session.opened', role: 'admin' }]);
  });

  test('of somebody without an institution are nowhere', async () => {
    const stranger = await makeUser('stranger.audit@example.org', 'a long enough phrase');
    await callAuth('auth.open_session', [sha256(opaqueToken()), stranger, '1 day']);
    const { rows } = await db.query('SELECT 1 FROM audit_entries WHERE user_id = $1', [stranger]);
    expect(rows).toEqual([]);
  });
});
