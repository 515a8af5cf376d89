import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  cutClause,
  listPolicies,
  listRights,
  loginOf,
  policyCondition,
  type Right,
  roleClause,
  tenantClause,
} from '@/lib/core/auth/policy-sql';
import type { Verb } from '@/lib/core/auth/table-rights';
import { globalTables, globalVerbs, tables } from '@/lib/core/auth/tables';
import { asAppLogin, type Case, expected, movedColumn, observe, scratchColumn } from '../support/cases';
import { insertOf, rowOf } from '../support/rows';
import { type Actor, actors, carry, isVisit, makeWorld, type World } from '../support/world';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

const caseOf = ({ role, table, verb }: Right): Case => ({ actor: role as Actor, table, verb });

/** The policy that carries a right, among those of its login's other roles. */
const policyOf = ({ table, role, verb }: Right) =>
  listPolicies().find((p) => p.table === table && p.verb === verb && p.login === loginOf(role))!;

/** Each way in which a right's part of its policy could be lost or loosened. */
function mutations(right: Right): Record<string, string> {
  const policy = policyOf(right);
  const { arms, table, verb } = policy;
  const alter = `ALTER POLICY ${policy.name} ON ${table}`;
  const tenant = tenantClause(table, 'wrapped');
  const condition = policyCondition(policy, 'wrapped');
  const wrap = (using: string) =>
    verb === 'insert'
      ? `WITH CHECK (${using})`
      : verb === 'update'
        ? `USING (${using}) WITH CHECK (${using})`
        : `USING (${using})`;
  const others = arms.filter((arm) => arm.role !== right.role);
  const withArms = (changed: Right[]) =>
    `${alter} ${wrap(policyCondition({ table, arms: changed }, 'wrapped'))}`;
  const all: Record<string, string> = {
    drop: others.length ? withArms(others) : `DROP POLICY ${policy.name} ON ${table}`,
    open: `${alter} ${wrap('true')}`,
    // Losing one clause is the likelier mistake than losing all.
    'without the tenant': `${alter} ${wrap(roleClause(arms, 'wrapped'))}`,
  };
  if (right.cut !== 'tenant')
    all['without the cut'] = withArms(
      arms.map((arm) => (arm.role === right.role ? { ...arm, cut: 'tenant', also: undefined } : arm)),
    );
  // A guardian and a teacher see one child by the same ids: there, a read without the role opens nothing.
  if (right.cut === 'tenant' || verb !== 'select')
    all['without the role'] = `${alter} ${wrap(`${tenant} AND ${cutClause(right, 'wrapped')}`)}`;
  if (verb === 'update') {
    all['open using'] = `${alter} USING (true) WITH CHECK (${condition})`;
    if (movedColumn(right.role as Actor, table))
      all['open check'] = `${alter} USING (${condition}) WITH CHECK (true)`;
  }
  return all;
}

const wrongDoors = [
  ['support', 'hifzpro_support_write'],
  ['support_write', 'hifzpro_support'],
] as const;
const nothing = (verb: Verb) =>
  verb === 'insert' ? 'own 42501, far 42501, foreign 42501, mirror 42501' : 'none';

/** What an actor's context reaches through a login; what noting a visit wrote is taken back at once. */
async function seenBy(
  client: pg.Client,
  contexts: Map<Actor, string>,
  actor: Actor,
  login: string,
  { table, verb }: { table: string; verb: Verb },
): Promise<string> {
  await client.query(`SAVEPOINT actor; SET LOCAL ROLE ${login}`);
  try {
    await carry(client, contexts.get(actor)!, actor);
    return await observe(client, world, { actor, table, verb });
  } finally {
    await client.query('ROLLBACK TO SAVEPOINT actor; RELEASE SAVEPOINT actor');
  }
}

/** The actors whose own expectation the changed database no longer meets. */
async function reddened(right: Right, change?: string): Promise<Actor[]> {
  const { table, verb } = right;
  const contexts = new Map<Actor, string>();
  for (const actor of actors) contexts.set(actor, await world.contextOf(actor));
  return asAppLogin(world, { table, ...(change ? { change } : {}) }, async (client) => {
    const red: Actor[] = [];
    // The right's own actor first; the others only where a lost role would show.
    for (const actor of new Set<Actor>([caseOf(right).actor, ...actors])) {
      const found = await seenBy(client, contexts, actor, loginOf(actor), { table, verb });
      if (found === expected(world, { actor, table, verb })) continue;
      red.push(actor);
      if (change) return red;
    }
    // The logins of support tell the two kinds of visit apart; so must the role, had the code taken the wrong door.
    for (const [actor, login] of isVisit(right.role as Actor) ? wrongDoors : []) {
      if (nothing(verb) !== (await seenBy(client, contexts, actor, login, { table, verb }))) red.push(actor);
    }
    return red;
  });
}

test('T15 every right whose part of a policy is dropped, opened or stripped of a clause turns its cases red', async () => {
  const rights = listRights();
  const survivors: string[] = [];
  let total = 0;
  for (const right of rights) {
    for (const [kind, change] of Object.entries(mutations(right))) {
      total += 1;
      if (!(await reddened(right, change)).length)
        survivors.push(`${right.role} ${right.verb} ${right.table}: ${kind}`);
    }
  }
  const score = (100 * (total - survivors.length)) / total;
  console.info(
    `policy mutation: ${total - survivors.length} of ${total} mutants of ${rights.length} rights killed (${score} %)`,
  );
  expect(survivors).toEqual([]);
}, 120_000);

test('T15 how a new row of a role must be stands in the policy of its login', async () => {
  const asked = Object.entries(tables).flatMap(([table, { fresh = {} }]) =>
    Object.entries(fresh).map(([role, condition]) => ({ table, role, condition })),
  );
  expect(asked.length).toBeGreaterThan(0);
  for (const { table, role, condition } of asked) {
    const { rows } = await world.superuser.query<{ check: string }>(
      `SELECT with_check AS check FROM pg_policies WHERE tablename = $1 AND policyname = 'app_insert'`,
      [table],
    );
    const arm = rows[0]!.check.split(`'${role}'::text THEN`)[1]!.split(/ WHEN | ELSE /)[0]!;
    expect(arm.replace(/::text|[()\s]/g, ''), `${table} ${role}`).toContain(condition.replace(/\s/g, ''));
  }
});

test('T15 with the policies as they are, no case is red', async () => {
  const red: string[] = [];
  for (const right of listRights()) {
    for (const actor of await reddened(right)) red.push(`${actor} ${right.verb} ${right.table}`);
  }
  expect([...new Set(red)]).toEqual([]);
}, 60_000);

const definerCases = [
  ...Object.entries(tables).map(([table, access]) => ({ table, verbs: access.definer ?? [] })),
  ...globalTables.map((table) => ({ table, verbs: globalVerbs(table) })),
].flatMap(({ table, verbs }) => verbs.map((verb) => ({ table, verb })));

/** Whether the definer functions' login still does its verb to every row. */
async function definerWorks(
  { table, verb }: { table: string; verb: Verb },
  change?: string,
): Promise<boolean> {
  const column = await scratchColumn(world.superuser, table);
  const total = async () =>
    Number((await world.superuser.query(`SELECT count(*)::int AS n FROM ${table}`)).rows[0].n);
  return asAppLogin(
    world,
    { table, ...(change ? { change } : {}), role: 'hifzpro_policy' },
    async (client) => {
      try {
        if (verb === 'insert')
          return (await client.query(insertOf(table, rowOf(table, world.spare)))).rowCount === 1;
        const text =
          verb === 'select'
            ? `SELECT count(*)::int AS n FROM ${table}`
            : verb === 'delete'
              ? `DELETE FROM ${table}`
              : `UPDATE ${table} SET ${column} = ${column}`;
        const all = await total();
        const seen = await client.query(text);
        const n = verb === 'select' ? seen.rows[0].n : seen.rowCount;
        await client.query('RESET ROLE');
        return n > 0 && n === all;
      } catch (error) {
        if ((error as { code?: string }).code === '42501') return false;
        throw error;
      }
    },
  );
}

test('T15 every policy of the definer functions that is dropped is missed', async () => {
  const client = world.superuser;
  for (const place of [world.near]) {
    for (const table of globalTables) await client.query(insertOf(table, rowOf(table, place)));
  }
  const wrong: string[] = [];
  for (const one of definerCases) {
    if (!(await definerWorks(one))) wrong.push(`${one.table}: ${one.verb} does not work`);
    if (await definerWorks(one, `DROP POLICY definer_${one.verb} ON ${one.table}`))
      wrong.push(`${one.table}: definer_${one.verb} is not missed`);
  }
  console.info(
    `policy mutation: ${definerCases.length} definer policies dropped, ${wrong.length} not missed`,
  );
  expect(wrong).toEqual([]);
}, 60_000);
