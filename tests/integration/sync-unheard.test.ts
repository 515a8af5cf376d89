import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { inTenant } from '@/lib/core/db/tenant';
import { command, progressOf, run } from '../support/sync-commands';
import { lessonOf, type School, school } from './sync-school';

let noor: School;
let falah: School;
beforeAll(async () => {
  noor = await school('noor-unheard');
  falah = await school('falah-unheard');
});

describe('lessons', () => {
  describe('what was heard by mistake', () => {
    const hear = (studentId: string, no: number, ...kinds: [string, number[]][]) =>
      command('lessons.record', { ...lessonOf(noor, studentId, kinds), said: { by: page, no } });
    const unhear = (studentId: string, no: number, unheard: string[], change = {}) =>
      command('lessons.record', {
        ...lessonOf(noor, studentId, []),
        said: { by: page, no },
        unheard,
        ...change,
      });
    const page = v7();
    const kindsOf = async (studentId: string, house = noor) => {
      const where = { institutionId: house.id, studentId };
      const rows = await inTenant(house.teacher, (tx) =>
        tx.lesson.findMany({ where, orderBy: { kind: 'asc' } }),
      );
      return rows.map(({ kind }) => kind);
    };
    const trailOf = (subjectId: string) =>
      inTenant(noor.admin, (tx) =>
        tx.auditEntry.findMany({ where: { institutionId: noor.id, action: 'lessons.takenOut', subjectId } }),
      );

    test('is taken out of the register, of what the child holds and of what is due; the trail keeps it', async () => {
      const student = noor.students[20]!;
      const before = await progressOf(noor, student);
      await run(noor, hear(student, 0, ['SABAQ', [1, 7]], ['SABQI', [1, 7]]));
      const mistake = v7();
      await run(
        noor,
        command('mistakes.mark', {
          id: mistake,
          studentId: student,
          date: noor.teacher.today,
          place: '2.1',
          kind: 'ATAK',
        }),
      );
      expect(await run(noor, unhear(student, 1, ['SABAQ', 'SABQI']))).toMatchObject([{ ok: true }]);
      expect(await kindsOf(student)).toEqual([]);
      expect(await progressOf(noor, student)).toMatchObject({
        memorised: before?.memorised ?? [],
        heldAyahs: 0,
        earnedJuz: [],
        lastLessonOn: null,
      });
      const units = await inTenant(noor.teacher, (tx) =>
        tx.memoryUnit.count({ where: { institutionId: noor.id, studentId: student } }),
      );
      expect(units).toBe(0);
      const marked = await inTenant(noor.teacher, (tx) =>
        tx.lessonMistake.findFirst({ where: { institutionId: noor.id, id: mistake } }),
      );
      expect(marked).toMatchObject({ lessonId: null, undoneAt: null, ayah: 2 });
      const trail = await trailOf(student);
      expect(trail).toHaveLength(2);
      expect(trail.map(({ detail }) => detail)).toContainEqual(
        expect.objectContaining({ kind: 'SABAQ', portions: [[1, 7], null], grade: ['EXCELLENT', null] }),
      );
      // Twice is once, and what is heard after all is a lesson like any other.
      await run(noor, unhear(student, 2, ['SABAQ', 'SABQI']));
      expect(await trailOf(student)).toHaveLength(2);
      await run(noor, hear(student, 3, ['SABAQ', [1, 5]]));
      expect(await progressOf(noor, student)).toMatchObject({ memorised: [1, 5] });
    });

    test('does not take what was said after it, in one batch or late', async () => {
      const student = noor.students[21]!;
      await run(
        noor,
        hear(student, 0, ['SABAQ', [1, 7]], ['SABQI', [1, 7]]),
        unhear(student, 1, ['SABAQ', 'SABQI']),
        hear(student, 2, ['SABAQ', [1, 6]]),
      );
      expect(await kindsOf(student)).toEqual(['SABAQ']);
      expect(await run(noor, unhear(student, 1, ['SABAQ']))).toMatchObject([{ ok: true }]);
      expect(await kindsOf(student)).toEqual(['SABAQ']);
    });

    describe('and an older word of it that comes late', () => {
      // The other house, whose children nobody has used so far.
      const say = (
        said: { by: string; no: number },
        studentId: string,
        entries: object[],
        unheard = [] as string[],
      ) =>
        run(falah, command('lessons.record', { ...lessonOf(falah, studentId, []), said, entries, unheard }));
      const entry = (studentId: string, grade: string) =>
        lessonOf(falah, studentId, [['SABAQ', [1, 7]]], grade).entries[0]!;
      const other = v7();

      test('of the same page changes nothing, in either order; its own undo after it does', async () => {
        const orders = [
          [0, 1],
          [1, 0],
        ];
        for (const [at, order] of orders.entries()) {
          const student = falah.students[5 + at]!;
          const by = v7();
          const first = entry(student, 'GOOD');
          await say({ by, no: 0 }, student, [first]);
          const words = [
            () => say({ by, no: 1 }, student, [{ ...first, grade: 'WEAK' }]),
            () => say({ by, no: 2 }, student, [], ['SABAQ']),
          ];
          for (const one of order) expect(await words[one]!()).toMatchObject([{ ok: true }]);
          expect(await kindsOf(student, falah)).toEqual([]);
          expect(await say({ by, no: 3 }, student, [first])).toMatchObject([{ ok: true }]);
          expect(await kindsOf(student, falah)).toEqual(['SABAQ']);
        }
      });

      test('changes nothing where it would have been the first of its session', async () => {
        const student = falah.students[9]!;
        const by = v7();
        const evening = { ...lessonOf(falah, student, []), session: 'MAGHRIB', unheard: ['SABAQ'] };
        const late = { ...evening, entries: [entry(student, 'GOOD')], unheard: [], said: { by, no: 0 } };
        expect(
          await run(falah, command('lessons.record', { ...evening, said: { by, no: 1 } })),
        ).toMatchObject([{ ok: true }]);
        expect(await run(falah, command('lessons.record', late))).toMatchObject([{ ok: true }]);
        expect(await kindsOf(student, falah)).toEqual([]);
      });

      test('of another device does not bring it back, in either order, and says so; what it hears anew is heard', async () => {
        for (const [at, lateFirst] of [true, false].entries()) {
          const student = falah.students[7 + at]!;
          const by = v7();
          const first = entry(student, 'GOOD');
          const sabqi = lessonOf(falah, student, [['SABQI', [1, 7]]]).entries[0]!;
          await say({ by, no: 0 }, student, [first]);
          const correct = () => say({ by, no: 1 }, student, [{ ...first, grade: 'WEAK' }, sabqi]);
          const takeOut = () => say({ by: other, no: at }, student, [], ['SABAQ']);
          if (lateFirst) {
            expect(await correct()).toMatchObject([{ ok: true }]);
            expect(await takeOut()).toMatchObject([{ ok: true }]);
            expect(await kindsOf(student, falah)).toEqual(['SABQI']);
          } else {
            expect(await takeOut()).toMatchObject([{ ok: true }]);
            expect(await correct()).toMatchObject([
              { ok: false, code: 'CONFLICT', message: 'takenOut', params: { kinds: 'SABAQ' } },
            ]);
            expect(await kindsOf(student, falah)).toEqual([]);
            // The phone sends the rest again without it.
            expect(await say({ by, no: 2 }, student, [sabqi])).toMatchObject([{ ok: true }]);
            expect(await kindsOf(student, falah)).toEqual(['SABQI']);
          }
          expect(await say({ by, no: 3 }, student, [entry(student, 'EXCELLENT')])).toMatchObject([
            { ok: true },
          ]);
          expect(await kindsOf(student, falah)).toEqual(['SABAQ', 'SABQI']);
          // It stands again: a correction of it is one, from whichever page.
          expect(await correct()).toMatchObject([{ ok: true }]);
        }
      });
    });

    test('of an earlier day needs a reason; of a foreign child is not there', async () => {
      const student = noor.students[22]!;
      const why = { date: noor.yesterday, correctionReason: 'the wrong child' };
      const heard = hear(student, 0, ['SABAQ', [1, 7]]);
      await run(noor, { ...heard, input: { ...(heard.input as object), ...why } });
      expect(await run(noor, unhear(student, 1, ['SABAQ'], { date: noor.yesterday }))).toMatchObject([
        { ok: false, message: 'reasonNeeded' },
      ]);
      expect(await run(noor, unhear(falah.students[1]!, 1, ['SABAQ']))).toMatchObject([
        { ok: false, code: 'NOT_FOUND' },
      ]);
      expect(await kindsOf(student)).toEqual(['SABAQ']);
      expect(await run(noor, unhear(student, 2, ['SABAQ'], why))).toMatchObject([{ ok: true }]);
      expect(await kindsOf(student)).toEqual([]);
      expect(await trailOf(student)).toMatchObject([{ detail: { reason: 'the wrong child' } }]);
      expect(await run(noor, unhear(student, 3, []))).toMatchObject([
        { ok: false, fieldErrors: { entries: [{ code: 'noEntries' }] } },
      ]);
    });
  });
});
