import { randomBytes } from 'node:crypto';
import { dataDir, migrate, openDatabase } from './database';
import { keepSecrets, ownSecrets, processEnvironment } from './environment';

// npm run keys:rotate            new data keys, and every sealed value with them
// npm run keys:rotate -- --master  the data keys under a new master key
// (--plain: seals what lies open from before the vault; the launcher does so at each start)
const database = await openDatabase();
await migrate(database.urls);
const master = process.argv.includes('--master');
const { MASTER_KEY, MASTER_KEY_FILE, MASTER_KEY_SOCKET } = process.env;
if (master && database.server && !MASTER_KEY && !MASTER_KEY_FILE && !MASTER_KEY_SOCKET) {
  // The embedded database's own master key. Both keys are kept before the first data key is touched.
  const { MASTER_KEY: former, ...secrets } = ownSecrets(dataDir());
  const old = [former, secrets.MASTER_KEY_OLD].filter(Boolean).join(',');
  keepSecrets(dataDir(), {
    ...secrets,
    MASTER_KEY: randomBytes(32).toString('base64'),
    MASTER_KEY_OLD: old,
  });
  Object.assign(database.secrets, ownSecrets(dataDir()));
}
Object.assign(
  process.env,
  processEnvironment(database.urls, database.secrets, process.env.NEXTAUTH_URL ?? 'http://localhost:3000'),
);
const { closeDoors } = await import('@/lib/core/db/pools');
const { rewrapDataKeys, rotateDataKeys, sealPlain, withKeys } = await import('./vault-keys');

await withKeys(database.urls.MIGRATE_DATABASE_URL, async (db) => {
  if (master) {
    console.log(`${await rewrapDataKeys(db)} data keys are wrapped by the new master key now.`);
    console.log(
      database.server
        ? 'Start HifzPro again now: what runs still holds the former master key.'
        : 'MASTER_KEY_OLD can go from the environment; keep it as long as backups of before are kept.',
    );
    return;
  }
  const plain = await sealPlain(db);
  if (plain.changed) console.log(`${plain.changed} values from before the vault are sealed now.`);
  if (process.argv.includes('--plain')) return;
  const { resumed, owners, changed, refused, keysInUse } = await rotateDataKeys(db);
  console.log(resumed ? 'An earlier rotation was taken up.' : `${owners} new data keys.`);
  console.log(`${changed} values are sealed anew; ${keysInUse} retired keys are still in use.`);
  if (refused) {
    console.error(`${refused} values do not open and were left as they are.`);
    process.exitCode = 1;
  }
});
await closeDoors();
process.exit();
