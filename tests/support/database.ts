import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { bootstrap, migrate } from '../../scripts/database';
import { ownSecrets, root, urlsOf } from '../../scripts/environment';
import { startPostgres, stopPostgres } from '../../scripts/postgres';

/** A PostgreSQL of its own for one run of the suite; gone afterwards. */
export default async function setup() {
  const dir = mkdtempSync(path.join(root, '.data-test-'));
  // As root the server runs as another user, who must be able to pass through.
  chmodSync(dir, 0o755);
  const secrets = ownSecrets(dir);
  const server = await startPostgres(path.join(dir, 'postgres'), secrets.superuser, [
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
  ]);
  await bootstrap(server.url, 'hifzpro', secrets.logins);
  const urls = urlsOf(server, secrets, 'hifzpro');
  await migrate(urls);
  Object.assign(process.env, urls, {
    SUPERUSER_DATABASE_URL: server.url('hifzpro'),
    NEXTAUTH_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: secrets.NEXTAUTH_SECRET,
    PASSWORD_PEPPER: secrets.PASSWORD_PEPPER,
    MASTER_KEY: secrets.MASTER_KEY,
    DEMO: '1',
    LOG_LEVEL: 'silent',
  });
  return async () => {
    await stopPostgres(server);
    rmSync(dir, { recursive: true, force: true });
  };
}
