import fs from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listPolicies, policiesSql, policyCondition } from '@/lib/core/auth/policy-sql';
import type { Verb } from '@/lib/core/auth/table-rights';
import { globalTables, globalVerbs, tables } from '@/lib/core/auth/tables';
import { loginNames, root } from '@/scripts/environment';
import { drift } from '@/scripts/schema-engine';
import { asSuperuser } from '../support/world';

let db: pg.Client;
beforeAll(async () => {
  db = await asSuperuser();
});
afterAll(() => db.end());

async function list<T extends object = Record<string, unknown>>(
  sql: string,
  values: unknown[] = [],
): Promise<T[]> {
  return (await db.query<T & pg.QueryResultRow>(sql, values)).rows;
}
const names = async (sql: string, values: unknown[] = []) =>
  (await list(sql, values)).map((row) => Object.values(row).join(' '));

const tenantTables = Object.keys(tables);
const keyed = tenantTables.filter((t) => t !== 'institutions');
const own = `c.relnamespace = 'public'::regnamespace AND c.relname <> '_prisma_migrations'`;
const hifzpro = `('hifzpro_app', 'hifzpro_auth', 'hifzpro_worker', 'hifzpro_listen', 'hifzpro_policy', 'hifzpro_owner', 'hifzpro_migrate')`;

describe('the catalogue of the database', () => {
  test('P05 every table stands in the access table, under forced row-level security', async () => {
    const found = await list<{ name: string; on: boolean; forced: boolean }>(
      `SELECT c.relname AS name, c.relrowsecurity AS on, c.relforcerowsecurity AS forced FROM pg_class c
       WHERE ${own} AND c.relkind IN ('r', 'p') ORDER BY 1`,
    );
    expect(found.map((t) => t.name)).toEqual([...tenantTables, ...globalTables].sort());
    expect(found.filter((t) => !t.on || !t.forced)).toEqual([]);
    const others = await names(
      `SELECT c.relname FROM pg_class c WHERE ${own} AND c.relkind IN ('v', 'm', 'f')`,
    );
    expect(others, 'a view must be security_invoker and stand in this test').toEqual([]);
  });

  test('P05 every policy of the app is generated, permissive, and carries tenant and role', async () => {
    const found = await list<{
      table: string;
      name: string;
      verb: string;
      qual: string | null;
      check: string | null;
      logins: string[];
    }>(
      `SELECT tablename AS table, policyname AS name, lower(cmd) AS verb, qual, with_check AS check, roles::text[] AS logins
       FROM pg_policies WHERE roles && '{hifzpro_app,hifzpro_support,hifzpro_support_write}' ORDER BY 1, 2`,
    );
    const key = (p: { table: string; name: string }) => `${p.table}.${p.name}`;
    expect(found.map(key).sort()).toEqual(listPolicies().map(key).sort());
    const flat = (sql: string) => sql.replace(/ AS \w+/g, '').replace(/[()\s]|::text/g, '');
    for (const policy of listPolicies()) {
      const live = found.find((f) => key(f) === key(policy))!;
      expect(live.logins, key(policy)).toEqual([policy.login]);
      const sides = [live.qual, live.check].filter((s) => s !== null);
      expect(sides).toHaveLength(policy.verb === 'update' ? 2 : 1);
      for (const side of sides)
        expect(flat(side), key(policy)).toBe(flat(policyCondition(policy, 'wrapped')));
    }
    const odd = await names(
      `SELECT tablename, policyname FROM pg_policies WHERE schemaname = 'public' AND (permissive <> 'PERMISSIVE'
       OR cardinality(roles) > 1 OR cmd = 'ALL'
       OR NOT roles::text[] <@ '{hifzpro_app,hifzpro_support,hifzpro_support_write,hifzpro_policy}')`,
    );
    expect(odd).toEqual([]);
  });

  test('the definer functions may do what the access table names, and no more', async () => {
    const wished = [
      ...tenantTables.flatMap((t) => (tables[t]!.definer ?? []).map((v) => `${t} ${v}`)),
      ...globalTables.flatMap((t) => globalVerbs(t).map((v) => `${t} ${v}`)),
    ].sort();
    expect(
      (
        await names(`SELECT tablename, lower(cmd) FROM pg_policies WHERE 'hifzpro_policy' = ANY (roles)`)
      ).sort(),
    ).toEqual(wished);
    const granted = await names(
      `SELECT table_name, lower(privilege_type) FROM information_schema.role_table_grants
       WHERE table_schema = 'public' AND grantee = 'hifzpro_policy'`,
    );
    expect(granted.sort()).toEqual(wished);
  });

  test.each(['wrapped', 'bare'] as const)('the generated policies are not stale (%s)', (dialect) => {
    const file = dialect === 'wrapped' ? '30-policies.sql' : '30-policies.citus.sql';
    expect(fs.readFileSync(path.join(root, 'prisma/sql', file), 'utf8')).toBe(policiesSql(dialect));
  });

  test('the migrations say what the schema says', async () => {
    expect(await drift(process.env.MIGRATE_DATABASE_URL!)).toBe('');
  });
});

describe('what the logins may do', () => {
  test('P05 none is a superuser, bypasses policies (but the dump’s), owns a table or belongs to one that does', async () => {
    expect(
      await names(
        `SELECT rolname FROM pg_roles WHERE rolname LIKE 'hifzpro%' AND (rolsuper OR rolbypassrls OR rolreplication OR rolcreaterole)`,
      ),
      // A dump that a policy cuts would be partial in silence; this login reads, and nothing of the product knows it.
    ).toEqual(['hifzpro_backup']);
    expect(await names(`SELECT rolname FROM pg_roles WHERE rolname LIKE 'hifzpro%' AND rolcreatedb`)).toEqual(
      ['hifzpro_migrate'],
    );
    const owners = await names(
      `SELECT DISTINCT pg_get_userbyid(c.relowner) FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace`,
    );
    expect(owners).toEqual(['hifzpro_owner']);
    const members = await names(
      `SELECT pg_get_userbyid(m.member) FROM pg_auth_members m WHERE pg_get_userbyid(m.roleid) LIKE 'hifzpro%'
       AND pg_get_userbyid(m.member) NOT IN ('hifzpro_migrate', 'postgres')`,
    );
    expect(members).toEqual([]);
    expect(
      await names(
        `SELECT rolname FROM pg_roles WHERE rolname IN ('hifzpro_owner', 'hifzpro_policy') AND rolcanlogin`,
      ),
    ).toEqual([]);
  });

  test('P05 the app has exactly the verbs of the access table, and UPDATE by column without the keys', async () => {
    const granted = await names(
      `SELECT table_name, lower(privilege_type) FROM information_schema.role_table_grants
       WHERE table_schema = 'public' AND grantee IN ('hifzpro_app', 'PUBLIC')`,
    );
    const verbsOf = (table: string) => [
      ...new Set(Object.values(tables[table]!.rights).flatMap((r) => Object.keys(r) as Verb[])),
    ];
    const wished = tenantTables.flatMap((t) =>
      verbsOf(t)
        .filter((v) => v !== 'update')
        .map((v) => `${t} ${v}`),
    );
    expect(granted.sort()).toEqual(wished.sort());
    const byColumn = await list<{ table: string; columns: string[] }>(
      `SELECT table_name AS table, array_agg(column_name::text) AS columns FROM information_schema.column_privileges
       WHERE table_schema = 'public' AND grantee = 'hifzpro_app' AND privilege_type = 'UPDATE' GROUP BY 1 ORDER BY 1`,
    );
    expect(byColumn.map((t) => t.table)).toEqual(
      tenantTables.filter((t) => verbsOf(t).includes('update')).sort(),
    );
    for (const { table, columns } of byColumn) {
      expect(
        columns.filter((c) => ['institution_id', 'id', 'created_at'].includes(c)),
        table,
      ).toEqual([]);
    }
  });

  test('sign-in and worker have no tenant table, the app no queue and no key', async () => {
    const reach = await names(
      `SELECT r.rolname, c.oid::regclass FROM pg_class c CROSS JOIN pg_roles r
       WHERE c.relnamespace IN ('public'::regnamespace, 'sec'::regnamespace) AND c.relkind IN ('r', 'v', 'S', 'p')
       AND r.rolname IN ('hifzpro_auth', 'hifzpro_worker')
       AND has_table_privilege(r.oid, c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')`,
    );
    expect(reach).toEqual([]);
    const schemas = await names(
      `SELECT r.rolname, n.nspname FROM pg_namespace n CROSS JOIN pg_roles r
       WHERE r.rolname IN ('hifzpro_app', 'hifzpro_auth', 'hifzpro_worker') AND n.nspname !~ '^pg_|^information_schema$'
       AND has_schema_privilege(r.oid, n.oid, 'USAGE') ORDER BY 1, 2`,
    );
    expect(schemas).toEqual([
      'hifzpro_app app',
      'hifzpro_app audit',
      'hifzpro_app public',
      'hifzpro_auth auth',
      'hifzpro_auth limits',
      'hifzpro_worker auth',
      'hifzpro_worker graphile_worker',
    ]);
    const makers = await names(
      `SELECT r.rolname, n.nspname FROM pg_namespace n CROSS JOIN pg_roles r
       WHERE r.rolname IN ('hifzpro_app', 'hifzpro_auth') AND has_schema_privilege(r.oid, n.oid, 'CREATE')`,
    );
    expect(makers).toEqual([]);
  });

  test('no login can stand a temporary table before a definer function', async () => {
    const makers = await names(
      `SELECT rolname FROM pg_roles WHERE rolname IN ${hifzpro} AND rolname NOT IN ('hifzpro_owner', 'hifzpro_migrate')
       AND has_database_privilege(oid, current_database(), 'TEMPORARY')`,
    );
    expect(makers).toEqual([]);
    const definers = await list<{ name: string; config: string[] | null }>(
      `SELECT p.oid::regprocedure::text AS name, p.proconfig AS config FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
       WHERE p.prosecdef AND n.nspname !~ '^pg_'`,
    );
    const loose = definers.filter(({ config }) => !config?.some((c) => /^search_path=.+, pg_temp$/.test(c)));
    expect(loose.map((f) => f.name).filter((f) => !/^graphile_worker\.(?!hifzpro)/.test(f))).toEqual([]);
    expect(definers.length).toBeGreaterThan(15);
  });

  test('functions are executable by the logins they are for, and by nobody else', async () => {
    const open = await names(
      `SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
       WHERE n.nspname IN ('app', 'auth', 'audit', 'sec', 'limits') AND EXISTS (
         SELECT 1 FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a WHERE a.grantee = 0 AND a.privilege_type = 'EXECUTE')`,
    );
    expect(open).toEqual([]);
    const cross = await names(
      `SELECT r.rolname, p.oid::regprocedure FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace CROSS JOIN pg_roles r
       WHERE n.nspname IN ('app', 'auth', 'audit', 'sec') AND r.rolname IN ('hifzpro_app', 'hifzpro_auth', 'hifzpro_worker')
       AND has_function_privilege(r.oid, p.oid, 'EXECUTE')
       AND NOT (r.rolname = 'hifzpro_app' AND n.nspname IN ('app', 'audit'))
       AND NOT (r.rolname = 'hifzpro_auth' AND n.nspname = 'auth' AND p.proname NOT IN ('enter_job', 'forget_over'))
       AND NOT (r.rolname = 'hifzpro_worker' AND p.proname IN ('enter_job', 'forget_over'))`,
    );
    expect(cross).toEqual([]);
  });

  test('each login is bounded in time, and the statements of the app are not on show', async () => {
    const settings = await list<{ rolname: string; rolconfig: string[] }>(
      'SELECT rolname, rolconfig FROM pg_roles WHERE rolname = ANY ($1)',
      [loginNames.filter((l) => l !== 'hifzpro_migrate')],
    );
    expect(settings.map(({ rolname }) => rolname).sort()).toEqual(
      loginNames.filter((l) => l !== 'hifzpro_migrate').sort(),
    );
    for (const { rolconfig } of settings) {
      expect(rolconfig).toEqual(
        expect.arrayContaining([
          'statement_timeout=10s',
          'lock_timeout=3s',
          'idle_in_transaction_session_timeout=15s',
        ]),
      );
    }
    for (const login of ['hifzpro_app', 'hifzpro_support', 'hifzpro_support_write'])
      expect(settings.find((s) => s.rolname === login)!.rolconfig, login).toContain('track_activities=off');
  });
});

describe('keys', () => {
  test('P05 every primary key is (institution_id, id)', async () => {
    const found = await list<{ table: string; columns: string[] }>(
      `SELECT c.relname AS table, array_agg(a.attname::text ORDER BY k.ord) AS columns FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
       CROSS JOIN unnest(i.indkey) WITH ORDINALITY AS k(num, ord) JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.num
       WHERE i.indisprimary AND ${own} GROUP BY 1`,
    );
    for (const table of keyed)
      expect(found.find((f) => f.table === table)?.columns, table).toEqual(['institution_id', 'id']);
  });

  test('P05 every foreign key and unique index begins with the institution, and nothing cascades', async () => {
    const foreign = await list<{ name: string; first: string; table: string; del: string; upd: string }>(
      `SELECT k.conname AS name, c.relname AS table, a.attname AS first, k.confdeltype AS del, k.confupdtype AS upd FROM pg_constraint k
       JOIN pg_class c ON c.oid = k.conrelid JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
       WHERE k.contype = 'f' AND ${own}`,
    );
    expect(foreign.filter((f) => f.first !== 'institution_id' || f.del !== 'r' || f.upd !== 'a')).toEqual([]);
    for (const table of keyed) expect(foreign.map((f) => f.table)).toContain(table);
    const unique = await list<{ name: string; table: string; first: string }>(
      `SELECT i.indexrelid::regclass::text AS name, c.relname AS table, a.attname AS first FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0] WHERE i.indisunique AND ${own}`,
    );
    expect(unique.filter((u) => keyed.includes(u.table) && u.first !== 'institution_id')).toEqual([]);
  });

  test('no enum column and no generated sequence: text with CHECK, ids made by clients', async () => {
    expect(
      await names(
        `SELECT typname FROM pg_type WHERE typtype = 'e' AND typnamespace = 'public'::regnamespace`,
      ),
    ).toEqual([]);
    expect(await names(`SELECT c.relname FROM pg_class c WHERE ${own} AND c.relkind = 'S'`)).toEqual([]);
  });

  test('every cut names a column of its table, of the kind uuid, that can hold the id', async () => {
    const columns = await names(
      `SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' AND data_type = 'uuid'`,
    );
    for (const [table, { columns: cuts, rights }] of Object.entries(tables)) {
      for (const column of Object.values(cuts)) expect(columns).toContain(`${table} ${column}`);
      const used = new Set(Object.values(rights).flatMap((r) => Object.values(r)));
      for (const cut of used) if (cut !== 'tenant') expect(Object.keys(cuts), table).toContain(cut);
    }
  });
});
