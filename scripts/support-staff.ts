import { linkLine, runCommand } from './command';

// npm run support:staff -- add EMAIL "Name"   takes someone into HifzPro's own staff
// npm run support:staff -- end EMAIL          and out again, at once
// npm run support:staff -- list
const [verb, email = '', name = ''] = process.argv.slice(2);
if (!(verb === 'list' || (verb === 'end' && email) || (verb === 'add' && email && name))) {
  console.error('support:staff -- add EMAIL "Name" | end EMAIL | list');
  process.exit(2);
}

await runCommand(async ({ db, address }) => {
  const { addPerson, endPerson, listPeople } = await import('./support-people');
  if (verb === 'add') {
    const link = await addPerson(db, { email, name, address });
    console.log(`${name} is of HifzPro's own staff now.`);
    if (link) console.log(linkLine(link));
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
});
