import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { env } from '../env';
import { PrismaClient } from './generated/client';

/** Carries the context into the first statement of a transaction, and no further. */
export const starting = new AsyncLocalStorage<{ context: string | undefined }>();

/** Sends `SET LOCAL app.ctx` right behind BEGIN, on the wire together, as a statement of its own: one round trip less
 *  than asking through Prisma, and the form that a Citus cluster forwards. */
class ContextPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>;
  override connect(done: Parameters<pg.Pool['connect']>[0] & object): void;
  override connect(done?: unknown): Promise<pg.PoolClient> | undefined {
    if (done) {
      super.connect(done as never);
      return;
    }
    const store = starting.getStore();
    return super.connect().then((client) => {
      if (!store?.context) return client;
      const context = store.context;
      store.context = undefined;
      const query = client.query;
      client.query = function first(this: pg.PoolClient, ...args: unknown[]) {
        client.query = query;
        const begun = (query as (...a: unknown[]) => Promise<unknown>).apply(client, args);
        const set = (query as (...a: unknown[]) => Promise<unknown>).call(
          client,
          `SET LOCAL app.ctx = '${context}'`,
        );
        return Promise.all([begun, set]).then(([result]) => result);
      } as typeof client.query;
      return client;
    });
  }
}

/** Names for prepared statements; bounded, because a name lives on every connection. */
function statementNames() {
  const names = new Map<string, string>();
  return ({ sql }: { sql: string }) => {
    const known = names.get(sql);
    if (known) return known;
    if (names.size >= 500) return undefined as unknown as string;
    const name = `p${names.size}`;
    names.set(sql, name);
    return name;
  };
}

function open(connectionString: string, max: number) {
  const pool = new ContextPool({
    connectionString,
    max,
    // BEGIN and the context leave in one packet; without it pg warns of queries that wait behind others.
    pipeline: true,
    connectionTimeoutMillis: 2000,
    idleTimeoutMillis: 30_000,
    // The server cuts a statement at 10 s; this one is for a server that no longer says anything.
    query_timeout: 15_000,
    application_name: 'hifzpro',
  });
  // Without a listener a connection that dies while idle would end the process.
  pool.on('error', () => undefined);
  return pool;
}

/** A login of tenant tables, and Prisma over it. */
export type TenantDoor = { prisma: PrismaClient; pool: pg.Pool };
type Doors = {
  prisma: PrismaClient;
  app: pg.Pool;
  auth: pg.Pool;
  worker: () => pg.Pool;
  /** The door of a support visit: one that only reads, another for a visit that may write. */
  support: (write: boolean) => TenantDoor;
};

const openTenant = (connectionString: string, max: number): TenantDoor => {
  const pool = open(connectionString, max);
  return {
    pool,
    prisma: new PrismaClient({ adapter: new PrismaPg(pool, { statementNameGenerator: statementNames() }) }),
  };
};

async function isStrongLogin(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query(
    `SELECT rolsuper OR rolbypassrls OR EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relowner = r.oid AND n.nspname = 'public') AS strong FROM pg_roles r WHERE rolname = current_user`,
  );
  return Boolean(rows[0]?.strong);
}

let doors: Doors | undefined;
const supportDoors = new Map<boolean, TenantDoor>();

/** The clients of this process, one per login, opened at first use. */
export function openDoors(): Doors {
  if (doors) return doors;
  const settings = env();
  const { prisma, pool: app } = openTenant(settings.DATABASE_URL, settings.DATABASE_POOL);
  const auth = open(settings.AUTH_DATABASE_URL, Math.max(2, Math.ceil(settings.DATABASE_POOL / 2)));
  let worker: pg.Pool | undefined;
  doors = {
    prisma,
    app,
    auth,
    worker: () => {
      worker ??= open(settings.WORKER_DATABASE_URL, 4);
      return worker;
    },
    support: (write) => {
      const known = supportDoors.get(write);
      if (known) return known;
      const door = openTenant(
        write ? settings.SUPPORT_WRITE_DATABASE_URL : settings.SUPPORT_DATABASE_URL,
        Math.min(4, settings.DATABASE_POOL),
      );
      supportDoors.set(write, door);
      return door;
    },
  };
  return doors;
}

const strongLogins = new Map<pg.Pool, Promise<boolean>>();

/** Resolves once a login is known to be weak enough; a strong one refuses every transaction. */
export async function loginChecked(pool: pg.Pool = openDoors().app): Promise<void> {
  const strong = strongLogins.get(pool) ?? isStrongLogin(pool);
  strongLogins.set(pool, strong);
  try {
    if (await strong)
      throw new Error(
        'DATABASE_URL and the SUPPORT urls must be logins that are no superuser, bypass nothing and own nothing',
      );
  } catch (error) {
    // A database that was away for a moment must not close this process's door for good.
    strongLogins.delete(pool);
    throw error;
  }
}

export async function closeDoors(): Promise<void> {
  if (!doors) return;
  const closing = doors;
  const visits = [...supportDoors.values()];
  doors = undefined;
  supportDoors.clear();
  strongLogins.clear();
  await Promise.all([closing.prisma, ...visits.map(({ prisma }) => prisma)].map((one) => one.$disconnect()));
  // The adapter leaves a pool that it was given open, and an open pool keeps a script alive for half a minute.
  await Promise.all([closing.app, closing.auth, ...visits.map(({ pool }) => pool)].map((pool) => pool.end()));
}

const AGAIN_MS = 500;
const LONGEST_PAUSE_MS = 8000;

/**
 * Listens on a channel over a connection of its own, which comes again by itself when it breaks.
 * @param hear the payload of each notification; undefined when the connection stands, `again` after it broke: what
 *   happened before it stood was not heard
 * @returns the end of it
 */
export function listenOn(
  channel: 'hifzpro_live',
  hear: (payload: string | undefined, again?: boolean) => void,
): () => void {
  let stopped = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let pause = AGAIN_MS;
  let lost = false;
  const again = (own: pg.Client) => {
    if (client !== own || stopped) return;
    client = undefined;
    void own.end().catch(() => undefined);
    timer = setTimeout(() => void open(), pause);
    timer.unref();
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  };
  const open = async () => {
    const own = new pg.Client({
      connectionString: env().LISTEN_DATABASE_URL,
      connectionTimeoutMillis: 2000,
      keepAlive: true,
      application_name: 'hifzpro live',
    });
    client = own;
    own.on('error', () => again(own));
    own.on('end', () => again(own));
    own.on('notification', ({ payload }) => hear(payload ?? ''));
    try {
      await own.connect();
      await own.query(`LISTEN ${channel}`);
      pause = AGAIN_MS;
      hear(undefined, lost);
      lost = true;
    } catch {
      again(own);
    }
  };
  void open();
  return () => {
    stopped = true;
    clearTimeout(timer);
    void client?.end().catch(() => undefined);
  };
}
