import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { finishSession } from '@/lib/attendance/mutations';
import { inTenant } from '@/lib/core/db/tenant';
import { addDays, weekdayOf } from '@/lib/core/time';
import { correctResult } from '@/lib/jaiza/correction/mutations';
import { recordLessons } from '@/lib/lessons/mutations';
import { askAbsences, askResult } from '@/lib/messages/causes/mutations';
import { bring } from '../support/imports';
import { type Family, messageSchool } from './messages-school';

let superuser: pg.Client;
/** No day of one test is another's: each has a school of its own. */
let schools = 0;
const open = () => {
  schools += 1;
  return messageSchool(superuser, `corrections-${schools}`, `+9231577${70 + schools}`);
};
type School = Awaited<ReturnType<typeof open>>;

beforeAll(async () => {
  superuser = new pg.Client({ connectionString: process.env.SUPERUSER_DATABASE_URL! });
  await superuser.connect();
});
afterAll(() => superuser.end());

const states = async (school: School, family: Family) =>
  (await school.rows(family)).map(({ kind, purpose, state, reason }) =>
    [kind, purpose, state, reason].filter(Boolean).join(' '),
  );

/** The ustadh hears a child's lesson of a past day anew. */
async function regrade(school: School, child: string, daysAgo: number) {
  const who = await school.ustadh();
  const mistakes = { atak: 0, lahnJali: 0, lahnKhafi: 0, tajweed: 0 };
  const sabaq = { kind: 'SABAQ' as const, portions: [1, 7], grade: 'WEAK' as const, mistakes };
  const day = { halqaId: school.halqa, date: addDays(who.today, -daysAgo), session: 'MORNING' as const };
  const entries = [{ id: v7(), ...sabaq, listener: 'TEACHER' as const }];
  await inTenant(who, (tx) =>
    recordLessons(tx, [{ ...day, studentId: child, entries, correctionReason: 'Wrong grade' }], who),
  );
}

const finish = async (school: School, daysAgo: number) => {
  const who = await school.ustadh();
  const date = addDays(who.today, -daysAgo);
  await inTenant(who, (tx) => finishSession(tx, { halqaId: school.halqa, date, session: 'MORNING' }, who));
};

describe('an absence of a day that is over', () => {
  test('that still waits is taken back when it is corrected, a day or two later', async () => {
    for (const days of [1, 2]) {
      const school = await open();
      const [wrong, right] = [await school.family(['Bilal'], 'en'), await school.family(['Hamza'], 'en')];
      await school.mark([...wrong.children, ...right.children], 'ABSENT');
      await school.only('messages.tell');
      await school.daysPass(days);
      await school.mark(wrong.children, 'PRESENT', days);
      await school.only('messages.tell');
      expect(await states(school, wrong)).toEqual(['ABSENCE_ALERT MORNING SUPPRESSED CORRECTED']);
      expect((await school.rows(wrong))[0]).toMatchObject({ body: null });
      expect(await states(school, right)).toEqual(['ABSENCE_ALERT MORNING QUEUED']);
      // Absent after all: that is no news any more.
      await school.mark(wrong.children, 'ABSENT', days);
      await school.only('messages.tell');
      expect(await states(school, wrong)).toEqual(['ABSENCE_ALERT MORNING SUPPRESSED CORRECTED']);
    }
  });

  test('is told when its job runs just after midnight, once', async () => {
    const school = await open();
    const khan = await school.family(['Anas'], 'en');
    await school.mark(khan.children, 'ABSENT');
    await school.daysPass(1);
    const { today } = await school.ustadh();
    const ask = async () =>
      inTenant(await school.admin(), (tx) =>
        askAbsences(tx, { halqaId: school.halqa, date: addDays(today, -1), session: 'MORNING' }),
      );
    await ask();
    await school.only('messages.tell');
    await ask();
    await school.only('messages.tell');
    expect(await states(school, khan)).toEqual(['ABSENCE_ALERT MORNING QUEUED']);
  });

  test('that is only written down now alarms nobody, nor is one that was told corrected as an alarm', async () => {
    const school = await open();
    const [late, told] = [await school.family(['Zaid'], 'en'), await school.family(['Saad'], 'en')];
    await school.mark(told.children, 'ABSENT');
    await school.only('messages.tell');
    await school.soon();
    await school.work();
    await school.daysPass(1);
    await school.mark(late.children, 'ABSENT', 1);
    await school.mark(told.children, 'LEAVE', 1);
    await school.only('messages.tell');
    expect(await states(school, late)).toEqual([]);
    expect(await states(school, told)).toEqual(['ABSENCE_ALERT MORNING DELIVERED']);
  });
});

test('the correction of an absence waits its minutes out, whatever else happens in the session', async () => {
  const school = await open();
  const [told, other] = [await school.family(['Hamza'], 'en'), await school.family(['Umar'], 'en')];
  await school.mark(told.children, 'ABSENT');
  await school.only('messages.tell');
  await school.soon();
  await school.work();
  await school.mark(told.children, 'PRESENT');
  await school.only('messages.tell');
  // The session is told anew for another child.
  await school.mark(other.children, 'ABSENT');
  await school.only('messages.tell');
  const both = ['ABSENCE_ALERT MORNING DELIVERED', 'ABSENCE_ALERT MORNING-CORRECTION-1 QUEUED'];
  expect(await states(school, told)).toEqual(both);
  // Corrected once more: the one that waits says it.
  await school.mark(told.children, 'LEAVE');
  await school.mark(other.children, 'PRESENT');
  await school.only('messages.tell');
  expect(await states(school, told)).toEqual(both);
  expect((await school.rows(told))[1].body).toMatch(/on leave/);
});

describe('a test’s result that is corrected', () => {
  const held = async (school: School, family: Family, result: string) => {
    const testId = v7();
    await superuser.query(
      `WITH t AS (INSERT INTO jaiza_tests (institution_id, id, student_id, campus_id, kind, juz, scope, state, asked_on, asked_by)
         SELECT s.institution_id, $3, s.id, s.campus_id, 'PARA', 5, '{1,7}', 'DONE', current_date, $4 FROM students s WHERE s.institution_id = $1 AND s.id = $2 RETURNING *)
       INSERT INTO jaiza_results (institution_id, id, test_id, student_id, campus_id, kind, held_on, result, score, pass_mark, passages, marks, taken_back, passed_juz, lost_juz, examiner_id)
       SELECT institution_id, $5, id, student_id, campus_id, 'PARA', (now() AT TIME ZONE 'Asia/Karachi')::date, $6, 45, 60, '{1,7}', '{0,0,0,0,0,1}', '{}', '{}', '{}', $4 FROM t`,
      [school.id, family.children[0], testId, v7(), v7(), result],
    );
    return testId;
  };
  const correct = async (school: School, testId: string, result: 'PASS' | 'FAIL') => {
    const admin = await school.admin();
    const word = { testId, result, takenBack: [], reason: 'Slip of the finger', remark: 'Recited well' };
    await inTenant(admin, (tx) => correctResult(tx, admin, word));
  };
  const first = async (school: School, family: Family) => {
    const testId = await held(school, family, 'FAIL');
    const studentId = family.children[0]!;
    await inTenant(await school.admin(), (tx) => askResult(tx, { studentId, testId }));
    await school.only('messages.tell');
    return testId;
  };

  test('is told to whom the other was told, once, and says so', async () => {
    const school = await open();
    const shah = await school.family(['Umar'], 'en');
    const testId = await first(school, shah);
    await school.work();
    await correct(school, testId, 'PASS');
    await school.only('messages.tell');
    const [, correction] = await school.rows(shah);
    expect(correction.body).toMatch(
      /jaiza of juz 5, passed, 45 of 100 \(corrected: this replaces the earlier result\)\./,
    );
    await school.work();
    await correct(school, testId, 'PASS');
    await school.work();
    const both = [`TEST_RESULT ${testId} DELIVERED`, `TEST_RESULT ${testId}-CORRECTION-1 DELIVERED`];
    expect(await states(school, shah)).toEqual(both);
    // A month later too.
    await school.daysPass(30);
    await correct(school, testId, 'FAIL');
    await school.work();
    await school.work();
    expect(await states(school, shah)).toEqual([...both, `TEST_RESULT ${testId}-CORRECTION-2 DELIVERED`]);
  });

  test('while it waits is written anew; never told and long ago, it stays untold', async () => {
    const school = await open();
    const [waiting, untold] = [await school.family(['Ali'], 'en'), await school.family(['Musa'], 'en')];
    const testId = await first(school, waiting);
    await correct(school, testId, 'PASS');
    await school.only('messages.tell');
    const [row, ...more] = await school.rows(waiting);
    expect(row).toMatchObject({ state: 'QUEUED', purpose: testId });
    expect(row.body).toMatch(/juz 5, passed, 45 of 100\./);
    expect(more).toEqual([]);
    const old = await held(school, untold, 'FAIL');
    await school.daysPass(40);
    await correct(school, old, 'PASS');
    await school.work();
    expect(await states(school, untold)).toEqual([]);
  });
});

test('a report that waits is withdrawn when all that it tells of was taken out; heard after all, it goes', async () => {
  const school = await open();
  const [right, wrong] = [await school.family(['Anas'], 'en'), await school.family(['Bilal'], 'en')];
  const who = await school.ustadh();
  const slot = { halqaId: school.halqa, date: who.today, session: 'MORNING' as const };
  const mistakes = { atak: 0, lahnJali: 0, lahnKhafi: 0, tajweed: 0 };
  const sabaq = { kind: 'SABAQ' as const, portions: [1, 7], grade: 'GOOD' as const, mistakes };
  const hear = ({ children }: Family) =>
    inTenant(who, (tx) => {
      const entries = [{ id: v7(), ...sabaq, listener: 'TEACHER' as const }];
      return recordLessons(tx, [{ ...slot, studentId: children[0]!, entries }], who);
    });
  await hear(right);
  await hear(wrong);
  await finish(school, 0);
  await school.only('messages.compose');
  await inTenant(who, (tx) =>
    recordLessons(tx, [{ ...slot, studentId: wrong.children[0]!, entries: [], unheard: ['SABAQ'] }], who),
  );
  await school.only('messages.compose');
  expect(await states(school, right)).toEqual(['DAILY_REPORT REPORT QUEUED']);
  expect(await states(school, wrong)).toEqual(['DAILY_REPORT REPORT SUPPRESSED CORRECTED']);
  expect((await school.rows(wrong))[0]).toMatchObject({ body: null, values: [] });
  await hear(wrong);
  await school.only('messages.compose');
  expect(await states(school, wrong)).toEqual(['DAILY_REPORT REPORT QUEUED']);
});

describe('a report of a day that is over', () => {
  test('is corrected for the family of the child that changed, if they were told, and for nobody else', async () => {
    const school = await open();
    const [told, other, silent] = [
      await school.family(['Usman'], 'en'),
      await school.family(['Idris'], 'en'),
      await school.family(['Yahya'], 'en'),
    ];
    const stop = (value: string) =>
      superuser.query(`UPDATE guardianships SET opted_out_at = ${value} WHERE guardian_id = $1`, [
        silent.guardian,
      ]);
    await stop('now()');
    await school.day([told, other, silent].flatMap(({ children }) => children));
    await school.work();
    await school.daysPass(20);
    await stop('NULL');
    await regrade(school, told.children[0]!, 20);
    await regrade(school, silent.children[0]!, 20);
    await finish(school, 20);
    await school.work();
    await school.work();
    expect(await states(school, told)).toEqual([
      'DAILY_REPORT REPORT DELIVERED',
      'DAILY_REPORT CORRECTION-1 DELIVERED',
    ]);
    expect(await states(school, other)).toEqual(['DAILY_REPORT REPORT DELIVERED']);
    expect(await states(school, silent)).toEqual(['DAILY_REPORT REPORT SUPPRESSED OPTED_OUT']);
  });

  test('goes out late when it is yesterday’s, or of the day before a holiday that was; not at all when it is older', async () => {
    const late = ['DAILY_REPORT REPORT QUEUED'];
    for (const [days, holidayDaysAgo, report] of [
      [1, 3, late],
      [2, 3, []],
      [2, 1, late],
      [3, 1, []],
    ] as const) {
      const school = await open();
      // The database calls Sunday 0, ISO 7.
      const holiday = weekdayOf(addDays((await school.admin()).today, -holidayDaysAgo)) % 7;
      await superuser.query('UPDATE institutions SET weekly_holiday = $2 WHERE id = $1', [
        school.id,
        holiday,
      ]);
      const family = await school.family(['Haroon'], 'en');
      await school.mark(family.children, 'PRESENT');
      await school.daysPass(days);
      await finish(school, days);
      await school.only('messages.compose');
      expect(await states(school, family)).toEqual(report);
    }
  });

  test('that was brought in from a register is never told, whatever of it is corrected', async () => {
    const school = await open();
    const families = [await school.family(['Bashir'], 'en'), await school.family(['Dawud'], 'en')];
    const admin = await school.admin();
    for (const [at, { children }] of families.entries())
      await superuser.query('UPDATE students SET roll_no = $2 WHERE id = $1', [children[0], `D-${at}`]);
    for (const days of [1, 90]) {
      const date = addDays(admin.today, -days);
      const lines = families.map((_, at) => `${date},Umar,D-${at},P,1:1,1:7,GOOD,0,0,0,0`);
      const head =
        'Date,Halqa,Roll No,Attendance,Sabaq from,Sabaq to,Sabaq grade,Atak,Tajweed,Lahn jali,Lahn khafi';
      await bring(admin, new Uint8Array(new TextEncoder().encode([head, ...lines, ''].join('\n'))));
      expect(
        (
          await superuser.query('SELECT count(*)::int FROM lessons WHERE institution_id = $1 AND date = $2', [
            school.id,
            date,
          ])
        ).rows[0].count,
      ).toBe(2);
      await school.mark(families[0]!.children, 'ABSENT', days);
      await regrade(school, families[0]!.children[0]!, days);
      await school.work();
      await school.work();
    }
    expect(await school.rows()).toEqual([]);
  });
});
