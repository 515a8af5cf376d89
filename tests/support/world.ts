import pg from 'pg';
import { v7 } from 'uuid';
import type { Role } from '@/lib/core/auth/roles';
import { opaqueToken, sha256 } from '@/lib/core/auth/session';
import type { Cut } from '@/lib/core/auth/table-rights';
import { tables } from '@/lib/core/auth/tables';
import { anchors, insertOf, type Place, type Row, rowOf } from './rows';

/** Every role that the access table names, and one (accountant) that has no row of any table yet. */
export const actors = [
  'admin',
  'campus_admin',
  'teacher',
  'examiner',
  'guardian',
  'system',
  'accountant',
  'support',
  'support_write',
] as const;
export type Actor = (typeof actors)[number];
export const isVisit = (actor: Actor) => actor === 'support' || actor === 'support_write';

export type World = {
  /** What the actors of the first institution work with, and the rest of their institution. */
  near: Place;
  far: Place;
  /** The second institution, furnished alike. */
  foreign: Place;
  /** A third one that chose the very ids of `near`, people and all: ids are made by clients, so anyone may. */
  mirror: Place;
  /** `near` and `far` with a child and an import that rows with one per child or import can still be added to. */
  spare: Place;
  spareFar: Place;
  rows: Record<string, Row[]>;
  superuser: pg.Client;
  /** A fresh context, issued by the database to a live session (or a held job, for `system`). */
  contextOf: (actor: Actor, side?: 'near' | 'far' | 'foreign') => Promise<string>;
  sessionOf: (actor: Exclude<Actor, 'system'>, side?: 'near' | 'far' | 'foreign') => Promise<string>;
  close: () => Promise<void>;
};

const connect = async (url: string) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
};
export const asSuperuser = () => connect(process.env.SUPERUSER_DATABASE_URL!);
export const asApp = () => connect(process.env.DATABASE_URL!);
export const asAuth = () => connect(process.env.AUTH_DATABASE_URL!);
const asSupport = () => connect(process.env.SUPPORT_DATABASE_URL!);
const asSupportWrite = () => connect(process.env.SUPPORT_WRITE_DATABASE_URL!);
export const asWorker = () => connect(process.env.WORKER_DATABASE_URL!);

/** A connection of each login that carries contexts, and the one that carries an actor's. */
export async function tenantLogins() {
  const [app, support, supportWrite] = await Promise.all([asApp(), asSupport(), asSupportWrite()]);
  const of = (actor: Actor | undefined) =>
    actor === 'support' ? support : actor === 'support_write' ? supportWrite : app;
  const end = () => Promise.all([app, support, supportWrite].map((client) => client.end()));
  return { app, support, supportWrite, of, end };
}

/** Carries a context into an open transaction; a visit is noted first, or it would see nothing. */
export async function carry(client: pg.Client, context: string, actor: Actor): Promise<void> {
  await client.query(`SET LOCAL app.ctx = '${context}'`);
  if (isVisit(actor))
    await client.query(`SELECT audit.note_support(gen_random_uuid(), 'support.viewed', '{"path":"/test"}')`);
}

/** A session that lacks nothing: open, and its second factor passed. */
export async function openWhole(auth: pg.Client, sid: string, user: string): Promise<void> {
  await auth.query('SELECT auth.open_session($1, $2, $3)', [sha256(sid), user, '1 day']);
  await auth.query('SELECT auth.pass_second_factor($1)', [sha256(sid)]);
}

const users = () => ({
  admin: v7(),
  campus_admin: v7(),
  teacher: v7(),
  examiner: v7(),
  guardian: v7(),
  accountant: v7(),
  support: v7(),
  support_write: v7(),
});

function placeIn(institution: string, admin?: string): Place {
  const ids = {
    campus: v7(),
    staff: v7(),
    halqa: v7(),
    student: v7(),
    guardian: v7(),
    import: v7(),
    guardianship: v7(),
    membership: v7(),
    grant: v7(),
    test: v7(),
    conversation: v7(),
    notice: v7(),
  };
  const people = users();
  return { institution, ...ids, users: admin ? { ...people, admin } : people };
}

/** Two institutions with a row in every table for each of two corners, and people of every role, signed in. */
export async function makeWorld(): Promise<World> {
  const near = placeIn(v7());
  const far = placeIn(near.institution, near.users.admin);
  const foreign = placeIn(v7());
  const foreignFar = placeIn(foreign.institution, foreign.users.admin);
  const [superuser, auth, app, worker] = await Promise.all([asSuperuser(), asAuth(), asApp(), asWorker()]);
  const rows: Record<string, Row[]> = Object.fromEntries(Object.keys(tables).map((table) => [table, []]));
  const add = async (table: string, row: Row) => {
    await superuser.query(insertOf(table, row));
    rows[table]!.push(row);
  };
  const mirror = { ...near, institution: v7() };
  for (const [first, ...others] of [[near, far], [foreign, foreignFar], [mirror]] as const) {
    await add('institutions', rowOf('institutions', first, { id: first.institution }));
    const admin = { user_id: first.users.admin, role: 'admin' };
    await add('memberships', rowOf('memberships', first, admin));
    for (const place of [first, ...others]) await furnish(place, add, superuser);
  }
  const [spare, spareFar] = [near, far].map((place) => ({
    ...place,
    student: v7(),
    import: v7(),
    test: v7(),
    notice: v7(),
  })) as [Place, Place];
  for (const place of [spare, spareFar]) {
    await add('students', rowOf('students', place, { id: place.student }));
    await add('imports', rowOf('imports', place, { id: place.import }));
    await add('jaiza_tests', rowOf('jaiza_tests', place, { id: place.test }));
    await add('notices', rowOf('notices', place, { id: place.notice }));
  }
  // An examiner's children are the ones of the queue: in the far corner nobody waits.
  await superuser.query("UPDATE jaiza_tests SET state = 'WAITING' WHERE id = ANY ($1)", [
    [near.test, spare.test, foreign.test],
  ]);

  const places = { near, far, foreign };
  const sids = new Map<string, string>();
  const sessionOf: World['sessionOf'] = async (actor, side = 'near') => {
    const key = `${side} ${actor}`;
    const known = sids.get(key);
    if (known) return known;
    const sid = opaqueToken();
    const user = places[side].users[actor];
    await openWhole(auth, sid, user);
    if (isVisit(actor)) {
      const grant = rowOf('support_grants', places[side], {
        requested_by: user,
        state: 'APPROVED',
        minutes: 60,
        write: actor === 'support_write',
        decided_by: places[side].users.admin,
        decided_at: new Date(),
      });
      await superuser.query("INSERT INTO support_staff (user_id, name) VALUES ($1, 'Sana Iqbal')", [user]);
      await add('support_grants', grant);
      await auth.query('SELECT auth.begin_support($1, $2)', [sha256(sid), grant.id]);
    }
    // The trail notes each sign-in; the world counts only the rows that it made.
    await superuser.query(
      "DELETE FROM audit_entries WHERE institution_id = $1 AND action IN ('session.opened', 'support.entered')",
      [places[side].institution],
    );
    sids.set(key, sid);
    return sid;
  };
  const jobs = new Map<string, string>();
  const fresh = new Map<string, { context: string; until: number }>();
  const issue = async (actor: Actor, side: 'near' | 'far' | 'foreign'): Promise<string> => {
    if (actor !== 'system') {
      const { rows: found } = await auth.query('SELECT context FROM auth.enter($1)', [
        sha256(await sessionOf(actor, side)),
      ]);
      return found[0].context;
    }
    let job = jobs.get(side);
    if (!job) {
      job = await holdJob(superuser, app, await issue('admin', side), 'messages.compose');
      jobs.set(side, job);
    }
    const { rows: found } = await worker.query('SELECT context FROM auth.enter_job($1)', [job]);
    return found[0].context;
  };
  return {
    near,
    far,
    foreign,
    mirror,
    spare,
    spareFar,
    rows,
    superuser,
    sessionOf,
    contextOf: async (actor, side = 'near') => {
      const key = `${side} ${actor}`;
      const known = fresh.get(key);
      // A context lives 30 seconds; one is used for the first 15.
      if (known && known.until > Date.now()) return known.context;
      const context = await issue(actor, side);
      fresh.set(key, { context, until: Date.now() + 15_000 });
      return context;
    },
    close: async () => {
      await remove(superuser, [near, foreign, mirror], [...jobs.values()]);
      await Promise.all([superuser, auth, app, worker].map((client) => client.end()));
    },
  };
}

/** A row in every other table, anchors first so that foreign keys find them, and an account for everyone. */
async function furnish(
  place: Place,
  add: (table: string, row: Row) => Promise<void>,
  superuser: pg.Client,
): Promise<void> {
  for (const [table, key] of Object.entries(anchors)) {
    if (table !== 'institutions') await add(table, rowOf(table, place, { id: place[key] }));
  }
  const rest = Object.keys(tables).filter((table) => !(table in anchors) && table !== 'memberships');
  for (const table of rest) {
    const row = rowOf(table, place);
    await add(table, row);
    const { columns, rights } = tables[table]!;
    if (!columns.user) continue;
    // What is cut by the person: everybody who may have some has some.
    for (const [role, { select }] of Object.entries(rights)) {
      const user = place.users[role as keyof Place['users']];
      if (select === 'user' && user !== row[columns.user])
        await add(table, rowOf(table, place, { [columns.user]: user }));
    }
  }
  for (const role of ['campus_admin', 'teacher', 'examiner', 'guardian', 'accountant'] as const) {
    const own = {
      ...(role === 'campus_admin' && { campus_id: place.campus }),
      ...(role === 'teacher' && { id: place.membership }),
    };
    await add('memberships', rowOf('memberships', place, { user_id: place.users[role], role, ...own }));
  }
  for (const id of Object.values(place.users)) {
    await superuser.query('INSERT INTO users (id, email) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      id,
      `${id}@example.org`,
    ]);
  }
}

/** Everything that the world and its people left behind: a database that is shared stays as it was. */
async function remove(superuser: pg.Client, places: Place[], jobs: string[]): Promise<void> {
  const institutions = places.map((place) => place.institution);
  await superuser.query('BEGIN; SET LOCAL session_replication_role = replica');
  await superuser.query('DELETE FROM graphile_worker._private_jobs WHERE id = ANY ($1)', [jobs]);
  await superuser.query(
    "DELETE FROM graphile_worker._private_jobs WHERE payload->>'institution' = ANY ($1)",
    [institutions],
  );
  await superuser.query('DELETE FROM sessions WHERE institution_id = ANY ($1)', [institutions]);
  await superuser.query(
    'DELETE FROM users WHERE id IN (SELECT user_id FROM memberships WHERE institution_id = ANY ($1))',
    [institutions],
  );
  const visitors = 'SELECT requested_by FROM support_grants WHERE institution_id = ANY ($1)';
  for (const [table, key] of [
    ['support_staff', 'user_id'],
    ['users', 'id'],
  ])
    await superuser.query(`DELETE FROM ${table} WHERE ${key} IN (${visitors})`, [institutions]);
  for (const table of Object.keys(tables)) {
    const key = table === 'institutions' ? 'id' : 'institution_id';
    await superuser.query(`DELETE FROM ${table} WHERE ${key} = ANY ($1)`, [institutions]);
  }
  await superuser.query('COMMIT');
}

/** A job that the app enqueued under `context` and that a worker holds now. @returns its id */
export async function holdJob(
  superuser: pg.Client,
  app: pg.Client,
  context: string,
  task: string,
): Promise<string> {
  const key = v7();
  await app.query('BEGIN');
  await app.query(`SET LOCAL app.ctx = '${context}'`);
  await app.query('SELECT app.enqueue($1, $2, $3)', [task, '{}', key]);
  await app.query('COMMIT');
  const { rows } = await superuser.query(
    `UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'test' WHERE key LIKE '%' || $1 RETURNING id`,
    [key],
  );
  return rows[0].id;
}

/** Whether a row lies inside what the access table gives an actor of `near`, worked out here and not by the database. */
export function inside(world: World, actor: Actor, table: string, cut: Cut, row: Row): boolean {
  const { near, spare } = world;
  if ((table === 'institutions' ? row.id : row.institution_id) !== near.institution) return false;
  if (cut === 'tenant') return true;
  const reach: Record<Exclude<Cut, 'tenant'>, string[]> = {
    campus: [near.campus],
    halqa: [near.halqa],
    staff: [near.staff],
    guardian: [near.guardian],
    student: actor === 'guardian' ? [near.student] : [near.student, spare.student],
    audience: [near.institution, near.campus, near.halqa],
    user: actor === 'system' ? [] : [near.users[actor]],
  };
  return reach[cut].includes(String(row[tables[table]!.columns[cut]!]));
}

/** The cut of an actor's verb on a table, if there is any. */
export const cutOf = (actor: Role, table: string, verb: 'select' | 'insert' | 'update' | 'delete') =>
  tables[table]!.rights[actor]?.[verb];
