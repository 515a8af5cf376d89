import { v7 } from 'uuid';
import { beforeAll, expect, test } from 'vitest';
import type { Scope } from '@/lib/core/auth/scope';
import { toDbDate } from '@/lib/core/db/dates';
import { inTenant } from '@/lib/core/db/tenant';
import { addDays } from '@/lib/core/time';
import { getShell, getToday } from '@/lib/dashboard/queries';
import { summarise } from '@/lib/dashboard/rules';
import { listDeliveries } from '@/lib/messages/queries';
import { messageLog } from '@/lib/messages/schema';
import { saveRevision } from '@/lib/revision/mutations';
import { DEFAULT_REVISION } from '@/lib/revision/rules';
import { makeCampus, makeHalqa, makeStaff, makeStudent } from '@/prisma/seed/makers';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';

let noor: Scope;
let falah: Scope;

/** Two halqas: one of three children met (one came, one late, one absent and ill), one of one child did not. */
async function aDay(scope: Scope) {
  const institutionId = scope.institution.id;
  await inTenant(scope, async (tx) => {
    const campus = await makeCampus(tx, scope, { name: 'Gulberg' });
    const staff = await makeStaff(tx, scope, { name: 'Qari Anas', phone: '+923001234567' });
    const umar = await makeHalqa(tx, scope, {
      campusId: campus.id,
      name: 'Halqa Umar',
      session: 'MORNING',
      staffId: staff.id,
    });
    const ali = await makeHalqa(tx, scope, { campusId: campus.id, name: 'Halqa Ali', session: 'FAJR' });
    const child = (name: string, halqaId: string) =>
      makeStudent(tx, scope, { campusId: campus.id, halqaId, name });
    const [anas, bilal, hasan] = [
      await child('Anas', umar.id),
      await child('Bilal', umar.id),
      await child('Hasan', umar.id),
    ];
    await child('Zaid', ali.id);
    const row = (studentId: string, date: string) => ({
      institutionId,
      id: v7(),
      studentId,
      campusId: campus.id,
      halqaId: umar.id,
      date: toDbDate(date),
      session: 'MORNING',
      recordedBy: scope.userId,
    });
    const yesterday = addDays(scope.today, -1);
    await tx.attendance.createMany({
      data: [
        { ...row(anas!.id, scope.today), status: 'PRESENT' },
        { ...row(bilal!.id, scope.today), status: 'LATE' },
        { ...row(hasan!.id, scope.today), status: 'ABSENT', reason: 'ILLNESS' },
        { ...row(anas!.id, yesterday), status: 'PRESENT' },
        { ...row(bilal!.id, yesterday), status: 'ABSENT' },
      ],
    });
    await tx.lesson.createMany({
      data: [
        { ...row(anas!.id, scope.today), kind: 'SABAQ', grade: 'GOOD', portions: [1, 7] },
        { ...row(anas!.id, scope.today), kind: 'MANZIL', grade: 'EXCELLENT', portions: [1, 7] },
        { ...row(bilal!.id, scope.today), kind: 'SABAQ', grade: 'REPEAT', portions: [1, 7] },
        { ...row(bilal!.id, yesterday), kind: 'SABAQ', grade: 'WEAK', portions: [1, 7] },
      ],
    });
  });
}

beforeAll(async () => {
  for (const name of ['dashboard-noor', 'dashboard-falah']) {
    const admin = await makeUser(`${name}@example.org`, 'a long enough phrase');
    await makeInstitution({ name, admin });
    const scope = await scopeOf(admin);
    if (name.endsWith('noor')) noor = scope;
    else falah = scope;
  }
  await aDay(noor);
});

test('the day is counted as it was recorded', async () => {
  const day = await inTenant(noor, (tx) => getToday(tx, noor));
  expect(day.house).toEqual({
    campuses: 1,
    halqas: 2,
    staff: 1,
    students: 4,
    childrenWithoutHalqa: 0,
    staffWithoutSignIn: 1,
  });
  // In the order of the sessions: Fajr before the morning.
  expect(day.halqas).toMatchObject([
    {
      name: 'Halqa Ali',
      hasUstadh: false,
      children: 1,
      marked: 0,
      present: 0,
      heard: 0,
      sessions: [{ session: 'FAJR', begun: false, finished: false }],
    },
    {
      name: 'Halqa Umar',
      ustadh: 'Qari Anas',
      phone: '+923001234567',
      children: 3,
      marked: 3,
      present: 2,
      heard: 2,
      sessions: [{ session: 'MORNING', begun: true, finished: false }],
    },
  ]);
  expect(summarise(day.halqas)).toEqual({ halqas: 2, met: 1, expected: 3, came: 2 });
  expect(day.away).toMatchObject([
    { name: 'Hasan', halqa: 'Halqa Umar', status: 'ABSENT', reason: 'ILLNESS' },
  ]);
  expect(day.heard).toEqual([
    { kind: 'SABAQ', counts: { EXCELLENT: 0, GOOD: 1, WEAK: 0, REPEAT: 1 } },
    { kind: 'MANZIL', counts: { EXCELLENT: 1, GOOD: 0, WEAK: 0, REPEAT: 0 } },
  ]);
  expect(day.messages).toEqual({ read: 0, arrived: 0, waiting: 0, failed: 0, suppressed: 0 });
  expect(day.week).toHaveLength(7);
  expect(day.week.at(-1)).toMatchObject({ date: noor.today, share: 2 / 3 });
  expect(day.week.at(-2)).toMatchObject({ date: addDays(noor.today, -1), share: 0.5 });
  expect(day.week[0]).toMatchObject({ share: null });
});

test('on days off that have a name no halqa is awaited', async () => {
  const on = (scope: Scope) => inTenant(scope, (tx) => getToday(tx, scope));
  // So that today is no weekly holiday whenever the test runs.
  await inTenant(falah, (tx) =>
    tx.institution.updateMany({
      where: { id: falah.institution.id },
      data: { weeklyHoliday: (new Date(`${falah.today}T00:00Z`).getUTCDay() + 3) % 7 },
    }),
  );
  expect((await on(falah)).off).toBeUndefined();
  const eid = { from: addDays(falah.today, -2), to: falah.today, name: 'Eid' };
  await inTenant(falah, (tx) => saveRevision(tx, { ...DEFAULT_REVISION, daysOff: [eid] }, falah));
  const day = await on(falah);
  expect(day.off).toEqual({ name: 'Eid' });
  expect(day.week.slice(-3).map(({ holiday }) => holiday)).toEqual([true, true, true]);
  expect((await on(noor)).off?.name).toBeUndefined();
});

test('T10 the figures of one institution are untouched by another’s day', async () => {
  const before = await inTenant(noor, (tx) => getToday(tx, noor));
  const empty = await inTenant(falah, (tx) => getToday(tx, falah));
  expect(empty.house).toMatchObject({ campuses: 0, halqas: 0, staff: 0, students: 0 });
  expect([empty.halqas, empty.away, empty.heard]).toEqual([[], [], []]);
  expect(empty.week.every(({ share }) => share === null)).toBe(true);
  await aDay(falah);
  expect(await inTenant(noor, (tx) => getToday(tx, noor))).toEqual(before);
  expect(await inTenant(falah, (tx) => getShell(tx, falah))).toEqual({
    self: null,
    students: 4,
    support: false,
    unread: 0,
  });
});

test('the log of an institution without messages is empty whatever its address asks', async () => {
  for (const query of [{}, { q: 'anas', state: 'FAILED', day: noor.today }, { kind: 'ABSENCE_ALERT' }]) {
    const page = await inTenant(noor, (tx) => listDeliveries(tx, noor, messageLog.parse(query)));
    expect(page.rows).toEqual([]);
    expect(Object.values(page.counts).every((count) => count === 0)).toBe(true);
  }
});
