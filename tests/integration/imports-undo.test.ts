import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Scope } from '@/lib/core/auth/scope';
import { forgetOver } from '@/lib/core/db/retention';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { commitImport } from '@/lib/imports/commit/mutations';
import { jobs } from '@/lib/imports/jobs';
import { askCommit, askUndo, resumeCommit } from '@/lib/imports/mutations';
import { getImport, tallyRows } from '@/lib/imports/queries';
import { isStuck } from '@/lib/imports/retention/rules';
import { undoImport } from '@/lib/imports/undo/mutations';
import { HANGING, type Made } from '@/lib/imports/undo/rules';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';
import { bring, check, jobOf, WORDING } from '../support/imports';
import { insertOf, type Place, rowOf } from '../support/rows';
import { runJobs } from '../support/run-jobs';
import { asSuperuser } from '../support/world';

let db: pg.Client;
let noor: Scope;
const inside = async <T>(work: (tx: TenantTx) => Promise<T>) =>
  inTenant({ ...noor, context: (await noor.renew!())! }, work);
const text = (...lines: string[]) => new Uint8Array(new TextEncoder().encode(lines.join('\n')));
const view = (id: string) => inside((tx) => getImport(tx, { institutionId: noor.institution.id, id }));
const outcomes = async (importId: string) => {
  const rows = await inside((tx) =>
    tx.importRow.findMany({ where: { importId }, orderBy: { rowNo: 'asc' } }),
  );
  return rows.map(({ outcome }) => outcome);
};
const add = (table: string, place: Place, changes: Record<string, unknown> = {}) => {
  const row = rowOf(table, place, changes);
  return db.query(insertOf(table, row)).then(() => row.id);
};
const undo = async (id: string, last = false) => {
  await inside((tx) => askUndo(tx, { ...noor, now: new Date() }, id));
  return undoImport(jobOf(noor, id, { last }));
};

beforeAll(async () => {
  db = await asSuperuser();
  const admin = await makeUser('undo@example.org', 'a long enough phrase');
  await makeInstitution({ name: 'Jamia Undo', admin });
  noor = await scopeOf(admin);
});
afterAll(() => db.end());

/** A corner of its own that no import made. */
async function makePlace(): Promise<Place> {
  const place = {
    institution: noor.institution.id,
    ...Object.fromEntries(
      ['campus', 'staff', 'halqa', 'student', 'guardian', 'import', 'test', 'conversation', 'notice'].map(
        (key) => [key, v7()],
      ),
    ),
    users: { admin: noor.userId, teacher: v7(), guardian: v7(), examiner: v7() },
  } as unknown as Place;
  await add('campuses', place, { id: place.campus });
  await add('staff', place, { id: place.staff });
  await add('halqas', place, { id: place.halqa });
  await add('students', place, { id: place.student });
  await add('guardians', place, { id: place.guardian });
  await add('notices', place, { id: place.notice });
  return place;
}

const tableOf = (key: string) => key.split('.')[0]!;
const NEEDS_TEST = ['jaiza_papers', 'jaiza_results'];
const NEEDS_CONVERSATION = ['conversation_messages', 'conversation_notes'];

/** A row of each key that holds the one record it is given. */
async function hang(key: string, place: Place): Promise<void> {
  const table = tableOf(key);
  if (NEEDS_TEST.includes(table)) await add('jaiza_tests', place, { id: place.test });
  if (NEEDS_CONVERSATION.includes(table)) await add('conversations', place, { id: place.conversation });
  // The key alone is what holds: nothing else of the row is the import's.
  const columns: Record<string, object> = {
    'notice_receipts.guardian_id': { staff_id: null },
    'notice_receipts.staff_id': { guardian_id: null },
    'notices.campus_id': { halqa_id: null, audience_id: place.campus },
    'memberships.campus_id': { role: 'campus_admin' },
  };
  const [, column] = key.split('.') as [string, string];
  const own = column === 'campus_id' ? 'campus' : (column.replace('_id', '') as keyof Place);
  await add(table, place, { ...columns[key], [column]: place[own] });
}

describe('finding 4: what hangs on a record of an import', () => {
  test('every foreign key of the catalogue is one that the undo takes along or asks about', async () => {
    const { rows } = await db.query<{ made: string; key: string }>(
      `SELECT DISTINCT p.relname AS made, t.relname || '.' || a.attname AS key
       FROM pg_constraint c JOIN pg_class p ON p.oid = c.confrelid JOIN pg_class t ON t.oid = c.conrelid
       JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = ANY (c.conkey)
       WHERE c.contype = 'f' AND p.relname = ANY ($1) AND a.attname <> 'institution_id'
         AND (a.attname <> 'campus_id' OR p.relname = 'campuses') ORDER BY 1, 2`,
      [Object.keys(HANGING)],
    );
    for (const made of Object.keys(HANGING) as Made[]) {
      const { goes, own, holds } = HANGING[made];
      const found = rows.filter((row) => row.made === made).map(({ key }) => key);
      expect([...goes, ...own, ...holds].sort(), made).toEqual(found);
    }
  });

  test('keeps a child of whom anything was written since, whatever it is, and takes the others back', async () => {
    const place = await makePlace();
    const keys = HANGING.students.holds;
    const child = (i: number) => `U-${i},Undone ${i}x,Walid ${i}x,01/02/2015,0300${2_000_000 + i},Hifz`;
    const lines = ['Roll No,Name,Father,DOB,Phone,Programme', ...[...keys, ''].map((_, i) => child(i))];
    const id = await bring(noor, text(...lines));
    const made = await inside((tx) => tx.student.findMany({ where: { importId: id } }));
    expect(made).toHaveLength(keys.length + 1);
    for (const [i, key] of keys.entries()) {
      const { id: student, campusId: campus } = made.find(({ rollNo }) => rollNo === `U-${i}`)!;
      await hang(key, { ...place, student, campus, test: v7(), conversation: v7() });
    }
    await undo(id);
    expect(await outcomes(id)).toEqual([...keys.map(() => 'KEPT'), 'UNDONE']);
    expect(await view(id)).toMatchObject({ state: 'UNDONE', problem: null });
  });

  test('keeps an ustadh, a halqa, a campus and a guardian that something hangs on', async () => {
    const place = await makePlace();
    const staff = await bring(
      noor,
      text(
        'Name,Phone,Email,Qualification,Joined,Halqa',
        ...HANGING.staff.holds.map((_, i) => `Qari ${i}x,0301${3_000_000 + i},,,,`),
      ),
    );
    const asatidha = await inside((tx) =>
      tx.staff.findMany({ where: { importId: staff }, orderBy: { name: 'asc' } }),
    );
    for (const [i, key] of HANGING.staff.holds.entries())
      await hang(key, { ...place, staff: asatidha[i]!.id });
    await undo(staff);
    expect(await outcomes(staff)).toEqual(HANGING.staff.holds.map(() => 'KEPT'));

    const rows = HANGING.halqas.holds.map((_, i) => `Halqa ${i}x,Hifz,Fajr,Campus Held`);
    const halqaImport = await bring(noor, text('Halqa,Programme,Session,Campus', ...rows));
    const halqas = await inside((tx) =>
      tx.halqa.findMany({ where: { importId: halqaImport }, orderBy: { name: 'asc' } }),
    );
    for (const [i, key] of HANGING.halqas.holds.entries())
      await hang(key, {
        ...place,
        halqa: halqas[i]!.id,
        ...(key.startsWith('notices') && { campus: halqas[i]!.campusId }),
      });
    await undo(halqaImport);
    expect(await outcomes(halqaImport)).toEqual(rows.map(() => 'KEPT'));

    const held = HANGING.campuses.holds;
    const campusRows = held.map((_, i) => `Halqa of ${i}x,Hifz,Fajr,Campus ${i}x`);
    const campusImport = await bring(noor, text('Halqa,Programme,Session,Campus', ...campusRows));
    const campuses = await inside((tx) =>
      tx.campus.findMany({ where: { importId: campusImport }, orderBy: { name: 'asc' } }),
    );
    for (const [i, key] of held.entries()) await hang(key, { ...place, campus: campuses[i]!.id });
    await undo(campusImport);
    expect(await view(campusImport)).toMatchObject({ state: 'UNDONE' });
    const left = await inside((tx) => tx.campus.findMany({ where: { importId: campusImport } }));
    expect(left).toHaveLength(held.length);

    const holds = HANGING.guardians.holds;
    const families = holds.map(
      (_, i) => `V-${i},Child ${i}v,Father ${i}v,01/02/2015,0302${4_000_000 + i},Hifz`,
    );
    const students = await bring(noor, text('Roll No,Name,Father,DOB,Phone,Programme', ...families));
    const guardians = await inside((tx) =>
      tx.guardian.findMany({ where: { importId: students }, orderBy: { sortName: 'asc' } }),
    );
    // About another child, whom the import did not bring.
    for (const [i, key] of holds.entries()) await hang(key, { ...place, guardian: guardians[i]!.id });
    await undo(students);
    expect(await outcomes(students)).toEqual(holds.map(() => 'UNDONE'));
    expect(await inside((tx) => tx.guardian.count({ where: { importId: students } }))).toBe(holds.length);
  });

  test('P24 keeps a guardian who said STOP, whom the next import finds again; a copy of a stop that stands elsewhere goes', async () => {
    const content = text(
      'Roll No,Name,Father,DOB,Phone,Programme',
      'Z-1,Zaid zaidx,Zahid zaidx,01/02/2015,03065550001,Hifz',
      'Z-2,Zakir zakirx,Zubair zakirx,01/02/2015,03065550002,Hifz',
      'Z-3,Zarar zararx,Zahoor zararx,01/02/2015,03065550003,Hifz',
    );
    const id = await bring(noor, content);
    const guardians = () =>
      inside((tx) =>
        tx.guardian.findMany({
          where: { institutionId: noor.institution.id, importId: id },
          select: { name: true, stoppedAt: true },
          orderBy: { sortName: 'asc' },
        }),
      );
    const place = await makePlace();
    await add('guardian_contacts', place, { kind: 'PHONE', value: '+923065550002' });
    await db.query(
      `UPDATE guardians SET stopped_at = now() WHERE id = $1 OR import_id = $2 AND name !~ 'Zahoor'`,
      [place.guardian, id],
    );
    await undo(id);
    expect(await guardians()).toEqual([{ name: 'Zahid zaidx', stoppedAt: expect.any(Date) }]);
    const of = { institutionId: noor.institution.id, id };
    expect(await inside((tx) => tallyRows(tx, of))).toMatchObject({ alone: 1, outcomes: { UNDONE: 3 } });
    const again = await bring(noor, content);
    const made = await inside((tx) => tx.guardian.findMany({ where: { importId: again } }));
    expect(made.map(({ name }) => name)).not.toContain('Zahid zaidx');
    expect(await inside((tx) => tallyRows(tx, of))).toMatchObject({ alone: 0 });
  });
});

describe('finding 4: work on an import that comes to no end', () => {
  const HEAD = 'Roll No,Name,Father,DOB,Phone,Programme';
  const lines = (mark: string, count: number) =>
    Array.from(
      { length: count },
      (_, i) =>
        `${mark}-${i},${mark} child ${i}x,${mark} father ${i}x,01/02/2015,0303${mark.charCodeAt(0)}${10_000 + i},Hifz`,
    );
  /** The job as it is when its entrance closes after so many entries, but for the last words. */
  const broken = (id: string, after: number, last: boolean) => {
    const job = jobOf(noor, id, { last });
    let entries = 0;
    return {
      ...job,
      enter: async () => {
        entries += 1;
        if (entries === after) throw new Error('gone');
        return job.enter();
      },
    };
  };

  test('a taking back goes on by itself; after the last try it is open again, with what happened', async () => {
    const id = await bring(noor, text(HEAD, ...lines('P', 2)));
    await inside((tx) => askUndo(tx, { ...noor, now: new Date() }, id));
    await expect(undoImport(broken(id, 3, false))).rejects.toThrow('gone');
    expect(await view(id)).toMatchObject({ state: 'UNDOING', problem: null });
    await expect(undoImport(broken(id, 3, true))).rejects.toThrow('gone');
    expect(await view(id)).toMatchObject({ state: 'DONE', problem: { code: 'undoBroke' } });
    await undo(id);
    expect(await view(id)).toMatchObject({ state: 'UNDONE', problem: null });
    expect(await outcomes(id)).toEqual(['UNDONE', 'UNDONE']);
  });

  test('a saving of which nothing was kept is a preview again; of which some was, it can go on or be taken back', async () => {
    const small = await check(noor, text(HEAD, ...lines('Q', 2)));
    const ask = (id: string) => inside((tx) => askCommit(tx, noor, { id, wording: WORDING }));
    await ask(small);
    await expect(commitImport(broken(small, 2, true))).rejects.toThrow('gone');
    expect(await view(small)).toMatchObject({ state: 'READY', problem: { code: 'commitBroke' } });
    await expect(inside((tx) => resumeCommit(tx, noor, small))).rejects.toMatchObject({ code: 'CONFLICT' });
    await ask(small);
    await commitImport(jobOf(noor, small));
    expect(await view(small)).toMatchObject({ state: 'DONE', problem: null });
    await expect(inside((tx) => resumeCommit(tx, noor, small))).rejects.toMatchObject({ code: 'CONFLICT' });

    const large = await check(noor, text(HEAD, ...lines('T', 501)));
    await ask(large);
    // Entered for the plan, the campus and the first batch of five hundred.
    await expect(commitImport(broken(large, 4, true))).rejects.toThrow('gone');
    expect(await view(large)).toMatchObject({ state: 'DONE', problem: { code: 'commitBroke' } });
    expect((await view(large))?.undoUntil).not.toBeNull();
    await inside((tx) => resumeCommit(tx, noor, large));
    await commitImport(jobOf(noor, large));
    expect(await view(large)).toMatchObject({ state: 'DONE', problem: null });
    expect(await inside((tx) => tx.student.count({ where: { importId: large } }))).toBe(501);
  });

  test('V14.2.4 one that its worker never ended is set back by the hourly sweep after a day, and forgotten in its time', async () => {
    const id = await bring(noor, text(HEAD, ...lines('S', 1)));
    await inside((tx) => askUndo(tx, { ...noor, now: new Date() }, id));
    const sweep = async () => {
      await forgetOver();
      return runJobs(db, { 'imports.forget': jobs['imports.forget']! }, noor.institution.id);
    };
    expect(await sweep()).toEqual({ done: 0, errors: [] });
    expect(await view(id)).toMatchObject({ state: 'UNDOING' });
    const age = (days: number) =>
      db.query(
        `UPDATE imports SET updated_at = now() - make_interval(days => $2), committed_at = now() - make_interval(days => $2) WHERE id = $1`,
        [id, days],
      );
    await age(31);
    expect(await sweep()).toEqual({ done: 1, errors: [] });
    expect(await view(id)).toMatchObject({ state: 'DONE', problem: { code: 'undoBroke' }, erasedAt: null });
    expect(await sweep()).toEqual({ done: 1, errors: [] });
    expect(await view(id)).toMatchObject({ state: 'DONE', erasedAt: expect.any(Date) });
  });

  const age = (id: string, days: number) =>
    db.query('UPDATE imports SET updated_at = now() - make_interval(days => $2) WHERE id = $1', [id, days]);
  const forget = (id: string) => jobs['imports.forget']!(jobOf(noor, id));
  /** The job, with what happens between its entries: before the one counted. */
  const during = (id: string, entry: number, happens: () => Promise<unknown>) => {
    const job = jobOf(noor, id);
    let entries = 0;
    return {
      ...job,
      enter: async () => {
        entries += 1;
        if (entries === entry) await happens();
        return job.enter();
      },
    };
  };

  test('one that waited for its worker for days is taken up, and the sweep that comes in between leaves it', async () => {
    const id = await check(noor, text(HEAD, ...lines('W', 2)));
    await inside((tx) => askCommit(tx, noor, { id, wording: WORDING }));
    await age(id, 2);
    // Entered for the plan, the campus and the rows.
    await commitImport(during(id, 3, () => forget(id)));
    expect(await view(id)).toMatchObject({ state: 'DONE', problem: null });
    await inside((tx) => askUndo(tx, { ...noor, now: new Date() }, id));
    await age(id, 2);
    await undoImport(during(id, 3, () => forget(id)));
    expect(await view(id)).toMatchObject({ state: 'UNDONE', problem: null });
  });

  test('one that was set back under the hands of its job has nothing more done in it', async () => {
    const id = await check(noor, text(HEAD, ...lines('X', 2)));
    const setBackLate = () => age(id, 2).then(() => forget(id));
    await inside((tx) => askCommit(tx, noor, { id, wording: WORDING }));
    await expect(commitImport(during(id, 3, setBackLate))).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await view(id)).toMatchObject({ state: 'READY', problem: { code: 'commitBroke' } });
    expect(await inside((tx) => tx.student.count({ where: { importId: id } }))).toBe(0);
    await inside((tx) => askCommit(tx, noor, { id, wording: WORDING }));
    await commitImport(jobOf(noor, id));
    await inside((tx) => askUndo(tx, { ...noor, now: new Date() }, id));
    await expect(undoImport(during(id, 3, setBackLate))).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await view(id)).toMatchObject({ state: 'DONE', problem: { code: 'undoBroke' } });
    expect(await inside((tx) => tx.student.count({ where: { importId: id } }))).toBe(2);
  });

  test('one whose rows are erased is not saved any further', async () => {
    const id = await check(noor, text(HEAD, ...lines('Y', 501)));
    await inside((tx) => askCommit(tx, noor, { id, wording: WORDING }));
    await expect(commitImport(broken(id, 4, true))).rejects.toThrow('gone');
    await db.query(
      `UPDATE imports SET committed_at = now() - interval '31 days', updated_at = now() - interval '31 days' WHERE id = $1`,
      [id],
    );
    await forget(id);
    const erased = await view(id);
    expect(erased).toMatchObject({ problem: { code: 'commitBroke' }, erasedAt: expect.any(Date) });
    await expect(inside((tx) => resumeCommit(tx, noor, id))).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'rowsErased',
    });
    expect(await view(id)).toEqual(erased);
  });

  test('a day is long enough, and only where work was asked for', () => {
    const now = new Date('2026-03-02T10:00:00Z');
    const updatedAt = new Date('2026-03-01T10:00:00Z');
    expect(isStuck({ state: 'UNDOING', updatedAt }, now)).toBe(true);
    expect(isStuck({ state: 'COMMITTING', updatedAt }, now)).toBe(true);
    expect(isStuck({ state: 'READY', updatedAt }, now)).toBe(false);
    expect(isStuck({ state: 'UNDOING', updatedAt: new Date(updatedAt.getTime() + 1) }, now)).toBe(false);
  });
});
