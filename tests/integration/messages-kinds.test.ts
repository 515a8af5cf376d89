import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { finishSession, takeAttendance } from '@/lib/attendance/mutations';
import { inTenant } from '@/lib/core/db/tenant';
import { askResult, askWelcome, scheduleWeek } from '@/lib/messages/causes/mutations';
import { previewKinds } from '@/lib/messages/kinds/queries';
import { SENT_KINDS } from '@/lib/messages/kinds/schema';
import { wordingNames } from '@/lib/messages/templates/rules';
import { draftTemplate } from '@/lib/messages/templates/words';
import { fakeUltraMsg } from '../fakes/ultramsg';
import { fakeWhatsApp } from '../fakes/whatsapp';
import { type Family, messageSchool } from './messages-school';

let superuser: pg.Client;
let meta: Awaited<ReturnType<typeof fakeWhatsApp>>;
let school: Awaited<ReturnType<typeof messageSchool>>;

beforeAll(async () => {
  meta = await fakeWhatsApp();
  process.env.META_BASE_URL = meta.url;
  superuser = new pg.Client({ connectionString: process.env.SUPERUSER_DATABASE_URL! });
  await superuser.connect();
  school = await messageSchool(superuser, 'kinds-noor', '+92314777');
  for (const wording of wordingNames)
    for (const language of ['en', 'ur', 'ar'] as const) {
      const { name, body } = await draftTemplate(wording, language);
      meta.approve(name, language, body);
    }
  const ultra = await fakeUltraMsg();
  await school.connectMeta({ meta, ultra });
  await ultra.stop();
});
afterAll(() => Promise.all([superuser.end(), meta.stop()]));
beforeEach(() => {
  meta.accepted.length = 0;
});

const states = async (family: Family) =>
  (await school.rows(family)).map(({ kind, purpose, state, reason }) =>
    [kind, purpose, state, reason].filter(Boolean).join(' '),
  );
const texts = (family: Family) =>
  meta.accepted.filter(({ to }) => to === family.digits).map(({ text }) => text);

describe('P22 an absence', () => {
  test('is told ten minutes after it was marked, once, however often it is saved', async () => {
    const khan = await school.family(['Anas'], 'en');
    await school.mark(khan.children, 'ABSENT');
    await school.mark(khan.children, 'ABSENT');
    await school.work();
    await school.work();
    expect(await states(khan)).toEqual(['ABSENCE_ALERT MORNING QUEUED']);
    const [row] = await school.rows(khan);
    expect(row.due_at.getTime() - Date.now()).toBeGreaterThan(8 * 60_000);
    await school.soon();
    await school.work();
    expect(texts(khan)).toEqual([
      expect.stringMatching(
        /^Assalamu alaikum\. Anas is marked for \w+, morning: absent \(illness\)\. If this is not right/,
      ),
    ]);
    await school.mark(khan.children, 'ABSENT');
    await school.work();
    expect(texts(khan)).toHaveLength(1);
  });

  test('corrected in time it is taken back; after it has gone a correction follows, once', async () => {
    const [early, late] = [await school.family(['Bilal'], 'en'), await school.family(['Hamza'], 'en')];
    await school.mark([...early.children, ...late.children], 'ABSENT');
    await school.work();
    await school.mark(early.children, 'PRESENT');
    await school.work();
    expect(await states(early)).toEqual(['ABSENCE_ALERT MORNING SUPPRESSED CORRECTED']);
    expect((await school.rows(early))[0]).toMatchObject({ body: null, values: [] });
    await school.soon();
    await school.work();
    expect([texts(early).length, texts(late).length]).toEqual([0, 1]);
    await school.mark(late.children, 'LEAVE');
    await school.work();
    await school.soon();
    await school.work();
    await school.work();
    expect(await states(late)).toEqual([
      'ABSENCE_ALERT MORNING SENT',
      'ABSENCE_ALERT MORNING-CORRECTION-1 SENT',
    ]);
    expect(texts(late)[1]).toMatch(/^Assalamu alaikum\. Correction for Hamza, \w+, morning: on leave\./);
    // Absent after all: taken back before, it is told now.
    await school.mark(early.children, 'ABSENT');
    await school.work();
    await school.soon();
    await school.work();
    expect(await states(early)).toEqual(['ABSENCE_ALERT MORNING SENT']);
  });

  test('of a child that changed its halqa meanwhile is corrected by the new ustadh, and told once for both', async () => {
    const [came, away] = [await school.family(['Talha'], 'en'), await school.family(['Zubair'], 'en')];
    const children = [...came.children, ...away.children];
    await school.mark(children, 'ABSENT');
    await school.work();
    await school.soon();
    await school.work();
    const halqaId = await school.moveAll(children);
    const who = await school.ustadh();
    const at = { halqaId, date: who.today };
    const absent = away.children.map((studentId) => ({ id: v7(), studentId, status: 'ABSENT' as const }));
    const here = came.children.map((studentId) => ({ id: v7(), studentId, status: 'PRESENT' as const }));
    await inTenant(who, (tx) => takeAttendance(tx, { ...at, session: 'MORNING', entries: here }, who));
    await inTenant(who, (tx) => takeAttendance(tx, { ...at, session: 'AFTER_ZUHR', entries: absent }, who));
    await school.work();
    await school.soon();
    await school.work();
    expect(await states(came)).toEqual([
      'ABSENCE_ALERT MORNING SENT',
      'ABSENCE_ALERT MORNING-CORRECTION-1 SENT',
    ]);
    expect(await states(away)).toEqual(['ABSENCE_ALERT MORNING SENT']);
    await inTenant(who, (tx) => finishSession(tx, { ...at, session: 'MORNING' }, who));
    await school.work();
    expect(await states(came)).toContain('DAILY_REPORT REPORT QUEUED');
  });

  test('presence, leave and lateness are not told at once', async () => {
    const zaid = await school.family(['Zaid']);
    await school.mark(zaid.children, 'PRESENT');
    await school.mark(zaid.children, 'LEAVE');
    await school.work();
    expect(await states(zaid)).toEqual([]);
  });
});

test('P22 a test’s result is told when it is closed, once', async () => {
  const shah = await school.family(['Umar'], 'ur');
  const testId = v7();
  await superuser.query(
    `WITH t AS (INSERT INTO jaiza_tests (institution_id, id, student_id, campus_id, kind, juz, scope, state, asked_on, asked_by)
       SELECT s.institution_id, $3, s.id, s.campus_id, 'PARA', 5, '{1,7}', 'DONE', current_date, $4 FROM students s WHERE s.institution_id = $1 AND s.id = $2 RETURNING *)
     INSERT INTO jaiza_results (institution_id, id, test_id, student_id, campus_id, kind, held_on, result, score, pass_mark, passages, marks, taken_back, passed_juz, lost_juz, examiner_id)
     SELECT institution_id, $5, id, student_id, campus_id, 'PARA', current_date, 'PASS', 87, 60, '{1,7}', '{0,0,0,0,0,1}', '{}', '{5}', '{}', $4 FROM t`,
    [school.id, shah.children[0], testId, v7(), v7()],
  );
  const ask = async () =>
    inTenant(await school.admin(), (tx) => askResult(tx, { studentId: shah.children[0]!, testId }));
  await ask();
  await school.work();
  await ask();
  await school.work();
  expect(await states(shah)).toEqual([`TEST_RESULT ${testId} SENT`]);
  expect(texts(shah)[0]).toMatch(
    /^السلام علیکم۔ Umar اردو کا جائزہ، .+: پارہ 5 کا جائزہ، کامیاب، 100 میں سے 87۔ منجانب /,
  );
});

test('a welcome goes once, whatever the day', async () => {
  const new1 = await school.family(['Saad'], 'en');
  const ask = async () => inTenant(await school.admin(), (tx) => askWelcome(tx, new1.children[0]!));
  await ask();
  await school.work();
  await superuser.query('UPDATE deliveries SET day = day - 40 WHERE guardian_id = $1', [new1.guardian]);
  await ask();
  await school.work();
  expect(texts(new1)).toHaveLength(1);
  expect(texts(new1)[0]).toMatch(/tests of Saad at kinds-noor are told on this number/);
});

test('Q8 the end of a school week firing twice tells the week once, and the next one is set', async () => {
  const lodhi = await school.family(['Musa'], 'en');
  await school.day(lodhi.children);
  const [{ today }] = (
    await superuser.query("SELECT (now() AT TIME ZONE 'Asia/Karachi')::date::text AS today")
  ).rows;
  // The school's week ends today.
  await superuser.query(
    'UPDATE institutions SET weekly_holiday = extract(isodow FROM $2::date + 1)::int WHERE id = $1',
    [school.id, today],
  );
  const now = new Date();
  const set = () =>
    school.asSystem((scope) =>
      inTenant(scope, (tx) => scheduleWeek(tx, { institutionId: school.id, timeZone: 'Asia/Karachi', now })),
    );
  await set();
  await set();
  expect(await school.jobs('messages.week')).toHaveLength(1);
  for (let i = 0; i < 2; i += 1) {
    await school.only('messages.week');
    await school.only('messages.tell');
  }
  await school.work();
  expect((await states(lodhi)).filter((one) => one.startsWith('WEEKLY'))).toEqual([
    'WEEKLY_REPORT WEEK SENT',
  ]);
  expect(texts(lodhi).filter((text) => text.includes('Week of'))).toEqual([
    expect.stringMatching(/^Assalamu alaikum\. Week of Musa, .+: present on 1 of 1 days, sabaq Al-Fatihah\./),
  ]);
  const [next] = await school.jobs('messages.week');
  expect(next!.run_at.getTime()).toBeGreaterThan(now.getTime());
});

test('a preview of each kind that there was occasion for, about a real child', async () => {
  const admin = await school.admin();
  const previews = await inTenant(admin, (tx) => previewKinds(tx, { institutionId: school.id }, admin.today));
  expect(Object.keys(previews).sort()).toEqual([...SENT_KINDS].sort());
  for (const { texts: told } of Object.values(previews))
    expect(Object.values(told).join()).not.toMatch(/\{|undefined/);
});
