import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { inTenant } from '@/lib/core/db/tenant';
import { addDays } from '@/lib/core/time';
import { recordLessons } from '@/lib/lessons/mutations';
import { getChildHeat, getHalqaHeat, getHeatHalqa, getTripped } from '@/lib/mushaf/heat/queries';
import { clearMarks, type Mark, markMistake, markMistakes } from '@/lib/mushaf/mutations';
import { getMarks, getReadingChild } from '@/lib/mushaf/queries';
import { logSlip, takeBackSlip } from '@/lib/mutashabihat/mutations';
import { getDrillChild } from '@/lib/mutashabihat/queries';
import { runCommands } from '@/lib/sync/mutations';
import { type School, school } from './sync-school';

let here: School;
let elsewhere: School;
beforeAll(async () => {
  here = await school('mushaf');
  elsewhere = await school('mushaf-elsewhere');
}, 60_000);

const markOf = (studentId: string, more: Partial<Mark> = {}): Mark => ({
  id: v7(),
  studentId,
  date: here.teacher.today,
  ayah: 3,
  word: 1,
  kind: 'LAHN_JALI',
  ...more,
});
const write = (...marks: Mark[]) => inTenant(here.teacher, (tx) => markMistakes(tx, marks, here.teacher));
const clear = (id: string, studentId: string) =>
  inTenant(here.teacher, (tx) => clearMarks(tx, [{ id, studentId }], here.teacher));
const hear = (
  studentId: string,
  more: { kind?: 'SABAQ' | 'SABQI'; portions?: number[]; grade?: 'EXCELLENT' | 'WEAK'; atak?: number } = {},
) =>
  inTenant(here.teacher, (tx) =>
    recordLessons(
      tx,
      [
        {
          studentId,
          halqaId: here.halqa,
          date: here.teacher.today,
          session: 'MORNING',
          entries: [
            {
              id: v7(),
              kind: more.kind ?? 'SABAQ',
              portions: more.portions ?? [1, 7],
              grade: more.grade ?? 'EXCELLENT',
              mistakes: { atak: more.atak ?? 0, lahnJali: 0, lahnKhafi: 0, tajweed: 0 },
              listener: 'TEACHER',
            },
          ],
        },
      ],
      here.teacher,
    ),
  );
const lessonsOf = (studentId: string) =>
  inTenant(here.teacher, (tx) =>
    tx.lesson.findMany({
      where: { institutionId: here.id, studentId },
      select: { id: true, kind: true, grade: true, atak: true, lahnJali: true },
      orderBy: { kind: 'asc' },
    }),
  );
const placesOf = (studentId: string) =>
  inTenant(here.teacher, (tx) =>
    tx.lessonMistake.findMany({
      where: { institutionId: here.id, studentId },
      select: {
        lessonId: true,
        undoneAt: true,
        ayah: true,
        word: true,
        toAyah: true,
        toWord: true,
        session: true,
      },
      orderBy: { id: 'asc' },
    }),
  );

describe('a mark on the page', () => {
  test('raises the counts of the lesson that covers it, and its proposed grade, once however often it is sent', async () => {
    const child = here.students[0]!;
    await hear(child);
    const mark = markOf(child);
    await write(mark);
    await Promise.all([write(mark), write(mark)]);
    const [lesson] = await lessonsOf(child);
    expect(lesson).toMatchObject({ lahnJali: 1, atak: 0, grade: 'GOOD' });
    expect(await placesOf(child)).toMatchObject([{ lessonId: lesson!.id, ayah: 3, word: 1 }]);

    await clear(mark.id, child);
    await clear(mark.id, child);
    expect((await lessonsOf(child))[0]).toMatchObject({ lahnJali: 0, grade: 'EXCELLENT' });
    // Sent again after it was taken back, as a slow phone may: it stays taken back.
    await write(mark);
    expect((await lessonsOf(child))[0]).toMatchObject({ lahnJali: 0 });
    expect((await placesOf(child))[0]!.undoneAt).not.toBeNull();
  });

  test("leaves a grade of the teacher's own as it is", async () => {
    const child = here.students[1]!;
    await hear(child, { grade: 'WEAK' });
    await write(markOf(child), markOf(child, { word: 2, kind: 'ATAK' }));
    expect((await lessonsOf(child))[0]).toMatchObject({ lahnJali: 1, atak: 1, grade: 'WEAK' });
  });

  test('made before the lesson is heard waits for it; the lesson counts no fewer than were marked', async () => {
    const child = here.students[2]!;
    await write(markOf(child), markOf(child, { ayah: 5, word: undefined }), markOf(child, { ayah: 600 }));
    expect(await lessonsOf(child)).toEqual([]);
    // A sweep that was opened before knows of no mistake.
    await hear(child);
    const [lesson] = await lessonsOf(child);
    expect(lesson).toMatchObject({ lahnJali: 2, grade: 'GOOD' });
    expect((await placesOf(child)).map(({ lessonId }) => lessonId)).toEqual([lesson!.id, lesson!.id, null]);
    // A recital with more mistakes than were marked keeps its own figure.
    await hear(child, { atak: 3 });
    expect((await lessonsOf(child))[0]).toMatchObject({ lahnJali: 2, atak: 3 });
  });

  test('belongs to sabaq before sabqi, where both go over the place', async () => {
    const child = here.students[3]!;
    await hear(child, { kind: 'SABQI', portions: [1, 20] });
    await hear(child, { kind: 'SABAQ', portions: [1, 7] });
    await write(markOf(child), markOf(child, { ayah: 12 }));
    expect(await lessonsOf(child)).toMatchObject([
      { kind: 'SABAQ', lahnJali: 1 },
      { kind: 'SABQI', lahnJali: 1 },
    ]);
  });

  test('on a line is one mistake over several words; in a test it counts in no lesson', async () => {
    const child = here.students[4]!;
    await hear(child);
    await write(markOf(child, { ayah: 2, word: 3, toAyah: 3, toWord: 2 }));
    await inTenant(here.teacher, (tx) =>
      markMistake(tx, markOf(child, { outside: true, slipAyah: 1163 }), here.teacher),
    );
    expect((await lessonsOf(child))[0]).toMatchObject({ lahnJali: 1 });
    expect(await placesOf(child)).toMatchObject([
      { toAyah: 3, toWord: 2, session: 'MORNING' },
      { lessonId: null, session: null },
    ]);
  });

  test('of an earlier day asks for a reason and leaves it in the trail, in a lesson or in none', async () => {
    const child = here.students[8]!;
    const date = addDays(here.teacher.today, -3);
    const late = markOf(child, { date, ayah: 262, word: 2, kind: 'ATAK' });
    await expect(write(late)).rejects.toMatchObject({ message: 'reasonNeeded' });
    await write({ ...late, correctionReason: 'It was on the paper' });
    // Sent once more it says nothing more.
    await write({ ...late, correctionReason: 'It was on the paper' });
    await expect(clear(late.id, child)).rejects.toMatchObject({ message: 'reasonNeeded' });
    await inTenant(here.teacher, (tx) =>
      clearMarks(
        tx,
        [{ id: late.id, studentId: child, correctionReason: 'It was another child' }],
        here.teacher,
      ),
    );
    const lines = await inTenant(here.admin, (tx) =>
      tx.auditEntry.findMany({
        where: { action: 'mistakes.corrected', subjectId: child },
        orderBy: { seq: 'asc' },
        select: { detail: true },
      }),
    );
    expect(lines.map(({ detail }) => detail)).toEqual([
      { date, reason: 'It was on the paper', atak: [0, 1], mistakePlace: [null, '2:255:2'] },
      { date, reason: 'It was another child', atak: [1, 0], mistakePlace: ['2:255:2', null] },
    ]);
  });

  test('on a word that the text lacks is refused with its field, and nothing is written', async () => {
    const child = here.students[5]!;
    await expect(write(markOf(child), markOf(child, { ayah: 1, word: 5 }))).rejects.toMatchObject({
      code: 'INVALID',
      field: 'place',
    });
    await expect(write(markOf(child, { date: '2999-01-01' }))).rejects.toMatchObject({
      message: 'futureDate',
    });
    await expect(write(markOf(child, { date: here.yesterday }))).rejects.toMatchObject({
      message: 'reasonNeeded',
    });
    expect(await placesOf(child)).toEqual([]);
  });

  test('P02 P05 on a child of others is as absent as a child that is not there', async () => {
    for (const studentId of [elsewhere.students[0]!, v7()]) {
      await expect(write(markOf(studentId))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    const mark = markOf(here.students[6]!);
    await write(mark);
    await inTenant(elsewhere.teacher, (tx) =>
      clearMarks(tx, [{ id: mark.id, studentId: mark.studentId }], elsewhere.teacher),
    );
    expect(await placesOf(mark.studentId)).toMatchObject([{ undoneAt: null }]);
  });

  test('comes from a phone as a command, with a place in one word', async () => {
    const child = here.students[7]!;
    const command = (kind: string, input: object) => ({ id: v7(), kind, input });
    const id = v7();
    const input = { id, studentId: child, date: here.teacher.today, place: '255.4', kind: 'TAJWEED' };
    const wrong = command('mistakes.mark', { ...input, id: v7(), place: '9999.1' });
    const answers = await runCommands(here.teacher, { commands: [command('mistakes.mark', input), wrong] });
    expect(answers).toMatchObject([
      { ok: true },
      { ok: false, fieldErrors: { place: [{ code: 'noPlace' }] } },
    ]);
    expect(await placesOf(child)).toMatchObject([{ ayah: 255, word: 4 }]);
    await runCommands(here.teacher, { commands: [command('mistakes.clear', { id, studentId: child })] });
    expect((await placesOf(child))[0]!.undoneAt).not.toBeNull();
  });
});

describe('what the page and the heat maps ask for', () => {
  test('a page gets its own marks and the recitals since, not those of other pages', async () => {
    const child = here.students[8]!;
    await write(
      markOf(child, { ayah: 9, word: 2 }),
      markOf(child, { ayah: 4, word: 1, toAyah: 8, toWord: 1 }),
      markOf(child, { ayah: 30 }),
    );
    const { marks, recitals } = await inTenant(here.teacher, (tx) =>
      getMarks(tx, { institutionId: here.id, studentId: child, ayat: [8, 12], since: here.yesterday }),
    );
    expect(marks.map(({ ayah }) => ayah).sort()).toEqual([4, 9]);
    expect(marks.find(({ ayah }) => ayah === 9)).not.toHaveProperty('toAyah');
    expect(recitals).toEqual([]);
    const read = await inTenant(here.teacher, (tx) =>
      getReadingChild(tx, { institutionId: here.id, studentId: child, date: here.teacher.today }),
    );
    expect(read).toMatchObject({ id: child, lessons: [] });
    await expect(
      inTenant(here.teacher, (tx) =>
        getReadingChild(tx, {
          institutionId: here.id,
          studentId: elsewhere.students[0]!,
          date: here.teacher.today,
        }),
      ),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('a slip to a like place stands once, and is taken back with a tap', async () => {
    const studentId = here.students[20]!;
    const slip = { id: v7(), studentId, at: '2:62', to: '۵:۶۹' };
    const slips = async () =>
      (await inTenant(here.teacher, (tx) =>
        getDrillChild(tx, { institutionId: here.id, studentId }),
      ))!.slips.map(({ id, ayah, slipAyah }) => [id, ayah, slipAyah]);
    for (let n = 0; n < 2; n += 1) await inTenant(here.teacher, (tx) => logSlip(tx, here.teacher, slip));
    expect(await slips()).toEqual([[slip.id, 69, 738]]);
    await inTenant(elsewhere.teacher, (tx) => takeBackSlip(tx, elsewhere.teacher, slip));
    expect(await slips()).toHaveLength(1);
    for (let n = 0; n < 2; n += 1) await inTenant(here.teacher, (tx) => takeBackSlip(tx, here.teacher, slip));
    expect(await slips()).toEqual([]);
  });

  test('a page that trips nine of a halqa says nine, and who', async () => {
    const nine = here.students.slice(10, 19);
    await write(
      ...nine.map((child) => markOf(child, { ayah: 50, word: 1 })),
      markOf(nine[0]!, { ayah: 51, word: 2 }),
    );
    const window = { institutionId: here.id, since: here.yesterday, layout: 'madani15' as const };
    const [halqa, heat, own, tripped] = await inTenant(here.teacher, async (tx) => [
      await getHeatHalqa(tx, { institutionId: here.id, halqaId: here.halqa }),
      await getHalqaHeat(tx, { ...window, halqaId: here.halqa }),
      await getChildHeat(tx, { ...window, studentId: nine[0]! }),
      await getTripped(tx, { ...window, halqaId: here.halqa, page: 7 }),
    ]);
    expect(halqa).toMatchObject({ size: 25, prints: 1 });
    expect(heat.find(({ page }) => page === 7)).toEqual({ page: 7, count: 10, children: 9 });
    expect(own).toEqual([{ page: 7, count: 2, children: 1 }]);
    expect(tripped.map(({ id }) => id).sort()).toEqual([...nine].sort());
    expect(tripped[0]).toMatchObject({ id: nine[0], marks: [{ ayah: 50 }, { ayah: 51, word: 2 }] });
  });
});
