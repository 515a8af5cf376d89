import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { inTenant } from '@/lib/core/db/tenant';
import { refreshProgress } from '@/lib/progress/mutations';
import { releaseSabaq } from '@/lib/revision/mutations';
import { runCommands } from '@/lib/sync/mutations';
import { attendanceOf, lessonOf, type School, school } from './sync-school';

let noor: School;
beforeAll(async () => {
  noor = await school('noor-customs');
});

type Entry = Record<string, unknown>;
const run = (kind: string, input: unknown) =>
  runCommands(noor.teacher, { commands: [{ id: v7(), kind, input }] }).then(([answer]) => answer!);
/** One lesson as a page that knows the customs sends it. */
const record = (student: string, kind: string, portions: number[], change: Entry = { insisted: [] }) => {
  const input = lessonOf(noor, student, [[kind, portions]]);
  return run('lessons.record', {
    ...input,
    entries: input.entries.map((entry) => ({ ...entry, ...change })),
  });
};
const standing = (studentId: string) =>
  inTenant(noor.admin, (tx) =>
    tx.lesson.findMany({
      where: { institutionId: noor.id, studentId },
      select: { kind: true, portions: true, insisted: true, listener: true, heardBy: true },
    }),
  );

describe('a lesson that is not as usual', () => {
  test('is refused with its customs, taken when the teacher insists, and marked', async () => {
    const student = noor.students[0]!;
    await record(student, 'SABAQ', [1, 20]);
    const yesterday = {
      ...lessonOf(noor, student, [['SABAQ', [1, 12]]]),
      date: noor.yesterday,
      correctionReason: 'late',
    };
    expect(await run('lessons.record', yesterday)).toMatchObject({ ok: true });

    const other = noor.students[1]!;
    await run('lessons.record', {
      ...lessonOf(noor, other, [['SABAQ', [1, 12]]]),
      date: noor.yesterday,
      correctionReason: 'late',
    });
    const odd = await record(other, 'SABAQ', [20, 25]);
    expect(odd).toMatchObject({
      ok: false,
      code: 'INVALID',
      message: 'customs',
      params: { kind: 'SABAQ', codes: 'gap' },
    });
    expect(await standing(other)).toHaveLength(1);
    expect(await record(other, 'SABAQ', [20, 25], { insisted: ['gap'] })).toMatchObject({ ok: true });
    expect(await standing(other)).toContainEqual({
      kind: 'SABAQ',
      portions: [20, 25],
      insisted: ['gap'],
      listener: 'TEACHER',
      heardBy: null,
    });
    // Sent again it says the same, though by now the ayahs are among what the child holds.
    expect(await record(other, 'SABAQ', [20, 25], { insisted: ['gap'] })).toMatchObject({ ok: true });
    expect((await standing(other)).find(({ portions }) => portions[0] === 20)?.insisted).toEqual(['gap']);
    // Put right, the mark goes.
    expect(await record(other, 'SABAQ', [13, 25])).toMatchObject({ ok: true });
    expect((await standing(other)).find(({ portions }) => portions[0] === 13)?.insisted).toEqual([]);
  });

  test('of a child marked absent: refused, unless the mark comes along or the teacher insists', async () => {
    const student = noor.students[2]!;
    await run('attendance.take', attendanceOf(noor, [student], { status: 'ABSENT' }));
    expect(await record(student, 'SABAQ', [1, 7])).toMatchObject({ params: { codes: 'absentDay' } });
    const both = await runCommands(noor.teacher, {
      commands: [
        {
          id: v7(),
          kind: 'lessons.record',
          input: {
            ...lessonOf(noor, student, []),
            entries: lessonOf(noor, student, [['SABAQ', [1, 7]]]).entries.map((e) => ({
              ...e,
              insisted: [],
            })),
          },
        },
        { id: v7(), kind: 'attendance.take', input: attendanceOf(noor, [student]) },
      ],
    });
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
    expect((await standing(student))[0]?.insisted).toEqual([]);
  });

  test('a new lesson while manzil holds it back: refused, marked when insisted, free once released', async () => {
    const student = noor.students[20]!;
    const on = new Date('2020-01-05');
    await inTenant(noor.admin, async (tx) => {
      const { campusId } = await tx.student.findFirstOrThrow({ where: { id: student } });
      const row = { institutionId: noor.id, studentId: student, campusId, source: 'ENROLMENT' };
      // Brought in years ago and not heard since: manzil is far behind.
      await tx.placement.create({ data: { ...row, id: v7(), portions: [1, 1000], placedOn: on } });
      await refreshProgress(tx, {
        institutionId: noor.id,
        studentIds: [student],
        today: noor.teacher.today,
      });
    });
    const next = [1001, 1005];
    expect(await record(student, 'SABAQ', next)).toMatchObject({
      ok: false,
      message: 'customs',
      params: { codes: 'sabaqHeld' },
    });
    // What is revised is not held, and a lesson of an earlier day is not measured by today's manzil.
    expect(await record(student, 'MANZIL', [1, 100])).toMatchObject({ ok: true });
    expect(await record(student, 'SABAQ', next, { insisted: ['sabaqHeld'] })).toMatchObject({ ok: true });
    expect(await standing(student)).toContainEqual(
      expect.objectContaining({ kind: 'SABAQ', insisted: ['sabaqHeld'] }),
    );
    const released = noor.students[21]!;
    await inTenant(noor.admin, async (tx) => {
      const { campusId } = await tx.student.findFirstOrThrow({ where: { id: released } });
      const row = { institutionId: noor.id, studentId: released, campusId };
      await tx.placement.create({
        data: { ...row, id: v7(), source: 'ENROLMENT', portions: [1, 1000], placedOn: on },
      });
      await refreshProgress(tx, {
        institutionId: noor.id,
        studentIds: [released],
        today: noor.teacher.today,
      });
    });
    await inTenant(noor.teacher, (tx) => releaseSabaq(tx, { studentId: released }, noor.teacher));
    expect(await record(released, 'SABAQ', next)).toMatchObject({ ok: true });
  });

  test('from an older page nothing is refused for a custom, but it is marked', async () => {
    const student = noor.students[3]!;
    await run('lessons.record', {
      ...lessonOf(noor, student, [['SABAQ', [1, 12]]]),
      date: noor.yesterday,
      correctionReason: 'late',
    });
    expect(await record(student, 'MANZIL', [100, 120], {})).toMatchObject({ ok: true });
    expect((await standing(student)).find(({ kind }) => kind === 'MANZIL')?.insisted).toEqual([
      'notMemorised',
    ]);
  });

  test('today’s sabaq may be revised in the same saving; a girdaan stands beside it', async () => {
    const student = noor.students[4]!;
    await run('lessons.record', {
      ...lessonOf(noor, student, [['SABAQ', [1, 12]]]),
      date: noor.yesterday,
      correctionReason: 'late',
    });
    const input = lessonOf(noor, student, [
      ['SABAQ', [13, 20]],
      ['SABQI', [1, 20]],
      ['GIRDAAN', [1, 7, 8, 12]],
    ]);
    const entries = input.entries.map((entry) => ({ ...entry, insisted: [] }));
    expect(await run('lessons.record', { ...input, entries })).toMatchObject({ ok: true });
    expect((await standing(student)).map(({ insisted }) => insisted.length)).toEqual([0, 0, 0, 0]);
  });
});

test('who heard it is kept; the ustadh and the child itself have no other name', async () => {
  const student = noor.students[5]!;
  const senior = { insisted: [], listener: 'SENIOR', heardBy: 'Hamza, of the upper halqa' };
  expect(await record(student, 'SABAQ', [1, 7], senior)).toMatchObject({ ok: true });
  expect(await standing(student)).toMatchObject([
    { listener: 'SENIOR', heardBy: 'Hamza, of the upper halqa' },
  ]);
  expect(await record(student, 'SABAQ', [1, 7], { ...senior, listener: 'SELF' })).toMatchObject({
    ok: false,
    fieldErrors: { 'entries[0].heardBy': [{ code: 'listenerNamed' }] },
  });
  expect(await record(student, 'SABAQ', [1, 7], { insisted: ['whim'] })).toMatchObject({
    ok: false,
    code: 'INVALID',
  });
});
