import fs from 'node:fs';
import { headsOf, reportOf, verifyChains } from './audit';
import { closeDatabase, openDatabase } from './database';

// audit:verify [--against <an earlier report>]: exit code 1 when a chain does not fit.
const against = process.argv[process.argv.indexOf('--against') + 1];
const earlier =
  process.argv.includes('--against') && against ? headsOf(fs.readFileSync(against, 'utf8')) : [];
const database = await openDatabase();
const lines = await verifyChains(database.urls.MIGRATE_DATABASE_URL, earlier);
console.log(reportOf(lines));
await closeDatabase(database);
process.exit(lines.some(({ broken, lost }) => broken !== null || lost !== null) ? 1 : 0);
