import { beforeAll, describe, expect, test } from 'vitest';
import type { Scope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { addDays } from '@/lib/core/time';
import { correctResult } from '@/lib/jaiza/correction/mutations';
import { getTestPage } from '@/lib/jaiza/page/queries';
import { markQuestion, openPaper } from '@/lib/jaiza/paper/mutations';
import { listHeld, listResults } from '@/lib/jaiza/queue/queries';
import { meetConditions, recordResult } from '@/lib/jaiza/result/mutations';
import { refreshProgress } from '@/lib/progress/mutations';
import type { Range } from '@/lib/quran/position';
import { containsRange } from '@/lib/quran/range-set';
import {
  clean,
  completed,
  gateOf,
  type House,
  hold,
  house,
  juz30,
  memorised,
  refusal,
  sabaq,
  waitingOf,
} from '../support/jaiza-house';

let noor: House;
let falah: House;
beforeAll(async () => {
  noor = await house('noor-jaiza-result', '+923005550003');
  falah = await house('falah-jaiza-result', '+923005550004');
});

describe('the result', () => {
  test('a fail takes back what is said, today’s sabaq may bring it again, and the para asks anew', async () => {
    const studentId = await completed(noor);
    const [test] = await waitingOf(noor.teacher, studentId);
    const examiner = await noor.examiner();
    const half: Range = [juz30[0] + 100, juz30[1]];
    await hold(examiner, test!.id, { result: 'FAIL', takenBack: [half] as never }, { lahnJali: 9 });
    expect(await memorised(noor.teacher, studentId)).toEqual([[juz30[0], juz30[0] + 99]]);
    expect(await gateOf(noor.teacher, studentId)).toEqual({ waitingJuz: null, band: null });
    expect(await waitingOf(noor.teacher, studentId)).toEqual([]);
    const next = await inTenant(noor.teacher, (tx) => tx.studentProgress.findFirst({ where: { studentId } }));
    expect(containsRange([half], [next!.nextSabaq[0]!, next!.nextSabaq.at(-1)!])).toBe(true);
    // Learned again on a later day; the register is read on that day.
    const later = { ...noor, teacher: { ...noor.teacher, today: addDays(noor.teacher.today, 1) } };
    await sabaq(later, studentId, half, later.teacher.today);
    expect(await memorised(noor.teacher, studentId)).toEqual([juz30]);
    expect((await waitingOf(noor.teacher, studentId)).map(({ origin }) => origin)).toEqual(['PARA_COMPLETE']);
    expect((await gateOf(noor.teacher, studentId))?.waitingJuz).toBe(30);
    // Read whole, the register says the same.
    await inTenant(noor.admin, (tx) =>
      refreshProgress(tx, { institutionId: noor.id, studentIds: [studentId], today: later.teacher.today }),
    );
    expect(await memorised(noor.teacher, studentId)).toEqual([juz30]);
    expect((await gateOf(noor.teacher, studentId))?.waitingJuz).toBe(30);
  });

  test('a fail with nothing taken back waits once more; a conditional pass opens the gate until its day', async () => {
    const studentId = await completed(noor);
    const [first] = await waitingOf(noor.teacher, studentId);
    const examiner = await noor.examiner();
    await hold(examiner, first!.id, { result: 'FAIL' }, { lahnJali: 9 });
    expect((await gateOf(noor.teacher, studentId))?.waitingJuz).toBe(30);
    const [again] = await waitingOf(noor.teacher, studentId);
    expect(again).toMatchObject({ origin: 'RETEST', juz: 30 });
    const due = addDays(noor.admin.today, 7);
    const conditional = {
      result: 'CONDITIONAL_PASS' as const,
      conditions: 'Surah An-Naba firm',
      conditionsDue: due,
    };
    const counts = { lahnJali: 2, tajweed: 1 };
    expect(
      await refusal(hold(examiner, again!.id, { ...conditional, conditionsDue: addDays(due, -60) }, counts)),
    ).toBe('duePast');
    await hold(examiner, again!.id, conditional, counts);
    expect((await gateOf(noor.teacher, studentId))?.waitingJuz).toBeNull();
    await inTenant(noor.admin, (tx) =>
      tx.jaizaResult.updateMany({
        where: { testId: again!.id },
        data: { conditionsDue: new Date('2026-01-01') },
      }),
    );
    expect((await gateOf(noor.teacher, studentId))?.waitingJuz).toBe(30);
    await inTenant(examiner, (tx) => meetConditions(tx, examiner, { testId: again!.id }));
    expect((await gateOf(noor.teacher, studentId))?.waitingJuz).toBeNull();
  });

  test('another word than the marks propose needs a remark; what is not memorised is not taken back', async () => {
    const studentId = await completed(noor);
    const [test] = await waitingOf(noor.teacher, studentId);
    const examiner = await noor.examiner();
    const testId = test!.id;
    await inTenant(examiner, (tx) => openPaper(tx, examiner, { testId }));
    const say = (input: object) =>
      refusal(
        inTenant(examiner, (tx) => recordResult(tx, examiner, { testId, takenBack: [], ...input } as never)),
      );
    expect(await say({ result: 'PASS' })).toBe('noneHeard');
    await inTenant(examiner, (tx) => markQuestion(tx, examiner, { testId, question: 0, ...clean }));
    expect(await say({ result: 'FAIL' })).toBe('remarkNeeded');
    expect(await say({ result: 'FAIL', remark: 'Adab', takenBackTyped: '2:1-20' })).toBe('notMemorised');
    expect(await say({ result: 'FAIL', remark: 'Adab', takenBackTyped: 'juz 31' })).toBe('rangeJuzUnknown');
    expect(await say({ result: 'FAIL', remark: 'Adab', takenBackTyped: 'surah 114' })).toBe('done');
    expect(await memorised(noor.teacher, studentId)).toEqual([[juz30[0], juz30[1] - 6]]);
    expect(await say({ result: 'PASS' })).toBe('heldAlready');
  });

  test('a closed test is corrected with a reason: what it took back or passed is worked out anew, both words are kept', async () => {
    const studentId = await completed(noor);
    const [test] = await waitingOf(noor.teacher, studentId);
    const testId = test!.id;
    const examiner = await noor.examiner();
    const half: Range = [juz30[0] + 100, juz30[1]];
    await hold(examiner, testId, { result: 'FAIL', takenBack: [half] as never }, { lahnJali: 9 });
    const correct = (scope: Scope, input: object) =>
      refusal(
        inTenant(scope, (tx) =>
          correctResult(tx, scope, { testId, takenBack: [], reason: 'Counted twice', ...input } as never),
        ),
      );
    const result = () => inTenant(noor.admin, (tx) => tx.jaizaResult.findFirst({ where: { testId } }));
    const before = await result();
    // The marks still propose a fail: another word needs a remark here too.
    expect(await correct(examiner, { result: 'PASS' })).toBe('remarkNeeded');
    expect(await correct(examiner, { result: 'FAIL', counts: [0] })).toBe('countOdd');
    // Nothing new is nothing done.
    expect(await correct(examiner, { result: 'FAIL', takenBack: [half] })).toBe('done');
    expect(await result()).toEqual(before);
    const questions = before!.marks.length / 6;
    const counts = Array.from({ length: questions * 5 }, () => 0);
    expect(await correct(examiner, { result: 'PASS', counts })).toBe('done');
    expect(await result()).toMatchObject({
      result: 'PASS',
      takenBack: [],
      passedJuz: [30],
      lostJuz: [],
      heldOn: before!.heldOn,
    });
    expect(Number((await result())!.score)).toBe(100);
    expect(await memorised(noor.teacher, studentId)).toEqual([juz30]);
    expect((await gateOf(noor.teacher, studentId))?.waitingJuz).toBeNull();
    const [entry] = await inTenant(noor.admin, (tx) =>
      tx.auditEntry.findMany({ where: { action: 'jaiza.corrected', subjectId: studentId } }),
    );
    expect(entry!.detail).toMatchObject({
      reason: 'Counted twice',
      result: ['FAIL', 'PASS'],
      takenBack: [[...half], []],
    });
    // To a fail with nothing taken back, it is heard once more; and back, nobody waits.
    const fail = { result: 'FAIL', remark: 'Recited from the page' };
    expect(await correct(noor.admin, fail)).toBe('done');
    expect((await gateOf(noor.teacher, studentId))?.waitingJuz).toBe(30);
    expect((await waitingOf(noor.teacher, studentId)).map(({ origin }) => origin)).toEqual(['RETEST']);
    expect(await correct(noor.admin, { result: 'PASS' })).toBe('done');
    expect(await waitingOf(noor.teacher, studentId)).toEqual([]);
    expect((await gateOf(noor.teacher, studentId))?.waitingJuz).toBeNull();
    // The class teacher, another house and a guardian correct nothing.
    for (const scope of [noor.teacher, noor.guardian, falah.admin])
      expect(await correct(scope, fail)).not.toBe('done');
    expect((await result())!.result).toBe('PASS');
  });

  test('an examiner corrects what it held itself, the office corrects all', async () => {
    const studentId = await completed(noor);
    const [test] = await waitingOf(noor.teacher, studentId);
    const testId = test!.id;
    await hold(noor.admin, testId, {});
    const examiner = await noor.examiner();
    const again = { testId, takenBack: [], reason: 'Late note', result: 'PASS' as const, remark: 'Firm' };
    expect(await refusal(inTenant(examiner, (tx) => correctResult(tx, examiner, again)))).not.toBe('done');
    expect(await refusal(inTenant(noor.admin, (tx) => correctResult(tx, noor.admin, again)))).toBe('done');
    const page = (reader: Scope) =>
      inTenant(noor.admin, (tx) =>
        getTestPage(tx, { institutionId: noor.id, testId, mayMark: true, reader }),
      );
    expect((await page(noor.admin))?.mayCorrect).toBe(true);
    expect((await page(examiner))?.mayCorrect).toBe(false);
  });

  test('parents read the results of their own child, and only of theirs', async () => {
    const studentId = await completed(noor);
    const [test] = await waitingOf(noor.teacher, studentId);
    const mine = () =>
      inTenant(noor.guardian, (tx) => listResults(tx, { institutionId: noor.id, studentId, limit: 5 }));
    expect(await mine()).toEqual([]);
    await hold(await noor.examiner(), test!.id, {});
    const read = await inTenant(noor.guardian, (tx) =>
      listResults(tx, { institutionId: noor.id, studentId, limit: 5 }),
    );
    expect(read).toMatchObject([{ kind: 'PARA', result: 'PASS', score: 100 }]);
    const strangers = await inTenant(falah.guardian, (tx) => tx.jaizaResult.count());
    expect(strangers).toBe(0);
    expect(await inTenant(noor.other, (tx) => tx.jaizaResult.count({ where: { studentId } }))).toBe(0);
    expect(
      await inTenant(noor.teacher, (tx) => listHeld(tx, { institutionId: noor.id, studentId })),
    ).toMatchObject([{ score: 100, result: 'PASS' }]);
  });
});
