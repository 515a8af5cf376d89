import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enterSession, type Scope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { asApp, makeWorld, type World } from '../support/world';

let world: World;
let app: pg.Client;
beforeAll(async () => {
  world = await makeWorld();
  app = await asApp();
});
afterAll(async () => {
  await app.end();
  await world.close();
});

async function statesOf(statement: string, context?: string): Promise<string> {
  await app.query('BEGIN');
  try {
    if (context !== undefined) await app.query(`SET LOCAL app.ctx = ${app.escapeLiteral(context)}`);
    const answer = await app.query(statement);
    return `${answer.rowCount} rows`;
  } catch (error) {
    return (error as pg.DatabaseError).code!;
  } finally {
    await app.query('ROLLBACK');
  }
}

/** A context that only a holder of the signing key can make. */
async function mint(changes: Record<string, unknown>, key = '(SELECT k FROM sec.key)'): Promise<string> {
  const [payload, , ids] = (await world.contextOf('admin')).split('.');
  const content = { ...JSON.parse(Buffer.from(payload!, 'base64').toString()), ...changes };
  const text = Buffer.from(JSON.stringify(content)).toString('base64');
  const { rows } = await world.superuser.query(
    `SELECT encode(public.hmac($1::text::bytea, ${key}, 'sha256'), 'hex') AS signature`,
    [text],
  );
  return `${text}.${rows[0].signature}.${ids}`;
}

const students = 'SELECT id FROM students';

describe('a context that the database did not issue', () => {
  test('a true one works, so that the refusals below mean something', async () => {
    expect(await statesOf(students, await world.contextOf('admin'))).toBe(`${ownStudents()} rows`);
    expect(await statesOf(students, await mint({}))).toBe(`${ownStudents()} rows`);
  });

  test('T3 payload changed, signature cut, swapped, of another key, of a job, or none at all', async () => {
    const [payload, signature, ids] = (await world.contextOf('admin')).split('.') as [string, string, string];
    const [foreignPayload, foreignSignature] = (await world.contextOf('admin', 'foreign')).split('.') as [
      string,
      string,
    ];
    const forged = [
      `${foreignPayload}.${signature}.${ids}`,
      `${payload}.${foreignSignature}.${ids}`,
      `${payload}.${signature.slice(0, 63)}.${ids}`,
      `${payload}.${signature.slice(0, -1)}${signature.endsWith('0') ? '1' : '0'}.${ids}`,
      `${payload.slice(0, -4)}.${signature}.${ids}`,
      `${payload}..${ids}`,
      `.${signature}.${ids}`,
      payload,
      'nonsense',
      await mint({ i: world.foreign.institution }, "'a key of our own'::bytea"),
      await mint({ i: world.foreign.institution }, "''::bytea"),
    ];
    for (const context of forged) expect(await statesOf(students, context), context).toBe('42501');
    expect(await statesOf(students, '')).toBe('0 rows');
    expect(await statesOf(students)).toBe('0 rows');
  });

  test('T3 a true head with lists of ids that are not its own, widened, cut, moved or none', async () => {
    const [head, signature, lists] = (await world.contextOf('teacher')).split('.') as [
      string,
      string,
      string,
    ];
    const [, , foreign] = (await world.contextOf('teacher', 'foreign')).split('.') as [
      string,
      string,
      string,
    ];
    const all = world.rows.students!.map((s) => s.id).join();
    expect(await statesOf(students, `${head}.${signature}.${lists}`)).toMatch(/^[1-9]\d* rows$/);
    const forged = [
      `${head}.${signature}.${foreign}`,
      `${head}.${signature}.${lists.replace(/^{[^}]*}/, `{${all}}`)}`,
      `${head}.${signature}.${lists.split('|').reverse().join('|')}`,
      `${head}.${signature}.${lists.slice(0, -1)}`,
      `${head}.${signature}.`,
      `${head}.${signature}`,
    ];
    for (const context of forged) expect(await statesOf(students, context), context).toBe('42501');
  });

  test('S8 an old one is told from a false one, and neither shows a row', async () => {
    const old = await mint({ x: Date.now() / 1000 - 1 });
    expect(await statesOf(students, old)).toBe('HP001');
    expect(await statesOf(students, await mint({ x: null }))).toBe('HP001');
  });

  test('a role that nobody gave rows to, and one that is none, see nothing', async () => {
    for (const r of ['student', 'support', 'hifzpro_owner', '', null])
      expect(await statesOf(students, await mint({ r })), String(r)).toBe('0 rows');
  });
});

const ownStudents = () =>
  world.rows.students!.filter((s) => s.institution_id === world.near.institution).length;

describe('T3 the login of the app, had someone injected SQL into it', () => {
  test.each([
    ['reads the key', 'SELECT k FROM sec.key'],
    ['mints a context', `SELECT sec.context('${v7()}', '${v7()}', 'admin', NULL)`],
    ['signs a job', `SELECT sec.seal('messages.compose', '{}')`],
    ['enters a session', `SELECT * FROM auth.enter('x')`],
    ['opens a session', `SELECT auth.open_session('x', '${v7()}', '1 day')`],
    ['makes an admin', `SELECT auth.found_institution('${v7()}', 'x', NULL, 'PK', 'UTC', 'en', '${v7()}')`],
    ['enters a job', 'SELECT * FROM auth.enter_job(1)'],
    ['writes a job', "SELECT graphile_worker.add_job('messages.compose', '{}')"],
    ['reads the queue', 'SELECT * FROM graphile_worker._private_jobs'],
    ['reads accounts', 'SELECT * FROM users'],
    ['reads sessions', 'SELECT * FROM sessions'],
    ['reads codes', 'SELECT * FROM sign_in_codes'],
    ['reads slips', 'SELECT * FROM sign_in_slips'],
    ['uses a slip', `SELECT * FROM auth.use_slip('x', 'x', '${v7()}', 'x', '1 day', '')`],
    ['reads seeds of authenticators', 'SELECT * FROM totp_seeds'],
    ['reads recovery codes', 'SELECT * FROM recovery_codes'],
    [
      'plants a passkey',
      `INSERT INTO passkeys (id, user_id, credential_id, public_key) VALUES ('${v7()}', '${v7()}', 'x', 'x')`,
    ],
    ['passes a second factor', `SELECT auth.pass_second_factor('x')`],
    ['reads phones of the demonstration', 'SELECT * FROM demo_phone_messages'],
    ['reads mails of the demonstration', 'SELECT * FROM demo_mails'],
    ['reads links of forgotten passwords', 'SELECT * FROM password_resets'],
    ['reads attempts', 'SELECT * FROM limits.bucket'],
    ['becomes the owner', 'SET ROLE hifzpro_owner'],
    ['becomes a superuser', 'SET SESSION AUTHORIZATION postgres'],
    ['stops replication triggers', 'SET session_replication_role = replica'],
    ['shows its statements', 'SET track_activities = on'],
    ['empties a table', 'TRUNCATE students'],
    ['makes a table', 'CREATE TABLE public.mine (id int)'],
    ['makes a temporary table', 'CREATE TEMPORARY TABLE audit_entries (id int)'],
    ['makes a schema', 'CREATE SCHEMA mine'],
    ['drops a policy', 'DROP POLICY app_select ON students'],
    ['switches policies off', 'ALTER TABLE students DISABLE ROW LEVEL SECURITY'],
    ['bypasses policies', 'ALTER ROLE hifzpro_app BYPASSRLS'],
    ['reads a file', `SELECT pg_read_file('/etc/passwd')`],
    ['runs a program', `COPY students FROM PROGRAM 'id'`],
    ['reads passwords', 'SELECT * FROM pg_authid'],
    ['writes to the audit', `INSERT INTO audit_entries (institution_id, id) VALUES ('${v7()}', '${v7()}')`],
  ])('%s: refused', async (_what, statement) => {
    expect(await statesOf(statement, await world.contextOf('admin'))).toBe('42501');
  });

  test('row_security = off fails loudly instead of showing rows', async () => {
    await app.query('SET row_security = off');
    expect(await statesOf(students, await world.contextOf('admin'))).toBe('42501');
    await app.query('RESET row_security');
  });

  test("does not read another request's context from the activity of the server", async () => {
    const other = await asApp();
    await other.query('BEGIN');
    await other.query(`SET LOCAL app.ctx = '${await world.contextOf('admin', 'foreign')}'`);
    const { rows } = await app.query(
      `SELECT query FROM pg_stat_activity UNION ALL SELECT pg_stat_get_backend_activity(s) FROM pg_stat_get_backend_idset() s`,
    );
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.filter((r) => /app\.ctx = '/.test(r.query ?? ''))).toEqual([]);
    await other.end();
  });

  test('an audit row is written by the chain alone, and only inside a context', async () => {
    const append = `SELECT audit.append('${v7()}', 'made', 'student', NULL, '{}')`;
    expect(await statesOf(append)).toBe('42501');
    expect(await statesOf(append, await world.contextOf('teacher'))).toBe('1 rows');
  });
});

describe('inTenant', () => {
  const scopeOf = async (actor: 'admin' | 'teacher' | 'guardian', side: 'near' | 'foreign') =>
    (await enterSession(await world.sessionOf(actor, side)))!;

  test('T6 400 interleaved units of work of two institutions and three roles: no wrong row', async () => {
    const scopes: { scope: Scope; seen: number }[] = [];
    for (const side of ['near', 'foreign'] as const) {
      const all = world.rows.students!.filter((s) => s.institution_id === world[side].institution).length;
      const mine = side === 'near' ? 2 : 1;
      scopes.push({ scope: await scopeOf('admin', side), seen: all });
      scopes.push({ scope: await scopeOf('teacher', side), seen: mine });
      scopes.push({ scope: await scopeOf('guardian', side), seen: 1 });
    }
    const wrong: string[] = [];
    let running = 0;
    let most = 0;
    const unit = async (n: number) => {
      const { scope, seen } = scopes[n % scopes.length]!;
      const work = inTenant(scope, async (tx) => {
        running += 1;
        most = Math.max(most, running);
        const rows = await tx.student.findMany({ select: { institutionId: true } });
        if (n % 3) await tx.$executeRaw`SELECT pg_sleep(${(n % 7) / 1000})`;
        const again = await tx.lesson.findMany({ select: { institutionId: true } });
        running -= 1;
        if (n % 11 === 0) throw new Error('rolled back');
        return { rows, again };
      });
      const found = await work.catch((error: Error) => {
        if (error.message !== 'rolled back') throw error;
      });
      if (!found) return;
      const strangers = [...found.rows, ...found.again].filter(
        (r) => r.institutionId !== scope.institution.id,
      );
      if (strangers.length || found.rows.length !== seen) wrong.push(`${n}: ${found.rows.length} of ${seen}`);
    };
    // 20 callers at once share the pool's 10 connections.
    let next = 0;
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        while (next < 400) await unit(next++);
      }),
    );
    expect(wrong).toEqual([]);
    expect(most).toBeGreaterThan(5);
  });

  test('T3 an institution in the data is refused on create and on update', async () => {
    const scope = await scopeOf('admin', 'near');
    const id = world.near.campus;
    const foreign = world.foreign.institution;
    const update = inTenant(scope, (tx) =>
      tx.campus.updateMany({ where: { id }, data: { institutionId: foreign } }),
    );
    await expect(update).rejects.toThrow();
    const create = inTenant(scope, (tx) =>
      tx.campus.createMany({ data: [{ institutionId: foreign, id: v7(), name: 'x', sortName: v7() }] }),
    );
    await expect(create).rejects.toThrow();
    const { rows } = await world.superuser.query('SELECT institution_id FROM campuses WHERE id = $1', [id]);
    expect(rows.map((r) => r.institution_id).sort()).toEqual(
      [world.near.institution, world.mirror.institution].sort(),
    );
  });

  test('T10 counts, sums, groups and search know one institution', async () => {
    const scope = await scopeOf('admin', 'near');
    const mine = (table: string) =>
      world.rows[table]!.filter((r) => r.institution_id === world.near.institution);
    await inTenant(scope, async (tx) => {
      expect(await tx.student.count()).toBe(mine('students').length);
      const grouped = await tx.student.groupBy({ by: ['institutionId'], _count: true });
      expect(grouped).toEqual([{ institutionId: world.near.institution, _count: mine('students').length }]);
      const sums = await tx.lesson.aggregate({ _count: true, _max: { date: true } });
      expect(sums._count).toBe(mine('lessons').length);
      const latest = mine('lessons')
        .map((l) => String(l.date))
        .sort()
        .at(-1);
      expect(sums._max.date?.toISOString().slice(0, 10)).toBe(latest);
      const words = await tx.studentWord.findMany({ where: { word: { startsWith: 'talib' } } });
      expect(words.map((w) => w.id).sort()).toEqual(
        mine('student_words')
          .map((w) => w.id)
          .sort(),
      );
    });
  });

  test('a context that grew old is renewed once, before the work, and a false one is not', async () => {
    const scope = await scopeOf('admin', 'near');
    const old = await mint({ x: Date.now() / 1000 - 1 });
    let entered = 0;
    const renew = async () => {
      entered += 1;
      return scope.renew?.();
    };
    expect(await inTenant({ context: old, renew }, (tx) => tx.student.count())).toBe(ownStudents());
    expect(entered).toBe(1);
    const bad = { context: scope.context.replace(/(?<=\.)[0-9a-f]/, (c) => (c === '0' ? '1' : '0')), renew };
    await expect(inTenant(bad, (tx) => tx.student.count())).rejects.toThrow();
    await expect(
      inTenant({ context: "x'; DROP TABLE students; --", renew }, (tx) => tx.student.count()),
    ).rejects.toThrow('signedOut');
    expect(entered).toBe(1);
  });
});
