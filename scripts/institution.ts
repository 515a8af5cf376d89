import { parseArgs } from 'node:util';
import pg from 'pg';
import { closeDatabase, migrate, openDatabase } from './database';
import { processEnvironment } from './environment';

// npm run institution -- add "Name" ADMIN-EMAIL "Admin's name" [--country PK] [--zone Asia/Karachi] [--language en]
// npm run institution -- list
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    country: { type: 'string', default: 'PK' },
    zone: { type: 'string', default: 'Asia/Karachi' },
    language: { type: 'string', default: 'en' },
  },
});
const [verb, name, email, admin] = positionals;
if (!(verb === 'list' || (verb === 'add' && name && email && admin))) {
  console.error(
    'institution -- add "Name" ADMIN-EMAIL "Admin\'s name" [--country PK] [--zone Asia/Karachi] [--language en] | list',
  );
  process.exit(2);
}

const database = await openDatabase();
await migrate(database.urls);
const address = process.env.NEXTAUTH_URL ?? 'http://localhost:3000';
Object.assign(process.env, processEnvironment(database.urls, database.secrets, address));
const { closeDoors } = await import('@/lib/core/db/pools');
const { foundInstitution, listInstitutions } = await import('./institutions');

try {
  if (verb === 'add') {
    const link = await foundInstitution(
      { name: name!, email: email!, admin: admin!, ...values, language: values.language as 'en' },
      address,
    );
    console.log(`${name} is founded; ${email} is its admin.`);
    // Whoever may run this may do anything here; the link is shown because a first mail may not arrive.
    console.log(
      link
        ? `The password is set here, once, within 30 minutes (by mail too, where SMTP_URL is set): ${link}`
        : 'They sign in with the password they have.',
    );
  } else {
    const db = new pg.Client({ connectionString: database.urls.MIGRATE_DATABASE_URL });
    await db.connect();
    await db.query('SET ROLE hifzpro_policy');
    for (const one of await listInstitutions(db))
      console.log(
        [one.name, one.country, one.status, `since ${one.since.toISOString().slice(0, 10)}`].join(' · '),
      );
    await db.end();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
await closeDoors();
await closeDatabase(database);
process.exit();
