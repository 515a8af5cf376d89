import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Scope } from '@/lib/core/auth/scope';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { addDays } from '@/lib/core/time';
import { getTestPage } from '@/lib/jaiza/page/queries';
import { openPaper } from '@/lib/jaiza/paper/mutations';
import { getPaper } from '@/lib/jaiza/paper/queries';
import { getPassedJuz } from '@/lib/jaiza/queries';
import { askTest, withdrawTest } from '@/lib/jaiza/queue/mutations';
import { containsRange } from '@/lib/quran/range-set';
import { saveSettings } from '@/lib/settings/mutations';
import {
  child,
  completed,
  gateOf,
  type House,
  hold,
  house,
  juz29,
  juz30,
  refusal,
  sabaq,
  waitingOf,
} from '../support/jaiza-house';

let noor: House;
let falah: House;
beforeAll(async () => {
  noor = await house('noor-jaiza', '+923005550001');
  falah = await house('falah-jaiza', '+923005550002');
});

describe('the queue', () => {
  test('a para completed by a lesson asks for its jaiza once, and holds the next until it is passed', async () => {
    const id = await completed(noor);
    const [test, ...others] = await waitingOf(noor.teacher, id);
    expect(others).toEqual([]);
    expect(test).toMatchObject({ kind: 'PARA', juz: 30, origin: 'PARA_COMPLETE', begun: false });
    expect(await gateOf(noor.teacher, id)).toEqual({ waitingJuz: 30, band: null });
    await sabaq(noor, id, [juz29[0], juz29[0] + 5], addDays(noor.teacher.today, -1));
    expect(await waitingOf(noor.teacher, id)).toHaveLength(1);
    await hold(await noor.examiner(), test!.id, {});
    expect(await gateOf(noor.teacher, id)).toEqual({ waitingJuz: null, band: null });
    expect(
      await inTenant(noor.teacher, (tx) => getPassedJuz(tx, { institutionId: noor.id, studentId: id })),
    ).toEqual([30]);
  });

  test('what a child brought owes no jaiza, and a correction takes an unasked test out again', async () => {
    const brought = await child(noor);
    expect(await gateOf(noor.teacher, brought)).toEqual({ waitingJuz: null, band: null });
    expect(await waitingOf(noor.teacher, brought)).toEqual([]);
    const id = await completed(noor);
    await sabaq(noor, id, [juz30[1] - 9, juz30[1] - 1]);
    expect(await waitingOf(noor.teacher, id)).toEqual([]);
  });

  test('an institution may ask by hand and keep no gate', async () => {
    await inTenant(falah.admin, (tx) =>
      saveSettings(tx, { section: 'jaiza', value: { gate: false, autoAsk: false } }, falah.admin),
    );
    const id = await completed(falah);
    expect(await waitingOf(falah.teacher, id)).toEqual([]);
    expect(await gateOf(falah.teacher, id)).toEqual({ waitingJuz: null, band: null });
  });

  test('an ustadh asks and withdraws; the same test waits once; nothing memorised is nothing asked', async () => {
    const studentId = await child(noor);
    const ask = (changes: object) =>
      inTenant(noor.teacher, (tx) =>
        askTest(tx, noor.teacher, { id: v7(), studentId, kind: 'TARTEEB', ...changes } as never),
      );
    await ask({});
    expect(await refusal(ask({}))).toBe('waitsAlready');
    expect(await refusal(ask({ kind: 'PARA', juz: 1 }))).toBe('juzNotBegun');
    expect(await refusal(ask({ kind: 'FULL_QURAN' }))).toBe('quranNotWhole');
    expect(await refusal(ask({ kind: 'SABAQ' }))).toBe('noSabaqYet');
    const [test] = await waitingOf(noor.teacher, studentId);
    await inTenant(noor.teacher, (tx) => withdrawTest(tx, noor.teacher, { id: test!.id }));
    expect(await waitingOf(noor.teacher, studentId)).toEqual([]);
    const audit = await inTenant(noor.admin, (tx) =>
      tx.auditEntry.findMany({ where: { subjectId: studentId }, orderBy: { seq: 'asc' } }),
    );
    expect(audit.map(({ action }) => action)).toEqual(['jaiza.asked', 'jaiza.withdrawn']);
  });
});

describe('the paper', () => {
  test('is drawn once, from what is memorised, and is nobody’s but the examiner’s and the head’s', async () => {
    const studentId = await completed(noor);
    const [test] = await waitingOf(noor.teacher, studentId);
    const testId = test!.id;
    const examiner = await noor.examiner();
    await inTenant(examiner, (tx) => openPaper(tx, examiner, { testId }));
    const read = (scope: Scope) => inTenant(scope, (tx) => getPaper(tx, { institutionId: noor.id, testId }));
    const paper = await read(examiner);
    await inTenant(noor.admin, (tx) => openPaper(tx, noor.admin, { testId }));
    expect(await read(noor.admin)).toEqual(paper);
    expect(paper!.passages.length).toBeGreaterThan(3);
    for (const passage of paper!.passages) expect(containsRange([juz30], passage)).toBe(true);
    for (const scope of [noor.teacher, noor.other, noor.guardian]) {
      expect(await read(scope)).toBeUndefined();
      expect(await inTenant(scope, (tx) => tx.jaizaPaper.count())).toBe(0);
    }
    // Whatever the code says: the page of a class teacher finds no paper in the database.
    const forced = await inTenant(noor.teacher, (tx) =>
      getTestPage(tx, { institutionId: noor.id, testId, mayMark: true, reader: noor.teacher }),
    );
    expect(forced).toMatchObject({ paper: undefined, test: { result: null } });
    expect(await refusal(inTenant(noor.teacher, (tx) => openPaper(tx, noor.teacher, { testId })))).not.toBe(
      'done',
    );
    expect(
      await refusal(inTenant(noor.teacher, (tx) => withdrawTest(tx, noor.teacher, { id: testId }))),
    ).toBe('begunAlready');
  });

  test('another teacher, another institution and an examiner who teaches the child find no test', async () => {
    const studentId = await completed(noor);
    const [test] = await waitingOf(noor.teacher, studentId);
    const open = (scope: Scope) =>
      inTenant(scope, (tx) =>
        getTestPage(tx, {
          institutionId: scope.institution.id,
          testId: test!.id,
          mayMark: true,
          reader: scope,
        }),
      );
    expect(await open(await noor.examiner())).toBeDefined();
    for (const scope of [noor.other, falah.teacher, await falah.examiner(), falah.admin, noor.guardian])
      expect(await open(scope)).toBeUndefined();
    // The examiner teaches the second halqa: its children are examined by somebody else.
    const own = await child(noor, { halqa: noor.otherHalqa });
    await inTenant(noor.admin, (tx) =>
      askTest(tx, noor.admin, { id: v7(), studentId: own, kind: 'TARTEEB' }),
    );
    expect(await waitingOf(noor.admin, own)).toHaveLength(1);
    expect(await waitingOf(await noor.examiner(), own)).toEqual([]);
  });

  test('an examiner reads the children of the queue and no others', async () => {
    const [inQueue, outside] = [await completed(noor), await child(noor)];
    const examiner = await noor.examiner();
    const seen = (table: (tx: TenantTx) => Promise<number>) => inTenant(examiner, table);
    expect(await seen((tx) => tx.student.count({ where: { id: inQueue } }))).toBe(1);
    expect(await seen((tx) => tx.student.count({ where: { id: outside } }))).toBe(0);
    expect(await seen((tx) => tx.guardian.count())).toBe(0);
    expect(await seen((tx) => tx.studentNote.count())).toBe(0);
  });
});
