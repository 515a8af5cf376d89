import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noteView } from '@/lib/audit/views/mutations';
import { listViews } from '@/lib/audit/views/queries';
import type { Scope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { makeGuardian, makeGuardianUser } from '@/prisma/seed/makers';
import { scopeOf } from '@/prisma/seed/sessions';
import { asSuperuser } from '../support/world';
import { type School, school } from './sync-school';

let noor: School;
let falah: School;
let parent: Scope;
let stranger: Scope;
let db: pg.Client;
const child = () => noor.students[0]!;

async function guardianOf(house: School, studentId: string, phone: string): Promise<Scope> {
  const institutionId = house.id;
  await inTenant(house.admin, async (tx) => {
    const { id } = await makeGuardian(tx, house.admin, { name: 'Walid', phone });
    const student = await tx.student.findFirst({ where: { institutionId, id: studentId } });
    await tx.guardianship.create({
      data: { institutionId, id, studentId, campusId: student!.campusId, guardianId: id, relation: 'FATHER' },
    });
  });
  return scopeOf(await makeGuardianUser(phone), 'guardian', institutionId);
}

beforeAll(async () => {
  [noor, falah] = [await school('views-noor'), await school('views-falah')];
  parent = await guardianOf(noor, child(), '+923007770001');
  stranger = await guardianOf(noor, noor.students[1]!, '+923007770002');
  db = await asSuperuser();
});
afterAll(() => db.end());

const open = (scope: Scope, id = child()) => inTenant(scope, (tx) => noteView(tx, id));
const shown = (scope: Scope, id = child()) =>
  inTenant(scope, (tx) => listViews(tx, { institutionId: scope.institution.id, studentId: id, limit: 50 }));

test('a parent sees who opened the child’s record: name, role, day, how often', async () => {
  await open(noor.teacher);
  await open(noor.teacher);
  await open(noor.admin);
  const views = await shown(parent);
  expect(views).toHaveLength(2);
  expect(views.find(({ role }) => role === 'teacher')).toMatchObject({
    name: 'Qari Anas',
    day: noor.teacher.today,
    times: 2,
    ticket: '',
  });
  expect(views.find(({ role }) => role === 'admin')).toMatchObject({ name: null, times: 1 });
  expect(await shown(noor.admin)).toEqual(views);
});

test('who left keeps the name under which the record was opened', async () => {
  await db.query("UPDATE staff SET status = 'LEFT', name = 'Somebody else' WHERE institution_id = $1", [
    noor.id,
  ]);
  expect((await shown(parent)).map(({ name }) => name)).toContain('Qari Anas');
  await db.query("UPDATE staff SET status = 'ACTIVE', name = 'Qari Anas' WHERE institution_id = $1", [
    noor.id,
  ]);
});

test('a parent’s own look is no view, and another parent sees none of this', async () => {
  const before = await shown(parent);
  await open(parent);
  expect(await shown(parent)).toEqual(before);
  expect(await shown(stranger)).toEqual([]);
});

test('T1 who may not see the child leaves no trace at it, and reads none', async () => {
  const id = noor.students[2]!;
  await open(falah.admin, id);
  await open(falah.teacher, id);
  expect(await shown(falah.admin, id)).toEqual([]);
  await noor.moveAway(id);
  await open(await noor.enterAgain(), id);
  const { rows } = await db.query('SELECT 1 FROM record_views WHERE student_id = $1', [id]);
  expect(rows).toEqual([]);
  expect(await shown(noor.teacher)).toEqual([]);
});

test('a view of support carries its ticket, beside the institution’s own', async () => {
  // What the context of a visit carries is tried with the visit itself (support tests); here the row alone.
  await db.query(
    `INSERT INTO record_views (institution_id, id, student_id, user_id, role, ticket, day)
     VALUES ($1, gen_random_uuid(), $2, $3, 'support', 'HP-42', current_date)`,
    [noor.id, child(), noor.admin.userId],
  );
  const views = await shown(parent);
  expect(views.find(({ role }) => role === 'support')).toMatchObject({ ticket: 'HP-42' });
  expect(views).toHaveLength(3);
});

test('nobody of the app writes or erases a view by hand', async () => {
  for (const statement of [
    `DELETE FROM record_views`,
    `UPDATE record_views SET times = 1`,
    `INSERT INTO record_views (institution_id, id, student_id, user_id, role, day)
       VALUES ('${noor.id}', gen_random_uuid(), '${child()}', '${noor.admin.userId}', 'admin', current_date)`,
  ])
    await expect(
      inTenant(noor.admin, (tx) => tx.$executeRawUnsafe(statement)),
      statement,
    ).rejects.toThrow();
});

test('what the office takes back erases no view', async () => {
  const id = noor.students[3]!;
  await open(noor.admin, id);
  await inTenant(noor.admin, async (tx) => {
    const where = { institutionId: noor.id, studentId: id };
    await tx.studentWord.deleteMany({ where });
    await tx.enrolment.deleteMany({ where });
    await tx.studentProgress.deleteMany({ where });
    await tx.consent.deleteMany({ where });
    await tx.student.deleteMany({ where: { institutionId: noor.id, id } });
  });
  const { rows } = await db.query('SELECT 1 FROM record_views WHERE student_id = $1', [id]);
  expect(rows).toHaveLength(1);
});
