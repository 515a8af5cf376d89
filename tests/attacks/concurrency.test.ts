import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { editCampus } from '@/lib/campuses/mutations';
import type { Scope } from '@/lib/core/auth/scope';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { httpStatus, toAppError } from '@/lib/core/errors';
import { editGuardian } from '@/lib/guardians/person/mutations';
import { editHalqa } from '@/lib/halqas/mutations';
import { editStaff } from '@/lib/staff/mutations';
import { editStudent } from '@/lib/students/mutations';
import { runCommands } from '@/lib/sync/mutations';
import { acceptInvitation, makeCampus, makeGuardian, makeInvitation, makeStaff } from '@/prisma/seed/makers';
import { makeUser, scopeOf } from '@/prisma/seed/sessions';
import { attendanceOf, lessonOf, type School, school } from '../integration/sync-school';

let house: School;
let second: { userId: string; scope: Scope };
let superuser: pg.Client;

beforeAll(async () => {
  superuser = new pg.Client({ connectionString: process.env.SUPERUSER_DATABASE_URL! });
  await superuser.connect();
  house = await school(`concurrency-${v7().slice(-8)}`);
  const email = `second-${v7().slice(-8)}@sync.example`;
  const staff = await inTenant(house.admin, (tx) =>
    makeStaff(tx, house.admin, { name: 'Qari Bilal', email }),
  );
  const token = await inTenant(house.admin, (tx) => makeInvitation(tx, house.admin, { staffId: staff.id }));
  const userId = await makeUser(email, 'a long enough phrase');
  await acceptInvitation(token, userId);
  // Two ustadhs in one halqa: the office hands it over, a substitute keeps it beside him.
  await superuser.query(
    'INSERT INTO halqa_teachers (institution_id, id, halqa_id, staff_id, from_date) VALUES ($1, $2, $3, $4, $5)',
    [house.id, v7(), house.halqa, staff.id, '2020-01-01'],
  );
  second = { userId, scope: await scopeOf(userId, 'teacher', house.id) };
}, 60_000);
afterAll(() => superuser.end());

const both = async () =>
  [await house.enterAgain(), await scopeOf(second.userId, 'teacher', house.id)] as const;
const command = (kind: string, input: object) => ({ id: v7(), kind, input });
const count = async (table: 'attendance' | 'lessons' | 'halqa_sessions', where = '') =>
  Number(
    (
      await superuser.query(`SELECT count(*) AS n FROM ${table} WHERE institution_id = $1 ${where}`, [
        house.id,
      ])
    ).rows[0].n,
  );

describe('Q2 two teachers, one session', () => {
  test('Q2 both mark the whole halqa ten times in the same moment: one record a child, all of it answered', async () => {
    const [first, other] = await both();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        runCommands(n % 2 ? other : first, {
          commands: [
            // In opposite orders, as two lists on two screens may be: locks must not wait for each other.
            command(
              'attendance.take',
              attendanceOf(house, n % 2 ? house.students : [...house.students].reverse(), {
                status: n % 2 ? 'LATE' : 'PRESENT',
              }),
            ),
          ],
        }),
      ),
    );
    expect(answers.flat().filter((answer) => !answer.ok)).toEqual([]);
    expect(await count('attendance')).toBe(house.students.length);
    expect(await count('halqa_sessions')).toBe(1);
    const { rows } = await superuser.query(
      'SELECT DISTINCT recorded_by FROM attendance WHERE institution_id = $1',
      [house.id],
    );
    // Whoever came last holds the session whole, not in pieces.
    expect(rows).toHaveLength(1);
  });

  test('Q2 both hear the same children at once: one lesson a child and kind, and the progress of one', async () => {
    const [first, other] = await both();
    const children = house.students.slice(0, 12);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        runCommands(n % 2 ? other : first, {
          commands: (n % 2 ? children : [...children].reverse()).map((id) =>
            command('lessons.record', lessonOf(house, id, [['SABAQ', [1, 5]]], n % 2 ? 'GOOD' : 'EXCELLENT')),
          ),
        }),
      ),
    );
    expect(answers.flat().filter((answer) => !answer.ok)).toEqual([]);
    expect(await count('lessons')).toBe(children.length);
    const { rows } = await superuser.query(
      'SELECT memorised FROM student_progress WHERE institution_id = $1 AND student_id = ANY ($2)',
      [house.id, children],
    );
    expect(rows).toHaveLength(children.length);
    expect(new Set(rows.map((row) => String(row.memorised)))).toEqual(new Set(['1,5']));
  });

  test('Q2 both finish it at once: finished once, reported once', async () => {
    const [first, other] = await both();
    const finish = (scope: Scope) =>
      runCommands(scope, {
        commands: [
          command('session.finish', { halqaId: house.halqa, date: scope.today, session: 'MORNING' }),
        ],
      });
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => finish(n % 2 ? other : first)));
    expect(answers.flat().filter((answer) => !answer.ok)).toEqual([]);
    expect(await count('halqa_sessions', 'AND finished_at IS NOT NULL')).toBe(1);
    const { rows } = await superuser.query(
      `SELECT count(*)::int AS jobs, count(DISTINCT key)::int AS keys FROM graphile_worker._private_jobs WHERE key LIKE $1`,
      [`${house.id}:%`],
    );
    expect(rows[0].jobs).toBe(rows[0].keys);
  });
});

describe('Q3 a form that was drawn before somebody else saved', () => {
  type Kind = {
    table: string;
    id: string;
    save: (tx: TenantTx, admin: Scope, updatedAt: string, name: string) => Promise<unknown>;
  };
  let kinds: Kind[];
  beforeAll(async () => {
    const { admin, id: institution, halqa } = house;
    const [campus, guardian] = await inTenant(admin, async (tx) => [
      (await makeCampus(tx, admin, { name: 'Stale' })).id,
      (
        await makeGuardian(tx, admin, {
          name: 'Abdullah Khan',
          phone: `+92301${String(Date.now()).slice(-7)}`,
        })
      ).id,
    ]);
    const { rows } = await superuser.query(
      'SELECT campus_id FROM halqas WHERE institution_id = $1 AND id = $2',
      [institution, halqa],
    );
    const staff = (await inTenant(admin, (tx) => makeStaff(tx, admin, { name: 'Qari Stale' }))).id;
    const child = house.students[20]!;
    const { rows: numbers } = await superuser.query(
      'SELECT value FROM guardian_contacts WHERE institution_id = $1 AND guardian_id = $2',
      [institution, guardian],
    );
    kinds = [
      {
        table: 'campuses',
        id: campus,
        save: (tx, admin, updatedAt, name) => editCampus(tx, admin, { id: campus, updatedAt, name }),
      },
      {
        table: 'halqas',
        id: halqa,
        save: (tx, admin, updatedAt, name) =>
          editHalqa(tx, admin, {
            id: halqa,
            updatedAt,
            name,
            campusId: rows[0].campus_id,
            programme: 'HIFZ',
            sessions: ['MORNING'],
            sessionKinds: {},
            capacity: 60,
          }),
      },
      {
        table: 'staff',
        id: staff,
        save: (tx, admin, updatedAt, name) =>
          editStaff(tx, admin, { id: staff, updatedAt, name, halqaIds: [] }),
      },
      {
        table: 'students',
        id: child,
        save: (tx, admin, updatedAt, name) =>
          editStudent(tx, {
            scope: admin,
            input: { id: child, updatedAt, name, direction: 'FORWARD', startJuz: 1, bornOn: '1999-01-01' },
          }),
      },
      {
        table: 'guardians',
        id: guardian,
        save: (tx, admin, updatedAt, name) =>
          editGuardian(tx, {
            scope: admin,
            input: { id: guardian, updatedAt, name, language: 'ur', phone: numbers[0].value },
          }),
      },
    ];
  });

  /** Another request of the same office: later, under a context of its own. */
  const again = async (): Promise<Scope> => ({
    ...house.admin,
    context: (await house.admin.renew!())!,
    now: new Date(),
  });
  const row = async ({ table, id }: Kind) =>
    (
      await superuser.query(`SELECT name, updated_at FROM ${table} WHERE institution_id = $1 AND id = $2`, [
        house.id,
        id,
      ])
    ).rows[0] as { name: string; updated_at: Date };
  const status = (work: Promise<unknown>) =>
    work.then(
      () => 200,
      (error) => httpStatus[toAppError(error).code],
    );

  test.each(['campuses', 'halqas', 'staff', 'students', 'guardians'])(
    'Q3 %s: 409, and nothing of it is written',
    async (table) => {
      const kind = kinds.find((k) => k.table === table)!;
      const admin = await again();
      const seen = (await row(kind)).updated_at.toISOString();
      expect(await status(inTenant(admin, (tx) => kind.save(tx, admin, seen, 'First Saved')))).toBe(200);
      const after = await row(kind);
      expect(after.name).toBe('First Saved');
      expect(await status(inTenant(admin, (tx) => kind.save(tx, admin, seen, 'Second Saved')))).toBe(409);
      expect(await row(kind)).toEqual(after);
    },
  );

  test.each(['campuses', 'halqas', 'staff', 'students', 'guardians'])(
    'Q3 %s: of eight who save at once one does',
    async (table) => {
      const kind = kinds.find((k) => k.table === table)!;
      const admin = await again();
      const seen = (await row(kind)).updated_at.toISOString();
      const got = await Promise.all(
        Array.from({ length: 8 }, (_, n) =>
          status(inTenant(admin, (tx) => kind.save(tx, admin, seen, `At Once ${n}`))),
        ),
      );
      expect(got.filter((code) => code === 200)).toHaveLength(1);
      expect(got.filter((code) => code === 409)).toHaveLength(7);
    },
  );
});
