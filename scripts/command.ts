import pg from 'pg';
import { closeDatabase, migrate, openDatabase } from './database';
import { processEnvironment } from './environment';

/** What the founding hands to whoever ran it may not leave this screen by mail: a first letter often does not arrive. */
export const linkLine = (link: string) =>
  `The password is set here, once, within 30 minutes (by mail too, where SMTP_URL is set): ${link}`;

/**
 * A command for whoever keeps this HifzPro: opens its database as the launcher does, runs, closes, ends the process. A
 * fault is told as its sentence, exit code 1. The product's own modules are imported inside `run`: they read the
 * environment that is made here.
 * @param run `db` as hifzpro_policy, `address` where HifzPro is
 */
export async function runCommand(
  run: (hifzpro: { db: pg.Client; address: string }) => Promise<void>,
): Promise<never> {
  const database = await openDatabase();
  await migrate(database.urls);
  const address = process.env.NEXTAUTH_URL ?? 'http://localhost:3000';
  Object.assign(process.env, processEnvironment(database.urls, database.secrets, address));
  const { closeDoors } = await import('@/lib/core/db/pools');
  const db = new pg.Client({ connectionString: database.urls.MIGRATE_DATABASE_URL });
  try {
    await db.connect();
    await db.query('SET ROLE hifzpro_policy');
    await run({ db, address });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
  await db.end();
  await closeDoors();
  await closeDatabase(database);
  process.exit();
}
