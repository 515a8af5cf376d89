import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { finishSession, takeAttendance } from '@/lib/attendance/mutations';
import type { DaySession } from '@/lib/attendance/rules';
import type { Scope } from '@/lib/core/auth/scope';
import { type Entrance, inTenant } from '@/lib/core/db/tenant';
import { addDays } from '@/lib/core/time';
import { recordLessons } from '@/lib/lessons/mutations';
import { tellOf } from '@/lib/messages/causes/mutations';
import { getParentPage } from '@/lib/parents/queries';
import { runCommands } from '@/lib/sync/mutations';
import { messageSchool } from './messages-school';

const FAJR = { session: 'FAJR' as const };
const ZUHR = { session: 'AFTER_ZUHR' as const };
let superuser: pg.Client;

beforeAll(async () => {
  superuser = new pg.Client({ connectionString: process.env.SUPERUSER_DATABASE_URL! });
  await superuser.connect();
});
afterAll(() => superuser.end());

const plan = (sessions: DaySession[], halqa: string) =>
  superuser.query('UPDATE halqas SET sessions = $2 WHERE id = $1', [halqa, sessions]);

describe('the reports of a day of two sessions', () => {
  type Told = Awaited<ReturnType<typeof messageSchool>>;
  let schools = 0;
  const open = async () => {
    schools += 1;
    const made = await messageSchool(superuser, `sessions-${schools}`, `+9231578${70 + schools}`);
    await plan(['FAJR', 'AFTER_ZUHR'], made.halqa);
    return made;
  };
  const act = async (
    at: Told,
    run: (tx: Parameters<Parameters<typeof inTenant>[1]>[0], who: Scope) => Promise<unknown>,
  ) => {
    const ustadh = await at.ustadh();
    await inTenant(ustadh, (tx) => run(tx, ustadh));
  };
  const mark = (at: Told, [studentId]: string[], session: DaySession, status: 'PRESENT' | 'ABSENT') =>
    act(at, (tx, ustadh) =>
      takeAttendance(
        tx,
        {
          halqaId: at.halqa,
          date: ustadh.today,
          session,
          entries: [{ id: v7(), studentId: studentId!, status }],
        },
        ustadh,
      ),
    );
  const hear = (
    at: Told,
    [studentId]: string[],
    session: DaySession,
    kind: 'SABAQ' | 'MANZIL',
    grade: 'GOOD' | 'WEAK',
  ) =>
    act(at, (tx, ustadh) => {
      const mistakes = { atak: 0, lahnJali: 0, lahnKhafi: 0, tajweed: 0 };
      const entry = { id: v7(), kind, portions: [1, 7], grade, mistakes, listener: 'TEACHER' as const };
      const slot = { halqaId: at.halqa, date: ustadh.today, session };
      return recordLessons(tx, [{ ...slot, studentId: studentId!, entries: [entry] }], ustadh);
    });
  const finish = async (at: Told, session: DaySession) => {
    const ustadh = await at.ustadh();
    const input = { halqaId: at.halqa, date: ustadh.today, session };
    await runCommands(ustadh, { commands: [{ id: v7(), kind: 'session.finish', input }] });
    await at.due('messages.compose');
  };
  const told = async (at: Told) =>
    (await at.rows()).map(({ purpose, state, reason }) => [purpose, state, reason].filter(Boolean).join(' '));

  test('P25 are one for each child, written when the last session ends, and no correction for the second', async () => {
    const at = await open();
    const { children } = await at.family(['Anas'], 'en');
    await mark(at, children, 'FAJR', 'PRESENT');
    await hear(at, children, 'FAJR', 'SABAQ', 'GOOD');
    await finish(at, 'FAJR');
    // Corrected before the day is told: no news.
    await hear(at, children, 'FAJR', 'SABAQ', 'WEAK');
    await at.due('messages.compose');
    expect(await told(at)).toEqual([]);
    await hear(at, children, 'AFTER_ZUHR', 'MANZIL', 'GOOD');
    await finish(at, 'AFTER_ZUHR');
    const [report, ...others] = await at.rows();
    expect(others).toEqual([]);
    expect(report.purpose).toBe('REPORT');
    expect(report.body).toMatch(/sabaq.*weak.*manzil.*good/i);
    // Ended again, in either order: nothing new is nothing new.
    await finish(at, 'FAJR');
    await at.work();
    expect(await told(at)).toEqual(['REPORT DELIVERED']);
    // Told by then: what is corrected at Fajr is a correction of the day.
    await hear(at, children, 'FAJR', 'SABAQ', 'GOOD');
    await at.work();
    await at.work();
    expect(await told(at)).toEqual(['REPORT DELIVERED', 'CORRECTION-1 DELIVERED']);
  });

  test('are written the next morning when nobody ends the last session; an end in time takes their place', async () => {
    const at = await open();
    const { children } = await at.family(['Dawud'], 'en');
    const waiting = async () =>
      (
        await superuser.query(
          `SELECT to_char(j.run_at AT TIME ZONE i.time_zone, 'YYYY-MM-DD HH24:MI') AS at
           FROM graphile_worker._private_jobs j JOIN institutions i ON i.id = $1
           WHERE j.key LIKE i.id || ':messages.compose:%'`,
          [at.id],
        )
      ).rows.map((job) => job.at);
    await hear(at, children, 'FAJR', 'SABAQ', 'GOOD');
    await finish(at, 'FAJR');
    await hear(at, children, 'AFTER_ZUHR', 'MANZIL', 'GOOD');
    await finish(at, 'FAJR');
    const morning = `${addDays((await at.ustadh()).today, 1)} 06:30`;
    expect([await told(at), await waiting()]).toEqual([[], [morning]]);
    await finish(at, 'AFTER_ZUHR');
    expect([await told(at), await waiting()]).toEqual([['REPORT QUEUED'], []]);
  });

  test('are not put off to the morning by a session that ends in the moment of the last', async () => {
    const at = await open();
    const { children } = await at.family(['Dirar'], 'en');
    await hear(at, children, 'FAJR', 'SABAQ', 'GOOD');
    const end = async (session: DaySession, meanwhile?: () => Promise<unknown>) => {
      const ustadh = await at.ustadh();
      return inTenant(ustadh, async (tx) => {
        await finishSession(tx, { halqaId: at.halqa, date: ustadh.today, session }, ustadh);
        await meanwhile?.();
      });
    };
    let first: Promise<void> | undefined;
    await end('AFTER_ZUHR', () => {
      first = end('FAJR');
      return new Promise((done) => setTimeout(done, 500));
    });
    await first;
    await at.due('messages.compose');
    expect(await told(at)).toEqual(['REPORT QUEUED']);
  });

  test('of a day that was told in the morning are corrected like any, in whichever session', async () => {
    const at = await open();
    const { children } = await at.family(['Dihya'], 'en');
    await hear(at, children, 'FAJR', 'SABAQ', 'GOOD');
    await finish(at, 'FAJR');
    await hear(at, children, 'AFTER_ZUHR', 'MANZIL', 'GOOD');
    // The morning.
    await at.only('messages.compose');
    const [report] = await at.rows();
    expect(report).toMatchObject({ purpose: 'REPORT', state: 'QUEUED' });
    expect(report.body).toMatch(/sabaq.*manzil/i);
    await at.work();
    await at.daysPass(1);
    const ustadh = await at.ustadh();
    const mistakes = { atak: 0, lahnJali: 0, lahnKhafi: 0, tajweed: 0 };
    const entry = { id: v7(), kind: 'MANZIL' as const, portions: [1, 7], grade: 'WEAK' as const, mistakes };
    const correction = {
      halqaId: at.halqa,
      studentId: children[0]!,
      date: addDays(ustadh.today, -1),
      ...ZUHR,
      correctionReason: 'Another child recited',
      entries: [{ ...entry, listener: 'TEACHER' as const }],
    };
    await inTenant(ustadh, (tx) => recordLessons(tx, [correction], ustadh));
    await at.only('messages.compose');
    expect((await at.rows()).map(({ purpose }) => purpose)).toEqual(['REPORT', 'CORRECTION-1']);
  });

  test('are written though the first session was never ended', async () => {
    const at = await open();
    const { children } = await at.family(['Bilal'], 'en');
    await hear(at, children, 'FAJR', 'SABAQ', 'GOOD');
    await mark(at, children, 'AFTER_ZUHR', 'PRESENT');
    await finish(at, 'AFTER_ZUHR');
    expect(await told(at)).toEqual(['REPORT QUEUED']);
  });

  test('an absence from both is one alarm; taken back at Fajr, that of Zuhr comes in its place', async () => {
    const at = await open();
    const [both, one] = [await at.family(['Hamza'], 'en'), await at.family(['Haroon'], 'en')];
    const tell = () => at.only('messages.tell');
    await mark(at, both.children, 'FAJR', 'ABSENT');
    await mark(at, one.children, 'FAJR', 'PRESENT');
    await tell();
    await mark(at, both.children, 'AFTER_ZUHR', 'ABSENT');
    await mark(at, one.children, 'AFTER_ZUHR', 'ABSENT');
    await tell();
    expect(await told(at)).toEqual(['FAJR QUEUED', 'AFTER_ZUHR QUEUED']);
    expect((await at.rows(both)).map(({ purpose }) => purpose)).toEqual(['FAJR']);
    await mark(at, both.children, 'FAJR', 'PRESENT');
    await tell();
    await tell();
    const rows = await at.rows(both);
    expect(rows.map(({ purpose, state }) => [purpose, state])).toEqual([
      ['FAJR', 'SUPPRESSED'],
      ['AFTER_ZUHR', 'QUEUED'],
    ]);
  });

  test('an absence from both whose jobs run side by side is one alarm', async () => {
    const at = await open();
    const { children } = await at.family(['Hamza'], 'en');
    for (const session of ['FAJR', 'AFTER_ZUHR'] as const) await mark(at, children, session, 'ABSENT');
    const { today } = await at.ustadh();
    const alarm = (scope: Entrance, session: string, after?: () => Promise<unknown>) =>
      inTenant(scope, async (tx) => {
        const of = { ...at.now(), timeZone: 'Asia/Karachi', today };
        await tellOf(tx, of, { kind: 'ABSENCE_ALERT', halqaId: at.halqa, date: today, session });
        await after?.();
      });
    await at.asSystem(async (scope) => {
      let second: Promise<void> | undefined;
      await alarm(scope, 'FAJR', async () => {
        second = alarm(scope, 'AFTER_ZUHR');
        await new Promise((done) => setTimeout(done, 300));
      });
      await second;
    });
    expect((await at.rows()).map(({ purpose }) => purpose)).toEqual(['FAJR']);
  });

  test('a parent sees both sessions of a day, and the day once', async () => {
    const at = await open();
    const { children } = await at.family(['Idris'], 'en');
    await mark(at, children, 'AFTER_ZUHR', 'PRESENT');
    await mark(at, children, 'FAJR', 'ABSENT');
    const admin = await at.admin();
    const page = await inTenant(admin, (tx) =>
      getParentPage(tx, {
        institutionId: at.id,
        userId: admin.userId,
        mushaf: 'madani15',
        studentId: children[0]!,
        days: 7,
        today: admin.today,
      }),
    );
    expect(page.page?.attendance).toMatchObject([
      { ...FAJR, status: 'ABSENT' },
      { ...ZUHR, status: 'PRESENT' },
    ]);
  });
});
