import { ownSecrets, processEnvironment, urlsOf } from '../../scripts/environment';
import { startPostgres } from '../../scripts/postgres';

/** The running server that SERVER_URL and HIFZPRO_DATA name (scripts/test.mjs starts it): its logins and secrets. */
export default async function setup() {
  const data = process.env.HIFZPRO_DATA;
  const address = process.env.SERVER_URL;
  if (!data || !address)
    throw new Error('SERVER_URL and HIFZPRO_DATA must name a running server (npm test does)');
  const secrets = ownSecrets(data);
  const server = await startPostgres(`${data}/postgres`, secrets.superuser);
  Object.assign(process.env, processEnvironment(urlsOf(server, secrets, 'hifzpro'), secrets, address), {
    SUPERUSER_DATABASE_URL: server.url('hifzpro'),
    LOG_LEVEL: 'silent',
  });
}
