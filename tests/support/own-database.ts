import { readFileSync } from 'node:fs';
import pg from 'pg';

/** The lane's server (tests/support/database.ts), and in it a database for this file alone: what the file before left goes. */
const lanes = JSON.parse(process.env.TEST_LANES!) as Record<string, string>[];
Object.assign(process.env, lanes[Number(process.env.VITEST_POOL_ID) - 1]);

const own = new URL(process.env.SUPERUSER_DATABASE_URL!);
const name = own.pathname.slice(1);

async function run(database: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: new URL(`/${database}`, own).href });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

await run(
  'postgres',
  `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`,
  `CREATE DATABASE ${name} TEMPLATE model`,
);
// A copy has the rights of everything in it, not those of the database itself.
await run(name, readFileSync('prisma/sql/05-database.sql', 'utf8'));
