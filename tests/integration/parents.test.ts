import pg from 'pg';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Scope } from '@/lib/core/auth/scope';
import { toDbDate } from '@/lib/core/db/dates';
import { inTenant } from '@/lib/core/db/tenant';
import { getMessagesPage, getParentPage } from '@/lib/parents/queries';
import {
  makeCampus,
  makeGuardian,
  makeGuardianUser,
  makeHalqa,
  makeStaff,
  makeStudent,
} from '@/prisma/seed/makers';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';

interface Home {
  scope: () => Promise<Scope>;
  children: string[];
}
const shared = '+923006660001';
let khan: Home;
let lodhi: Home;
let elsewhere: Home;
let qadri: Home;
let office: Awaited<ReturnType<typeof house>>;

async function house(name: string) {
  const owner = await makeUser(`office@${name}.example`, 'green tea at noon');
  const id = await makeInstitution({ name, admin: owner });
  const admin = await scopeOf(owner, 'admin', id);
  const place = await inTenant(admin, async (tx) => {
    const campus = await makeCampus(tx, admin, { name: 'Main' });
    const staff = await makeStaff(tx, admin, { name: 'Qari Anas', nativeName: 'قاری انس' });
    const halqa = await makeHalqa(tx, admin, { campusId: campus.id, name: 'Umar', staffId: staff.id });
    return { campusId: campus.id, halqaId: halqa.id };
  });
  return { id, admin, place };
}

async function home(
  { id, admin, place }: Awaited<ReturnType<typeof house>>,
  phone: string,
  names: string[],
): Promise<Home> {
  const children = await inTenant({ ...admin, context: (await admin.renew!())! }, async (tx) => {
    const guardian = await makeGuardian(tx, admin, { name: `Father of ${names[0]}`, phone });
    const made: string[] = [];
    for (const name of names)
      made.push((await makeStudent(tx, admin, { ...place, name, guardianIds: [guardian.id] })).id);
    await tx.lesson.createMany({
      data: made.flatMap((studentId) =>
        [admin.today, '2026-01-20'].map((date) => ({
          institutionId: id,
          id: v7(),
          studentId,
          ...place,
          date: toDbDate(date),
          session: 'MORNING',
          kind: 'SABAQ',
          portions: [1, 7],
          grade: 'GOOD',
          tajweed: 2,
          recordedBy: admin.userId,
        })),
      ),
    });
    return made;
  });
  const user = await makeGuardianUser(phone);
  return { children, scope: () => scopeOf(user, 'guardian', id) };
}

beforeAll(async () => {
  const one = await house('homes-one');
  const two = await house('homes-two');
  khan = await home(one, shared, ['Anas', 'Hasan']);
  lodhi = await home(one, '+923006660002', ['Husain']);
  elsewhere = await home(two, shared, ['Saad']);
  qadri = await home(one, '+923006660003', ['Luqman', 'Shuaib']);
  office = one;
});

async function look(from: Home, studentId?: string) {
  const scope = await from.scope();
  return inTenant(scope, (tx) =>
    getParentPage(tx, {
      institutionId: scope.institution.id,
      userId: scope.userId,
      mushaf: scope.institution.mushaf,
      today: scope.today,
      studentId,
      days: 30,
    }),
  );
}

describe('P03 a parent', () => {
  test('sees the own children and each one’s day', async () => {
    const { guardian, children, page } = await look(khan, khan.children[1]);
    expect(guardian?.name).toBe('Father of Anas');
    expect(children.map(({ id }) => id).sort()).toEqual([...khan.children].sort());
    expect(page?.child).toMatchObject({
      name: 'Hasan',
      mushaf: 'madani15',
      halqa: { name: 'Umar' },
      ustadh: { name: 'Qari Anas', nativeName: 'قاری انس' },
    });
    expect(page?.lessons).toMatchObject([
      { kind: 'SABAQ', grade: 'GOOD', portions: [[1, 7]], mistakes: { tajweed: 2 } },
    ]);
  });

  test('sees the first child when none is named', async () => {
    expect((await look(khan)).page?.child.id).toBe((await look(khan)).children[0]?.id);
  });

  test('does not see another family’s child, nor one of another institution, nor one that is not', async () => {
    for (const foreign of [lodhi.children[0], elsewhere.children[0], v7()])
      expect((await look(khan, foreign)).page).toBeUndefined();
  });

  test('with children in two institutions sees each institution’s alone', async () => {
    expect((await look(elsewhere)).children.map(({ id }) => id)).toEqual(elsewhere.children);
    expect((await look(khan, elsewhere.children[0])).page).toBeUndefined();
  });

  const delivered = async (children: (string | undefined)[]) => {
    const superuser = new pg.Client({ connectionString: process.env.SUPERUSER_DATABASE_URL! });
    await superuser.connect();
    await superuser.query(
      `
      INSERT INTO deliveries (institution_id, id, student_id, campus_id, guardian_id, kind, day, purpose, channel, language, state)
      SELECT institution_id, gen_random_uuid(), student_id, campus_id, guardian_id, 'DAILY_REPORT', '2026-01-20', 'REPORT', 'LOCAL', 'ur', 'DELIVERED'
      FROM guardianships WHERE student_id = ANY ($1)`,
      [children],
    );
    await superuser.end();
  };
  const messagesOf = async (from: Home) => {
    const scope = await from.scope();
    return inTenant(scope, (tx) =>
      getMessagesPage(tx, {
        institutionId: scope.institution.id,
        userId: scope.userId,
        mushaf: scope.institution.mushaf,
        page: 1,
        size: 20,
      }),
    );
  };

  test('reads the own messages only', async () => {
    await delivered([khan.children[0], lodhi.children[0], elsewhere.children[0]]);
    const found = await messagesOf(khan);
    expect(found.messages.map(({ studentId }) => studentId)).toEqual([khan.children[0]]);
    expect(found.total).toBe(1);
    expect([...found.children.keys()].sort()).toEqual([...khan.children].sort());
  });

  test('who is no longer a guardian of one child reads and counts no message about it any more', async () => {
    const [mine, other] = qadri.children;
    await delivered(qadri.children);
    expect((await messagesOf(qadri)).total).toBe(2);
    const { admin } = office;
    await inTenant({ ...admin, context: (await admin.renew!())! }, (tx) =>
      tx.guardianship.deleteMany({ where: { institutionId: office.id, studentId: other! } }),
    );
    const found = await messagesOf(qadri);
    expect(found.messages.map(({ studentId }) => studentId)).toEqual([mine]);
    expect(found.total).toBe(1);
  });
});
