import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { localChannel } from '@/lib/adapters/messaging/local';
import { MessagingError } from '@/lib/adapters/messaging/port';
import { finishSession, takeAttendance } from '@/lib/attendance/mutations';
import type { Scope } from '@/lib/core/auth/scope';
import { callAuth } from '@/lib/core/db/definers';
import type { JobEntrance, JobScope } from '@/lib/core/db/job-entrance';
import { inTenant } from '@/lib/core/db/tenant';
import { recordLessons } from '@/lib/lessons/mutations';
import type { Grade } from '@/lib/lessons/rules';
import { jobs } from '@/lib/messages/jobs';
import { recordReadings } from '@/lib/reading/mutations';
import {
  acceptInvitation,
  makeCampus,
  makeGuardian,
  makeHalqa,
  makeInvitation,
  makeStaff,
  makeStudent,
} from '@/prisma/seed/makers';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';
import { runJobs } from '../support/run-jobs';

type Family = { phone: string; guardian: string; children: string[] };
const password = 'green tea at noon';
const prefix = '+92315777';
let superuser: pg.Client;
let school: { id: string; admin: Scope; teacher: () => Promise<Scope>; campus: string; halqa: string };
let families = 0;

beforeAll(async () => {
  superuser = new pg.Client({ connectionString: process.env.SUPERUSER_DATABASE_URL! });
  await superuser.connect();
  const owner = await makeUser('office@messages.example', password);
  const id = await makeInstitution({ name: 'messages', admin: owner });
  const admin = await scopeOf(owner, 'admin', id);
  const made = await inTenant(admin, async (tx) => {
    const campus = await makeCampus(tx, admin, { name: 'Main' });
    const staff = await makeStaff(tx, admin, { name: 'Qari Anas' });
    const halqa = await makeHalqa(tx, admin, { campusId: campus.id, name: 'Umar', staffId: staff.id });
    return {
      campus: campus.id,
      halqa: halqa.id,
      token: await makeInvitation(tx, admin, { staffId: staff.id }),
    };
  });
  const ustadh = await makeUser('ustadh@messages.example', password);
  await acceptInvitation(made.token, ustadh);
  school = { id, admin, ...made, teacher: () => scopeOf(ustadh, 'teacher', id) };
});
afterAll(() => superuser.end());
afterEach(() => vi.restoreAllMocks());

/** Brothers with one guardian, in the halqa. */
async function family(names: string[], language = 'en', withPhone = true): Promise<Family> {
  families += 1;
  const phone = `${prefix}${String(families).padStart(4, '0')}`;
  const { admin, campus, halqa } = school;
  return inTenant({ ...admin, context: (await admin.renew!())! }, async (tx) => {
    const input = { name: `Father ${families}`, language, ...(withPhone && { phone }) };
    const guardian = (await makeGuardian(tx, admin, input)).id;
    const children: string[] = [];
    for (const name of names) {
      const nativeName = `${name} اردو`;
      children.push(
        (
          await makeStudent(tx, admin, {
            campusId: campus,
            halqaId: halqa,
            name,
            nativeName,
            guardianIds: [guardian],
          })
        ).id,
      );
    }
    return { phone, guardian, children };
  });
}

/** The ustadh marks and hears each child, then closes the session, as his phone would send it. */
async function day(children: string[], grade: Grade = 'EXCELLENT') {
  const who = await school.teacher();
  const slot = { halqaId: school.halqa, date: who.today, session: 'MORNING' as const };
  const mistakes = { atak: 0, lahnJali: 0, lahnKhafi: 0, tajweed: 0 };
  const sabaq = { kind: 'SABAQ' as const, portions: [1, 7], grade, mistakes, listener: 'TEACHER' as const };
  await inTenant(who, async (tx) => {
    const entries = children.map((studentId) => ({ id: v7(), studentId, status: 'PRESENT' as const }));
    await takeAttendance(tx, { ...slot, entries }, who);
    const heard = children.map((studentId) => ({ ...slot, studentId, entries: [{ id: v7(), ...sabaq }] }));
    await recordLessons(tx, heard, who);
    await finishSession(tx, slot, who);
  });
}

const work = () => runJobs(superuser, jobs, school.id);
const compose = () => runJobs(superuser, { 'messages.compose': jobs['messages.compose']! }, school.id);
const rowsOf = async ({ guardian }: Family) =>
  (
    await superuser.query('SELECT * FROM deliveries WHERE guardian_id = $1 ORDER BY created_at, id', [
      guardian,
    ])
  ).rows;
const textsOf = async ({ phone }: Family) =>
  (await callAuth<{ body: string }>('auth.demo_phone', [phone])).map(({ body }) => body).sort();
const change = (sql: string, { guardian }: Family) =>
  superuser.query(`UPDATE guardianships SET ${sql} WHERE guardian_id = $1`, [guardian]);

describe('a finished session', () => {
  test('P08 P25 writes one report per child to the one guardian of brothers, and its words are gone on delivery', async () => {
    const khan = await family(['Anas', 'Hasan']);
    await day(khan.children);
    await work();
    const waiting = await rowsOf(khan);
    expect(waiting.map(({ state, purpose, kind }) => ({ state, purpose, kind }))).toEqual(
      Array(2).fill({ state: 'QUEUED', purpose: 'REPORT', kind: 'DAILY_REPORT' }),
    );
    expect(waiting.every(({ body }) => /sabaq Al-Fatihah excellent/.test(body))).toBe(true);
    await work();
    for (const row of await rowsOf(khan)) {
      expect(row).toMatchObject({ state: 'DELIVERED', body: null, reason: null });
      expect(row.ended_at).not.toBeNull();
    }
    const texts = await textsOf(khan);
    expect(texts).toHaveLength(2);
    expect(texts[0]).toMatch(/^Anas, \w+: sabaq /);
    expect(texts[1]).toMatch(/^Hasan, \w+: sabaq /);
  });

  test('tells what a child read from the page, and a correction of it', async () => {
    const reader = await family(['Haroon']);
    const [studentId] = reader.children;
    await superuser.query("UPDATE students SET programme = 'NAZRA' WHERE id = $1", [studentId]);
    const read = async (toLine: number) => {
      const who = await school.teacher();
      const slot = { halqaId: school.halqa, date: who.today, session: 'MORNING' as const };
      const place = { fromPage: 2, toPage: 2, fromLine: 1, toLine };
      const none = { atak: 0, lahnJali: 0, lahnKhafi: 0, tajweed: 0 };
      const record = { ...slot, ...place, ...none, id: v7(), studentId: studentId!, kind: 'NAZRA' as const };
      await inTenant(who, async (tx) => {
        await recordReadings(tx, [{ ...record, grade: 'GOOD', listener: 'TEACHER' }], who);
        await finishSession(tx, slot, who);
      });
    };
    await read(6);
    await work();
    await work();
    expect(await textsOf(reader)).toEqual([expect.stringMatching(/: nazra page 2, lines 1–6 good\.$/)]);
    await read(8);
    await work();
    await work();
    const texts = await textsOf(reader);
    expect(texts).toHaveLength(2);
    expect(texts.join()).toMatch(/Correction\. Haroon, \w+: nazra page 2, lines 1–8 good\./);
  });

  test('speaks the guardian’s language and the child’s name in it', async () => {
    const urdu = await family(['Saad'], 'ur');
    await day(urdu.children);
    await work();
    await work();
    expect((await textsOf(urdu))[0]).toMatch(/^Saad اردو، .+: سبق .+ ممتاز۔$/);
  });

  test('finished again with nothing new writes and sends nothing; after a correction only what is true now', async () => {
    const qureshi = await family(['Usman']);
    await day(qureshi.children);
    await work();
    await work();
    await day(qureshi.children);
    await work();
    await work();
    expect(await rowsOf(qureshi)).toHaveLength(1);
    expect(await textsOf(qureshi)).toHaveLength(1);
    await day(qureshi.children, 'WEAK');
    await work();
    await work();
    const rows = await rowsOf(qureshi);
    expect(rows.map(({ purpose, state }) => [purpose, state])).toEqual([
      ['REPORT', 'DELIVERED'],
      ['CORRECTION-1', 'DELIVERED'],
    ]);
    const [correction] = (await textsOf(qureshi)).filter((text) => text.startsWith('Correction.'));
    expect(correction).toMatch(/sabaq Al-Fatihah weak/);
    expect(correction).not.toMatch(/excellent/);
  });

  test('a report that still waits is rewritten, not corrected', async () => {
    const lodhi = await family(['Husain']);
    await day(lodhi.children);
    await compose();
    await day(lodhi.children, 'GOOD');
    await compose();
    expect(await rowsOf(lodhi)).toMatchObject([{ purpose: 'REPORT', state: 'QUEUED' }]);
    await work();
    expect(await rowsOf(lodhi)).toMatchObject([{ purpose: 'REPORT', state: 'DELIVERED', body: null }]);
    const texts = await textsOf(lodhi);
    expect(texts).toHaveLength(1);
    expect(texts[0]).toMatch(/sabaq Al-Fatihah good/);
  });
});

describe('consent', () => {
  test('P21 P24 who is not authorised, has stopped messages or has no number gets none, and the log says why', async () => {
    const [unasked, stopped, silent] = [
      await family(['Bilal']),
      await family(['Zaid']),
      await family(['Musa'], 'en', false),
    ];
    await change('receives_messages = false', unasked);
    await change('opted_out_at = now()', stopped);
    await day([unasked, stopped, silent].flatMap(({ children }) => children));
    await work();
    await work();
    for (const [one, reason] of [
      [unasked, 'NOT_AUTHORISED'],
      [stopped, 'OPTED_OUT'],
      [silent, 'NO_PHONE'],
    ] as const) {
      expect(await rowsOf(one)).toMatchObject([{ state: 'SUPPRESSED', reason, body: null }]);
      expect(await textsOf(one)).toEqual([]);
    }
  });

  test('P24 a stop between composing and sending takes effect before the send', async () => {
    const mirza = await family(['Ismail']);
    await day(mirza.children);
    await work();
    await change('opted_out_at = now()', mirza);
    await work();
    expect(await rowsOf(mirza)).toMatchObject([{ state: 'SUPPRESSED', reason: 'OPTED_OUT', body: null }]);
    expect(await textsOf(mirza)).toEqual([]);
  });
});

describe('the channel', () => {
  test('K8 away: the report waits and goes later, once', async () => {
    const hashmi = await family(['Salman']);
    await day(hashmi.children);
    await work();
    const away = vi.spyOn(localChannel, 'send').mockRejectedValue(new MessagingError('AWAY'));
    expect((await work()).errors).toEqual([]);
    expect(await rowsOf(hashmi)).toMatchObject([{ state: 'QUEUED' }]);
    away.mockRestore();
    await work();
    expect(await rowsOf(hashmi)).toMatchObject([{ state: 'DELIVERED', body: null }]);
    expect(await textsOf(hashmi)).toHaveLength(1);
  });

  test('K8 away for half a day: given up, words gone; refused: ended at once', async () => {
    const [late, refused] = [await family(['Umar']), await family(['Ali'])];
    await day([...late.children, ...refused.children]);
    await work();
    await superuser.query(
      "UPDATE deliveries SET due_at = now() - interval '13 hours', attempts = 3 WHERE guardian_id = $1",
      [late.guardian],
    );
    vi.spyOn(localChannel, 'send').mockImplementation(async ({ to }) => {
      throw new MessagingError(to === refused.phone ? 'REFUSED' : 'AWAY');
    });
    expect((await work()).errors).toEqual([]);
    expect(await rowsOf(late)).toMatchObject([{ state: 'FAILED', reason: 'NOT_ANSWERED', body: null }]);
    expect(await rowsOf(refused)).toMatchObject([{ state: 'FAILED', reason: 'REFUSED', body: null }]);
  });

  test('Q7 a delivery that has ended is left alone, however often its job runs', async () => {
    const rajput = await family(['Rayyan']);
    await day(rajput.children);
    await work();
    const send = vi.spyOn(localChannel, 'send');
    await work();
    const [row] = await rowsOf(rajput);
    const again = { ids: { deliveryIds: row.id }, enter: systemOf };
    await jobs['messages.send']!(again);
    expect(send).toHaveBeenCalledTimes(1);
  });
});

/** The entrance of a composing job that finds nothing to do. */
async function systemOf() {
  const who = await school.teacher();
  await inTenant(who, (tx) =>
    finishSession(tx, { halqaId: school.halqa, date: '2026-01-10', session: 'FAJR' }, who),
  );
  const entered: JobScope[] = [];
  const listen = async (job: JobEntrance) => {
    entered.push(await job.enter());
  };
  await runJobs(superuser, { 'messages.compose': listen }, school.id);
  return entered[0]!;
}
