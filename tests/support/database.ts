import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { bootstrap, migrate } from '../../scripts/database';
import { ownSecrets, root, urlsOf } from '../../scripts/environment';
import { type Server, startPostgres, stopPostgres } from '../../scripts/postgres';

/** A PostgreSQL for each lane in which files run, and in it a migrated database from which each file gets a copy of its
 *  own (own-database.ts): nothing of one is ever seen by another, whichever runs first. Gone afterwards. */
export default async function setup({ vitest }: TestProject) {
  const dir = mkdtempSync(path.join(root, '.data-test-'));
  // As root the server runs as another user, who must be able to pass through.
  chmodSync(dir, 0o755);
  const secrets = ownSecrets(dir);
  const servers: Server[] = [];
  for (let lane = 0; lane < vitest.config.maxWorkers; lane += 1)
    servers.push(
      await startPostgres(path.join(dir, `postgres-${lane}`), secrets.superuser, [
        'fsync=off',
        'synchronous_commit=off',
        'full_page_writes=off',
      ]),
    );
  const lanes = await Promise.all(
    servers.map(async (server) => {
      await bootstrap(server.url, 'model', secrets.logins);
      await migrate(urlsOf(server, secrets, 'model'));
      return { ...urlsOf(server, secrets, 'hifzpro'), SUPERUSER_DATABASE_URL: server.url('hifzpro') };
    }),
  );
  Object.assign(process.env, {
    TEST_LANES: JSON.stringify(lanes),
    NEXTAUTH_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: secrets.NEXTAUTH_SECRET,
    PASSWORD_PEPPER: secrets.PASSWORD_PEPPER,
    MASTER_KEY: secrets.MASTER_KEY,
    DEMO: '1',
    LOG_LEVEL: 'silent',
  });
  return async () => {
    await Promise.all(servers.map((server) => stopPostgres(server)));
    rmSync(dir, { recursive: true, force: true });
  };
}
