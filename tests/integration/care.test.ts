import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { saveLimits } from '@/lib/care/limits/mutations';
import { markSpoken } from '@/lib/care/mutations';
import { listCallees, listCare } from '@/lib/care/queries';
import { DEFAULT_LIMITS, type ReasonCode } from '@/lib/care/rules';
import { toDbDate } from '@/lib/core/db/dates';
import { inTenant } from '@/lib/core/db/tenant';
import { addDays } from '@/lib/core/time';
import { getListeningDay } from '@/lib/listening/queries';
import { planListening } from '@/lib/listening/rules';
import { editCurriculum } from '@/lib/reading/curriculum/mutations';
import { getCurriculum } from '@/lib/reading/curriculum/queries';
import { runCommands } from '@/lib/sync/mutations';
import { makeGuardian } from '@/prisma/seed/makers';
import { lessonOf, type School, school } from './sync-school';

let noor: School;
let falah: School;
let guardianOfFirst: string;
const ago = (days: number) => addDays(noor.admin.today, -days);

beforeAll(async () => {
  noor = await school('noor-care');
  falah = await school('falah-care');
  const [absent, refused, stalled, fading] = noor.students as [string, string, string, string];
  const institutionId = noor.id;
  await inTenant(noor.admin, async (tx) => {
    const { campusId } = await tx.student.findFirstOrThrow({ where: { institutionId, id: absent } });
    const common = (studentId: string, date: string) => ({
      institutionId,
      id: v7(),
      studentId,
      campusId,
      halqaId: noor.halqa,
      date: toDbDate(date),
      session: 'MORNING',
      recordedBy: noor.admin.userId,
    });
    // Everybody came for three weeks; the first has been away for three days, in two sessions one of which he came to.
    const days = Array.from({ length: 21 }, (_, i) => ago(21 - i));
    const marks = days.flatMap((date, i) =>
      [absent, refused, stalled, fading].map((id) => ({
        ...common(id, date),
        status: id === absent && i > 17 ? 'ABSENT' : 'PRESENT',
      })),
    );
    const evening = { ...common(absent, ago(1)), session: 'MAGHRIB', status: 'ABSENT' };
    await tx.attendance.createMany({ data: [...marks, evening] });
    const lesson = (studentId: string, date: string, grade: string, portions: number[]) => ({
      ...common(studentId, date),
      kind: 'SABAQ',
      grade,
      portions,
    });
    await tx.lesson.createMany({
      data: [
        ...days.slice(-6).map((date, i) => lesson(refused, date, i % 2 ? 'REPEAT' : 'GOOD', [1, 7])),
        lesson(absent, ago(5), 'GOOD', [1, 7]),
        lesson(stalled, ago(20), 'GOOD', [1, 7]),
        lesson(fading, ago(1), 'GOOD', [8, 12]),
      ],
    });
    await tx.studentProgress.createMany({
      data: noor.students.map((studentId) => ({
        institutionId,
        id: v7(),
        studentId,
        campusId,
        memorised: [1, 148],
        nextSabaq: [149, 155],
        nextManzil: [1, 148],
      })),
      skipDuplicates: true,
    });
    await tx.memoryUnit.createMany({
      data: [1, 2, 3].map((unit) => ({
        institutionId,
        id: v7(),
        studentId: fading,
        campusId,
        unit,
        stability: 4,
        difficulty: 5,
        reviews: 3,
        since: toDbDate('2026-01-05'),
        parts: [unit * 20, unit * 20 + 9, Math.floor(Date.parse(ago(22)) / 86_400_000)],
      })),
    });
    guardianOfFirst = (await makeGuardian(tx, noor.admin, { name: 'Abdullah', phone: '+923007654321' })).id;
    await tx.guardianship.create({
      data: {
        institutionId,
        id: v7(),
        studentId: absent,
        campusId,
        guardianId: guardianOfFirst,
        relation: 'FATHER',
        isPrimary: true,
      },
    });
  });
});

const list = (house: School = noor, scope = house.admin) => inTenant(scope, (tx) => listCare(tx, scope));
const codes = async () => {
  const found = await list();
  return Object.fromEntries(found.map(({ id, reasons }) => [id, reasons.map(({ code }) => code)]));
};
const speak = (studentId: string, reasons: ReasonCode[], change: object = {}) =>
  inTenant(noor.admin, (tx) =>
    markSpoken(
      tx,
      { id: v7(), studentId, reasons, spokenOn: noor.admin.today, note: 'Spoke to the father', ...change },
      noor.admin,
    ),
  );

describe('children who need a word', () => {
  test('are those with a reason, each named with its evidence', async () => {
    const [absent, refused, stalled, fading] = noor.students as [string, string, string, string];
    expect(await codes()).toEqual({
      [absent]: ['ABSENT'],
      [refused]: ['REPEAT'],
      [stalled]: ['STALLED'],
      [fading]: ['FADING'],
    });
    const byId = new Map((await list()).map((child) => [child.id, child]));
    expect(byId.get(absent)?.reasons[0]).toMatchObject({
      inRow: 3,
      inThirty: 3,
      days: [ago(3), ago(2), ago(1)],
    });
    expect(byId.get(refused)?.reasons[0]).toMatchObject({ kind: 'SABAQ', times: 3, of: 6 });
    expect(byId.get(stalled)?.reasons[0]).toMatchObject({ since: ago(20) });
    expect(byId.get(fading)?.reasons[0]).toMatchObject({ juz: [1] });
  });

  test('rest after a word until a week is over or a new reason comes', async () => {
    const [absent] = noor.students as [string];
    const spoken = async () => (await list()).find(({ id }) => id === absent)?.spoken;
    await speak(absent, ['ABSENT'], { spokenOn: ago(8) });
    expect(await spoken()).toBe(false);
    await speak(absent, ['FADING']);
    expect(await spoken()).toBe(false);
    await speak(absent, ['ABSENT'], { note: 'He has a fever, back on Sunday' });
    expect(await spoken()).toBe(true);
    const trail = await inTenant(noor.admin, (tx) =>
      tx.auditEntry.findMany({ where: { institutionId: noor.id, action: 'care.spoken' } }),
    );
    expect(trail).toHaveLength(3);
    // What was said is not in the trail.
    expect(JSON.stringify(trail.map(({ detail }) => detail))).not.toContain('fever');
  });

  test('are found by the institution’s own limits', async () => {
    const [absent] = noor.students as [string];
    await inTenant(noor.admin, (tx) =>
      saveLimits(tx, { ...DEFAULT_LIMITS, inRow: 4, inThirty: 4 }, noor.admin),
    );
    expect((await codes())[absent]).toBeUndefined();
    await inTenant(noor.admin, (tx) => saveLimits(tx, DEFAULT_LIMITS, noor.admin));
    expect((await codes())[absent]).toEqual(['ABSENT']);
  });

  test('stand on the calling sheet with whom to call', async () => {
    const [absent] = noor.students as [string];
    const callees = await inTenant(noor.admin, (tx) =>
      listCallees(tx, { institutionId: noor.id, studentIds: [absent] }),
    );
    expect(callees.get(absent)).toEqual([
      { name: 'Abdullah', nativeName: null, relation: 'FATHER', phones: ['+923007654321'] },
    ]);
  });
});

describe('rights', () => {
  test('P05 another institution sees none of them, and cannot note a word about one', async () => {
    expect(await list(falah)).toEqual([]);
    const [absent] = noor.students as [string];
    const input = { id: v7(), studentId: absent, reasons: ['ABSENT' as const], spokenOn: ago(0), note: 'x' };
    await expect(inTenant(falah.admin, (tx) => markSpoken(tx, input, falah.admin))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const callees = await inTenant(falah.admin, (tx) =>
      listCallees(tx, { institutionId: falah.id, studentIds: [absent] }),
    );
    expect(callees.size).toBe(0);
  });

  test('a word of tomorrow is refused at its field, and a teacher reads none of what was said', async () => {
    const [absent] = noor.students as [string];
    await expect(speak(absent, ['ABSENT'], { spokenOn: ago(-1) })).rejects.toMatchObject({
      code: 'INVALID',
      field: 'spokenOn',
    });
    const seen = await inTenant(noor.teacher, (tx) =>
      tx.careWord.count({ where: { institutionId: noor.id } }),
    );
    expect(seen).toBe(0);
  });
});

describe('the listening plan of a halqa', () => {
  const dayOf = (house: School, halqaId = house.halqa) =>
    inTenant(house.teacher, (tx) =>
      getListeningDay(tx, { institutionId: house.id, halqaId, date: house.teacher.today }),
    );

  test('knows what is due, who was heard when, and leaves out what was heard today', async () => {
    const [absent, refused] = noor.students as [string, string];
    await runCommands(noor.teacher, {
      commands: [
        { id: v7(), kind: 'lessons.record', input: lessonOf(noor, refused, [['SABAQ', [149, 155]]]) },
      ],
    });
    const day = await dayOf(noor);
    expect(day.children).toHaveLength(25);
    const byId = new Map(day.children.map((child) => [child.id, child]));
    expect(byId.get(absent)).toMatchObject({ ustadhOn: ago(5), anybodyOn: ago(5) });
    expect(byId.get(absent)?.parts.map(({ kind }) => kind)).toEqual(['SABAQ', 'MANZIL']);
    expect(byId.get(refused)).toMatchObject({ ustadhOn: noor.teacher.today });
    expect(byId.get(refused)?.parts.map(({ kind }) => kind)).not.toContain('SABAQ');
    expect(byId.get(noor.reader)?.parts.map(({ kind }) => kind)).toEqual(['READING']);
    const plan = planListening(day.children, { minutes: 30, today: noor.teacher.today });
    expect(plan.used).toBeGreaterThan(20);
    expect(plan.used).toBeLessThanOrEqual(30);
    expect(plan.unheard.length).toBeGreaterThan(15);
  });

  test('P02 of another teacher is not there', async () => {
    await expect(dayOf(noor, falah.halqa)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

test('two changes of the curriculum at once are both kept', async () => {
  const rename = (id: string, en: string) =>
    inTenant(noor.admin, (tx) => editCurriculum(tx, { op: 'rename', id, en }, noor.admin));
  await Promise.all([rename('q01', 'Alif'), rename('q02', 'Ba')]);
  const { qaida } = await inTenant(noor.admin, (tx) => getCurriculum(tx, { institutionId: noor.id }));
  expect(qaida.slice(0, 2).map(({ en }) => en)).toEqual(['Alif', 'Ba']);
  // Whoever teaches reads it too; only the office changes it.
  const seen = await inTenant(noor.teacher, (tx) => getCurriculum(tx, { institutionId: noor.id }));
  expect(seen.qaida[0]?.en).toBe('Alif');
});
