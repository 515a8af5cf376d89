import fs from 'node:fs';
import { closeDatabase, dataDir, openDatabase } from './database';
import { keepSecrets, loginNames, ownSecrets, urlsFromEnvironment } from './environment';
import { changePasswords, newPassword, renewed } from './logins';

// npm run logins:rotate -- FILE    new passwords for the logins of the database; their urls are written to FILE first
// (without DATABASE_URL: those of the embedded database, kept beside its data)
const given = urlsFromEnvironment();
if (!given) {
  const secrets = ownSecrets(dataDir());
  keepSecrets(dataDir(), {
    ...secrets,
    logins: Object.fromEntries(loginNames.map((login) => [login, newPassword()])),
  });
  // Opening sets them.
  await closeDatabase(await openDatabase());
  console.log('The embedded database has new passwords. Start HifzPro again now.');
  process.exit(0);
}
const file = process.argv[2];
if (!file) {
  console.error('Say where the new urls are to be written: npm run logins:rotate -- /etc/hifzpro/logins.env');
  process.exit(2);
}
const next = renewed(given);
const lines = Object.entries(next).map(([name, url]) => `${name}=${url}\n`);
// Written whole, readable to this user alone, before the first password changes: nobody is locked out half way.
fs.writeFileSync(file, lines.join(''), { mode: 0o600, flag: 'wx' });
const { changed, fault } = await changePasswords(given, next);
console.log(
  `${changed.length} of ${Object.keys(given).length} logins have new passwords: ${changed.join(', ')}.`,
);
if (fault) {
  console.error(
    `Stopped at ${fault}. ${file} holds the new urls of all; use them for the ones named above only.`,
  );
  process.exit(1);
}
console.log(
  `Put the urls of ${file} into the environment, start HifzPro again now (what runs cannot open new connections), delete the file.`,
);
process.exit(0);
