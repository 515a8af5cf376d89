import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { bootstrap, migrate } from '../../scripts/database';
import { ownSecrets, processEnvironment, root, urlsOf } from '../../scripts/environment';
import { startPostgres, stopPostgres } from '../../scripts/postgres';

/** A PostgreSQL of its own that writes as safely as in earnest (fsync on): here it is killed. */
export default async function setup() {
  const dir = mkdtempSync(path.join(root, '.data-faults-'));
  // As root the server runs as another user, who must be able to pass through.
  chmodSync(dir, 0o755);
  const secrets = ownSecrets(dir);
  const home = path.join(dir, 'postgres');
  const server = await startPostgres(home, secrets.superuser);
  await bootstrap(server.url, 'hifzpro', secrets.logins);
  const urls = urlsOf(server, secrets, 'hifzpro');
  await migrate(urls);
  Object.assign(process.env, processEnvironment(urls, secrets, 'http://localhost:3000'), {
    SUPERUSER_DATABASE_URL: server.url('hifzpro'),
    FAULTS_POSTGRES: home,
    FAULTS_SUPERUSER: secrets.superuser,
    // A worker of one suite may find what another left waiting: it asks nobody outside of this machine.
    META_BASE_URL: 'http://127.0.0.1:9',
    ULTRAMSG_BASE_URL: 'http://127.0.0.1:9',
    DEMO: '1',
    LOG_LEVEL: 'silent',
  });
  return async () => {
    // Whatever the tests left running: the same port, perhaps another process.
    await stopPostgres(await startPostgres(home, secrets.superuser, [], server.port));
    rmSync(dir, { recursive: true, force: true });
  };
}
