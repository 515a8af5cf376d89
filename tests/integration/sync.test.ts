import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { openDoors } from '@/lib/core/db/pools';
import { inTenant } from '@/lib/core/db/tenant';
import { addDays } from '@/lib/core/time';
import { command, run } from '../support/sync-commands';
import { attendanceOf, lessonOf, type School, school } from './sync-school';

let noor: School;
let falah: School;
beforeAll(async () => {
  noor = await school('noor');
  falah = await school('falah');
});

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
