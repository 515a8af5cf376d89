import { v7 } from 'uuid';
import { beforeAll, expect, test } from 'vitest';
import { getTeacherDay } from '@/lib/attendance/today/queries';
import { inTenant } from '@/lib/core/db/tenant';
import { dayPlans } from '@/lib/lessons/day/rules';
import { readLesson } from '@/lib/lessons/entry/queries';
import { getStudentRecord } from '@/lib/lessons/record/queries';
import { getSweep } from '@/lib/lessons/sweep/queries';
import { runCommands } from '@/lib/sync/mutations';
import { attendanceOf, lessonOf, type School, school } from './sync-school';

let noor: School;
let falah: School;
beforeAll(async () => {
  noor = await school('noor-day');
  falah = await school('falah-day');
  const [absent, heard] = noor.students;
  const answers = await runCommands(noor.teacher, {
    commands: [
      { id: v7(), kind: 'attendance.take', input: attendanceOf(noor, noor.students.slice(1, 5)) },
      {
        id: v7(),
        kind: 'attendance.take',
        input: attendanceOf(noor, [absent!], { status: 'ABSENT', reason: 'TRAVEL' }),
      },
      { id: v7(), kind: 'lessons.record', input: lessonOf(noor, heard!, [['SABAQ', [1, 7]]]) },
    ],
  });
  expect(answers.every(({ ok }) => ok)).toBe(true);
});

const sweepOf = (house: School, halqaId = house.halqa) =>
  inTenant(house.teacher, (tx) =>
    getSweep(tx, { institutionId: house.id, halqaId, date: house.teacher.today }),
  );

test('today counts who is here, away and heard, in his own halqas alone', async () => {
  const { userId, today } = noor.teacher;
  const day = await inTenant(noor.teacher, (tx) =>
    getTeacherDay(tx, { institutionId: noor.id, userId, date: today }),
  );
  expect(day.teacher?.name).toBe('Qari Anas');
  expect(day.sessions).toMatchObject([
    { halqaId: noor.halqa, students: 25, reciting: 24, here: 4, away: 1, heard: 1, finishedAt: null },
  ]);
});

test('the sweep holds what was saved, and those who are away come last', async () => {
  const { students } = await sweepOf(noor);
  expect(students).toHaveLength(25);
  expect(students.at(-1)).toMatchObject({ id: noor.students[0], status: 'ABSENT', reason: 'TRAVEL' });
  const heard = students.find(({ id }) => id === noor.students[1]);
  expect(heard?.lessons).toMatchObject([{ kind: 'SABAQ', portions: [1, 7], mistakes: { atak: 0 } }]);
});

test("today's sabqi reaches up to today's sabaq, not over it", async () => {
  const { students } = await sweepOf(noor);
  const plans = dayPlans(students.find(({ id }) => id === noor.students[1])!);
  expect(plans.map(({ kind, portions }) => [kind, portions])).toEqual([
    ['SABAQ', [1, 7]],
    ['SABQI', []],
    ['MANZIL', []],
  ]);
});

test('a correction after the end of a session is seen, the end itself is none', async () => {
  const input = { halqaId: noor.halqa, date: noor.teacher.today, session: 'MORNING' };
  await runCommands(noor.teacher, {
    commands: [
      { id: v7(), kind: 'attendance.take', input: attendanceOf(noor, [noor.students[6]!]) },
      { id: v7(), kind: 'session.finish', input },
    ],
  });
  expect((await sweepOf(noor)).halqa).toMatchObject({ changedSince: false });
  await runCommands(noor.teacher, {
    commands: [
      {
        id: v7(),
        kind: 'attendance.take',
        input: attendanceOf(noor, [noor.students[6]!], { status: 'LATE' }),
      },
    ],
  });
  expect((await sweepOf(noor)).halqa).toMatchObject({ changedSince: true });
});

test('a lesson taken out after the end is seen as well; that it was taken out is told once', async () => {
  const lesson = lessonOf(noor, noor.students[6]!, [['SABAQ', [1, 7]]]);
  const out = { ...lesson, entries: [], unheard: ['SABAQ'] };
  const finish = { halqaId: noor.halqa, date: noor.teacher.today, session: 'MORNING' };
  const said = async (...inputs: [kind: string, input: object][]) => {
    for (const [kind, input] of inputs) {
      const [done] = await runCommands(noor.teacher, { commands: [{ id: v7(), kind, input }] });
      expect(done).toMatchObject({ ok: true });
    }
    return (await sweepOf(noor)).halqa.changedSince;
  };
  expect(await said(['lessons.record', lesson], ['session.finish', finish])).toBe(false);
  expect(await said(['lessons.record', out])).toBe(true);
  expect(await said(['session.finish', finish], ['lessons.record', out])).toBe(false);
});

test("P05 another institution's halqa and student are not there", async () => {
  const notFound = { code: 'NOT_FOUND' };
  await expect(sweepOf(noor, falah.halqa)).rejects.toMatchObject(notFound);
  const month = { from: noor.yesterday, to: noor.teacher.today };
  const record = (studentId: string) =>
    inTenant(noor.teacher, (tx) =>
      getStudentRecord(tx, { institutionId: noor.id, studentId, month, mushaf: 'madani15' }),
    );
  await expect(record(falah.students[0]!)).rejects.toMatchObject(notFound);
  expect(await record(noor.students[1]!)).toMatchObject({ heldAyahs: 7, lessons: [{ kind: 'SABAQ' }] });
});

test('a typed lesson is read in the mushaf of the child', async () => {
  const told = { quran: (key: string) => key, lessons: (key: string) => key, digits: String };
  const read = (typed: string, studentId = noor.students[0]!) =>
    inTenant(noor.teacher, (tx) =>
      readLesson(
        tx,
        {
          institutionId: noor.id,
          studentId,
          date: noor.teacher.today,
          session: 'MORNING',
          kind: 'MANZIL',
          typed,
        },
        told,
      ),
    );
  expect(await read('5:15-20، juz 1')).toMatchObject({ lesson: { portions: [684, 689, 1, 148] } });
  expect(await read('5:15-200')).toMatchObject({
    parts: [{ problem: 'problem.ayahBeyondSurah', repair: { do: 'typed', typed: '5:15–120' } }],
    customs: [],
  });
  await expect(read('5:15', falah.students[0]!)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
