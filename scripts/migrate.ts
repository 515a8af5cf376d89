import { migrate, openDatabase } from './database';
import { draft, drift } from './schema-engine';

// migrate [deploy] | new <name> | check
const [command = 'deploy', name = 'change'] = process.argv.slice(2);
const { urls } = await openDatabase();
if (command === 'new') console.log(await draft(urls.MIGRATE_DATABASE_URL, name));
else if (command === 'check') {
  const found = await drift(urls.MIGRATE_DATABASE_URL);
  console.log(found || 'migrations, database and schema agree');
  process.exitCode = found ? 2 : 0;
} else console.log('applied:', (await migrate(urls)).join(', ') || 'nothing new');
process.exit();
