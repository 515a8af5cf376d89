import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '@/lib/core/auth/roles';
import type { Scope } from '@/lib/core/auth/scope';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { addDays } from '@/lib/core/time';
import { decideBand, proposeBand } from '@/lib/jaiza/band/mutations';
import { countStoppedDays, listProposals } from '@/lib/jaiza/band/queries';
import { correctResult } from '@/lib/jaiza/correction/mutations';
import { getTestPage } from '@/lib/jaiza/page/queries';
import { markQuestion, openPaper } from '@/lib/jaiza/paper/mutations';
import { getPaper } from '@/lib/jaiza/paper/queries';
import { getGates, getPassedJuz } from '@/lib/jaiza/queries';
import { askTest, withdrawTest } from '@/lib/jaiza/queue/mutations';
import { listHeld, listResults, listWaiting } from '@/lib/jaiza/queue/queries';
import { meetConditions, recordResult } from '@/lib/jaiza/result/mutations';
import { recordLessons } from '@/lib/lessons/mutations';
import { refreshProgress } from '@/lib/progress/mutations';
import { juzRange } from '@/lib/quran/divisions';
import type { Range } from '@/lib/quran/position';
import { containsRange, fromFlat } from '@/lib/quran/range-set';
import { saveSettings } from '@/lib/settings/mutations';
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

interface House {
  id: string;
  admin: Scope;
  teacher: Scope;
  other: Scope;
  examiner: () => Promise<Scope>;
  /** Whose children a session sees is said when it begins. */
  enter: () => Promise<{ teacher: Scope; other: Scope; guardian: Scope }>;
  guardian: Scope;
  campus: string;
  halqa: string;
  otherHalqa: string;
  father: string;
}

const phrase = 'a long enough phrase';

/** A house with two halqas and their teachers, an examiner who also teaches the second, and a father. */
async function house(name: string, phone: string): Promise<House> {
  const adminUser = await makeUser(`admin.${name}@jaiza.example`, phrase);
  const id = await makeInstitution({ name, admin: adminUser });
  const admin = await scopeOf(adminUser, 'admin', id);
  const tokens: [string, string][] = [];
  const made = await inTenant(admin, async (tx) => {
    const { id: campus } = await makeCampus(tx, admin, { name: 'Main' });
    const staff = async (who: string, role?: string) => {
      const member = await makeStaff(tx, admin, { name: who, email: `${who}.${name}@jaiza.example` });
      tokens.push([who, await makeInvitation(tx, admin, { staffId: member.id, ...(role && { role }) })]);
      return member.id;
    };
    const first = await staff('ustadh');
    const second = await staff('mumtahin', 'examiner');
    tokens.push(['mumtahin', await makeInvitation(tx, admin, { staffId: second })]);
    const halqa = await makeHalqa(tx, admin, { campusId: campus, name: 'Umar', staffId: first });
    const otherHalqa = await makeHalqa(tx, admin, { campusId: campus, name: 'Ali', staffId: second });
    const father = await makeGuardian(tx, admin, { name: 'Walid', phone });
    await makeStudent(tx, admin, {
      campusId: campus,
      halqaId: halqa.id,
      name: 'Own child',
      guardianIds: [father.id],
    });
    return { campus, halqa: halqa.id, otherHalqa: otherHalqa.id, father: father.id };
  });
  const users = new Map<string, string>();
  for (const [who, token] of tokens) {
    const user = await makeUser(`${who}.${name}@jaiza.example`, phrase);
    users.set(who, user);
    await acceptInvitation(token, user);
  }
  const of = (who: string, role: Role) => scopeOf(users.get(who)!, role, id);
  const fatherUser = await makeGuardianUser(phone);
  const enter = async () => ({
    teacher: await of('ustadh', 'teacher'),
    other: await of('mumtahin', 'teacher'),
    guardian: await scopeOf(fatherUser, 'guardian', id),
  });
  return { id, admin, ...(await enter()), enter, examiner: () => of('mumtahin', 'examiner'), ...made };
}

let noor: House;
let falah: House;
beforeAll(async () => {
  noor = await house('noor-jaiza', '+923005550001');
  falah = await house('falah-jaiza', '+923005550002');
});

const juz30 = juzRange(30, 'madani');
const juz29 = juzRange(29, 'madani');

/** A child that brought juz 30 but for its last surahs, and holds what else is said. */
async function child(
  at: House,
  { halqa = at.halqa, brought = juz30 }: { halqa?: string; brought?: Range } = {},
) {
  const made = await inTenant(at.admin, async (tx) => {
    const { id } = await makeStudent(tx, at.admin, {
      campusId: at.campus,
      halqaId: halqa,
      name: `Child ${v7()}`,
      guardianIds: [at.father],
    });
    await tx.placement.create({
      data: {
        institutionId: at.id,
        id: v7(),
        studentId: id,
        campusId: at.campus,
        portions: [...brought],
        source: 'ENROLMENT',
        placedOn: new Date('2026-01-05'),
      },
    });
    await refreshProgress(tx, { institutionId: at.id, studentIds: [id], today: at.admin.today });
    return id;
  });
  Object.assign(at, await at.enter());
  return made;
}

/** A sabaq, recorded on its own day. */
async function sabaq(at: House, studentId: string, portions: Range, date = addDays(at.teacher.today, -2)) {
  const who = { ...at.teacher, today: date };
  await inTenant(at.teacher, (tx) =>
    recordLessons(
      tx,
      [
        {
          studentId,
          halqaId: at.halqa,
          date,
          session: 'MORNING',
          entries: [
            {
              id: v7(),
              kind: 'SABAQ',
              portions: [...portions],
              grade: 'GOOD',
              mistakes: { atak: 0, lahnJali: 0, lahnKhafi: 0, tajweed: 0 },
              listener: 'TEACHER',
            },
          ],
        },
      ],
      who,
    ),
  );
}

/** A child that completed juz 30 here, so that its jaiza waits. */
async function completed(at: House) {
  const id = await child(at, { brought: [juz30[0], juz30[1] - 10] });
  await sabaq(at, id, [juz30[1] - 9, juz30[1]]);
  return id;
}

const waitingOf = (scope: Scope, studentId: string) =>
  inTenant(scope, (tx) => listWaiting(tx, { institutionId: scope.institution.id, studentId }));
const gateOf = async (scope: Scope, studentId: string) =>
  (
    await inTenant(scope, (tx) =>
      getGates(tx, { institutionId: scope.institution.id, studentIds: [studentId] }),
    )
  ).get(studentId);
const memorised = async (scope: Scope, studentId: string) => {
  const progress = await inTenant(scope, (tx) =>
    tx.studentProgress.findFirst({ where: { studentId }, select: { memorised: true } }),
  );
  return fromFlat(progress!.memorised);
};
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => error.message as string,
  );
const clean = { atak: 0, lahnJali: 0, lahnKhafi: 0, tajweed: 0, prompt: 0, heard: 'on' as const };

async function hold(
  scope: Scope,
  testId: string,
  result: Partial<Parameters<typeof recordResult>[2]>,
  counts: Partial<typeof clean> = {},
) {
  await inTenant(scope, (tx) => openPaper(tx, scope, { testId }));
  const paper = await inTenant(scope, (tx) => getPaper(tx, { institutionId: scope.institution.id, testId }));
  for (const question of paper!.passages.keys())
    await inTenant(scope, (tx) => markQuestion(tx, scope, { testId, question, ...clean, ...counts }));
  await inTenant(scope, (tx) =>
    recordResult(tx, scope, { testId, result: 'PASS', takenBack: [], ...result } as never),
  );
  return paper!;
}

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

describe('sabaq band', () => {
  test('the ustadh proposes, the head decides, the days are counted', async () => {
    const studentId = await child(noor);
    const propose = (scope: Scope, act: 'STOP' | 'RELEASE') =>
      inTenant(scope, (tx) => proposeBand(tx, scope, { id: v7(), studentId, act, reason: 'Manzil is weak' }));
    expect(await refusal(propose(noor.teacher, 'RELEASE'))).toBe('notStopped');
    await propose(noor.teacher, 'STOP');
    expect(await refusal(propose(noor.teacher, 'STOP'))).toBe('proposedAlready');
    expect((await gateOf(noor.teacher, studentId))?.band).toBeNull();
    const [proposal] = await inTenant(noor.admin, (tx) =>
      listProposals(tx, { institutionId: noor.id, studentId }),
    );
    const decide = (scope: Scope) =>
      refusal(inTenant(scope, (tx) => decideBand(tx, scope, { id: proposal!.id, decision: 'APPROVED' })));
    expect(await decide(falah.admin)).toBe('notFound');
    expect(await decide(noor.admin)).toBe('done');
    expect(await decide(noor.admin)).toBe('decidedAlready');
    expect((await gateOf(noor.teacher, studentId))?.band).toEqual({
      since: noor.admin.today,
      reason: 'Manzil is weak',
    });
    const today = addDays(noor.admin.today, 4);
    const days = () =>
      inTenant(noor.teacher, (tx) => countStoppedDays(tx, { institutionId: noor.id, studentId, today }));
    expect(await days()).toBe(5);
    await propose(noor.admin, 'RELEASE');
    expect((await gateOf(noor.teacher, studentId))?.band).toBeNull();
    expect(await days()).toBe(0);
  });

  test('a teacher cannot write a decision, whatever the code does', async () => {
    const studentId = await child(noor);
    const decided = inTenant(noor.teacher, (tx) =>
      tx.sabaqBand.create({
        data: {
          institutionId: noor.id,
          id: v7(),
          studentId,
          campusId: noor.campus,
          act: 'STOP',
          state: 'APPROVED',
          reason: 'x',
          proposedBy: noor.teacher.userId,
          proposedOn: new Date('2026-11-01'),
          decidedBy: noor.teacher.userId,
          decidedOn: new Date('2026-11-01'),
        },
      }),
    );
    expect(await refusal(decided)).not.toBe('done');
    const result = inTenant(
      noor.teacher,
      (tx) =>
        tx.$executeRaw`INSERT INTO jaiza_results (institution_id, id, test_id, student_id, campus_id, kind, held_on, result, score,
        pass_mark, examiner_id) VALUES (${noor.id}::uuid, ${v7()}::uuid, ${v7()}::uuid, ${studentId}::uuid, ${noor.campus}::uuid,
        'PARA', '2026-11-01', 'PASS', 100, 80, ${noor.teacher.userId}::uuid)`,
    );
    expect(await refusal(result)).not.toBe('done');
  });
});
