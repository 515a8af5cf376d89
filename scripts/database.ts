import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import {
  type AppSecrets,
  type DatabaseUrls,
  loginNames,
  ownSecrets,
  root,
  urlsFromEnvironment,
  urlsOf,
} from './environment';
import { lives, type Server, startPostgres, stopPostgres } from './postgres';
import { deploy } from './schema-engine';

const sqlDir = path.join(root, 'prisma/sql');
const readSql = (file: string) => fs.readFileSync(path.join(sqlDir, file), 'utf8');

async function withClient<T>(url: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

/** Roles, passwords, database and extension, as a superuser. Idempotent.
 *  @param superuser url of any database of the cluster, as superuser */
export async function bootstrap(
  superuser: (database: string) => string,
  database: string,
  passwords: Record<string, string>,
): Promise<void> {
  await withClient(superuser('postgres'), async (client) => {
    await client.query(readSql('00-roles.sql'));
    for (const [login, password] of Object.entries(passwords)) {
      await client.query(
        `ALTER ROLE ${client.escapeIdentifier(login)} PASSWORD ${client.escapeLiteral(password)}`,
      );
    }
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (!rowCount)
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)} TEMPLATE template0`);
  });
  await withClient(superuser(database), (client) => client.query(readSql('05-database.sql')));
}

/** The numbered files from 10 on, in their order; of the two dialects of the policies the one that fits. */
const functionFiles = (citus: boolean) =>
  fs
    .readdirSync(sqlDir)
    .filter((file) => /^[1-9]\d-.*\.sql$/.test(file))
    .filter((file) => file !== (citus ? '30-policies.sql' : '30-policies.citus.sql'))
    .sort();

/** Tables by Prisma's migrations, then functions and policies; what is already as wished is left alone. */
export async function migrate(urls: DatabaseUrls): Promise<string[]> {
  const applied = await deploy(urls.MIGRATE_DATABASE_URL);
  await runMigrations({ connectionString: urls.WORKER_DATABASE_URL, logger: undefined as never });
  await withClient(urls.MIGRATE_DATABASE_URL, async (client) => {
    const citus = (await client.query("SELECT 1 FROM pg_extension WHERE extname = 'citus'")).rowCount;
    const files = functionFiles(Boolean(citus)).map(readSql);
    const digest = createHash('sha256').update(files.join('\n')).digest('hex');
    const { rows } = await client.query(
      "SELECT obj_description(to_regnamespace('sec'), 'pg_namespace') AS digest",
    );
    if (rows[0]?.digest === digest && !applied.length) return;
    await client.query(
      `BEGIN;\n${files.join('\n')}\nSET ROLE hifzpro_policy; COMMENT ON SCHEMA sec IS '${digest}'; COMMIT;`,
    );
  });
  return applied;
}

export type Database = {
  urls: DatabaseUrls;
  /** Those of the embedded database; beside a server of the user's own they come from the environment alone. */
  secrets: Partial<AppSecrets>;
  server?: Server;
};

/** Where the embedded database and its secrets live: .data/, or HIFZPRO_DATA for a second one beside it. */
export const dataDir = () => path.resolve(root, process.env.HIFZPRO_DATA ?? '.data');

/** The user's own server when DATABASE_URL is set, else the embedded one under .data/. */
export async function openDatabase(): Promise<Database> {
  const dir = dataDir();
  const given = urlsFromEnvironment();
  if (given) return { urls: given, secrets: {} };
  const secrets = ownSecrets(dir, (line) => console.log(line));
  const server = await startPostgres(path.join(dir, 'postgres'), secrets.superuser);
  await bootstrap(server.url, 'hifzpro', secrets.logins);
  return { urls: urlsOf(server, secrets, 'hifzpro'), secrets, server };
}

/** Starts an embedded server that died again, where the others look for it. @returns whether it had died */
export async function reviveDatabase(database: Database): Promise<boolean> {
  const { server } = database;
  if (!server || lives(server)) return false;
  const dir = dataDir();
  database.server = await startPostgres(
    path.join(dir, 'postgres'),
    ownSecrets(dir).superuser,
    [],
    server.port,
  );
  return true;
}

/** Stops the embedded server unless someone else still uses it (a second launcher on the same data). */
export async function closeDatabase({ server }: Database): Promise<void> {
  if (!server) return;
  // Connections of processes that have just ended take a moment to be noticed.
  for (let tries = 0; tries < 20; tries++) {
    if (!(await connections(server))) return stopPostgres(server);
    await new Promise((done) => setTimeout(done, 100));
  }
}

function connections(server: Server): Promise<number> {
  return withClient(server.url('postgres'), async (client) => {
    const { rows } = await client.query(
      'SELECT count(*)::int AS n FROM pg_stat_activity WHERE usename = ANY ($1)',
      [loginNames],
    );
    return rows[0].n as number;
  });
}
