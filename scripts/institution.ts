import { parseArgs } from 'node:util';
import { linkLine, runCommand } from './command';

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

await runCommand(async ({ db, address }) => {
  const { foundInstitution, listInstitutions } = await import('./institutions');
  if (verb === 'add') {
    const { founded, link } = await foundInstitution(
      db,
      { name: name!, email: email!, admin: admin!, ...values },
      address,
    );
    console.log(
      founded
        ? `${name} is founded; ${email} is its admin.`
        : `${name} is there already, with ${email} as its admin; nothing was founded again.`,
    );
    console.log(link ? linkLine(link) : 'They sign in with the password they have.');
    return;
  }
  for (const one of await listInstitutions(db))
    console.log(
      [one.name, one.country, one.status, `since ${one.since.toISOString().slice(0, 10)}`].join(' · '),
    );
});
