import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inTenant } from '@/lib/core/db/tenant';
import { askCheck, pauseAll } from '@/lib/messages/channel/mutations';
import { receiveFromMeta } from '@/lib/messages/inbox/mutations';
import { jobs } from '@/lib/messages/jobs';
import { queueDeliveries } from '@/lib/messages/outbox/mutations';
import { loadOf } from '@/lib/messages/outbox/rules';
import { wordingNames } from '@/lib/messages/templates/rules';
import { draftTemplate } from '@/lib/messages/templates/words';
import { fakeUltraMsg } from '../fakes/ultramsg';
import { fakeWhatsApp } from '../fakes/whatsapp';
import { runJobs } from '../support/run-jobs';
import { type Family, messageSchool } from './messages-school';

type School = Awaited<ReturnType<typeof messageSchool>>;
let superuser: pg.Client;
let meta: Awaited<ReturnType<typeof fakeWhatsApp>>;
let ultra: Awaited<ReturnType<typeof fakeUltraMsg>>;
let noor: School;
let falah: School;

beforeAll(async () => {
  [meta, ultra] = [await fakeWhatsApp(), await fakeUltraMsg()];
  // Read once by the code: so before anything else.
  Object.assign(process.env, { META_BASE_URL: meta.url, ULTRAMSG_BASE_URL: ultra.url });
  superuser = new pg.Client({ connectionString: process.env.SUPERUSER_DATABASE_URL! });
  await superuser.connect();
  noor = await messageSchool(superuser, 'outbox-noor', '+92315888');
  falah = await messageSchool(superuser, 'outbox-falah', '+92315999');
  for (const wording of wordingNames)
    for (const language of ['en', 'ur', 'ar'] as const) {
      const { name, body } = await draftTemplate(wording, language);
      meta.approve(name, language, body);
    }
  await noor.connectMeta({ meta, ultra });
  await falah.connectUltramsg({ meta, ultra });
});
afterAll(() => Promise.all([superuser.end(), meta.stop(), ultra.stop()]));
beforeEach(async () => {
  for (const fake of [meta, ultra]) fake.state.mood = 'well';
  meta.accepted.length = 0;
  meta.faults.length = 0;
  ultra.queue.length = 0;
  await superuser.query(
    'UPDATE message_channels SET hold_until = NULL, slot_at = NULL, sent_at = NULL, strikes = 0',
  );
});

const hook = async (body: object) => {
  const { raw, signature } = meta.signed(body);
  return receiveFromMeta(Buffer.from(raw), signature, new Date());
};
const report = (status: string, code?: number, at = 0) =>
  hook(meta.statuses([meta.statusOf(meta.accepted[at]!, status, code)]));
const states = async (school: School, family: Family) =>
  (await school.rows(family)).map(({ state, reason }) => (reason ? `${state} ${reason}` : state));

describe('a channel', () => {
  test('P29 keeps its credentials sealed, says what it found, and is off until it is chosen (V7 P26)', async () => {
    const row = await noor.channel();
    expect(row).toMatchObject({ provider: 'META', state: 'READY', number: '923001112222', quality: 'GREEN' });
    expect(row).toMatchObject({ daily_limit: 1000, per_second: 80 });
    expect(JSON.stringify(row)).not.toContain(meta.account.token);
    expect(JSON.stringify(row)).not.toContain(meta.account.appSecret);
    const shown = await superuser.query('SELECT count(*) FROM message_templates WHERE institution_id = $1', [
      noor.id,
    ]);
    expect(Number(shown.rows[0].count)).toBe(wordingNames.length * 3);
    const fresh = await messageSchool(superuser, 'outbox-new', '+92315666');
    expect(await fresh.channel()).toBeUndefined();
  });

  test('a wrong token is told by name; the right one lets it go', async () => {
    const other = await messageSchool(superuser, 'outbox-token', '+92315667');
    await other.connectMeta({ meta, ultra }, { token: 'an old token' });
    expect(await other.channel()).toMatchObject({ state: 'STOPPED', fault: 'TOKEN', fault_code: 190 });
    await other.connectMeta({ meta, ultra });
    expect(await other.channel()).toMatchObject({ state: 'READY', fault: null });
  });
});

describe('a report by Meta', () => {
  test('P25 V3 goes as the approved wording in the guardian’s language; its words are gone when it has arrived', async () => {
    const khan = await noor.family(['Anas']);
    await noor.day(khan.children);
    await noor.work();
    expect(meta.accepted).toHaveLength(1);
    expect(meta.accepted[0]).toMatchObject({ to: khan.digits, template: 'hp_daily_report_v1/ur' });
    expect(meta.accepted[0]!.text).toMatch(
      /^السلام علیکم۔ Anas اردو کی رپورٹ برائے .+: سبق .+ ممتاز۔ منجانب /,
    );
    expect((await noor.rows(khan))[0]).toMatchObject({ state: 'SENT', channel: 'META', trying_at: null });
    await report('delivered');
    await noor.only('messages.inbox');
    expect((await noor.rows(khan))[0]).toMatchObject({ state: 'DELIVERED', body: null, values: [] });
    await report('read');
    await report('sent');
    await noor.only('messages.inbox');
    expect(await states(noor, khan)).toEqual(['READ']);
    const kept = await superuser.query('SELECT payload FROM message_events WHERE institution_id = $1', [
      noor.id,
    ]);
    expect(kept.rows.every(({ payload }) => payload === null)).toBe(true);
  });

  test('within a day of the guardian’s own message the words go as they are', async () => {
    const lodhi = await noor.family(['Bilal'], 'en');
    await hook(meta.inbound(lodhi.digits, 'Assalamu alaikum'));
    await noor.only('messages.inbox');
    await noor.day(lodhi.children);
    await noor.work();
    expect(meta.accepted[0]!.template).toBeUndefined();
    expect(meta.accepted[0]!.text).toMatch(/^Bilal, \w+: sabaq Al-Fatihah excellent\.$/);
  });

  test('a window that has closed meanwhile: the template follows, once', async () => {
    const qazi = await noor.family(['Hamza'], 'en');
    await hook(meta.inbound(qazi.digits, 'Salam'));
    await noor.only('messages.inbox');
    meta.windows.delete(qazi.digits);
    await noor.day(qazi.children);
    await noor.work();
    await noor.work();
    expect(meta.accepted.map(({ template }) => template)).toEqual(['hp_daily_report_v1/en']);
  });

  test('a wording that is not approved: nothing goes, the log says why; one under review waits', async () => {
    const shah = await noor.family(['Zaid'], 'ar');
    const set = (state: string) =>
      superuser.query(
        "UPDATE message_templates SET state = $2 WHERE institution_id = $1 AND language = 'ar'",
        [noor.id, state],
      );
    await set('PENDING');
    await noor.day(shah.children);
    await noor.work();
    expect(await states(noor, shah)).toEqual(['QUEUED']);
    await set('REJECTED');
    await noor.work();
    expect(await states(noor, shah)).toEqual(['SUPPRESSED NO_TEMPLATE']);
    await set('APPROVED');
    expect(meta.accepted).toEqual([]);
  });
});

describe('what goes wrong', () => {
  test('K8 down for an hour: it waits longer and longer, and goes once when the provider is back', async () => {
    const aziz = await noor.family(['Umar', 'Ali']);
    await noor.day(aziz.children);
    meta.state.mood = 'down';
    for (let i = 0; i < 4; i += 1) await noor.work();
    const waits = (await noor.jobs()).map(({ run_at }) => run_at.getTime() - Date.now());
    expect(Math.min(...waits)).toBeGreaterThan(60_000);
    meta.state.mood = 'well';
    await noor.work();
    expect(meta.accepted.filter(({ to }) => to === aziz.digits)).toHaveLength(2);
    expect(await states(noor, aziz)).toEqual(['SENT', 'SENT']);
  });

  test('K10 429: this institution waits as long as it is told, another one goes on', async () => {
    const [mine, theirs] = [await noor.family(['Saad']), await falah.family(['Musa'])];
    await noor.day(mine.children);
    await falah.day(theirs.children);
    meta.state.mood = 'busy';
    await noor.work();
    const held = (await noor.channel()).hold_until;
    expect(held.getTime() - Date.now()).toBeGreaterThan(5000);
    const asked = meta.state.asked;
    await noor.work();
    expect(meta.state.asked).toBe(asked);
    await falah.work();
    expect(ultra.queue).toHaveLength(1);
    expect((await noor.jobs()).at(-1)!.run_at.getTime()).toBeGreaterThanOrEqual(held.getTime());
    meta.state.mood = 'well';
    await superuser.query('UPDATE message_channels SET hold_until = NULL WHERE institution_id = $1', [
      noor.id,
    ]);
    await noor.work();
    expect(await states(noor, mine)).toEqual(['SENT']);
  });

  test('too many to one number: that number rests, the others do not', async () => {
    const [rests, goes] = [await noor.family(['Idris']), await noor.family(['Yahya'])];
    meta.faults.push(131056);
    await noor.day(rests.children);
    await noor.work();
    await noor.day(goes.children);
    await superuser.query(
      "UPDATE message_numbers SET wait_until = now() + interval '1 hour' WHERE phone = $1",
      [rests.phone],
    );
    await noor.work();
    expect(meta.accepted.map(({ to }) => to)).toEqual([goes.digits]);
    expect(await noor.number(rests.phone)).toMatchObject({ strikes: 1 });
  });

  test('a refused credential stops the institution, tells its admin, and holds what waits until it is mended', async () => {
    const naqvi = await noor.family(['Ilyas', 'Lut']);
    await noor.day(naqvi.children);
    meta.faults.push(190, 190);
    await noor.work();
    await noor.work();
    expect(await noor.channel()).toMatchObject({ state: 'STOPPED', fault: 'TOKEN' });
    expect(meta.accepted).toHaveLength(0);
    expect(await states(noor, naqvi)).toEqual(['QUEUED', 'QUEUED']);
    const told = await superuser.query(
      "SELECT count(*) FROM audit_entries WHERE institution_id = $1 AND action = 'messages.channelStopped'",
      [noor.id],
    );
    expect(Number(told.rows[0].count)).toBe(1);
    await inTenant(await noor.admin(), (tx) => askCheck(tx, noor.now()));
    await noor.only('messages.check');
    await noor.only('messages.send');
    expect(await states(noor, naqvi)).toEqual(['SENT', 'SENT']);
  });

  test('a number that is not on WhatsApp is remembered and left alone', async () => {
    const dead = await noor.family(['Harun']);
    await noor.day(dead.children);
    await noor.work();
    await report('failed', 131026);
    await noor.only('messages.inbox');
    expect(await states(noor, dead)).toEqual(['FAILED DEAD_NUMBER']);
    await noor.day(dead.children, 'WEAK');
    await noor.work();
    expect(meta.accepted).toHaveLength(1);
    expect(await states(noor, dead)).toEqual(['SUPPRESSED DEAD_NUMBER']);
  });

  test('too late is never: half a day after it was due it ends, its words gone', async () => {
    const late = await noor.family(['Ayyub']);
    await noor.day(late.children);
    await superuser.query(
      "UPDATE deliveries SET due_at = now() - interval '12 hours' WHERE guardian_id = $1",
      [late.guardian],
    );
    await noor.work();
    expect((await noor.rows(late))[0]).toMatchObject({ state: 'FAILED', reason: 'TOO_LATE', body: null });
    expect(meta.accepted).toEqual([]);
  });

  test('one switch holds everything, and lets it go again', async () => {
    const held = await noor.family(['Shuaib']);
    await inTenant(await noor.admin(), (tx) => pauseAll(tx, 'pause', noor.now()));
    await noor.day(held.children);
    await noor.work();
    expect(meta.accepted).toEqual([]);
    await inTenant(await noor.admin(), (tx) => pauseAll(tx, 'resume', noor.now()));
    await noor.work();
    expect(await states(noor, held)).toEqual(['SENT']);
  });
});

describe('K12 a worker that dies at any step loses nothing and sends nothing twice', () => {
  /** The second entry of the job never comes: the process was gone by then. */
  const dieAfterSend = (school: School) =>
    runJobs(
      superuser,
      {
        'messages.send': async (job) => {
          let entered = 0;
          await jobs['messages.send']!({
            ids: job.ids,
            enter: () => {
              entered += 1;
              if (entered > 1) throw new Error('killed');
              return job.enter();
            },
          });
        },
      },
      school.id,
    );

  test('before it has taken the delivery: the job comes again', async () => {
    const one = await noor.family(['Adam']);
    await noor.day(one.children);
    await runJobs(superuser, { 'messages.send': async () => Promise.reject(new Error('killed')) }, noor.id);
    await noor.work();
    expect(meta.accepted).toHaveLength(1);
  });

  test('after Meta took it, before it was written down: never sent again; the report of Meta settles it', async () => {
    const one = await noor.family(['Nuh']);
    await noor.day(one.children);
    await dieAfterSend(noor);
    expect(meta.accepted).toHaveLength(1);
    expect((await noor.rows(one))[0]).toMatchObject({ state: 'QUEUED' });
    await noor.work();
    await noor.age(5);
    await noor.work();
    expect(meta.accepted).toHaveLength(1);
    await report('delivered');
    await noor.only('messages.inbox');
    await noor.work();
    expect((await noor.rows(one))[0]).toMatchObject({ state: 'DELIVERED', body: null, trying_at: null });
    expect(meta.accepted).toHaveLength(1);
  });

  test('after UltraMsg took it: its queue is asked, and it is not sent again', async () => {
    const one = await falah.family(['Hud']);
    await falah.day(one.children);
    await dieAfterSend(falah);
    expect(ultra.queue).toHaveLength(1);
    await falah.age(5);
    await falah.work();
    expect(ultra.queue).toHaveLength(1);
    expect((await falah.rows(one))[0]).toMatchObject({
      state: 'SENT',
      provider_ref: String(ultra.queue[0]!.id),
    });
  });

  test('K9 the line breaks: asked first, sent again only where it is known not to be there', async () => {
    const [cut, lost] = [await falah.family(['Salih']), await falah.family(['Ishaq'])];
    await falah.day(cut.children);
    ultra.state.mood = 'accepting-then-reset';
    await falah.work();
    await superuser.query('UPDATE message_channels SET sent_at = NULL');
    await falah.day(lost.children);
    ultra.state.mood = 'reset';
    await falah.only('messages.send');
    await falah.age(5);
    ultra.state.mood = 'well';
    for (let i = 0; i < 4; i += 1) {
      await superuser.query('UPDATE message_channels SET sent_at = NULL');
      await falah.work();
    }
    expect(ultra.queue.map(({ to }) => to).sort()).toEqual([cut.phone, lost.phone].sort());
    expect([...(await states(falah, cut)), ...(await states(falah, lost))]).toEqual(['SENT', 'SENT']);
  });

  test('Meta never reports on it: not sent again, until later reports show that it was not taken', async () => {
    const one = await noor.family(['Yusuf']);
    await noor.day(one.children);
    meta.state.mood = 'reset';
    await noor.work();
    meta.state.mood = 'well';
    await noor.age(40);
    await superuser.query(
      "UPDATE message_channels SET heard_at = now() - interval '2 hours' WHERE institution_id = $1",
      [noor.id],
    );
    await noor.work();
    expect(meta.accepted).toHaveLength(0);
    await superuser.query('UPDATE message_channels SET heard_at = now() WHERE institution_id = $1', [
      noor.id,
    ]);
    await noor.work();
    await noor.work();
    expect(meta.accepted).toHaveLength(1);
    // Nobody ever says: given up with its own reason, for the admin to decide.
    const other = await noor.family(['Yunus']);
    await noor.day(other.children);
    meta.state.mood = 'silent';
    await superuser.query(
      "UPDATE deliveries SET trying_at = now() - interval '13 hours', attempts = 1, key = gen_random_uuid(), channel = 'META', due_at = now() - interval '13 hours' WHERE guardian_id = $1",
      [other.guardian],
    );
    await superuser.query('UPDATE message_channels SET heard_at = NULL WHERE institution_id = $1', [noor.id]);
    await noor.work();
    expect(await states(noor, other)).toEqual(['FAILED UNCERTAIN']);
  });

  test('Q7 two workers with one job: one message', async () => {
    const one = await noor.family(['Zakariya']);
    await noor.day(one.children);
    const [row] = await noor.rows(one);
    await noor.asSystem(async (scope) => {
      const job = { ids: { deliveryIds: row.id }, enter: async () => scope };
      await Promise.all(Array.from({ length: 6 }, () => jobs['messages.send']!(job)));
    });
    expect(meta.accepted).toHaveLength(1);
  });
});

test('one institution’s burst goes at its provider’s pace, and another’s message in between', async () => {
  const [many, one] = [await noor.family(['Dawud']), await falah.family(['Sulayman'])];
  const copies = (family: Family, school: School, count: number) =>
    superuser.query(
      `INSERT INTO deliveries (institution_id, id, student_id, campus_id, guardian_id, kind, day, purpose, channel, language, body)
       SELECT s.institution_id, gen_random_uuid(), s.id, s.campus_id, $2, 'DAILY_REPORT', current_date, 'BURST-' || n, 'META', 'ur', 'words'
       FROM students s, generate_series(1, $3::int) n WHERE s.institution_id = $1 AND s.id = $4 RETURNING id`,
      [school.id, family.guardian, count, family.children[0]],
    );
  const queue = async (school: School, rows: { id: string }[]) => {
    const now = new Date();
    const started = performance.now();
    await school.asSystem((scope) =>
      inTenant(scope, (tx) =>
        queueDeliveries(
          tx,
          { institutionId: school.id, now },
          rows.map(({ id }) => ({ id, dueAt: now })),
        ),
      ),
    );
    return performance.now() - started;
  };
  await superuser.query('DELETE FROM graphile_worker._private_jobs WHERE key LIKE $1 OR key LIKE $2', [
    `${noor.id}:%`,
    `${falah.id}:%`,
  ]);
  const took = await queue(noor, (await copies(many, noor, 1000)).rows);
  await queue(falah, (await copies(one, falah, 1)).rows);
  const burst = await noor.jobs();
  const [single] = await falah.jobs();
  expect(burst).toHaveLength(1000 / loadOf.META);
  const perSecond =
    (1000 - loadOf.META) / ((burst.at(-1)!.run_at.getTime() - burst[0]!.run_at.getTime()) / 1000);
  expect(perSecond).toBeLessThanOrEqual(80);
  expect(perSecond).toBeGreaterThan(50);
  // A queue is worked off by run_at: what waits before the other's message is what was due before it.
  const before = loadOf.META * burst.filter(({ run_at }) => run_at <= single!.run_at).length;
  expect(before).toBeLessThan(400);
  expect(took).toBeLessThan(5000);
  await superuser.query("DELETE FROM deliveries WHERE purpose LIKE 'BURST-%'");
  await superuser.query('DELETE FROM graphile_worker._private_jobs WHERE key LIKE $1', [`${noor.id}:%`]);
});
