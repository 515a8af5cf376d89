import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inTenant } from '@/lib/core/db/tenant';
import { queueDeliveries } from '@/lib/messages/outbox/mutations';
import { loadOf } from '@/lib/messages/outbox/rules';
import { wordingNames } from '@/lib/messages/templates/rules';
import { closeFakes, meta, superuser, ultra } from '../support/messaging-fakes';
import {
  afresh,
  falah,
  hook,
  noor,
  openOutbox,
  report,
  type School,
  states,
} from '../support/outbox-schools';
import { type Family, messageSchool } from './messages-school';

beforeAll(() => openOutbox('outbox', { noor: '+92315888', falah: '+92315999', instance: 'instance1150' }));
beforeEach(afresh);
afterAll(closeFakes);

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
