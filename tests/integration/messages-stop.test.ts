import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callAuth } from '@/lib/core/db/definers';
import { inTenant } from '@/lib/core/db/tenant';
import { addGuardian } from '@/lib/guardians/mutations';
import { setWishes } from '@/lib/messages/wishes/mutations';
import { getWishes } from '@/lib/messages/wishes/queries';
import { makeGuardianUser, makeStudent } from '@/prisma/seed/makers';
import { scopeOf } from '@/prisma/seed/sessions';
import { bring } from '../support/imports';
import { type Family, messageSchool } from './messages-school';

let superuser: pg.Client;
let school: Awaited<ReturnType<typeof messageSchool>>;
beforeAll(async () => {
  superuser = new pg.Client({ connectionString: process.env.SUPERUSER_DATABASE_URL! });
  await superuser.connect();
  school = await messageSchool(superuser, 'stop-noor', '+92315788');
});
afterAll(() => superuser.end());

type Said = [family: Family, word: 'STOP' | 'START' | null, at: Date];
/** Words of families, as WhatsApp brings them: all in one load. */
async function sayAll(said: Said[]) {
  const events = said.map(([{ phone }, word, at]) => ({
    id: v7(),
    key: v7(),
    payload: { type: 'said', phone, to: null, word, at: at.toISOString() },
  }));
  await callAuth('auth.take_events', [school.id, 'META', JSON.stringify(events)]);
  await school.only('messages.inbox');
}
const say = (family: Family, word: 'STOP' | 'START', at = new Date()) => sayAll([[family, word, at]]);
const trail = async (family: Family) =>
  (
    await superuser.query(
      "SELECT action FROM audit_entries WHERE institution_id = $1 AND subject_id = $2 AND action LIKE 'messages.%' ORDER BY seq",
      [school.id, family.guardian],
    )
  ).rows.map(({ action }) => action);
/** The children's day is told: what became of each one's message to whoever has the family's number. */
async function told(family: Family, children = family.children) {
  await superuser.query('DELETE FROM deliveries WHERE student_id = ANY ($1)', [children]);
  await school.day(children);
  await school.work();
  const { rows } = await superuser.query(
    'SELECT d.state, d.reason FROM deliveries d JOIN students s ON s.id = d.student_id WHERE s.id = ANY ($1) ORDER BY s.name',
    [children],
  );
  return rows.map(({ state, reason }) => reason ?? state);
}
const childOf = async (rollNo: string): Promise<string> =>
  (
    await superuser.query('SELECT id FROM students WHERE institution_id = $1 AND roll_no = $2', [
      school.id,
      rollNo,
    ])
  ).rows[0].id;
const students = (line: string) =>
  new Uint8Array(new TextEncoder().encode(`Roll No,Name,Father,DOB,Phone,Programme,Halqa\n${line}\n`));

test('P24 after STOP nothing goes about a child that is enrolled or tied later, by form or by import', async () => {
  const khan = await school.family(['Anas'], 'en');
  await say(khan, 'STOP');
  const scope = await school.admin();
  const { id: enrolled } = await inTenant(scope, (tx) =>
    makeStudent(tx, scope, {
      campusId: school.campus,
      halqaId: school.halqa,
      name: 'Brother',
      guardianIds: [],
    }),
  );
  const entry = { relation: 'FATHER' as const, language: 'en' as const, receivesMessages: true };
  await inTenant(scope, (tx) =>
    addGuardian(tx, { scope, studentId: enrolled, entry: { ...entry, phone: khan.phone } }),
  );
  // A second person on the number that said STOP.
  const { id: cousin } = await inTenant(await school.admin(), (tx) =>
    makeStudent(tx, scope, {
      campusId: school.campus,
      halqaId: school.halqa,
      name: 'Cousin',
      guardianIds: [],
    }),
  );
  await inTenant(await school.admin(), (tx) =>
    addGuardian(tx, {
      scope,
      studentId: cousin,
      entry: { ...entry, name: 'Uncle Somebody', phone: khan.phone, person: 'other' },
    }),
  );
  const { name: father } = (
    await superuser.query('SELECT name FROM guardians WHERE id = $1', [khan.guardian])
  ).rows[0];
  const local = `0${khan.phone.slice(3)}`;
  await bring(scope, students(`ST-1,Imported,${father},01/02/2015,${local},Hifz,Umar`));
  const imported = await childOf('ST-1');
  expect(await told(khan, [...khan.children, enrolled, cousin, imported])).toEqual(
    Array(4).fill('OPTED_OUT'),
  );
  await say(khan, 'START');
  expect(await told(khan, [...khan.children, enrolled, cousin, imported])).toEqual(
    Array(4).fill('DELIVERED'),
  );
});

test('P24 W3 START takes back the own stop and nothing that the office noted; an older word does nothing', async () => {
  const shah = await school.family(['Bilal', 'Hamza'], 'en');
  await superuser.query('UPDATE guardianships SET opted_out_at = now() WHERE student_id = $1', [
    shah.children[1],
  ]);
  const noon = Date.now() - 3_600_000;
  const at = (seconds: number) => new Date(noon + seconds * 1000);
  await say(shah, 'STOP', at(10));
  await say(shah, 'START', at(5));
  expect(await told(shah)).toEqual(['OPTED_OUT', 'OPTED_OUT']);
  expect(await trail(shah)).toEqual(['messages.stoppedByReply']);
  await say(shah, 'START', at(20));
  expect(await told(shah)).toEqual(['DELIVERED', 'OPTED_OUT']);
  // The STOP of before comes once more, or late.
  await say(shah, 'STOP', at(15));
  expect(await told(shah)).toEqual(['DELIVERED', 'OPTED_OUT']);
  expect(await trail(shah)).toEqual(['messages.stoppedByReply', 'messages.startedByReply']);
});

test('P24 among a hundred thanks in one load the one STOP is heard, and of each number its last word', async () => {
  const [rahim, karim] = [await school.family(['Anas'], 'en'), await school.family(['Umair'], 'en')];
  const noon = Date.now() - 3_600_000;
  const at = (seconds: number) => new Date(noon + seconds * 1000);
  const thanks = Array.from({ length: 100 }, (_, n): Said => [n % 2 ? rahim : karim, null, at(100 - n)]);
  await superuser.query(
    'INSERT INTO message_numbers (institution_id, id, phone, dead_at) VALUES ($1, $2, $3, now())',
    [school.id, v7(), karim.phone],
  );
  await sayAll([...thanks.slice(0, 50), [rahim, 'STOP', at(200)], ...thanks.slice(50)]);
  expect(await trail(rahim)).toEqual(['messages.stoppedByReply']);
  expect(await trail(karim)).toEqual([]);
  const { rows } = await superuser.query(
    'SELECT heard_at, dead_at FROM message_numbers WHERE institution_id = $1 AND phone = ANY ($2) ORDER BY heard_at',
    [school.id, [rahim.phone, karim.phone]],
  );
  expect(rows).toEqual([
    { heard_at: at(100), dead_at: null },
    { heard_at: at(200), dead_at: null },
  ]);
});

test('P24 P37 a parent who changes the language alone stops and starts nothing', async () => {
  const mirza = await school.family(['Idris', 'Yahya'], 'ur');
  await superuser.query('UPDATE guardianships SET opted_out_at = now() WHERE student_id = $1', [
    mirza.children[1],
  ]);
  const user = await makeGuardianUser(mirza.phone);
  const who = await scopeOf(user, 'guardian', school.id);
  const of = { institutionId: school.id, userId: who.userId };
  const kinds = ['DAILY_REPORT', 'ABSENCE_ALERT'] as ('DAILY_REPORT' | 'ABSENCE_ALERT')[];
  const look = () => inTenant(who, (tx) => getWishes(tx, of));
  const save = async (wants: boolean, drawn?: boolean) => {
    const shown = drawn ?? !(await look())!.stopped;
    await inTenant(who, (tx) => setWishes(tx, { language: 'en', kinds, wants, shown }, of));
  };
  expect(await look()).toMatchObject({ stopped: false, silent: [{ name: 'Yahya' }] });
  await save(true);
  expect(await told(mirza)).toEqual(['DELIVERED', 'OPTED_OUT']);
  await save(false);
  expect(await told(mirza)).toEqual(['OPTED_OUT', 'OPTED_OUT']);
  await save(false);
  expect(await look()).toMatchObject({ stopped: true });
  // A form that was drawn before a STOP by reply does not take it back.
  await save(true);
  await say(mirza, 'STOP');
  await save(true, true);
  expect(await told(mirza)).toEqual(['OPTED_OUT', 'OPTED_OUT']);
  await save(true);
  expect(await told(mirza)).toEqual(['DELIVERED', 'OPTED_OUT']);
  expect(await trail(mirza)).toEqual([
    'messages.wishesSet',
    'messages.stoppedInPortal',
    'messages.wishesSet',
    'messages.startedInPortal',
    'messages.stoppedByReply',
    'messages.wishesSet',
    'messages.startedInPortal',
  ]);
});

test('stops of before move from the ties to the person where the trail tells, and nobody is started', async () => {
  const families = {
    replied: await school.family(['Musa', 'Nuh'], 'en'),
    lifted: await school.family(['Hud', 'Lut'], 'en'),
    office: await school.family(['Zaid'], 'en'),
    resumed: await school.family(['Umar'], 'en'),
  };
  const { replied, lifted, office, resumed } = families;
  for (const family of [replied, lifted]) await say(family, 'STOP');
  await say(resumed, 'STOP', new Date(Date.now() - 60_000));
  await say(resumed, 'START');
  const ids = Object.values(families).map(({ guardian }) => guardian);
  // As it was written before: on the ties, at the moment of the word.
  await superuser.query('UPDATE guardians SET stopped_at = NULL, resumed_at = NULL WHERE id = ANY ($1)', [
    ids,
  ]);
  await superuser.query(
    "UPDATE guardianships SET created_at = created_at - interval '1 day', opted_out_at = now() WHERE guardian_id = ANY ($1)",
    [[replied, lifted, office].map(({ guardian }) => guardian)],
  );
  await superuser.query('UPDATE guardianships SET opted_out_at = NULL WHERE student_id = $1', [
    lifted.children[1],
  ]);
  // The office had noted one child of the first long before.
  await superuser.query(
    "UPDATE guardianships SET opted_out_at = now() - interval '9 days' WHERE student_id = $1",
    [replied.children[1]],
  );
  const file = path.join(
    import.meta.dirname,
    '../../prisma/migrations/20261121000033_own_stop/migration.sql',
  );
  const moves = readFileSync(file, 'utf8').match(/^UPDATE[^;]+;/gm)!;
  expect(moves).toHaveLength(2);
  for (const move of moves) await superuser.query(move);
  const { rows } = await superuser.query(
    `SELECT s.name, g.stopped_at IS NOT NULL AS stopped, k.opted_out_at IS NOT NULL AS noted FROM guardianships k
     JOIN guardians g ON g.institution_id = k.institution_id AND g.id = k.guardian_id JOIN students s ON s.id = k.student_id WHERE g.id = ANY ($1)`,
    [ids],
  );
  const of = Object.fromEntries(rows.map(({ name, stopped, noted }) => [name, [stopped, noted]]));
  expect(of).toEqual({
    ...{ Musa: [true, false], Nuh: [true, true] },
    ...{ Hud: [false, true], Lut: [false, false] },
    ...{ Zaid: [false, true], Umar: [false, false] },
  });
});
