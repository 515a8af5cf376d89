import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DaySession } from '@/lib/attendance/rules';
import { getTeacherDay } from '@/lib/attendance/today/queries';
import type { Scope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { getToday } from '@/lib/dashboard/queries';
import { standingOf } from '@/lib/dashboard/rules';
import { sessionBegins } from '@/lib/halqas/rules';
import { dayPlans } from '@/lib/lessons/day/rules';
import { getLessonPage } from '@/lib/lessons/entry/queries';
import { recordLessons } from '@/lib/lessons/mutations';
import { getSweep } from '@/lib/lessons/sweep/queries';
import { markMistake } from '@/lib/mushaf/mutations';
import { getReaders } from '@/lib/reading/queries';
import { runCommands } from '@/lib/sync/mutations';
import { attendanceOf, lessonOf, type School, school } from './sync-school';

const FAJR = { session: 'FAJR' as const };
const ZUHR = { session: 'AFTER_ZUHR' as const };
let noor: School;
let superuser: pg.Client;
let who: Scope;
/** Each test has children of its own. */
let next = 0;
const child = () => noor.students[next++]!;

beforeAll(async () => {
  superuser = new pg.Client({ connectionString: process.env.SUPERUSER_DATABASE_URL! });
  await superuser.connect();
  noor = await school('noor-sessions');
  await plan(['FAJR', 'AFTER_ZUHR']);
});
afterAll(() => superuser.end());
beforeEach(async () => {
  who = { ...noor.teacher, context: (await noor.teacher.renew!())! };
});

const plan = (sessions: DaySession[], kinds: object = {}) =>
  superuser.query('UPDATE halqas SET sessions = $2, session_kinds = $3 WHERE id = $1', [
    noor.halqa,
    sessions,
    kinds,
  ]);

const send = async (kind: string, input: object) =>
  (await runCommands(who, { commands: [{ id: v7(), kind, input }] }))[0];
const heard = (studentId: string, session: object, entries: Parameters<typeof lessonOf>[2]) =>
  send('lessons.record', { ...lessonOf(noor, studentId, entries), ...session });

const sweep = (asked: { session?: DaySession; minutes?: number } = {}) =>
  inTenant(who, (tx) =>
    getSweep(tx, { institutionId: noor.id, halqaId: noor.halqa, date: who.today, ...asked }),
  );
const row = async (studentId: string, asked: Parameters<typeof sweep>[0]) =>
  (await sweep(asked)).students.find(({ id }) => id === studentId)!;
const linesOfToday = async () =>
  (
    await inTenant(who, (tx) =>
      getTeacherDay(tx, { institutionId: noor.id, userId: who.userId, date: who.today }),
    )
  ).sessions;

describe('a halqa of two sessions', () => {
  test('is a line of today for each, in the order of the day, with its own attendance and lessons', async () => {
    const [one, other] = [child(), child()];
    await send('attendance.take', { ...attendanceOf(noor, [one, other], {}), ...FAJR });
    await send('attendance.take', { ...attendanceOf(noor, [other], { status: 'ABSENT' }), ...ZUHR });
    await heard(one, FAJR, [['SABAQ', [1, 7]]]);
    expect(await linesOfToday()).toMatchObject([
      { session: 'FAJR', ofDay: 2, here: 2, away: 0, heard: 1 },
      { session: 'AFTER_ZUHR', ofDay: 2, here: 0, away: 1, heard: 0 },
    ]);
  });

  test('opens at the session asked for, else at the one that runs or began last', async () => {
    const opened = async (asked: Parameters<typeof sweep>[0]) => (await sweep(asked)).halqa;
    expect(await opened({ session: 'AFTER_ZUHR', minutes: 0 })).toMatchObject({ ...ZUHR, last: true });
    expect(await opened({ minutes: sessionBegins('AFTER_ZUHR') - 1 })).toMatchObject({
      ...FAJR,
      last: false,
    });
    expect(await opened({ minutes: sessionBegins('AFTER_ZUHR') })).toMatchObject(ZUHR);
    expect(await opened({ session: 'MAGHRIB', minutes: 0 })).toMatchObject(FAJR);
    expect(await opened({})).toMatchObject(FAJR);
  });

  test('does not propose after Zuhr what Fajr has heard, nor the next sabaq in its place', async () => {
    const id = child();
    await heard(id, FAJR, [['SABAQ', [1, 7]]]);
    const [sabaq, sabqi, manzil] = dayPlans(await row(id, ZUHR));
    expect(sabaq).toMatchObject({ kind: 'SABAQ', aside: { heard: { ...FAJR, portions: [1, 7] } } });
    // What comes next is at hand for whoever asks, and is not today's sabaq.
    expect(sabaq!.portions[0]).toBe(8);
    expect([sabqi!.aside, manzil!.aside]).toEqual([undefined, undefined]);
    expect(sabqi!.portions).not.toContain(1);
    expect((await row(id, FAJR)).lessons).toMatchObject([{ kind: 'SABAQ', portions: [1, 7] }]);
  });

  test('a page that was open since before Fajr is asked before it records the same sabaq again', async () => {
    const id = child();
    await heard(id, FAJR, [['SABAQ', [1, 7]]]);
    const again = { ...lessonOf(noor, id, [['SABAQ', [1, 7]]]), ...ZUHR };
    const told = (insisted: string[]) =>
      send('lessons.record', { ...again, entries: again.entries.map((entry) => ({ ...entry, insisted })) });
    expect(await told([])).toMatchObject({
      message: 'customs',
      params: { kind: 'SABAQ', codes: 'heardToday' },
    });
    expect((await row(id, ZUHR)).lessons).toEqual([]);
    expect(await told(['heardToday'])).toMatchObject({ ok: true });
    expect((await row(id, ZUHR)).lessons).toMatchObject([{ kind: 'SABAQ', insisted: ['heardToday'] }]);
  });

  test('hears in each session what the office left to it; a kind that is left to none is heard in both', async () => {
    const id = child();
    await plan(['FAJR', 'AFTER_ZUHR'], { FAJR: ['SABAQ'], AFTER_ZUHR: ['MANZIL'] });
    const asides = async (asked: Parameters<typeof sweep>[0]) =>
      dayPlans(await row(id, asked)).map(({ kind, aside }) => [kind, aside !== undefined]);
    expect(await asides(FAJR)).toEqual([
      ['SABAQ', false],
      ['SABQI', false],
      ['MANZIL', true],
    ]);
    expect(await asides(ZUHR)).toEqual([
      ['SABAQ', true],
      ['SABQI', false],
      ['MANZIL', false],
    ]);
    expect((await sweep(FAJR)).halqa.heardIn('MANZIL')).toEqual(['AFTER_ZUHR']);
    await plan(['FAJR', 'AFTER_ZUHR']);
  });

  test('shows the absence of the morning after Zuhr, and marks nobody for it', async () => {
    const id = child();
    await send('attendance.take', {
      ...attendanceOf(noor, [id], { status: 'ABSENT', reason: 'ILLNESS' }),
      ...FAJR,
    });
    expect(await row(id, ZUHR)).toMatchObject({
      status: null,
      before: { ...FAJR, status: 'ABSENT', reason: 'ILLNESS' },
    });
    expect((await row(id, FAJR)).before).toBeNull();
  });

  test('takes what a phone kept for the second session, in whichever order it comes, once each', async () => {
    const id = child();
    const late = { ...lessonOf(noor, id, [['MANZIL', [1, 7]]]), ...ZUHR };
    const early = { ...lessonOf(noor, id, [['SABAQ', [1, 7]]]), ...FAJR };
    const commands = [late, early, late].map((input) => ({ id: v7(), kind: 'lessons.record', input }));
    for (let again = 0; again < 2; again += 1)
      expect((await runCommands(who, { commands })).every(({ ok }) => ok)).toBe(true);
    const { lessons, elsewhere } = await row(id, ZUHR);
    expect([lessons, elsewhere]).toMatchObject([[{ kind: 'MANZIL' }], [{ kind: 'SABAQ', ...FAJR }]]);
    const { rows } = await superuser.query('SELECT held_ayahs FROM student_progress WHERE student_id = $1', [
      id,
    ]);
    expect(rows).toEqual([{ held_ayahs: 7 }]);
  });

  test('a lesson opens where it stands, so that it is corrected there', async () => {
    const id = child();
    await heard(id, ZUHR, [['SABAQ', [1, 7]]]);
    const page = (asked: object) =>
      inTenant(who, (tx) =>
        getLessonPage(tx, { institutionId: noor.id, studentId: id, date: who.today, minutes: 0, ...asked }),
      );
    expect(await page({})).toMatchObject({ ...ZUHR, saved: { portions: [1, 7] }, heardIn: undefined });
    expect(await page(FAJR)).toMatchObject({ ...FAJR, saved: undefined, heardIn: 'AFTER_ZUHR' });
    expect(await page({ kind: 'MANZIL' })).toMatchObject({ ...FAJR, sessions: ['FAJR', 'AFTER_ZUHR'] });
  });

  test('a mark made on the page waits for the lesson of whichever session hears it', async () => {
    const id = child();
    const mark = { studentId: id, date: who.today, kind: 'ATAK' as const, ayah: 3, word: 1 };
    await inTenant(who, (tx) => markMistake(tx, { id: v7(), ...mark }, who));
    expect((await row(id, ZUHR)).marks).toEqual([{ ayah: 3, kind: 'ATAK' }]);
    await heard(id, ZUHR, [['SABAQ', [1, 7]]]);
    expect(await row(id, ZUHR)).toMatchObject({ marks: [], lessons: [{ mistakes: { atak: 1 } }] });
    // The lesson is heard: another mark on its page is its own, though Fajr is the first session of the day.
    await inTenant(who, (tx) => markMistake(tx, { id: v7(), ...mark, word: 2 }, who));
    expect((await row(id, ZUHR)).lessons).toMatchObject([{ mistakes: { atak: 2 } }]);
  });

  test('two lessons of one kind, saved together, are of one rule with the marks: the later of the day owns them', async () => {
    const id = child();
    const mark = { studentId: id, date: who.today, kind: 'ATAK' as const, ayah: 3 };
    await inTenant(who, (tx) => markMistake(tx, { id: v7(), ...mark, word: 1 }, who));
    const mistakes = { atak: 0, lahnJali: 0, lahnKhafi: 0, tajweed: 0 };
    const lesson = (slot: { session: DaySession }) => {
      const entry = { id: v7(), kind: 'MANZIL' as const, portions: [1, 7], grade: 'GOOD' as const, mistakes };
      const entries = [{ ...entry, listener: 'TEACHER' as const }];
      return { studentId: id, halqaId: noor.halqa, date: who.today, ...slot, entries };
    };
    await inTenant(who, (tx) => recordLessons(tx, [lesson(FAJR), lesson(ZUHR)], who));
    await inTenant(who, (tx) => markMistake(tx, { id: v7(), ...mark, word: 2 }, who));
    expect((await row(id, ZUHR)).lessons).toMatchObject([{ mistakes: { atak: 2 } }]);
    expect((await row(id, FAJR)).lessons).toMatchObject([{ mistakes: { atak: 0 } }]);
  });

  test('who read from the page at Fajr is not offered the next with one tap after Zuhr', async () => {
    const input = {
      id: v7(),
      studentId: noor.reader,
      halqaId: noor.halqa,
      date: who.today,
      ...FAJR,
      kind: 'NAZRA',
      fromPage: 2,
      toPage: 2,
      fromLine: 1,
      toLine: 3,
      grade: 'GOOD',
    };
    expect(await send('reading.record', input)).toMatchObject({ ok: true });
    const asked = { institutionId: noor.id, halqaId: noor.halqa, date: who.today };
    const read = async (session: object) =>
      (await inTenant(who, (tx) => getReaders(tx, { ...asked, ...session }))).readers[0];
    expect(await read(ZUHR)).toMatchObject({ today: null, elsewhere: { ...FAJR, toLine: 3 }, last: FAJR });
    expect(await read(FAJR)).toMatchObject({ today: { toLine: 3 }, elsewhere: null });
  });

  test('a session that is taken off stays for as long as something of the day stands in it', async () => {
    const id = child();
    await plan(['FAJR', 'AFTER_ZUHR', 'MAGHRIB']);
    await send('attendance.take', { ...attendanceOf(noor, [id]), session: 'MAGHRIB' });
    await plan(['FAJR', 'AFTER_ZUHR', 'AFTER_ISHA']);
    const names = async () => (await linesOfToday()).map(({ session }) => session);
    expect(await names()).toEqual(['FAJR', 'AFTER_ZUHR', 'MAGHRIB', 'AFTER_ISHA']);
    expect((await sweep({ session: 'MAGHRIB' })).halqa.session).toBe('MAGHRIB');
    await superuser.query(`DELETE FROM attendance WHERE session = 'MAGHRIB' AND student_id = $1`, [id]);
    expect(await names()).toEqual(['FAJR', 'AFTER_ZUHR', 'AFTER_ISHA']);
    await plan(['FAJR', 'AFTER_ZUHR']);
  });

  test('a child of two sessions is one child of the day, and away when it came to neither', async () => {
    const [came, away] = [child(), child()];
    for (const [session, status] of [
      [FAJR, 'ABSENT'],
      [ZUHR, 'PRESENT'],
    ] as const)
      await send('attendance.take', { ...attendanceOf(noor, [came], { status }), ...session });
    for (const session of [FAJR, ZUHR])
      await send('attendance.take', { ...attendanceOf(noor, [away], { status: 'ABSENT' }), ...session });
    const day = await inTenant(noor.admin, (tx) => getToday(tx, noor.admin));
    const ids = day.away.map(({ studentId }) => studentId);
    expect([ids.includes(came), ids.filter((id) => id === away)]).toEqual([false, [away]]);
    const halqa = day.halqas.find(({ id }) => id === noor.halqa)!;
    const { rows } = await superuser.query(
      `SELECT count(DISTINCT student_id)::int AS marked,
        count(DISTINCT student_id) FILTER (WHERE status IN ('PRESENT', 'LATE'))::int AS came
       FROM attendance WHERE halqa_id = $1 AND date = $2`,
      [noor.halqa, who.today],
    );
    expect(halqa).toMatchObject({ marked: rows[0].marked, present: rows[0].came });
    expect(day.week.at(-1)!.share).toBe(rows[0].came / rows[0].marked);
    expect(standingOf(halqa, { minutes: 0, holiday: false })).toEqual({ state: 'RECORDING', ...ZUHR });
  });
});
