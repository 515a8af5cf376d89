import { v7 } from 'uuid';
import { beforeAll, expect, test } from 'vitest';
import type { Scope } from '@/lib/core/auth/scope';
import { tables } from '@/lib/core/auth/tables';
import { inTenant } from '@/lib/core/db/tenant';
import { addNote, editStudent } from '@/lib/students/mutations';
import { getStudentProfile } from '@/lib/students/profile/queries';
import { getStudentForm } from '@/lib/students/queries';
import {
  campusTables,
  leaveStudent,
  returnStudent,
  transferStudent,
} from '@/lib/students/transfer/mutations';
import { makeCampus, makeGuardian, makeHalqa, makeStudent } from '@/prisma/seed/makers';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';
import { type Place, type Row, rowOf } from '../support/rows';

let noor: Scope;
let falah: Scope;
let north: { campusId: string; halqaId: string };
let south: { campusId: string; halqaId: string };
let guardianId: string;
let foreignHalqaId: string;

beforeAll(async () => {
  const house = async (name: string) => {
    const admin = await makeUser(`${name}-transfer@example.org`, 'a long enough phrase');
    return scopeOf(admin, 'admin', await makeInstitution({ name, admin }));
  };
  noor = await house('noor');
  falah = await house('falah');
  const place = (scope: Scope, name: string) =>
    inTenant(scope, async (tx) => {
      const { id: campusId } = await makeCampus(tx, scope, { name });
      const { id } = await makeHalqa(tx, scope, { campusId, name: `Halqa ${name}` });
      return { campusId, halqaId: id };
    });
  north = await place(noor, 'North');
  south = await place(noor, 'South');
  foreignHalqaId = (await place(falah, 'Main')).halqaId;
  guardianId = (
    await inTenant(noor, (tx) => makeGuardian(tx, noor, { name: 'Ibrahim', phone: '+923001234567' }))
  ).id;
});

const child = async () => {
  const { id } = await inTenant(noor, (tx) =>
    makeStudent(tx, noor, {
      ...north,
      name: 'Muaz Usmani',
      bornOn: '2015-01-01',
      guardianIds: [guardianId],
    }),
  );
  return id;
};
const form = async (id: string) =>
  (await inTenant(noor, (tx) => getStudentForm(tx, { institutionId: noor.institution.id, id })))!;
const profile = async (id: string) =>
  (await inTenant(noor, (tx) =>
    getStudentProfile(tx, { institutionId: noor.institution.id, id, today: noor.today }),
  ))!;
const transfer = async (id: string, change: Record<string, unknown> = {}, scope = noor) => {
  const { updatedAt } = await form(id);
  const input = {
    id,
    updatedAt,
    date: '2026-10-01',
    reason: 'Moved house',
    halqaId: south.halqaId,
    programme: 'HIFZ' as const,
    ...change,
  };
  return inTenant(scope, (tx) => transferStudent(tx, { scope, input }));
};

test('a transfer keeps the history and its reason', async () => {
  const id = await child();
  await transfer(id);
  const { halqa, campus, enrolments } = await profile(id);
  expect([halqa!.id, campus.name]).toEqual([south.halqaId, 'South']);
  expect(enrolments).toMatchObject([
    { halqa: 'Halqa South', from: '2026-10-01', to: null, reason: null },
    { halqa: 'Halqa North', from: '2026-01-05', to: '2026-10-01', reason: 'Moved house' },
  ]);
  const audit = await inTenant(noor, (tx) => tx.auditEntry.findMany({ where: { subjectId: id } }));
  expect(audit).toMatchObject([
    {
      action: 'student.transferred',
      detail: { reason: 'Moved house', halqaId: [north.halqaId, south.halqaId] },
    },
  ]);
});

test('every row of the child goes along to the new campus', async () => {
  const id = await child();
  await inTenant(noor, async (tx) => {
    await addNote(tx, {
      scope: noor,
      input: { id: v7(), studentId: id, kind: 'HEALTH', body: 'Asthma' },
    });
    // The rows that nobody made with the child: one of each table, as its maker knows it.
    const users = { teacher: noor.userId, admin: noor.userId, examiner: noor.userId };
    const ids = {
      campus: north.campusId,
      halqa: north.halqaId,
      guardian: guardianId,
      test: v7(),
      conversation: v7(),
    };
    const place = { institution: noor.institution.id, student: id, ...ids, users } as Place;
    // Rows that others hang on bear the id by which those find them.
    const own: Record<string, Row> = {
      jaiza_tests: { id: place.test },
      conversations: { id: place.conversation },
    };
    const made = [
      'student_words',
      'student_notes',
      'enrolments',
      'guardianships',
      'consents',
      'student_progress',
    ];
    for (const table of campusTables.filter((name) => !made.includes(name))) {
      const row = rowOf(table, place, own[table] ?? {});
      const columns = Object.keys(row).join(', ');
      await tx.$executeRawUnsafe(
        `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_record(NULL::${table}, $1::jsonb)`,
        JSON.stringify(row),
      );
    }
  });
  await transfer(id);
  const campuses = await inTenant(noor, (tx) =>
    tx.$queryRawUnsafe<{ table: string; campus: string }[]>(
      campusTables
        .map((t) => `SELECT '${t}' AS table, campus_id::text AS campus FROM ${t} WHERE student_id = $1::uuid`)
        .join(' UNION '),
      id,
    ),
  );
  expect(new Set(campuses.map((row) => row.table))).toEqual(new Set(campusTables));
  expect(new Set(campuses.map((row) => row.campus))).toEqual(new Set([south.campusId]));
});

test('each table with a child and a campus is moved, except what the office may not change', () => {
  const all = Object.entries(tables).filter(
    ([, t]) => t.columns.student === 'student_id' && t.columns.campus,
  );
  expect(all.map(([name]) => name).filter((name) => !campusTables.includes(name))).toEqual(['deliveries']);
});

test('a row about a child cannot stand at another campus than the child', async () => {
  const id = await child();
  const note = { institutionId: noor.institution.id, id: v7(), studentId: id, kind: 'REMARK', body: 'x' };
  await expect(
    inTenant(noor, (tx) => tx.studentNote.create({ data: { ...note, campusId: south.campusId } })),
  ).rejects.toMatchObject({ code: 'P2003' });
  await expect(
    inTenant(noor, (tx) => tx.student.updateMany({ where: { id }, data: { campusId: south.campusId } })),
  ).rejects.toMatchObject({ code: 'P2003' });
});

test('the same seat, a day to come and a day before the enrolment are refused', async () => {
  const id = await child();
  await expect(transfer(id, { halqaId: north.halqaId })).rejects.toMatchObject({ message: 'sameHalqa' });
  await expect(transfer(id, { date: '2999-01-01' })).rejects.toMatchObject({ message: 'dateInFuture' });
  await expect(transfer(id, { date: '2025-01-01' })).rejects.toMatchObject({
    message: 'dateBeforeEnrolment',
    field: 'date',
  });
});

test("P05 another institution's halqa or child is not there", async () => {
  const id = await child();
  await expect(transfer(id, { halqaId: foreignHalqaId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(transfer(id, {}, falah)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a form that was open while somebody changed the child is a conflict', async () => {
  const id = await child();
  const stale = await form(id);
  await transfer(id);
  const input = { id, updatedAt: stale.updatedAt, date: '2026-10-02', reason: 'Again' };
  await expect(inTenant(noor, (tx) => leaveStudent(tx, { scope: noor, input }))).rejects.toMatchObject({
    code: 'CONFLICT',
  });
  const edit = { ...stale, name: 'Other', startJuz: 30, direction: 'BACKWARD' as const };
  const correction = {
    id,
    updatedAt: stale.updatedAt,
    name: edit.name,
    startJuz: 30,
    direction: edit.direction,
  };
  await expect(
    inTenant(noor, (tx) => editStudent(tx, { scope: noor, input: { ...correction, bornOn: '2015-01-01' } })),
  ).rejects.toMatchObject({ code: 'CONFLICT' });
});

test('leaving ends the enrolment and frees the seat; coming back opens a new one', async () => {
  const id = await child();
  const leave = { id, date: '2026-10-05', reason: 'Another city' };
  const { updatedAt } = await form(id);
  await inTenant(noor, (tx) => leaveStudent(tx, { scope: noor, input: { ...leave, updatedAt } }));
  expect(await profile(id)).toMatchObject({
    status: 'LEFT',
    halqa: null,
    leftOn: '2026-10-05',
    leaveReason: 'Another city',
    enrolments: [{ to: '2026-10-05', reason: 'Another city' }],
  });
  await expect(transfer(id)).rejects.toMatchObject({ message: 'studentHasLeft' });
  const back = { id, date: '2026-11-01', halqaId: south.halqaId, programme: 'HIFZ' as const };
  const seen = (await form(id)).updatedAt;
  await inTenant(noor, (tx) => returnStudent(tx, { scope: noor, input: { ...back, updatedAt: seen } }));
  const again = await profile(id);
  expect(again).toMatchObject({ status: 'ACTIVE', leftOn: null, leaveReason: null });
  expect(again.enrolments.map(({ to }) => to)).toEqual([null, '2026-10-05']);
});

test('a corrected name is found, and the correction stands in the history', async () => {
  const id = await child();
  const { updatedAt } = await form(id);
  const input = {
    id,
    updatedAt,
    name: 'Huzaifa Lodhi',
    bornOn: '2015-02-02',
    direction: 'FORWARD' as const,
    startJuz: 1,
  };
  await inTenant(noor, (tx) => editStudent(tx, { scope: noor, input }));
  const words = await inTenant(noor, (tx) =>
    tx.studentWord.findMany({ where: { studentId: id }, select: { word: true }, orderBy: { word: 'asc' } }),
  );
  expect(words.map(({ word }) => word)).toEqual(['huzaifa', 'lodhi']);
  const audit = await inTenant(noor, (tx) => tx.auditEntry.findMany({ where: { subjectId: id } }));
  expect(audit).toMatchObject([
    { action: 'student.corrected', detail: { name: ['Muaz Usmani', 'Huzaifa Lodhi'] } },
  ]);
});
