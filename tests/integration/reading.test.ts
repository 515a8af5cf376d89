import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { inTenant } from '@/lib/core/db/tenant';
import { getHalqaSession } from '@/lib/halqas/day/queries';
import { markStep } from '@/lib/reading/mutations';
import { getReaders, getReading } from '@/lib/reading/queries';
import { runCommands } from '@/lib/sync/mutations';
import { makeStudent } from '@/prisma/seed/makers';
import { attendanceOf, type School, school } from './sync-school';

let noor: School;
let falah: School;
let beginner: string;
let second: string;
beforeAll(async () => {
  noor = await school('noor-reading');
  falah = await school('falah-reading');
  const { campusId } = await inTenant(noor.admin, (tx) =>
    tx.halqa.findFirstOrThrow({ where: { institutionId: noor.id, id: noor.halqa } }),
  );
  const begin = (name: string) =>
    inTenant(noor.admin, async (tx) => {
      const student = { campusId, halqaId: noor.halqa, name, programme: 'QAIDA' };
      return (await makeStudent(tx, noor.admin, student)).id;
    });
  beginner = await begin('Beginner');
  second = await begin('Second beginner');
  noor.teacher = await noor.enterAgain();
});

type Change = Record<string, unknown>;
const common = (house: School) => ({
  id: v7(),
  halqaId: house.halqa,
  date: house.teacher.today,
  session: 'MORNING',
  grade: 'GOOD',
});
const nazra = (house: School, change: Change = {}) => ({
  ...common(house),
  studentId: house.reader,
  kind: 'NAZRA',
  fromPage: 2,
  fromLine: 1,
  toPage: 2,
  toLine: 8,
  ...change,
});
const qaida = (house: School, change: Change = {}) => ({
  ...common(house),
  studentId: beginner,
  kind: 'QAIDA',
  item: 'q04',
  fromLine: 1,
  toLine: 5,
  ...change,
});
const send = (house: School, ...inputs: object[]) =>
  runCommands(house.teacher, {
    commands: inputs.map((input) => ({ id: v7(), kind: 'reading.record', input })),
  });
const refusal = async (house: School, input: object) => (await send(house, input))[0]!;
const readersOf = (house: School, date = house.teacher.today) =>
  inTenant(house.teacher, (tx) => getReaders(tx, { institutionId: house.id, halqaId: house.halqa, date }));
const historyOf = (studentId: string, house = noor) =>
  inTenant(house.teacher, (tx) => getReading(tx, { institutionId: house.id, studentId }));

describe('a day of reading', () => {
  test('is kept once, marks the child present and counts the lesson as introduced', async () => {
    const batch = [nazra(noor), qaida(noor)];
    expect(await send(noor, ...batch)).toMatchObject([{ ok: true }, { ok: true }]);
    expect(await send(noor, ...batch)).toMatchObject([{ ok: true }, { ok: true }]);
    const { readers } = await readersOf(noor);
    expect(readers).toHaveLength(3);
    const byId = Object.fromEntries(readers.map((reader) => [reader.id, reader]));
    expect(byId[noor.reader]).toMatchObject({
      status: 'PRESENT',
      last: null,
      today: { fromPage: 2, toPage: 2, fromLine: 1, toLine: 8, mushaf: 'madani15', grade: 'GOOD' },
    });
    expect(byId[beginner]).toMatchObject({
      steps: [{ item: 'q04', state: 'INTRODUCED' }],
      today: { item: 'q04' },
    });
  });

  test('said again is a correction, and an older saving of the same page changes nothing', async () => {
    const by = v7();
    await send(noor, nazra(noor, { toLine: 15, grade: 'EXCELLENT', said: { by, no: 2 } }));
    await send(noor, nazra(noor, { toLine: 3, grade: 'WEAK', said: { by, no: 1 } }));
    const { readers } = await readersOf(noor);
    expect(readers.find(({ id }) => id === noor.reader)?.today).toMatchObject({
      toLine: 15,
      grade: 'EXCELLENT',
    });
  });

  test('an older saving takes no step back either; without a place in the row of savings the step moves', async () => {
    const by = v7();
    const of = { studentId: second, item: 'q07', stepItem: 'q07' };
    await send(noor, qaida(noor, { ...of, state: 'MASTERED', note: 'By heart', said: { by, no: 2 } }));
    await send(noor, qaida(noor, { ...of, state: 'INTRODUCED', said: { by, no: 1 } }));
    const stepNow = async () => (await historyOf(second))?.steps[0];
    expect(await stepNow()).toMatchObject({ state: 'MASTERED', note: 'By heart' });
    const form = qaida(noor, of);
    await send(noor, form);
    await send(noor, { ...form, state: 'PRACTISING' });
    expect(await stepNow()).toMatchObject({ state: 'PRACTISING' });
  });

  test('corrected after the end of its session it is seen, and the end itself is none', async () => {
    const asked = {
      institutionId: noor.id,
      halqaId: noor.halqa,
      date: noor.teacher.today,
      session: 'MORNING',
    } as const;
    const changed = async () =>
      (await inTenant(noor.teacher, (tx) => getHalqaSession(tx, asked))).changedSince;
    const { institutionId: _, ...input } = asked;
    await runCommands(noor.teacher, { commands: [{ id: v7(), kind: 'session.finish', input }] });
    expect(await changed()).toBe(false);
    await send(noor, nazra(noor, { toLine: 9, grade: 'EXCELLENT' }));
    expect(await changed()).toBe(true);
  });

  test('of an earlier day needs a reason, is in the trail, and the next day goes on from it', async () => {
    const { yesterday } = noor;
    const by = v7();
    const earlier = nazra(noor, { date: yesterday, fromPage: 1, toPage: 1, toLine: 15 });
    expect(await refusal(noor, earlier)).toMatchObject({ ok: false, message: 'reasonNeeded' });
    for (const no of [0, 1]) {
      const again = { ...earlier, correctionReason: 'The phone was empty', said: { by, no } };
      expect(await refusal(noor, again)).toMatchObject({ ok: true });
    }
    const { readers } = await readersOf(noor);
    expect(readers.find(({ id }) => id === noor.reader)).toMatchObject({
      last: { date: yesterday, fromPage: 1 },
      sizes: [15],
      read: [{ from: 1, to: 15 }],
    });
    const trail = await inTenant(noor.admin, (tx) =>
      tx.auditEntry.findMany({ where: { institutionId: noor.id, action: 'reading.corrected' } }),
    );
    expect(trail, 'said twice alike it is one correction').toMatchObject([
      { subjectId: noor.reader, detail: { readingPlace: [null, '1:1–1:15'] } },
    ]);
  });

  test('a lesson or rule moves, with note, day and name', async () => {
    const step = {
      id: v7(),
      studentId: beginner,
      item: 'q04',
      state: 'MASTERED' as const,
      note: 'Without help',
    };
    await inTenant(noor.teacher, (tx) => markStep(tx, { ...step, date: noor.teacher.today }, noor.teacher));
    const history = await historyOf(beginner);
    expect(history).toMatchObject({
      programme: 'QAIDA',
      steps: [{ item: 'q04', state: 'MASTERED', note: 'Without help', by: { name: 'Qari Anas' } }],
      records: [{ item: 'q04', toLine: 5 }],
    });
    // Reading on in the same lesson does not put it back to introduced.
    await send(noor, qaida(noor, { fromLine: 6, toLine: 9 }));
    expect((await historyOf(beginner))?.steps).toHaveLength(1);
  });
});

describe('bad input', () => {
  test.each([
    [
      'a page the print lacks',
      { toPage: 700 },
      { message: 'pageBeyond', params: { page: 700, first: 1, last: 604 } },
    ],
    ['a line the page lacks', { toLine: 16 }, { message: 'lineBeyond', params: { line: 16, lines: 15 } }],
    ['a day to come', { date: '2999-01-01' }, { message: 'futureDate' }],
    ['a child of the other programme', { kind: 'QAIDA', item: 'q01' }, { message: 'otherProgramme' }],
    ['nonsense for a grade', { grade: 'SPLENDID' }, { message: 'checkFields' }],
  ])('%s is refused with its sentence', async (_what, change, expected) => {
    const input = nazra(noor, change);
    if ('item' in change) Object.assign(input, { fromPage: undefined, toPage: undefined });
    expect(await refusal(noor, JSON.parse(JSON.stringify(input)))).toMatchObject({
      ok: false,
      code: 'INVALID',
      ...expected,
    });
  });

  test('a child who was marked absent has not read', async () => {
    const absent = attendanceOf(falah, [falah.reader], { status: 'ABSENT', reason: 'TRAVEL' });
    await runCommands(falah.teacher, { commands: [{ id: v7(), kind: 'attendance.take', input: absent }] });
    expect(await refusal(falah, nazra(falah))).toMatchObject({ ok: false, message: 'markedAway' });
  });
});

describe('rights', () => {
  test('P02 P05 a child of another halqa or institution is not there', async () => {
    const away = { code: 'NOT_FOUND' };
    expect(await refusal(noor, nazra(noor, { studentId: falah.reader }))).toMatchObject(away);
    expect(await refusal(noor, nazra(noor, { studentId: falah.reader, halqaId: falah.halqa }))).toMatchObject(
      away,
    );
    await expect(readersOf({ ...noor, halqa: falah.halqa })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await historyOf(falah.reader)).toBeNull();
    const step = { id: v7(), studentId: falah.reader, item: 'q01', state: 'MASTERED' as const };
    await expect(inTenant(noor.teacher, (tx) => markStep(tx, step, noor.teacher))).rejects.toMatchObject(
      away,
    );
  });
});
