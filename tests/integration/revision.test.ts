import { v7 } from 'uuid';
import { beforeAll, expect, test } from 'vitest';
import { inTenant } from '@/lib/core/db/tenant';
import { addDays, dayNumber } from '@/lib/core/time';
import { recordLessons } from '@/lib/lessons/mutations';
import type { Grade, LessonKind } from '@/lib/lessons/rules';
import { getSweep } from '@/lib/lessons/sweep/queries';
import { refreshProgress } from '@/lib/progress/mutations';
import { juzRange } from '@/lib/quran/divisions';
import { fromFlat } from '@/lib/quran/range-set';
import { getChildRevision } from '@/lib/revision/child/queries';
import { heldSet } from '@/lib/revision/memory/rules';
import { orderRevision, planRevision, releaseSabaq, saveRevision } from '@/lib/revision/mutations';
import { getChildMemories, getMemory } from '@/lib/revision/queries';
import { DEFAULT_REVISION } from '@/lib/revision/rules';
import { placeStudent } from '@/lib/students/enrolment/mutations';
import { type School, school } from './sync-school';

let noor: School;
let falah: School;
beforeAll(async () => {
  noor = await school('noor-revision');
  falah = await school('falah-revision');
});

type Said = [kind: LessonKind, portions: number[], grade?: Grade];
/** Saves a day as the ustadh would have on that very day. */
const save = (studentId: string, daysAgo: number, said: Said[], house = noor) => {
  const date = addDays(house.teacher.today, -daysAgo);
  return inTenant(house.teacher, (tx) =>
    recordLessons(
      tx,
      [
        {
          studentId,
          halqaId: house.halqa,
          date,
          session: 'MORNING',
          entries: said.map(([kind, portions, grade = 'GOOD']) => ({
            id: v7(),
            kind,
            portions,
            grade,
            mistakes: { atak: 1, lahnJali: 0, lahnKhafi: 0, tajweed: 0 },
            listener: 'TEACHER' as const,
            insisted: ['gap', 'beyondJuz', 'notMemorised', 'sabaqHeld'] as never,
          })),
        },
      ],
      { ...house.teacher, today: date },
    ),
  );
};
const kept = (studentId: string) =>
  inTenant(noor.teacher, async (tx) => {
    const memories = await getChildMemories(tx, { institutionId: noor.id, studentIds: [studentId] });
    const progress = await tx.studentProgress.findFirst({ where: { studentId } });
    const states = [...(memories.get(studentId)?.states ?? [])].sort((a, b) => a.unit - b.unit);
    return { states, memorised: progress?.memorised, through: progress?.memoryThrough };
  });
const rebuild = (studentId: string) =>
  inTenant(noor.teacher, (tx) =>
    refreshProgress(tx, { institutionId: noor.id, studentIds: [studentId], today: noor.teacher.today }),
  );
const place = (studentId: string, brought: { held?: string; shaky?: string; rusty?: string }) =>
  inTenant(noor.admin, (tx) =>
    placeStudent(tx, { scope: noor.admin, input: { id: v7(), studentId, ...brought } }),
  );
const sweepRow = async (studentId: string, date = noor.teacher.today) => {
  const { students } = await inTenant(noor.teacher, (tx) =>
    getSweep(tx, { institutionId: noor.id, halqaId: noor.halqa, date }),
  );
  return students.find(({ id }) => id === studentId)!;
};
const childOf = (studentId: string, on = noor.teacher.today, who = noor) =>
  inTenant(who.teacher, (tx) => getChildRevision(tx, { institutionId: who.id, studentId, on }));

test('memory is kept lesson by lesson as it would be from scratch, corrections and late entries too', async () => {
  const id = noor.students[0]!;
  const [from] = juzRange(30, 'madani');
  await save(id, 9, [['SABAQ', [from, from + 9]]]);
  await save(id, 8, [
    ['SABAQ', [from + 10, from + 19]],
    ['SABQI', [from, from + 9]],
  ]);
  await save(id, 6, [['SABAQ', [from + 20, from + 39], 'REPEAT']]);
  await save(id, 5, [
    ['SABAQ', [from + 20, from + 39]],
    ['SABQI', [from, from + 19], 'WEAK'],
  ]);
  const step = await kept(id);
  expect(step.through).toMatch(/ 1 1$/);
  expect(heldSet(step.states)).toEqual([[from, from + 39]]);
  expect(heldSet(step.states)).toEqual(fromFlat(step.memorised!));
  await rebuild(id);
  expect(await kept(id)).toEqual(step);

  // A day that was forgotten, then a correction that takes the last ayahs back.
  await save(id, 7, [['SABQI', [from, from + 19], 'EXCELLENT']]);
  await save(id, 5, [['SABAQ', [from + 20, from + 39], 'REPEAT']]);
  const corrected = await kept(id);
  expect(heldSet(corrected.states)).toEqual([[from, from + 19]]);
  await rebuild(id);
  expect(await kept(id)).toEqual(corrected);

  // Saved again as it stands: nothing is written.
  const before = await inTenant(noor.teacher, (tx) =>
    tx.memoryUnit.findMany({ where: { studentId: id }, select: { id: true, updatedAt: true } }),
  );
  await rebuild(id);
  const after = await inTenant(noor.teacher, (tx) =>
    tx.memoryUnit.findMany({ where: { studentId: id }, select: { id: true, updatedAt: true } }),
  );
  expect(after).toEqual(before);
});

test('what a child brings begins as firm as it was found; the weaker word on a part counts', async () => {
  const id = noor.students[1]!;
  await place(id, { held: 'juz 30, juz 29', shaky: 'juz 28', rusty: 'surah 78' });
  const { states } = await kept(id);
  const mean = (juz: number) => {
    const units = states.filter(({ unit }) => Math.ceil(unit / 8) === juz);
    return units.reduce((sum, { stability }) => sum + stability, 0) / units.length;
  };
  expect(mean(29)).toBe(45);
  expect(mean(28)).toBe(10);
  expect(mean(30)).toBeLessThan(45);
  expect(heldSet(states)).toEqual([[juzRange(28, 'madani')[0], 6236]]);
  expect((await sweepRow(id)).hold).toBeNull();
});

test('getMemory is the contract: due never later than the ceiling, nothing of a child that is not the reader’s', async () => {
  const id = noor.students[1]!;
  const read = (house: School) =>
    inTenant(house.teacher, (tx) => getMemory(tx, { institutionId: house.id, studentId: id }));
  const memory = await read(noor);
  expect(memory).toHaveLength(24);
  expect(await read(falah)).toEqual([]);
  for (const { dueOn } of memory) {
    // Three juz, one a day, Fridays off.
    expect(dayNumber(dueOn) - dayNumber(noor.teacher.today)).toBeLessThanOrEqual(4);
  }
});

test('the sweep plans manzil for its own day, and sabaq is held with its reason until the ustadh releases it', async () => {
  const id = noor.students[2]!;
  const { today } = noor.teacher;
  await place(id, { held: 'juz 1-9' });
  // As if it had been placed long ago and never been heard since.
  await inTenant(noor.admin, (tx) =>
    tx.placement.updateMany({ where: { studentId: id }, data: { placedOn: new Date('2026-01-05') } }),
  );
  await inTenant(noor.admin, (tx) =>
    refreshProgress(tx, { institutionId: noor.id, studentIds: [id], today }),
  );
  const row = await sweepRow(id);
  expect(row.nextManzil.length).toBeGreaterThan(0);
  // Nine juz, of which the last is heard as sabqi.
  expect(row.hold).toMatchObject({ code: 'manzilBehind', params: { days: 8 } });
  const released = { institution: noor.teacher.institution, today, now: noor.teacher.now };
  await inTenant(noor.teacher, (tx) => releaseSabaq(tx, { studentId: id }, released));
  expect((await sweepRow(id)).hold).toBeNull();
  expect((await childOf(id)).releasedUntil).toBe(addDays(today, 6));
  const [entry] = await inTenant(noor.admin, (tx) =>
    tx.auditEntry.findMany({ where: { subjectId: id, action: 'sabaq.released' } }),
  );
  expect(entry?.detail).toMatchObject({ held: 'manzilBehind', days: 8, until: addDays(today, 6) });
  await expect(
    inTenant(falah.teacher, (tx) =>
      releaseSabaq(tx, { studentId: id }, { ...released, institution: falah.teacher.institution }),
    ),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('strength falls by itself: the same memory a month later', async () => {
  const id = noor.students[1]!;
  const { today } = noor.teacher;
  const [now, later] = [await childOf(id), await childOf(id, addDays(today, 30))];
  expect(later.strength!).toBeLessThan(now.strength!);
  expect(later.outlook.behind).toBeGreaterThan(now.outlook.behind);
  expect(now.rows.map(({ juz }) => juz)).toEqual([28, 29, 30]);
});

test('an ustadh’s own amount, pure cycle and order stand, are in the trail, and leave when they are heard', async () => {
  const id = noor.students[3]!;
  await place(id, { held: 'juz 1-4' });
  const who = noor.teacher;
  await inTenant(who, (tx) => planRevision(tx, { studentId: id, amount: 4, mode: 'PURE' }, who));
  expect((await childOf(id)).outlook.amount).toBe(4);
  await inTenant(who, (tx) => orderRevision(tx, { studentId: id, queue: [20, 21] }, who));
  const asked = await childOf(id);
  expect(asked.outlook.days[0]!.blocks[0]).toMatchObject({ units: [20, 21], reason: { code: 'asked' } });
  expect((await sweepRow(id)).nextManzil.slice(0, 2)).toEqual([
    ...asked.outlook.days[0]!.blocks[0]!.portions[0]!,
  ]);
  await save(id, 0, [['MANZIL', [...asked.outlook.days[0]!.blocks[0]!.portions[0]!]]]);
  expect((await childOf(id)).queue).toEqual([]);
  const trail = await inTenant(noor.admin, (tx) => tx.auditEntry.findMany({ where: { subjectId: id } }));
  expect(trail.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['student.placed', 'revision.planned', 'revision.ordered']),
  );
});

test('the institution’s cycle and days off count for everyone from then on', async () => {
  const { today } = noor.teacher;
  const id = noor.students[2]!;
  const behind = (await childOf(id)).outlook.behind;
  expect(behind).toBeGreaterThan(5);
  const daysOff = [{ from: addDays(today, -119), to: addDays(today, -1), name: 'Summer' }];
  await inTenant(noor.admin, (tx) =>
    saveRevision(tx, { ...DEFAULT_REVISION, cycle: 'WEEK', mode: 'PURE', daysOff }, noor.admin),
  );
  const after = await childOf(id);
  expect(after.outlook.cycleDays).toBe(7);
  expect(after.outlook.amount).toBe(11);
});
