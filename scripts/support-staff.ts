import pg from 'pg';
import { closeDatabase, migrate, openDatabase } from './database';
import { processEnvironment } from './environment';

// npm run support:staff -- add EMAIL "Name"   takes someone into HifzPro's own staff
// npm run support:staff -- end EMAIL          and out again, at once
// npm run support:staff -- list
const [verb, email = '', name = ''] = process.argv.slice(2);
if (!(verb === 'list' || (verb === 'end' && email) || (verb === 'add' && email && name))) {
  console.error('support:staff -- add EMAIL "Name" | end EMAIL | list');
  process.exit(2);
}

const database = await openDatabase();
await migrate(database.urls);
const address = process.env.NEXTAUTH_URL ?? 'http://localhost:3000';
Object.assign(process.env, processEnvironment(database.urls, database.secrets, address));
const { closeDoors } = await import('@/lib/core/db/pools');
const { addPerson, endPerson, listPeople } = await import('./support-people');

const db = new pg.Client({ connectionString: database.urls.MIGRATE_DATABASE_URL });
await db.connect();
await db.query('SET ROLE hifzpro_policy');
try {
  if (verb === 'add') {
    const link = await addPerson(db, { email, name, address });
    console.log(`${name} is of HifzPro's own staff now.`);
    // Whoever may run this may do anything here; the link is shown because a first mail may not arrive.
    if (link)
      console.log(
        `The password is set here, once, within 30 minutes (by mail too, where SMTP_URL is set): ${link}`,
      );
  } else if (verb === 'end') {
    const found = await endPerson(db, email);
    console.log(found ? `${email} is out; every session has ended.` : `${email} is not of HifzPro's staff.`);
    if (!found) process.exitCode = 1;
  } else {
    for (const person of await listPeople(db))
      console.log(
        [
          person.email,
          person.name,
          `since ${person.since.toISOString().slice(0, 10)}`,
          person.ended
            ? `until ${person.ended.toISOString().slice(0, 10)}`
            : person.password
              ? ''
              : 'no password yet',
        ]
          .filter(Boolean)
          .join(' · '),
      );
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
await db.end();
await closeDoors();
await closeDatabase(database);
process.exit();
