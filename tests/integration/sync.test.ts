import fc from 'fast-check';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { openDoors } from '@/lib/core/db/pools';
import { inTenant } from '@/lib/core/db/tenant';
import { addDays } from '@/lib/core/time';
import { runCommands } from '@/lib/sync/mutations';
import { attendanceOf, lessonOf, type School, school } from './sync-school';

let noor: School;
let falah: School;
beforeAll(async () => {
  noor = await school('noor');
  falah = await school('falah');
});

const command = (kind: string, input: unknown) => ({ id: v7(), kind, input });
const run = (house: School, ...commands: ReturnType<typeof command>[]) =>
  runCommands(house.teacher, { commands });

describe('attendance', () => {
  test('twenty children are marked by one statement, and again changes nothing', async () => {
    const input = attendanceOf(noor, noor.students.slice(0, 20));
    const batch = command('attendance.take', input);
    expect(await run(noor, batch)).toEqual([{ id: batch.id, ok: true }]);
    const rows = () =>
      inTenant(noor.admin, (tx) =>
        tx.attendance.findMany({ where: { institutionId: noor.id }, orderBy: { id: 'asc' } }),
      );
    const first = await rows();
    expect(first).toHaveLength(20);
    await run(noor, batch);
    expect(await rows()).toEqual(first);
  });

  test('a correction with another id changes the same record', async () => {
    const [student] = noor.students;
    await run(noor, command('attendance.take', attendanceOf(noor, [student!])));
    const away = attendanceOf(noor, [student!], { status: 'ABSENT', reason: 'ILLNESS' });
    await run(noor, command('attendance.take', away));
    const rows = await inTenant(noor.admin, (tx) =>
      tx.attendance.findMany({ where: { institutionId: noor.id, studentId: student! } }),
    );
    expect(rows).toMatchObject([{ status: 'ABSENT', reason: 'ILLNESS' }]);
  });

  test('a saving held up on the way does not undo what the same page said after it', async () => {
    const [student] = noor.students;
    const say = (by: string, no: number, status: 'PRESENT' | 'ABSENT' | 'LATE') =>
      run(
        noor,
        command('attendance.take', { ...attendanceOf(noor, [student!], { status }), said: { by, no } }),
      );
    const stands = async () => {
      const where = { institutionId: noor.id, studentId: student! };
      return (await inTenant(noor.admin, (tx) => tx.attendance.findFirstOrThrow({ where }))).status;
    };
    const page = v7();
    await say(page, 1, 'PRESENT');
    // The undo (3) overtakes what it takes back (2), and says only what stands already.
    await say(page, 3, 'PRESENT');
    expect(await say(page, 2, 'ABSENT')).toMatchObject([{ ok: true }]);
    expect(await stands()).toBe('PRESENT');
    // Another page is another clock: there the last to come is the last word.
    await say(v7(), 0, 'LATE');
    expect(await stands()).toBe('LATE');
  });

  test('nor does a lesson', async () => {
    const [student] = noor.students;
    const say = (no: number, grade: string) => {
      const lesson = lessonOf(noor, student!, [['SABAQ', [1, 5]]], grade);
      return run(noor, command('lessons.record', { ...lesson, said: { by: page, no } }));
    };
    const page = v7();
    await say(0, 'EXCELLENT');
    await say(2, 'EXCELLENT');
    await say(1, 'WEAK');
    const where = { institutionId: noor.id, studentId: student! };
    const rows = await inTenant(noor.admin, (tx) => tx.lesson.findMany({ where }));
    expect(new Set(rows.map(({ grade }) => grade))).toEqual(new Set(['EXCELLENT']));
  });

  test('P05 a child of another institution is not there, and nothing of the command is written', async () => {
    const mixed = attendanceOf(noor, [noor.students[1]!, falah.students[0]!], { date: noor.yesterday });
    const [answer] = await run(noor, command('attendance.take', { ...mixed, correctionReason: 'forgotten' }));
    expect(answer).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    const count = await inTenant(noor.admin, (tx) =>
      tx.attendance.count({ where: { institutionId: noor.id, date: new Date(noor.yesterday) } }),
    );
    expect(count).toBe(0);
  });

  test('a day to come is refused; an earlier day needs a reason, which is audited once', async () => {
    const [student] = noor.students;
    const tomorrow = attendanceOf(noor, [student!], { date: addDays(noor.teacher.today, 1) });
    expect(await run(noor, command('attendance.take', tomorrow))).toMatchObject([
      { ok: false, code: 'INVALID', message: 'futureDate', fieldErrors: { date: [{ code: 'futureDate' }] } },
    ]);
    const earlier = attendanceOf(noor, [student!], { date: noor.yesterday });
    expect(await run(noor, command('attendance.take', earlier))).toMatchObject([
      { ok: false, message: 'reasonNeeded', fieldErrors: { correctionReason: [{ code: 'reasonNeeded' }] } },
    ]);
    const corrected = command('attendance.take', { ...earlier, correctionReason: 'The list was lost' });
    expect(await run(noor, corrected)).toMatchObject([{ ok: true }]);
    expect(await run(noor, corrected)).toMatchObject([{ ok: true }]);
    const audits = await inTenant(noor.admin, (tx) =>
      tx.auditEntry.findMany({ where: { institutionId: noor.id, action: 'attendance.corrected' } }),
    );
    expect(audits).toHaveLength(1);
  });
});

describe('lessons', () => {
  const progressOf = (house: School, studentId: string) =>
    inTenant(house.teacher, (tx) =>
      tx.studentProgress.findFirst({ where: { institutionId: house.id, studentId } }),
    );

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

  describe('what was heard by mistake', () => {
    const hear = (studentId: string, no: number, ...kinds: [string, number[]][]) =>
      command('lessons.record', { ...lessonOf(noor, studentId, kinds), said: { by: page, no } });
    const unhear = (studentId: string, no: number, unheard: string[], change = {}) =>
      command('lessons.record', {
        ...lessonOf(noor, studentId, []),
        said: { by: page, no },
        unheard,
        ...change,
      });
    const page = v7();
    const kindsOf = async (studentId: string, house = noor) => {
      const where = { institutionId: house.id, studentId };
      const rows = await inTenant(house.teacher, (tx) =>
        tx.lesson.findMany({ where, orderBy: { kind: 'asc' } }),
      );
      return rows.map(({ kind }) => kind);
    };
    const trailOf = (subjectId: string) =>
      inTenant(noor.admin, (tx) =>
        tx.auditEntry.findMany({ where: { institutionId: noor.id, action: 'lessons.takenOut', subjectId } }),
      );

    test('is taken out of the register, of what the child holds and of what is due; the trail keeps it', async () => {
      const student = noor.students[20]!;
      const before = await progressOf(noor, student);
      await run(noor, hear(student, 0, ['SABAQ', [1, 7]], ['SABQI', [1, 7]]));
      const mistake = v7();
      await run(
        noor,
        command('mistakes.mark', {
          id: mistake,
          studentId: student,
          date: noor.teacher.today,
          place: '2.1',
          kind: 'ATAK',
        }),
      );
      expect(await run(noor, unhear(student, 1, ['SABAQ', 'SABQI']))).toMatchObject([{ ok: true }]);
      expect(await kindsOf(student)).toEqual([]);
      expect(await progressOf(noor, student)).toMatchObject({
        memorised: before?.memorised ?? [],
        heldAyahs: 0,
        earnedJuz: [],
        lastLessonOn: null,
      });
      const units = await inTenant(noor.teacher, (tx) =>
        tx.memoryUnit.count({ where: { institutionId: noor.id, studentId: student } }),
      );
      expect(units).toBe(0);
      const marked = await inTenant(noor.teacher, (tx) =>
        tx.lessonMistake.findFirst({ where: { institutionId: noor.id, id: mistake } }),
      );
      expect(marked).toMatchObject({ lessonId: null, undoneAt: null, ayah: 2 });
      const trail = await trailOf(student);
      expect(trail).toHaveLength(2);
      expect(trail.map(({ detail }) => detail)).toContainEqual(
        expect.objectContaining({ kind: 'SABAQ', portions: [[1, 7], null], grade: ['EXCELLENT', null] }),
      );
      // Twice is once, and what is heard after all is a lesson like any other.
      await run(noor, unhear(student, 2, ['SABAQ', 'SABQI']));
      expect(await trailOf(student)).toHaveLength(2);
      await run(noor, hear(student, 3, ['SABAQ', [1, 5]]));
      expect(await progressOf(noor, student)).toMatchObject({ memorised: [1, 5] });
    });

    test('does not take what was said after it, in one batch or late', async () => {
      const student = noor.students[21]!;
      await run(
        noor,
        hear(student, 0, ['SABAQ', [1, 7]], ['SABQI', [1, 7]]),
        unhear(student, 1, ['SABAQ', 'SABQI']),
        hear(student, 2, ['SABAQ', [1, 6]]),
      );
      expect(await kindsOf(student)).toEqual(['SABAQ']);
      expect(await run(noor, unhear(student, 1, ['SABAQ']))).toMatchObject([{ ok: true }]);
      expect(await kindsOf(student)).toEqual(['SABAQ']);
    });

    describe('and an older word of it that comes late', () => {
      // The other house, whose children nobody has used so far.
      const say = (
        said: { by: string; no: number },
        studentId: string,
        entries: object[],
        unheard = [] as string[],
      ) =>
        run(falah, command('lessons.record', { ...lessonOf(falah, studentId, []), said, entries, unheard }));
      const entry = (studentId: string, grade: string) =>
        lessonOf(falah, studentId, [['SABAQ', [1, 7]]], grade).entries[0]!;
      const other = v7();

      test('of the same page changes nothing, in either order; its own undo after it does', async () => {
        const orders = [
          [0, 1],
          [1, 0],
        ];
        for (const [at, order] of orders.entries()) {
          const student = falah.students[5 + at]!;
          const by = v7();
          const first = entry(student, 'GOOD');
          await say({ by, no: 0 }, student, [first]);
          const words = [
            () => say({ by, no: 1 }, student, [{ ...first, grade: 'WEAK' }]),
            () => say({ by, no: 2 }, student, [], ['SABAQ']),
          ];
          for (const one of order) expect(await words[one]!()).toMatchObject([{ ok: true }]);
          expect(await kindsOf(student, falah)).toEqual([]);
          expect(await say({ by, no: 3 }, student, [first])).toMatchObject([{ ok: true }]);
          expect(await kindsOf(student, falah)).toEqual(['SABAQ']);
        }
      });

      test('of another device does not bring it back, in either order, and says so; what it hears anew is heard', async () => {
        for (const [at, lateFirst] of [true, false].entries()) {
          const student = falah.students[7 + at]!;
          const by = v7();
          const first = entry(student, 'GOOD');
          const sabqi = lessonOf(falah, student, [['SABQI', [1, 7]]]).entries[0]!;
          await say({ by, no: 0 }, student, [first]);
          const correct = () => say({ by, no: 1 }, student, [{ ...first, grade: 'WEAK' }, sabqi]);
          const takeOut = () => say({ by: other, no: at }, student, [], ['SABAQ']);
          if (lateFirst) {
            expect(await correct()).toMatchObject([{ ok: true }]);
            expect(await takeOut()).toMatchObject([{ ok: true }]);
            expect(await kindsOf(student, falah)).toEqual(['SABQI']);
          } else {
            expect(await takeOut()).toMatchObject([{ ok: true }]);
            expect(await correct()).toMatchObject([
              { ok: false, code: 'CONFLICT', message: 'takenOut', params: { kinds: 'SABAQ' } },
            ]);
            expect(await kindsOf(student, falah)).toEqual([]);
            // The phone sends the rest again without it.
            expect(await say({ by, no: 2 }, student, [sabqi])).toMatchObject([{ ok: true }]);
            expect(await kindsOf(student, falah)).toEqual(['SABQI']);
          }
          expect(await say({ by, no: 3 }, student, [entry(student, 'EXCELLENT')])).toMatchObject([
            { ok: true },
          ]);
          expect(await kindsOf(student, falah)).toEqual(['SABAQ', 'SABQI']);
          // It stands again: a correction of it is one, from whichever page.
          expect(await correct()).toMatchObject([{ ok: true }]);
        }
      });
    });

    test('of an earlier day needs a reason; of a foreign child is not there', async () => {
      const student = noor.students[22]!;
      const why = { date: noor.yesterday, correctionReason: 'the wrong child' };
      const heard = hear(student, 0, ['SABAQ', [1, 7]]);
      await run(noor, { ...heard, input: { ...(heard.input as object), ...why } });
      expect(await run(noor, unhear(student, 1, ['SABAQ'], { date: noor.yesterday }))).toMatchObject([
        { ok: false, message: 'reasonNeeded' },
      ]);
      expect(await run(noor, unhear(falah.students[1]!, 1, ['SABAQ']))).toMatchObject([
        { ok: false, code: 'NOT_FOUND' },
      ]);
      expect(await kindsOf(student)).toEqual(['SABAQ']);
      expect(await run(noor, unhear(student, 2, ['SABAQ'], why))).toMatchObject([{ ok: true }]);
      expect(await kindsOf(student)).toEqual([]);
      expect(await trailOf(student)).toMatchObject([{ detail: { reason: 'the wrong child' } }]);
      expect(await run(noor, unhear(student, 3, []))).toMatchObject([
        { ok: false, fieldErrors: { entries: [{ code: 'noEntries' }] } },
      ]);
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

test('finishing a session asks for its reports once, also when it is finished again', async () => {
  const input = { halqaId: noor.halqa, date: noor.teacher.today, session: 'MORNING' };
  await run(noor, command('session.finish', input));
  await run(noor, command('session.finish', input));
  const sessions = await inTenant(noor.teacher, (tx) =>
    tx.halqaSession.findMany({
      where: { institutionId: noor.id, halqaId: noor.halqa, date: new Date(noor.teacher.today) },
    }),
  );
  expect(sessions).toMatchObject([{ finishedBy: noor.teacher.userId }]);
  const { rows } = await openDoors()
    .worker()
    .query('SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE key LIKE $1', [
      `${noor.id}:messages.compose:%`,
    ]);
  expect(rows).toEqual([{ n: 1 }]);
  expect(await run(falah, command('session.finish', input))).toMatchObject([
    { ok: false, code: 'NOT_FOUND' },
  ]);
});

test('what is corrected after the session was finished is reported again, by one job for all corrections', async () => {
  const house = await school('huda');
  const waiting = async () => {
    const { rows } = await openDoors()
      .worker()
      .query(
        "SELECT run_at > now() + interval '1 minute' AS later FROM graphile_worker.jobs WHERE key LIKE $1",
        [`${house.id}:messages.compose:%`],
      );
    return rows;
  };
  const [first, second] = house.students;
  await run(house, command('attendance.take', attendanceOf(house, [first!, second!])));
  expect(await waiting()).toEqual([]);
  await run(
    house,
    command('session.finish', { halqaId: house.halqa, date: house.teacher.today, session: 'MORNING' }),
  );
  await run(house, command('lessons.record', lessonOf(house, first!, [['SABAQ', [1, 7]]])));
  await run(house, command('attendance.take', attendanceOf(house, [second!], { status: 'LATE' })));
  expect(await waiting()).toEqual([{ later: true }]);
});
