import { beforeAll, describe, expect, test } from 'vitest';
import type { Scope } from '@/lib/core/auth/scope';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { isSealed } from '@/lib/core/vault';
import { checkImport } from '@/lib/imports/check/mutations';
import { commitImport } from '@/lib/imports/commit/mutations';
import { decideSilence } from '@/lib/imports/decisions/mutations';
import { askCommit, askUndo, decideRow } from '@/lib/imports/mutations';
import { listRows, listUnsaved, tallyRows } from '@/lib/imports/queries';
import { undoImport } from '@/lib/imports/undo/mutations';
import { juzRange } from '@/lib/quran/divisions';
import { containsRange, fromFlat } from '@/lib/quran/range-set';
import { openHealthNotes } from '@/lib/students/health/mutations';
import { CONSENT_WORDING } from '@/lib/students/rules';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';
import { bring, check, commit, fixture, jobOf, WORDING } from '../support/imports';

let noor: Scope;
const ids: Record<string, string> = {};

async function inNoor<T>(work: (tx: TenantTx) => Promise<T>): Promise<T> {
  return inTenant({ ...noor, context: (await noor.renew!())! }, work);
}
const importOf = (id: string) => inNoor((tx) => tx.import.findFirstOrThrow({ where: { id } }));
const outcomes = async (id: string) => {
  const rows = await inNoor((tx) =>
    tx.importRow.groupBy({ by: ['outcome'], where: { importId: id }, _count: true }),
  );
  return Object.fromEntries(rows.map((row) => [row.outcome ?? 'NONE', row._count]));
};
const tally = (id: string) => inNoor((tx) => tallyRows(tx, { institutionId: noor.institution.id, id }));
const counts = () =>
  inNoor(async (tx) => ({
    campuses: await tx.campus.count(),
    halqas: await tx.halqa.count(),
    staff: await tx.staff.count(),
    students: await tx.student.count(),
    guardians: await tx.guardian.count(),
    guardianships: await tx.guardianship.count(),
    enrolments: await tx.enrolment.count(),
    attendance: await tx.attendance.count(),
    lessons: await tx.lesson.count(),
  }));

beforeAll(async () => {
  const admin = await makeUser('imports@example.org', 'a long enough phrase');
  await makeInstitution({ name: 'Jamia Noor', admin });
  noor = await scopeOf(admin);
});

describe('the four files of an institution', () => {
  test('P14 P15 come in, siblings joined, each child with consent and a guardian who can be reached', async () => {
    ids.halqas = await bring(noor, fixture('halqas.csv'));
    ids.asatidha = await bring(noor, fixture('asatidha.csv'));
    ids.students = await bring(noor, fixture('students.csv'));
    expect(await counts()).toMatchObject({
      campuses: 2,
      halqas: 13,
      staff: 13,
      students: 235,
      guardians: 264,
      enrolments: 235,
    });
    expect(await outcomes(ids.students)).toEqual({ CREATED: 235, NONE: 5 });
    await inNoor(async (tx) => {
      expect(await tx.halqaTeacher.count()).toBe(13);
      expect(await tx.consent.count({ where: { wording: CONSENT_WORDING } })).toBe(235);
      expect(await tx.student.count({ where: { guardianships: { none: {} } } })).toBe(0);
      const hasan = await tx.student.findFirstOrThrow({ where: { rollNo: 'JN-2023-0001' } });
      expect(hasan).toMatchObject({
        name: "Hasan Mas'ood",
        programme: 'HIFZ',
        direction: 'BACKWARD',
        startJuz: 30,
      });
      const siblings = await tx.guardianship.findMany({
        where: { guardian: { contacts: { some: { value: '+923262359586' } } } },
      });
      expect(new Set(siblings.map((tie) => tie.guardianId)).size).toBe(1);
      expect(siblings).toHaveLength(4);
    });
  });

  test('P24 a wish for silence is kept, and words on health are held for the admin alone', async () => {
    await inNoor(async (tx) => {
      const silent = await tx.guardianship.findMany({ where: { student: { rollNo: 'JN-2026-0004' } } });
      expect(silent.length).toBeGreaterThan(0);
      expect(silent.every((tie) => !tie.receivesMessages && tie.optedOutAt)).toBe(true);
      const notes = await tx.studentNote.findMany({
        where: { student: { rollNo: 'JN-2024-0002' } },
        orderBy: { kind: 'asc' },
      });
      const opened = await openHealthNotes(tx, {
        institutionId: noor.institution.id,
        studentId: notes[0]!.studentId,
      });
      expect(isSealed(notes[0]!.body)).toBe(true);
      expect(notes.map(({ id, kind, body }) => [kind, opened.get(id) ?? body])).toEqual([
        ['HEALTH', 'asthma inhaler in bag'],
        ['REMARK', 'Fee (Rs): Rs. 3,000'],
      ]);
    });
  });

  test('then the diary as history, in which each child holds what the register shows', async () => {
    ids.diary = await bring(noor, fixture('diary.csv'));
    expect(await outcomes(ids.diary)).toEqual({ CREATED: 8930, NONE: 190 });
    const after = await counts();
    expect(after).toMatchObject({ attendance: 8930 });
    expect(after.lessons).toBeGreaterThan(13_000);
    await inNoor(async (tx) => {
      const hasan = await tx.student.findFirstOrThrow({
        where: { rollNo: 'JN-2023-0001' },
        include: { progress: true },
      });
      const held = fromFlat(hasan.progress!.memorised);
      // From juz 30 backwards, first sabaq in juz 28: what lies before it was held already.
      expect(containsRange(held, juzRange(30, 'madani')) && containsRange(held, juzRange(29, 'madani'))).toBe(
        true,
      );
      expect(hasan.progress!.nextSabaq).toHaveLength(2);
      expect(await tx.halqaSession.count({ where: { finishedAt: null } })).toBe(0);
    });
  });

  test('come again: the preview says that all is here and offers nothing; saved all the same, nothing is created', async () => {
    const before = await counts();
    for (const [name, rows] of Object.entries({ halqas: 13, asatidha: 13, students: 235, diary: 8930 })) {
      const id = await check(noor, fixture(`${name}.csv`));
      expect(await tally(id), name).toMatchObject({ due: 0, same: rows, undecided: 0 });
      await commit(noor, id);
      expect(Object.keys(await outcomes(id)).sort(), name).toEqual(
        ['students', 'diary'].includes(name) ? ['NONE', 'UNCHANGED'] : ['UNCHANGED'],
      );
    }
    expect(await counts()).toEqual(before);
  });

  test('a corrected row of the refused ones comes in, and then its days', async () => {
    const line =
      "Roll No,Student Name,Father's Name,DOB,Guardian WhatsApp,Halqa,Class Type\nJN-2026-0008,Saad Baloch,Saad Baloch,2011-12-21,00923039942934,Salman,Hifz\n";
    const id = await check(noor, new TextEncoder().encode(line), { pasted: true });
    const row = await inNoor((tx) => tx.importRow.findFirstOrThrow({ where: { importId: id } }));
    // The father is there through two other sons.
    expect(row.issues).toContainEqual(expect.objectContaining({ code: 'guardianKnown' }));
    await commit(noor, id);
    expect(await outcomes(id)).toEqual({ CREATED: 1 });
    const again = await bring(noor, fixture('diary.csv'));
    expect(await outcomes(again)).toEqual({ CREATED: 38, UNCHANGED: 8930, NONE: 152 });
  });
});

describe('P24 a remark that looks like a wish for silence', () => {
  const head = 'Roll No,Student Name,Father,DOB,Guardian WhatsApp,Halqa,Programme,Remarks';
  const child = (roll: string, phone: string, remark = '') =>
    `${roll},Child ${roll},Father ${phone},2015-01-01,${phone},Bilal,Hifz,${remark}`;
  const file = (...lines: string[]) => new TextEncoder().encode([head, ...lines].join('\n'));
  const wish = 'do not send WhatsApp';
  const silentOf = async (rollNo: string) =>
    (await inNoor((tx) => tx.guardianship.findFirst({ where: { student: { rollNo } } })))?.optedOutAt;
  const decide = (id: string, silence: 'SILENT' | 'SEND', row?: number) =>
    inNoor((tx) => decideSilence(tx, noor, { id, row, silence }));
  const trail = (id: string) =>
    inNoor((tx) =>
      tx.auditEntry.findMany({
        where: { subjectId: id, action: { in: ['imports.silenced', 'imports.notSilenced'] } },
        orderBy: { seq: 'asc' },
        select: { action: true, detail: true, userId: true },
      }),
    );

  test('waits with its family; decided by row or all at once, changed until the saving, and the trail says by whom', async () => {
    const lines = [
      child('W-1', '03007770001', wish),
      child('W-2', '03007770001'),
      child('W-3', '03007770002', wish),
      child('W-4', '03007770003'),
    ];
    const id = await check(noor, file(...lines));
    const open = { asked: 2, silent: 0, send: 0, followers: 1 };
    expect(await tally(id)).toMatchObject({ due: 1, undecided: 3, wishes: open });
    await expect(decide(id, 'SILENT', 3)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await decide(id, 'SILENT', 2);
    expect(await tally(id)).toMatchObject({ due: 3, undecided: 1 });
    await decide(id, 'SEND');
    await decide(id, 'SEND');
    expect(await tally(id)).toMatchObject({ due: 4, undecided: 0, wishes: { ...open, send: 2 } });
    await decide(id, 'SILENT', 2);
    expect(await trail(id)).toEqual([
      { action: 'imports.silenced', detail: { row: 2 }, userId: noor.userId },
      { action: 'imports.notSilenced', detail: { rows: 2 }, userId: noor.userId },
      { action: 'imports.silenced', detail: { row: 2 }, userId: noor.userId },
    ]);
    // Read again with the same columns, the question is the same and so is its answer.
    await checkImport(jobOf(noor, id));
    const rows = await inNoor((tx) =>
      listRows(tx, { institutionId: noor.institution.id, id, query: { show: 'all', page: 1 } }),
    );
    expect(rows.map(({ silence, answer }) => [silence, answer])).toEqual([
      ['SILENT', 'SILENT'],
      [null, 'SILENT'],
      ['SEND', 'SEND'],
      [null, null],
    ]);
    await commit(noor, id);
    expect(await outcomes(id)).toEqual({ CREATED: 4 });
    expect(await silentOf('W-1')).not.toBeNull();
    expect(await silentOf('W-2')).not.toBeNull();
    expect(await silentOf('W-3')).toBeNull();
    expect(await silentOf('W-4')).toBeNull();
    await expect(decide(id, 'SEND', 2)).rejects.toMatchObject({ code: 'CONFLICT' });

    const again = await check(noor, file(...lines));
    expect(await tally(again)).toMatchObject({ due: 0, same: 4, undecided: 0, wishes: { asked: 0 } });
    // A brother who comes later is asked about, since his brother is silent; after the other answer nobody is asked.
    const later = await check(noor, file(...lines, child('W-5', '03007770001'), child('W-6', '03007770002')));
    expect(await tally(later)).toMatchObject({ undecided: 1, due: 1, wishes: { asked: 1 } });
    await decide(later, 'SILENT');
    await commit(noor, later);
    expect(await silentOf('W-5')).not.toBeNull();
    expect(await silentOf('W-6')).toBeNull();
  });

  test('not decided, the family is not saved and goes back to the office with the reason', async () => {
    const id = await check(
      noor,
      file(child('V-1', '03007770011', wish), child('V-2', '03007770011'), child('V-3', '03007770012')),
    );
    await commit(noor, id);
    expect(await outcomes(id)).toEqual({ CREATED: 1, NONE: 2 });
    const unsaved = await inNoor((tx) => listUnsaved(tx, { institutionId: noor.institution.id, id }));
    expect(unsaved.map(({ rowNo }) => rowNo)).toEqual([2, 3]);
    expect(await silentOf('V-1')).toBeUndefined();
  });

  test('a saving that broke off goes on with the answers that were given', async () => {
    const others = Array.from({ length: 520 }, (_, i) => child(`U-${i}`, `0311${3_000_000 + i}`));
    const id = await check(
      noor,
      file(child('U-first', '03007770021', wish), ...others, child('U-last', '03007770021')),
    );
    await decide(id, 'SILENT');
    await inNoor((tx) => askCommit(tx, noor, { id, wording: WORDING }));
    let entries = 0;
    const enter = async () => {
      entries += 1;
      // Entered for the plan, the campus and the first batch; then the worker dies.
      if (entries > 3) throw new Error('gone');
      return jobOf(noor, id).enter();
    };
    await expect(commitImport({ ...jobOf(noor, id), enter })).rejects.toThrow('gone');
    await commitImport(jobOf(noor, id));
    expect(await outcomes(id)).toEqual({ CREATED: 522 });
    expect(await silentOf('U-first')).not.toBeNull();
    expect(await silentOf('U-last')).not.toBeNull();
  });
});

describe('a conflict', () => {
  test('waits for a person: undecided it is not saved, decided it is', async () => {
    const text =
      "Roll No,Student Name,Father,DOB,Guardian WhatsApp,Halqa,Programme\nJN-2023-0001,Somebody Else,Yusuf,2012-01-01,03001112223,Bilal,Hifz\nJN-9999,Hasan Mas'ood,Yusuf Mas'ood,,00923262359586,Bilal,Hifz\n";
    const id = await check(noor, new TextEncoder().encode(text));
    expect((await importOf(id)).counts).toMatchObject({ review: 2 });
    await expect(inNoor((tx) => decideRow(tx, noor, { id, row: 2, decision: 'NEW' }))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await inNoor((tx) => decideRow(tx, noor, { id, row: 3, decision: 'NEW' }));
    const before = await counts();
    await commit(noor, id);
    expect(await outcomes(id)).toEqual({ CREATED: 1, NONE: 1 });
    expect(await counts()).toMatchObject({ students: before.students + 1, guardians: before.guardians });
    const hasan = await inNoor((tx) => tx.student.findFirstOrThrow({ where: { rollNo: 'JN-2023-0001' } }));
    expect(hasan.name).toBe("Hasan Mas'ood");
  });
});

test('a number that is another’s: one person joins, two people share the phone, and next time both are known', async () => {
  const head = 'Roll No,Student Name,Father,DOB,Guardian WhatsApp,Halqa,Programme';
  const child = (roll: string, father: string) =>
    `${roll},Child ${roll},${father},2015-01-01,00923262359586,Bilal,Hifz`;
  const lines = [child('G-1', 'Junaid Other'), child('G-2', 'Junaid Other'), child('G-3', 'Zahid Third')];
  const text = new TextEncoder().encode([head, ...lines].join('\n'));
  const id = await check(noor, text);
  expect(await tally(id)).toMatchObject({ due: 0, undecided: 3 });
  await inNoor((tx) => decideRow(tx, noor, { id, row: 2, decision: 'NEW' }));
  await inNoor((tx) => decideRow(tx, noor, { id, row: 3, decision: 'NEW' }));
  await inNoor((tx) => decideRow(tx, noor, { id, row: 4, decision: 'SAME' }));
  expect(await tally(id)).toMatchObject({ due: 3, undecided: 0, guardians: 2 });
  await commit(noor, id);
  const fatherOf = async (rollNo: string) => {
    const where = { student: { rollNo } };
    const tie = await inNoor((tx) =>
      tx.guardianship.findFirstOrThrow({ where, select: { guardian: { select: { id: true, name: true } } } }),
    );
    return tie.guardian;
  };
  expect((await fatherOf('G-1')).name).toBe('Junaid Other');
  expect((await fatherOf('G-2')).id).toBe((await fatherOf('G-1')).id);
  expect((await fatherOf('G-3')).name).toBe("Yusuf Mas'ood");
  const again = [child('G-4', 'junaid other'), child('G-5', "Yusuf Mas'ood")];
  const next = await check(noor, new TextEncoder().encode([head, ...again].join('\n')));
  expect(await tally(next)).toMatchObject({ due: 2, undecided: 0 });
});

describe('taking an import back', () => {
  test('leaves what was touched since and says so, removes the rest', async () => {
    const undo = async (id: string) => {
      await inNoor((tx) => askUndo(tx, { ...noor, now: new Date() }, id));
      await undoImport(jobOf(noor, id));
      return outcomes(id);
    };
    const touched = await inNoor((tx) => tx.attendance.findFirstOrThrow({ where: { importId: ids.diary! } }));
    await inNoor((tx) =>
      tx.attendance.updateMany({
        where: { id: touched.id },
        data: { status: 'LATE', updatedAt: new Date() },
      }),
    );
    expect(await undo(ids.diary!)).toEqual({ UNDONE: 8929, KEPT: 1, NONE: 190 });
    const left = await counts();
    expect(left.attendance).toBe(1 + 38);

    const kept = await undo(ids.students!);
    expect(kept).toEqual({ UNDONE: 234, KEPT: 1, NONE: 5 });
    await inNoor(async (tx) => {
      expect(await tx.student.findFirst({ where: { id: touched.studentId } })).not.toBeNull();
      expect(await tx.guardian.count({ where: { children: { none: {} } } })).toBe(0);
    });
    expect((await undo(ids.halqas!)).KEPT).toBeGreaterThan(0);
    await expect(inNoor((tx) => askUndo(tx, noor, ids.halqas!))).rejects.toMatchObject({
      code: 'CONFLICT',
    });
  });
});
