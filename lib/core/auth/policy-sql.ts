import type { Role } from './roles';
import type { Cut, TableAccess, Verb } from './table-rights';
import { globalTables, globalVerbs, tables } from './tables';

/** The login that carries a role's policies: a visit of HifzPro support comes through doors of its own, so that reading
 *  only is not a matter of the code. */
export const loginOf = (role: Role): string =>
  role === 'support' || role === 'support_write' ? `hifzpro_${role}` : 'hifzpro_app';

const logins = ['hifzpro_app', 'hifzpro_support', 'hifzpro_support_write'] as const;

/** One line of the access table: what a role may do to a table's rows, and how they are cut for it. */
export type Right = { table: string; role: Role; verb: Verb; cut: Cut; also?: string | undefined };
/** The policy of a login for a verb, with an arm for each of its roles. */
export type Policy = { table: string; login: string; verb: Verb; name: string; arms: Right[] };

/** `wrapped` makes PostgreSQL evaluate each getter once per statement; Citus refuses sub-selects, so it gets them bare. */
export type Dialect = 'wrapped' | 'bare';

/** Every right of the access table, in a stable order. */
export function listRights(): Right[] {
  return Object.entries(tables).flatMap(([table, access]) =>
    Object.entries(access.rights).flatMap(([role, rights]) =>
      Object.entries(rights).map(([verb, cut]) => ({
        table,
        role: role as Role,
        verb: verb as Verb,
        cut,
        also: access.also?.[role as Role],
      })),
    ),
  );
}

/** The policies that carry them. One for all roles of a login, not one for each: PostgreSQL looks at every policy of a
 *  verb until one lets the row in, and each would ask the context anew. */
export function listPolicies(): Policy[] {
  const found = new Map<string, Policy>();
  for (const right of listRights()) {
    const { table, verb } = right;
    const login = loginOf(right.role);
    const name = `${login.replace('hifzpro_', '')}_${verb}`;
    const known = found.get(`${table}.${name}`) ?? { table, login, verb, name, arms: [] };
    found.set(`${table}.${name}`, { ...known, arms: [...known.arms, right] });
  }
  return [...found.values()];
}

const getter = (dialect: Dialect) => (call: string) => (dialect === 'wrapped' ? `(SELECT ${call})` : call);

/** That the row is of the context's institution. Every policy begins with it. */
export const tenantClause = (table: string, dialect: Dialect) =>
  `${tables[table]!.columns.tenant ?? 'institution_id'} = ${getter(dialect)('app.institution_id()')}`;

/** The one scope column of a right; `true` where it reaches the whole institution. */
export function cutClause({ table, cut }: Pick<Right, 'table' | 'cut'>, dialect: Dialect): string {
  if (cut === 'tenant') return 'true';
  const get = getter(dialect);
  const column = tables[table]!.columns[cut];
  if (!column) throw new Error(`${table}: no column for the cut ${cut}`);
  // The cast stops PostgreSQL from reading ANY ((SELECT …)) as a sub-query of rows.
  return cut === 'user'
    ? `${column} = ${get('app.user_id()')}`
    : `${column} = ANY (${get(`app.${cut}_ids()`)}::uuid[])`;
}

/** The cut of a right, and for a new row how it must be. */
function armClause(right: Right, dialect: Dialect): string {
  const fresh = right.verb === 'insert' ? tables[right.table]!.fresh?.[right.role] : undefined;
  const also = right.also?.replace(/app\.\w+\(\)/g, getter(dialect));
  return [cutClause(right, dialect), fresh, also].filter(Boolean).join(' AND ');
}

/** The cut of the context's role; a role that no arm names gets nothing. */
export const roleClause = (arms: readonly Right[], dialect: Dialect) =>
  `CASE ${getter(dialect)('app.role()')} ${arms.map((arm) => `WHEN '${arm.role}' THEN ${armClause(arm, dialect)}`).join(' ')} ELSE false END`;

/** The condition of one policy: tenant, role and the role's scope column, all from the context. */
export const policyCondition = ({ table, arms }: Pick<Policy, 'table' | 'arms'>, dialect: Dialect) =>
  `${tenantClause(table, dialect)} AND ${roleClause(arms, dialect)}`;

export function createPolicy(policy: Policy, dialect: Dialect): string {
  const condition = policyCondition(policy, dialect);
  const clause = {
    select: `USING (${condition})`,
    insert: `WITH CHECK (${condition})`,
    update: `USING (${condition}) WITH CHECK (${condition})`,
    delete: `USING (${condition})`,
  }[policy.verb];
  return `CREATE POLICY ${policy.name} ON ${policy.table} FOR ${policy.verb.toUpperCase()} TO ${policy.login} ${clause};`;
}

/** What a login may do at all to a table: the verbs of its roles. Columns of SELECT and UPDATE may be fewer. */
function grantsSql(table: string, access: TableAccess, login: string): string[] {
  const verbs = new Set(
    Object.entries(access.rights)
      .filter(([role]) => loginOf(role as Role) === login)
      .flatMap(([, rights]) => Object.keys(rights) as Verb[]),
  );
  const support = login !== 'hifzpro_app';
  if (support && access.blank) verbs.add('select');
  const closed = support ? (access.closed ?? []) : [];
  const whole = [...verbs].filter((verb) => verb !== 'update' && !(verb === 'select' && closed.length));
  return [
    ...(whole.length ? [`GRANT ${whole.join(', ').toUpperCase()} ON ${table} TO ${login};`] : []),
    ...(verbs.has('select') && closed.length
      ? [`SELECT pg_temp.grant_columns('${table}', 'SELECT', '${login}', '{${closed.join(',')}}');`]
      : []),
    ...(verbs.has('update')
      ? [`SELECT pg_temp.grant_columns('${table}', 'UPDATE', '${login}', '{institution_id,id,created_at}');`]
      : []),
  ];
}

function tableSql(table: string, access: TableAccess, dialect: Dialect): string {
  const lines = [
    `-- ${table}`,
    `SELECT pg_temp.fence('${table}');`,
    ...logins.flatMap((login) => grantsSql(table, access, login)),
    ...listPolicies()
      .filter((p) => p.table === table)
      .map((p) => createPolicy(p, dialect)),
    ...definerSql(table, access.definer ?? []),
  ];
  return lines.join('\n');
}

function definerSql(table: string, verbs: readonly Verb[]): string[] {
  if (!verbs.length) return [];
  return [
    `GRANT ${verbs.join(', ').toUpperCase()} ON ${table} TO hifzpro_policy;`,
    ...verbs.map((v) => {
      const clause = {
        select: 'USING (true)',
        insert: 'WITH CHECK (true)',
        update: 'USING (true) WITH CHECK (true)',
        delete: 'USING (true)',
      }[v];
      return `CREATE POLICY definer_${v} ON ${table} FOR ${v.toUpperCase()} TO hifzpro_policy ${clause};`;
    }),
  ];
}

/** The whole of prisma/sql/30-policies*.sql: idempotent, applied after every migration. */
export function policiesSql(dialect: Dialect): string {
  return `-- Generated from lib/core/auth/tables.ts by \`npm run policies\`; a test fails when stale. Dialect: ${dialect}.
SET ROLE hifzpro_owner;
CREATE FUNCTION pg_temp.fence(t text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', t);
  EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', t);
  FOR p IN SELECT polname FROM pg_policy WHERE polrelid = format('public.%I', t)::regclass LOOP
    EXECUTE format('DROP POLICY %I ON public.%I', p.polname, t);
  END LOOP;
  EXECUTE format('REVOKE ALL ON public.%I FROM PUBLIC, hifzpro_app, hifzpro_support, hifzpro_support_write, hifzpro_auth, hifzpro_worker, hifzpro_policy', t);
END $$;
-- By column: a row never changes its institution, its id or its birth; a secret is not read.
CREATE FUNCTION pg_temp.grant_columns(t text, verb text, login text, without text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE (SELECT format('GRANT %s (%s) ON public.%I TO %I', verb, string_agg(quote_ident(attname), ', ' ORDER BY attnum), t, login)
    FROM pg_attribute WHERE attrelid = format('public.%I', t)::regclass AND attnum > 0 AND NOT attisdropped
    AND attname <> ALL (without));
END $$;

${Object.entries(tables)
  .map(([table, access]) => tableSql(table, access, dialect))
  .join('\n\n')}

${globalTables
  .map((t) => [`-- ${t}`, `SELECT pg_temp.fence('${t}');`, ...definerSql(t, globalVerbs(t))].join('\n'))
  .join('\n\n')}

DROP FUNCTION pg_temp.fence(text);
DROP FUNCTION pg_temp.grant_columns(text, text, text, text[]);
RESET ROLE;
`;
}
