import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { inTenant } from '@/lib/core/db/tenant';
import { addDays } from '@/lib/core/time';
import { runCommands } from '@/lib/sync/mutations';
import { command, progressOf, run } from '../support/sync-commands';
import { attendanceOf, lessonOf, type School, school } from './sync-school';

let noor: School;
let falah: School;
beforeAll(async () => {
  noor = await school('noor-lessons');
  falah = await school('falah-lessons');
});

describe('lessons', () => {
  test('a lesson advances what is held; the same again, or corrected, never advances twice', async () => {
    const student = noor.students[2]!;
    const lesson = command('lessons.record', lessonOf(noor, student, [['SABAQ', [1, 7]]]));
    await run(noor, lesson);
    expect(await progressOf(noor, student)).toMatchObject({ memorised: [1, 7], heldAyahs: 7 });
    await run(noor, lesson);
    await run(noor, command('lessons.record', lessonOf(noor, student, [['SABAQ', [1, 5]]])));
    expect(await progressOf(noor, student)).toMatchObject({ memorised: [1, 5], heldAyahs: 5 });
    const rows = await inTenant(noor.admin, (tx) =>
      tx.lesson.count({ where: { institutionId: noor.id, studentId: student } }),
    );
    expect(rows).toBe(1);
  });

  test('REPEAT gives the same sabaq tomorrow and holds nothing', async () => {
    const student = noor.students[3]!;
    await run(noor, command('lessons.record', lessonOf(noor, student, [['SABAQ', [5673, 5680]]], 'REPEAT')));
    expect(await progressOf(noor, student)).toMatchObject({ heldAyahs: 0, nextSabaq: [5673, 5680] });
  });

  test('a batch sent twice, as after a lost answer, leaves one row of each', async () => {
    const [a, b] = noor.students.slice(4, 6);
    const commands = [
      command('attendance.take', attendanceOf(noor, [a!, b!])),
      command(
        'lessons.record',
        lessonOf(noor, a!, [
          ['SABAQ', [100, 110]],
          ['MANZIL', [5673, 6236]],
        ]),
      ),
      command('lessons.record', lessonOf(noor, b!, [['SABQI', [100, 110]]])),
    ];
    await run(noor, ...commands);
    await run(noor, ...commands);
    const count = await inTenant(noor.admin, (tx) =>
      tx.lesson.count({ where: { institutionId: noor.id, studentId: { in: [a!, b!] } } }),
    );
    expect(count).toBe(3);
  });

  test('a bad command refuses alone and does not lose the others', async () => {
    const [student, other] = noor.students.slice(6, 8);
    const good = command('lessons.record', lessonOf(noor, student!, [['SABAQ', [8, 12]]]));
    const foreign = command('lessons.record', lessonOf(noor, falah.students[1]!, [['SABAQ', [8, 12]]]));
    const unreadable = command('lessons.record', { studentId: other, price: 1 });
    const unknown = command('lessons.erase', {});
    expect(await run(noor, foreign, good, unreadable, unknown)).toMatchObject([
      { id: foreign.id, ok: false, code: 'NOT_FOUND' },
      { id: good.id, ok: true },
      { id: unreadable.id, ok: false, code: 'INVALID' },
      { id: unknown.id, ok: false, code: 'NOT_FOUND' },
    ]);
    expect(await progressOf(noor, student!)).toMatchObject({ memorised: [8, 12] });
  });

  test('a child who reads by sight has attendance, no lessons', async () => {
    const [answer] = await run(
      noor,
      command('lessons.record', lessonOf(noor, noor.reader, [['SABAQ', [1, 7]]])),
    );
    expect(answer).toMatchObject({ ok: false, message: 'noLessonsInProgramme' });
    expect(await run(noor, command('attendance.take', attendanceOf(noor, [noor.reader])))).toMatchObject([
      { ok: true },
    ]);
  });

  test('Z2 after a transfer the teacher of before cannot write', async () => {
    const student = noor.students[8]!;
    await noor.moveAway(student);
    const entries = [
      command('lessons.record', lessonOf(noor, student, [['SABAQ', [1, 7]]])),
      command('attendance.take', attendanceOf(noor, [student])),
    ];
    for (const answer of await runCommands(await noor.enterAgain(), { commands: entries }))
      expect(answer).toMatchObject({ ok: false, code: 'NOT_FOUND' });
  });

  test('a lesson of an earlier day needs a reason and is audited', async () => {
    const student = noor.students[9]!;
    const earlier = { ...lessonOf(noor, student, [['SABAQ', [1, 7]]]), date: noor.yesterday };
    expect(await run(noor, command('lessons.record', earlier))).toMatchObject([
      { ok: false, message: 'reasonNeeded' },
    ]);
    await run(noor, command('lessons.record', { ...earlier, correctionReason: 'Written on paper' }));
    const audit = await inTenant(noor.admin, (tx) =>
      tx.auditEntry.findFirst({
        where: { institutionId: noor.id, action: 'lessons.corrected', subjectId: student },
      }),
    );
    expect(audit).toMatchObject({
      detail: { reason: 'Written on paper', kind: 'SABAQ', portions: [null, [1, 7]] },
    });
  });

  test('any order of saves, also at once, gives the same memorised set', async () => {
    const days = [1, 2, 3, 4].map((ago) => addDays(noor.teacher.today, -ago));
    const lessons = days.map((date, i) => ({
      date,
      portion: [293 + 10 * i, 302 + 10 * i] as [number, number],
    }));
    let next = 10;
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(lessons, { minLength: 4 }),
        fc.boolean(),
        async (order, together) => {
          const student = noor.students[next++]!;
          const commands = order.map(({ date, portion }) =>
            command('lessons.record', {
              ...lessonOf(noor, student, [['SABAQ', portion]]),
              date,
              correctionReason: 'entered from the book',
            }),
          );
          if (together) await Promise.all(commands.map((one) => run(noor, one)));
          else for (const one of commands) await run(noor, one);
          expect(await progressOf(noor, student)).toMatchObject({ memorised: [293, 332], heldAyahs: 40 });
        },
      ),
      { numRuns: 8 },
    );
  });
});
