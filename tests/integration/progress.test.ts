import { v7 } from 'uuid';
import { beforeAll, expect, test } from 'vitest';
import type { Scope } from '@/lib/core/auth/scope';
import { toDbDate } from '@/lib/core/db/dates';
import { inTenant } from '@/lib/core/db/tenant';
import { addDays } from '@/lib/core/time';
import { readShown } from '@/lib/progress/evidence/schema';
import { getProgressFacts } from '@/lib/progress/facts/queries';
import { refreshProgress } from '@/lib/progress/mutations';
import { getProgressPage } from '@/lib/progress/view/queries';
import { juzRange } from '@/lib/quran/divisions';
import { saveTermMarks } from '@/lib/reports/marks/mutations';
import { noteReport } from '@/lib/reports/talimi/mutations';
import { getTalimiReport } from '@/lib/reports/talimi/queries';
import {
  acceptInvitation,
  makeCampus,
  makeGuardian,
  makeGuardianUser,
  makeHalqa,
  makeInvitation,
  makeStaff,
  makeStudent,
} from '@/prisma/seed/makers';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';

let admin: Scope;
let teacher: () => Promise<Scope>;
let guardian: () => Promise<Scope>;
let own: string;
let others: string;
let far: string;
const [from, to] = juzRange(29, 'madani');

/** Afresh: a context lives for seconds. */
const office = async () => ({ ...admin, context: (await admin.renew!())! });
const pageOf = async (
  scope: Scope,
  studentId: string,
  shown?: Parameters<typeof getProgressPage>[1]['shown'],
) =>
  inTenant(scope, (tx) =>
    getProgressPage(tx, { institutionId: admin.institution.id, studentId, today: admin.today, shown }),
  );
const reportOf = (scope: Scope, studentId: string) =>
  inTenant(scope, (tx) =>
    getTalimiReport(tx, {
      institution: { id: admin.institution.id, hijriOffset: 0 },
      studentId,
      today: admin.today,
      year: undefined,
    }),
  );

beforeAll(async () => {
  const owner = await makeUser('office@progress.example', 'green tea at noon');
  const id = await makeInstitution({ name: 'Progress', admin: owner });
  admin = await scopeOf(owner, 'admin', id);
  const token = await inTenant(admin, async (tx) => {
    const campus = await makeCampus(tx, admin, { name: 'Main' });
    const staff = await makeStaff(tx, admin, { name: 'Qari Anas', email: 'ustadh@progress.example' });
    const halqa = await makeHalqa(tx, admin, { campusId: campus.id, name: 'Umar', staffId: staff.id });
    const other = await makeHalqa(tx, admin, { campusId: campus.id, name: 'Ali' });
    const father = await makeGuardian(tx, admin, { name: 'Father', phone: '+923007770001' });
    const child = async (name: string, halqaId: string, guardianIds: string[]) =>
      (await makeStudent(tx, admin, { campusId: campus.id, halqaId, name, guardianIds })).id;
    own = await child('Anas', halqa.id, [father.id]);
    others = await child('Hasan', halqa.id, []);
    far = await child('Husain', other.id, []);
    const row = { institutionId: id, campusId: campus.id, halqaId: halqa.id, recordedBy: admin.userId };
    await tx.placement.create({
      data: {
        institutionId: id,
        id: v7(),
        studentId: own,
        campusId: campus.id,
        portions: [...juzRange(30, 'madani')],
        source: 'ENROLMENT',
        placedOn: toDbDate('2026-01-05'),
      },
    });
    // Sixty days, of which every tenth without the child; eight ayahs on each of the others until juz 29 is complete.
    const days = Array.from({ length: 60 }, (_, i) => addDays(admin.today, i - 60));
    await tx.attendance.createMany({
      data: days.map((date, i) => ({
        ...row,
        id: v7(),
        studentId: own,
        date: toDbDate(date),
        session: 'MORNING',
        status: i % 10 === 9 ? 'ABSENT' : 'PRESENT',
      })),
    });
    await tx.lesson.createMany({
      data: days
        .filter((_, i) => i % 10 !== 9)
        .map((date, i) => ({ date, first: from + i * 8 }))
        .filter(({ first }) => first <= to)
        .map(({ date, first }) => ({
          ...row,
          id: v7(),
          studentId: own,
          date: toDbDate(date),
          session: 'MORNING',
          kind: 'SABAQ',
          portions: [first, Math.min(to, first + 7)],
          grade: 'GOOD',
        })),
    });
    await refreshProgress(tx, { institutionId: id, studentIds: [own], today: admin.today });
    return makeInvitation(tx, admin, { staffId: staff.id });
  });
  const ustadh = await makeUser('ustadh@progress.example', 'green tea at noon');
  await acceptInvitation(token, ustadh);
  teacher = () => scopeOf(ustadh, 'teacher', id);
  const user = await makeGuardianUser('+923007770001');
  guardian = () => scopeOf(user, 'guardian', id);
});

test('days away open as the days themselves, the latest first', async () => {
  const page = await pageOf(await office(), own, readShown('attendance'));
  const away = [9, 19, 29, 39, 49, 59].map((i) => addDays(admin.today, i - 60)).reverse();
  expect(page!.evidence).toMatchObject({
    lessons: [],
    tests: [],
    days: away.map((date) => ({ date, state: 'absent' })),
  });
  expect((await pageOf(await office(), others, readShown('attendance')))!.evidence!.days).toEqual([]);
});

test('P03 a guardian sees the progress of the own child, in the same figures as the office, and of no other', async () => {
  const mine = await pageOf(await guardian(), own);
  const theirs = await pageOf(await office(), own);
  expect(mine!.view).toEqual({ ...theirs!.view, student: mine!.view.student });
  expect(mine!.view.totals).toMatchObject({ juzComplete: 2, ayahs: 6236 - from + 1 });
  expect(mine!.view.khatm.kind).toBe('range');
  for (const child of [others, far]) expect(await pageOf(await guardian(), child)).toBeUndefined();
  expect(await reportOf(await guardian(), others)).toBeUndefined();
});

test('P02 an ustadh sees the progress of the own students and of no other', async () => {
  expect((await pageOf(await teacher(), own))!.view.totals.juzComplete).toBe(2);
  expect(await pageOf(await teacher(), others)).toBeDefined();
  expect(await pageOf(await teacher(), far)).toBeUndefined();
});

test('every figure opens the lessons behind it, and only those', async () => {
  const scope = await office();
  const juz = (await pageOf(scope, own, { juz: 29 }))!.evidence!;
  expect(juz.total).toBe(Math.ceil((to - from + 1) / 8));
  expect(juz.lessons.length).toBe(Math.min(60, juz.total));
  expect(juz.lessons[0]!.portions[1]).toBe(to);
  expect((await pageOf(await office(), own, { juz: 30 }))!.evidence).toMatchObject({ total: 0, lessons: [] });
  const pace = (await pageOf(await office(), own, 'pace'))!;
  expect(pace.evidence!.lessons.every(({ date }) => date >= pace.view.pace!.since)).toBe(true);
});

test('the report keeps the register of a para, and the marks that the office gave', async () => {
  const before = (await reportOf(await office(), own))!;
  const para = before.paras[28]!;
  expect(para).toMatchObject({ state: 'done', start: addDays(admin.today, -60) });
  expect(para.days).toBe(Math.ceil((to - from + 1) / 8) + para.away);
  expect(before.paras[29]).toMatchObject({ state: 'before', grade: undefined });
  const running = before.terms.find(({ state }) => state === 'running')!;
  expect(running.marks).toEqual({ zabt: null, tajweed: null, salah: null });

  const input = {
    studentId: own,
    schoolYear: before.year.year,
    term: running.term,
    lang: 'ur' as const,
    zabt: 52,
    tajweed: 24,
    salah: 9,
    remark: 'محنتی طالب علم ہے۔',
  };
  const save = async (scope: Scope) => inTenant(scope, (tx) => saveTermMarks(tx, scope, input));
  await save(await office());
  await save(await office());
  const after = (await reportOf(await office(), own))!.terms[running.term - 1]!;
  expect(after).toMatchObject({ total: 85, remark: 'محنتی طالب علم ہے۔' });
  // Twice saved is one row and one line of the trail, and the trail does not repeat the remark.
  const trail = await inTenant(await office(), (tx) =>
    tx.auditEntry.findMany({
      where: { institutionId: admin.institution.id, subjectId: own, action: 'reports.marked' },
      select: { detail: true },
    }),
  );
  expect(trail.length).toBeLessThanOrEqual(1);
  expect(JSON.stringify(trail)).not.toContain('محنتی');

  // A guardian reads the marks of the own child; nobody but the office writes them.
  expect((await reportOf(await guardian(), own))!.terms[running.term - 1]!.total).toBe(85);
  for (const scope of [await guardian(), await teacher()])
    await expect(inTenant(scope, (tx) => saveTermMarks(tx, scope, { ...input, zabt: 60 }))).rejects.toThrow();
  expect((await reportOf(await office(), own))!.terms[running.term - 1]!.total).toBe(85);
});

test('what leaves the house is noted before it leaves, and a child of elsewhere does not leave it', async () => {
  const institutionId = admin.institution.id;
  const scope = await office();
  await inTenant(scope, (tx) => noteReport(tx, { institutionId, studentId: own, year: 1447, lang: 'ur' }));
  await expect(
    inTenant(await teacher(), (tx) =>
      noteReport(tx, { institutionId, studentId: far, year: 1447, lang: 'ur' }),
    ),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('two sabaqs of one day stand in the order of its sessions, whichever phone wrote first', async () => {
  const { campusId, halqaId } = await inTenant(await office(), (tx) =>
    tx.student.findFirstOrThrow({ where: { id: others }, select: { campusId: true, halqaId: true } }),
  );
  const lesson = (session: string, portions: number[]) => ({
    institutionId: admin.institution.id,
    id: v7(),
    campusId,
    halqaId: halqaId!,
    recordedBy: admin.userId,
    studentId: others,
    date: toDbDate(admin.today),
    session,
    kind: 'SABAQ',
    portions,
    grade: 'GOOD',
  });
  await inTenant(await office(), (tx) =>
    tx.lesson.createMany({ data: [lesson('MAGHRIB', [11, 20]), lesson('FAJR', [1, 10])] }),
  );
  const facts = await inTenant(await office(), (tx) =>
    getProgressFacts(tx, { institutionId: admin.institution.id, studentId: others }),
  );
  expect(facts?.lessons.map(({ portions }) => portions)).toEqual([[[1, 10]], [[11, 20]]]);
});
