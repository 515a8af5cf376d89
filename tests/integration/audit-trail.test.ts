import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { takeAttendance } from '@/lib/attendance/mutations';
import { noteExport } from '@/lib/audit/mutations';
import { ENTRIES_PER_PAGE, getTrail, getTrailPiece, listWriters } from '@/lib/audit/queries';
import { trailFilter } from '@/lib/audit/schema';
import { appendAuditMany } from '@/lib/core/db/jobs';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { addDays } from '@/lib/core/time';
import { editGuardian } from '@/lib/guardians/person/mutations';
import { recordLessons } from '@/lib/lessons/mutations';
import { leaveStaff } from '@/lib/staff/mutations';
import { addNote, editStudent } from '@/lib/students/mutations';
import { makeGuardian } from '@/prisma/seed/makers';
import { attendanceOf, lessonOf, type School, school } from './sync-school';

let noor: School;
let falah: School;
beforeAll(async () => {
  [noor, falah] = [await school('trail-noor'), await school('trail-falah')];
});

type Wish = Parameters<typeof trailFilter.parse>[0] & object;
const look = (
  wish: Wish = {},
  page: { before?: number; after?: number; saying?: string[] } = {},
  house = noor,
) =>
  inTenant(house.admin, (tx) =>
    getTrail(
      tx,
      { institutionId: house.id, timeZone: 'Asia/Karachi' },
      { saying: [], ...page, filter: trailFilter.parse(wish) },
    ),
  );
const first = async (wish: Wish) => (await look(wish)).entries[0]!;
const CANARY = 'kanaria-9f3e';

describe('before and after', () => {
  test('of an attendance corrected later: who, whose, which day, from what to what', async () => {
    const child = noor.students[0]!;
    const mark = async (status: 'PRESENT' | 'ABSENT', note?: string) => {
      const input = attendanceOf(noor, [child, noor.students[1]!], { date: noor.yesterday, status });
      const entries = input.entries.map((one) =>
        one.studentId === child ? { ...one, note } : { ...one, status: 'PRESENT' },
      );
      await inTenant(noor.teacher, (tx) =>
        takeAttendance(
          tx,
          { ...input, entries, correctionReason: 'Came late with his father' } as never,
          noor.teacher,
        ),
      );
    };
    await mark('ABSENT');
    await mark('PRESENT', `${CANARY} has a fever`);
    const entry = await first({ child });
    expect(entry).toMatchObject({
      action: 'attendance.corrected',
      role: 'teacher',
      who: { name: 'Qari Anas' },
      name: { name: 'Student 0' },
      detail: { date: noor.yesterday, session: 'MORNING', reason: 'Came late with his father' },
      changes: [
        { field: 'status', was: 'ABSENT', is: 'PRESENT' },
        { field: 'note', was: null, is: '*' },
      ],
    });
    // The neighbour's mark stood: no line for it.
    expect((await look({ child: noor.students[1]! })).entries).toHaveLength(1);
  });

  test('of lessons corrected later, one line each, in one call', async () => {
    const child = noor.students[2]!;
    const day = { date: noor.yesterday, correctionReason: 'Written on paper' };
    const write = (entries: [string, number[]][], grade: string) =>
      inTenant(noor.teacher, (tx) =>
        recordLessons(tx, [{ ...lessonOf(noor, child, entries, grade), ...day } as never], noor.teacher),
      );
    await write([['SABAQ', [1, 7]]], 'GOOD');
    await write(
      [
        ['SABAQ', [1, 7]],
        ['SABQI', [1, 5]],
      ],
      'WEAK',
    );
    const { entries } = await look({ child });
    expect(entries).toHaveLength(3);
    const sabaq = entries.find(
      ({ detail, changes }) => detail.kind === 'SABAQ' && changes[0]?.was === 'GOOD',
    );
    expect(sabaq?.changes).toEqual([{ field: 'grade', was: 'GOOD', is: 'WEAK' }]);
  });

  test('of a child and of a guardian: only what changed, numbers masked', async () => {
    const child = noor.students[4]!;
    const form = await inTenant(noor.admin, (tx) =>
      tx.student.findFirstOrThrow({ where: { institutionId: noor.id, id: child } }),
    );
    const input = {
      id: child,
      updatedAt: form.updatedAt.toISOString(),
      name: 'Student Four',
      rollNo: 'R-4',
      direction: 'FORWARD' as const,
      startJuz: 1,
    };
    await inTenant(noor.admin, (tx) => editStudent(tx, { scope: noor.admin, input }));
    expect((await first({ child })).changes).toEqual([
      { field: 'name', was: 'Student 4', is: 'Student Four' },
      { field: 'rollNo', was: null, is: 'R-4' },
    ]);
    const guardian = await inTenant(noor.admin, async (tx) => {
      const { id } = await makeGuardian(tx, noor.admin, {
        name: 'Walid',
        phone: '+923007773331',
        language: 'ur',
      });
      return tx.guardian.findFirstOrThrow({ where: { institutionId: noor.id, id } });
    });
    await inTenant(noor.admin, (tx) =>
      editGuardian(tx, {
        scope: noor.admin,
        input: {
          id: guardian.id,
          updatedAt: guardian.updatedAt.toISOString(),
          name: 'Walid',
          phone: '0300 7773332',
          language: 'en',
        } as never,
      }),
    );
    const entry = await first({ q: 'walid' });
    expect(entry.changes).toEqual([
      { field: 'language', was: 'ur', is: 'en' },
      { field: 'phones', was: ['•••3331'], is: ['•••3332'] },
    ]);
  });

  test('P29 words about health, remarks, notes and whole numbers are nowhere in the trail', async () => {
    const studentId = noor.students[5]!;
    const note = (kind: 'HEALTH' | 'REMARK') => ({ id: v7(), studentId, kind, body: `${CANARY} asthma` });
    await inTenant(noor.admin, async (tx) => {
      await addNote(tx, { scope: noor.admin, input: note('HEALTH') });
      await addNote(tx, { scope: noor.admin, input: note('REMARK') });
    });
    const lesson = lessonOf(noor, studentId, [['SABAQ', [1, 7]]]);
    const entries = lesson.entries.map((one) => ({ ...one, remark: `${CANARY} coughed` }));
    const late = { ...lesson, entries, date: noor.yesterday, correctionReason: 'Paper' };
    await inTenant(noor.teacher, (tx) => recordLessons(tx, [late as never], noor.teacher));
    const all = await inTenant(noor.admin, (tx) =>
      tx.auditEntry.findMany({
        where: { institutionId: noor.id },
        select: { detail: true, subjectId: true },
      }),
    );
    expect(all.filter(({ subjectId }) => subjectId === studentId)).toHaveLength(3);
    const text = JSON.stringify(all);
    for (const secret of [CANARY, '+923007773331', '3007773332', 'a long enough phrase'])
      expect(text).not.toContain(secret);
  });
});

describe('the page', () => {
  const seqs = ({ entries }: Awaited<ReturnType<typeof look>>) => entries.map(({ seq }) => seq);
  beforeAll(async () => {
    const entries = Array.from({ length: ENTRIES_PER_PAGE * 2 + 5 }, (_, n) => ({
      action: 'halqa.edited' as const,
      subject: 'halqa',
      subjectId: noor.halqa,
      detail: { n },
    }));
    await inTenant(noor.admin, (tx) => appendAuditMany(tx, entries));
  });

  test('goes back and forth by the numbers of its entries, without gap or double', async () => {
    const pages = [await look({ group: 'house' })];
    while (pages.at(-1)!.older !== null)
      pages.push(await look({ group: 'house' }, { before: pages.at(-1)!.older! }));
    const all = pages.flatMap(seqs);
    expect(all).toEqual([...new Set(all)].sort((a, b) => b - a));
    expect(all.length).toBeGreaterThanOrEqual(ENTRIES_PER_PAGE * 2 + 5);
    expect(pages[0]!.newer).toBeNull();
    const back = await look({ group: 'house' }, { after: pages[2]!.newer! });
    expect(seqs(back)).toEqual(seqs(pages[1]!));
    expect(back).toMatchObject({ newer: seqs(back)[0], older: seqs(back).at(-1) });
  });

  test('asks the same questions for forty entries as for one', async () => {
    const ask = (limit: number) =>
      inTenant(noor.admin, async (tx) => {
        let asked = 0;
        const counting = (target: object): object =>
          new Proxy(target, {
            get(inner, name) {
              const value = Reflect.get(inner, name) as unknown;
              if (typeof value === 'function')
                return (...args: unknown[]) => {
                  if (/^(find|count|group|aggregate|\$query)/.test(String(name))) asked += 1;
                  return (value as (...a: unknown[]) => unknown).apply(inner, args);
                };
              return value && typeof value === 'object' ? counting(value) : value;
            },
          });
        const of = { institutionId: noor.id, timeZone: 'Asia/Karachi' };
        const page = { after: 0, until: 1e9, limit, filter: trailFilter.parse({}), saying: [] };
        await getTrailPiece(counting(tx) as TenantTx, of, page);
        return asked;
      });
    expect(await ask(1000)).toBeLessThanOrEqual(10);
  });

  test('is narrowed by person, kind, child, day and words', async () => {
    const { userId } = noor.teacher;
    expect(new Set((await look({ by: userId })).entries.map(({ role }) => role))).toEqual(
      new Set(['teacher']),
    );
    expect(
      (await look({ group: 'signIn' })).entries.every(({ action }) => action.startsWith('session.')),
    ).toBe(true);
    expect((await look({ from: addDays(noor.admin.today, 1) })).entries).toEqual([]);
    expect((await look({ to: noor.yesterday })).entries).toEqual([]);
    expect((await look({ from: noor.admin.today, to: noor.admin.today })).entries).not.toEqual([]);
    const found = await look({ q: 'student four' });
    expect(found.entries.map(({ name }) => name?.name)).toEqual(['Student Four']);
    const said = await look({ q: 'corrected' }, { saying: ['attendance.corrected'] });
    expect(said.entries.every(({ action }) => action === 'attendance.corrected')).toBe(true);
    expect(said.entries).not.toEqual([]);
    expect((await look({ q: `x' OR '1'='1` })).entries).toEqual([]);
  });

  test('who left keeps the name', async () => {
    const { staffId } = await inTenant(falah.admin, (tx) =>
      tx.halqaTeacher.findFirstOrThrow({ where: { institutionId: falah.id, halqaId: falah.halqa } }),
    );
    await inTenant(falah.admin, (tx) => leaveStaff(tx, falah.admin, { id: staffId }));
    const { entries } = await look({}, {}, falah);
    expect(entries.find(({ action }) => action === 'staff.left')?.name?.name).toBe('Qari Anas');
    expect(entries.find(({ role }) => role === 'teacher')?.who?.name).toBe('Qari Anas');
    const writers = await inTenant(falah.admin, (tx) => listWriters(tx, falah.id));
    expect(writers.map(({ who }) => who?.name)).toContain('Qari Anas');
  });

  test('T1 another institution’s trail, children and people are not there', async () => {
    const { entries } = await look({ child: noor.students[0]! }, {}, falah);
    expect(entries).toEqual([]);
    expect((await look({ by: noor.teacher.userId }, {}, falah)).entries).toEqual([]);
    expect((await look({ q: 'student four' }, {}, falah)).entries).toEqual([]);
  });

  test('Z1 nobody but the admin reads it', async () => {
    const rows = await inTenant(await noor.enterAgain(), (tx) => tx.auditEntry.count());
    expect(rows).toBe(0);
  });

  test('Z11 a download stands in the trail, without the words that were searched', async () => {
    const filter = trailFilter.parse({ q: 'Student Four', group: 'children' });
    await inTenant(noor.admin, (tx) => noteExport(tx, { institutionId: noor.id, filter }));
    expect(await first({ group: 'data' })).toMatchObject({
      action: 'audit.exported',
      detail: { group: 'children' },
    });
    expect(JSON.stringify(await first({ group: 'data' }))).not.toContain('Four');
  });
});
