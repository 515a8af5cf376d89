import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Scope } from '@/lib/core/auth/scope';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { editGuardian } from '@/lib/guardians/person/mutations';
import { endTeaching } from '@/lib/halqas/mutations';
import { commitImport } from '@/lib/imports/commit/mutations';
import { askCommit, askUndo, decideRow } from '@/lib/imports/mutations';
import { listUnsaved } from '@/lib/imports/queries';
import { undoImport } from '@/lib/imports/undo/mutations';
import { leaveStaff } from '@/lib/staff/mutations';
import { listStudents } from '@/lib/students/list/queries';
import { studentListQuery } from '@/lib/students/list/schema';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';
import { bring, check, commit, jobOf, WORDING } from '../support/imports';
import { asSuperuser } from '../support/world';

let noor: Scope;
const inside = async <T>(work: (tx: TenantTx) => Promise<T>) =>
  inTenant({ ...noor, context: (await noor.renew!())! }, work);
const text = (...lines: string[]) => new Uint8Array(new TextEncoder().encode(lines.join('\n')));
const search = (q: string) =>
  inside(async (tx) => {
    const query = { ...studentListQuery.parse({}), q };
    const { rows } = await listStudents(tx, { institutionId: noor.institution.id, country: 'PK', query });
    return rows.map(({ rollNo }) => rollNo);
  });
const childrenNamed = (name: string) => inside((tx) => tx.student.count({ where: { name } }));
const head = 'Roll No,Student Name,Father,DOB,Guardian WhatsApp,Halqa,Programme';

beforeAll(async () => {
  const admin = await makeUser('again@example.org', 'a long enough phrase');
  await makeInstitution({ name: 'Jamia Again', admin });
  noor = await scopeOf(admin);
  await bring(noor, text('Halqa,Programme,Session', 'Bilal,Hifz,Morning', 'Umar,Hifz,Morning'));
});

describe('a roll number', () => {
  test('as the office wrote it by hand is found by a file and a diary', async () => {
    await bring(noor, text(head, 'R-12,Hand Written,Walid,2015-01-01,03001230001,Bilal,Hifz'));
    await inside((tx) => tx.student.updateMany({ where: { rollNo: 'R-12' }, data: { rollNo: 'r ۱۲' } }));
    const diary = await check(
      noor,
      text(
        'Date,Roll No,Attendance,Sabaq from,Sabaq to,Sabaq grade',
        '2026-10-07,R 12,P,,,',
        '2026-10-08,r ۱۲,P,,,',
      ),
    );
    const rows = await inside((tx) => tx.importRow.findMany({ where: { importId: diary } }));
    expect(rows.map(({ verdict }) => verdict)).toEqual(['WARNING', 'WARNING']);
  });

  test('of digits alone is found by the search, although it might be a part of a telephone number', async () => {
    await bring(noor, text(head, '2026-0001,By Roll,Walid B,2015-01-01,03001230002,Bilal,Hifz'));
    expect(await search('2026-0001')).toEqual(['2026-0001']);
    expect(await search('3001230002')).toEqual(['2026-0001']);
  });
});

test('a name in the other script that a file filled is found by the search', async () => {
  await bring(noor, text(head, 'F-1,Filled One,Walid C,2015-01-01,03001230003,Bilal,Hifz'));
  const second = await bring(
    noor,
    text(`${head},Name Urdu`, 'F-1,Filled One,Walid C,2015-01-01,03001230003,Bilal,Hifz,کاشف'),
  );
  expect(await search('کاشف')).toEqual(['F-1']);
  await inside((tx) => askUndo(tx, { ...noor, now: new Date() }, second));
  await undoImport(jobOf(noor, second));
  expect(await search('کاشف')).toEqual([]);
  expect(await search('Filled')).toEqual(['F-1']);
});

describe('the same file again', () => {
  test('a grown-up without roll number and telephone is asked about', async () => {
    const file = text(head, ',Grown Up,,1990-01-01,,Bilal,Hifz');
    await bring(noor, file);
    await bring(noor, file);
    expect(await childrenNamed('Grown Up')).toBe(1);
  });

  test('an ustadh who has left since does not come back', async () => {
    const file = text('Name,Phone,Halqa', 'Qari Gone,03001230004,"Bilal, Halqa Bilal"');
    const save = async () => commit(noor, await check(noor, file, { kind: 'ASATIDHA' }));
    await save();
    const { id } = await inside((tx) => tx.staff.findFirstOrThrow({ where: { name: 'Qari Gone' } }));
    expect(await inside((tx) => tx.halqaTeacher.count({ where: { staffId: id } }))).toBe(1);
    await inside((tx) => leaveStaff(tx, noor, { id }));
    await save();
    expect(await inside((tx) => tx.staff.count({ where: { name: 'Qari Gone' } }))).toBe(1);
    expect(await inside((tx) => tx.halqaTeacher.count({ where: { staffId: id, toDate: null } }))).toBe(0);
  });

  test('a diary without sessions, after the halqa has another first session', async () => {
    await bring(noor, text(head, 'D-1,Day Child,Walid D,2015-01-01,03001230005,Umar,Hifz'));
    const file = text(
      'Date,Roll No,Attendance,Sabaq from,Sabaq to,Sabaq grade',
      '2026-10-07,D-1,P,78:1,78:6,GOOD',
    );
    await bring(noor, file);
    await inside((tx) =>
      tx.halqa.updateMany({ where: { sortName: 'umar' }, data: { sessions: ['FAJR', 'MORNING'] } }),
    );
    await bring(noor, file);
    expect(await inside((tx) => tx.lesson.count({ where: { student: { rollNo: 'D-1' } } }))).toBe(1);
  });
});

test('siblings of one father are his, whichever of his numbers comes first', async () => {
  const phones = ['03001230006 / 03001230007', '03001230007', '03001230007 / 03001230006'];
  await bring(
    noor,
    text(
      head,
      ...phones.map((phone, i) => `S-${i},Sibling ${'xyz'[i]},Abu Sib,2015-01-0${i + 1},${phone},Bilal,Hifz`),
    ),
  );
  expect(await inside((tx) => tx.guardian.count({ where: { name: 'Abu Sib' } }))).toBe(1);
  const numbers = await inside((tx) =>
    tx.guardianContact.findMany({ where: { guardian: { name: 'Abu Sib' } }, orderBy: { value: 'asc' } }),
  );
  expect(numbers.map(({ value, isPrimary }) => [value, isPrimary])).toEqual([
    ['+923001230006', true],
    ['+923001230007', false],
  ]);
});

test('of two children whom a row resembles the office says which one it is', async () => {
  const twin = (roll: string, born: string) => `${roll},Two Alike,Walid T,${born},03001230021,Bilal,Hifz`;
  await bring(noor, text(head, twin('T-1', '')));
  const second = await check(noor, text(head, twin('T-2', '')));
  await inside((tx) => decideRow(tx, noor, { id: second, row: 2, decision: 'NEW' }));
  await commit(noor, second);
  const [one, other] = await inside((tx) =>
    tx.student.findMany({ where: { name: 'Two Alike' }, orderBy: { rollNo: 'asc' } }),
  );
  const id = await check(noor, text(head, twin('', '2015-03-04')));
  const decide = (decision: string) => inside((tx) => decideRow(tx, noor, { id, row: 2, decision }));
  await expect(decide('SAME')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(decide(v7())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await decide(one!.id);
  await decide(other!.id);
  await commit(noor, id);
  const after = await inside((tx) =>
    tx.student.findMany({ where: { name: 'Two Alike' }, orderBy: { rollNo: 'asc' } }),
  );
  expect(after.map(({ rollNo, bornOn }) => [rollNo, bornOn?.toISOString().slice(0, 10) ?? null])).toEqual([
    ['T-1', null],
    ['T-2', '2015-03-04'],
  ]);
});

describe('what changed between the look and the saving', () => {
  const ask = (id: string) => inside((tx) => askCommit(tx, noor, { id, wording: WORDING }));

  test('a row that cannot be saved any more goes back to the office', async () => {
    const id = await check(noor, text(head, 'C-1,Child One,Walid E,2015-01-01,03001230009,Bilal,Hifz'));
    await bring(noor, text(head, 'C-1,Other Child,Walid F,2015-01-01,03001230010,Bilal,Hifz'));
    await commit(noor, id);
    const left = await inside((tx) => listUnsaved(tx, { institutionId: noor.institution.id, id }));
    expect(left.map(({ rowNo, verdict }) => [rowNo, verdict])).toEqual([[2, 'REVIEW']]);
  });

  test('an answer to another question is none', async () => {
    await bring(noor, text(head, 'N-1,Name Sake,Walid G,2015-01-01,03001230011,Bilal,Hifz'));
    const id = await check(noor, text(head, 'N-2,Name Sake,Walid G,2016-01-01,03001230011,Bilal,Hifz'));
    await inside((tx) => decideRow(tx, noor, { id, row: 2, decision: 'NEW' }));
    await bring(noor, text(head, 'N-2,Other Two,Walid H,2015-01-01,03001230012,Bilal,Hifz'));
    await commit(noor, id);
    const left = await inside((tx) => listUnsaved(tx, { institutionId: noor.institution.id, id }));
    expect(left.map(({ rowNo, decision }) => [rowNo, decision])).toEqual([[2, null]]);
  });

  test('two offices that save at once are served one after the other', async () => {
    const file = text(head, ',At Once,Walid Once,2015-01-01,03001230013,Bilal,Hifz');
    const both = [await check(noor, file), await check(noor, file)];
    for (const id of both) await ask(id);
    const db = await asSuperuser();
    const { rows } = await db.query(
      `SELECT q.queue_name, count(*)::int FROM graphile_worker._private_jobs j
       JOIN graphile_worker._private_job_queues q ON q.id = j.job_queue_id WHERE j.key LIKE $1 AND j.key LIKE ANY ($2) GROUP BY 1`,
      [`${noor.institution.id}:imports.commit:%`, both.map((id) => `%${id}`)],
    );
    await db.end();
    expect(rows).toEqual([{ queue_name: `imports:${noor.institution.id}`, count: 2 }]);
    for (const id of both) await commitImport(jobOf(noor, id));
    expect(await childrenNamed('At Once')).toBe(1);
  });
});

describe('taken back', () => {
  const undo = async (id: string) => {
    await inside((tx) => askUndo(tx, { ...noor, now: new Date() }, id));
    await undoImport(jobOf(noor, id));
  };

  test('a day stays of which a place was marked since, though the lesson counts no more for it', async () => {
    await bring(noor, text(head, 'M-1,Marked One,Walid M,2015-01-01,03001230014,Bilal,Hifz'));
    const columns = 'Date,Roll No,Attendance,Sabaq from,Sabaq to,Sabaq grade,Atak';
    const id = await bring(
      noor,
      text(columns, '2026-10-07,M-1,P,78:1,78:6,GOOD,3', '2026-10-08,M-1,P,78:7,78:9,GOOD,'),
    );
    const lesson = await inside((tx) => tx.lesson.findFirstOrThrow({ where: { importId: id, atak: 3 } }));
    const { institutionId, studentId, campusId, halqaId, session } = lesson;
    const db = await asSuperuser();
    await db.query(
      `INSERT INTO lesson_mistakes (institution_id, id, student_id, campus_id, halqa_id, lesson_id, date, session, kind, ayah, recorded_by)
       VALUES ($1, $2, $3, $4, $5, $6, '2026-10-07', $7, 'ATAK', $8, $9)`,
      [
        institutionId,
        v7(),
        studentId,
        campusId,
        halqaId,
        lesson.id,
        session,
        lesson.portions[0],
        noor.userId,
      ],
    );
    await db.end();
    await undo(id);
    const left = await inside((tx) => tx.lesson.findMany({ where: { studentId } }));
    expect(left.map((one) => one.id)).toEqual([lesson.id]);
  });

  test('a guardian whom the office corrected stays, though no child does', async () => {
    const rows = [
      'G-1,Gone One,Walid Old,2015-01-01,03001230016,Bilal,Hifz',
      'G-2,Gone Two,Walid Raw,2015-01-01,03001230017,Bilal,Hifz',
    ];
    const id = await bring(noor, text(head, ...rows));
    const { id: guardianId, updatedAt } = await inside((tx) =>
      tx.guardian.findFirstOrThrow({ where: { name: 'Walid Old' } }),
    );
    const input = {
      id: guardianId,
      updatedAt: updatedAt.toISOString(),
      name: 'Walid New',
      language: 'en' as const,
    };
    const now = new Date(updatedAt.getTime() + 60_000);
    await inside((tx) =>
      editGuardian(tx, { scope: { ...noor, now }, input: { ...input, phone: '03001230018' } }),
    );
    await undo(id);
    const left = await inside((tx) => tx.guardian.findMany({ where: { importId: id } }));
    expect(left.map(({ name }) => name)).toEqual(['Walid New']);
    expect(await childrenNamed('Gone One')).toBe(0);
  });

  test('that an ustadh taught a halqa until another took it stays in its history', async () => {
    await commit(noor, await check(noor, text('Name,Phone', 'Qari Was,03001230015'), { kind: 'ASATIDHA' }));
    const id = await check(noor, text('Name,Phone,Halqa', 'Qari Was,03001230015,Umar'), { kind: 'ASATIDHA' });
    await commit(noor, id);
    const staff = await inside((tx) => tx.staff.findFirstOrThrow({ where: { name: 'Qari Was' } }));
    await inside((tx) => endTeaching(tx, noor, { staffId: staff.id }));
    await undo(id);
    expect(await inside((tx) => tx.halqaTeacher.count({ where: { staffId: staff.id } }))).toBe(1);
  });
});
