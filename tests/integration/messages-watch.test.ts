import { NextRequest } from 'next/server';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { POST as postMeta } from '@/app/api/webhooks/whatsapp/route';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { askCheck, FormerAccount, noteTemplateReports } from '@/lib/messages/channel/mutations';
import { getChannel } from '@/lib/messages/channel/queries';
import { listOutgoing } from '@/lib/messages/outbox/queries';
import { settle } from '@/lib/messages/settling/mutations';
import { noteSeen } from '@/lib/messages/watch/mutations';
import { getStanding, listNews } from '@/lib/notifications/queries';
import { fakeUltraMsg } from '../fakes/ultramsg';
import { fakeWhatsApp } from '../fakes/whatsapp';
import { messageSchool } from './messages-school';

// What Meta reports of the number, the account and the wordings: taken in by its webhooks, kept, and told to the office.
type School = Awaited<ReturnType<typeof messageSchool>>;
let superuser: pg.Client;
let meta: Awaited<ReturnType<typeof fakeWhatsApp>>;
let ultra: Awaited<ReturnType<typeof fakeUltraMsg>>;
let noor: School;

beforeAll(async () => {
  [meta, ultra] = [await fakeWhatsApp(), await fakeUltraMsg({ instance: 'instance779', token: 'um-watch' })];
  Object.assign(process.env, { META_BASE_URL: meta.url, ULTRAMSG_BASE_URL: ultra.url });
  superuser = new pg.Client({ connectionString: process.env.SUPERUSER_DATABASE_URL! });
  await superuser.connect();
  noor = await messageSchool(superuser, 'watch-noor', '+92317888');
  meta.rules.tier = 'TIER_10K';
});
afterAll(() => Promise.all([superuser.end(), meta.stop(), ultra.stop()]));
// Connected anew, nothing is known of the number but what a look finds.
beforeEach(async () => {
  Object.assign(meta.rules, { quality: 'GREEN', tier: 'TIER_10K' });
  await superuser.query('DELETE FROM message_templates WHERE institution_id = $1', [noor.id]);
  await noor.connectMeta({ meta, ultra });
});

const NAME = 'hp_daily_report_v1';
const about = {
  message_template_id: 1,
  message_template_name: NAME,
  message_template_language: 'ur',
};
/** Seconds of Meta's clock; none comes twice, for the same report of the same second is the same report. */
let clock = Math.floor(Date.now() / 1000) - 3600;
const tick = () => {
  clock += 1;
  return clock;
};
beforeEach(async () => {
  // The look happened before everything that is reported here, however fast the test goes.
  await superuser.query(
    "UPDATE message_channels SET quality_at = now() - interval '1 day', limit_at = now() - interval '1 day' WHERE institution_id = $1",
    [noor.id],
  );
});

const post = async (...bodies: object[]) => {
  for (const body of bodies) {
    const { raw, signature } = meta.signed(body);
    const answer = await postMeta(
      new NextRequest('http://127.0.0.1/api/webhooks/whatsapp', {
        method: 'POST',
        body: raw,
        headers: { 'x-hub-signature-256': signature },
      }),
    );
    expect(answer.status).toBe(200);
  }
  await noor.only('messages.inbox');
};
const channel = async () => {
  const scope = await noor.admin();
  return inTenant(scope, (tx) => getChannel(tx, { institutionId: noor.id }));
};
const bell = async () => {
  const scope = await noor.admin();
  return inTenant(scope, async (tx) => ({
    unread: (await getStanding(tx, scope)).unread,
    channel: (await listNews(tx, scope)).channel,
  }));
};
const told = async (action: string): Promise<number> =>
  Number(
    (
      await superuser.query('SELECT count(*) FROM audit_entries WHERE institution_id = $1 AND action = $2', [
        noor.id,
        `messages.${action}`,
      ])
    ).rows[0].count,
  );
const template = async (language = 'ur') =>
  (
    await superuser.query(
      'SELECT state, reason, quality, category FROM message_templates WHERE institution_id = $1 AND name = $2 AND language = $3',
      [noor.id, NAME, language],
    )
  ).rows[0];
const status = (event: string, time: number, more: object = {}) =>
  meta.envelope({ ...about, event, reason: 'NONE', ...more }, 'message_template_status_update', time);

describe('the number', () => {
  test('flagged: low quality is kept, and told by the bell and the trail until somebody has seen it', async () => {
    const before = await told('qualityFell');
    expect(await bell()).toEqual({ unread: 0, channel: [] });
    const flagged = meta.numberReport('FLAGGED', { current_limit: 'TIER_10K' }, tick());
    await post(flagged, flagged);
    expect(await channel()).toMatchObject({ quality: 'RED', dailyLimit: 10_000, alerts: ['QUALITY'] });
    expect(await bell()).toEqual({ unread: 1, channel: ['QUALITY'] });
    // The same again is told once.
    await post(flagged);
    expect(await told('qualityFell')).toBe(before + 1);
    await inTenant(await noor.admin(), (tx) => noteSeen(tx, noor.now()));
    expect(await channel()).toMatchObject({ quality: 'RED', alerts: [] });
    expect(await bell()).toEqual({ unread: 0, channel: [] });
  });

  test('no longer flagged: a look tells what it is now, and the sign goes by itself', async () => {
    await post(meta.numberReport('FLAGGED', {}, tick()));
    meta.rules.quality = 'YELLOW';
    await post(meta.numberReport('UNFLAGGED', {}, tick()));
    expect(await channel()).toMatchObject({ quality: 'UNKNOWN', alerts: [] });
    await noor.only('messages.check');
    expect(await channel()).toMatchObject({ quality: 'YELLOW', state: 'READY', alerts: [] });
  });

  test('a look of the house’s own that finds nobody stops nothing', async () => {
    await post(meta.numberReport('FLAGGED', {}, tick()), meta.numberReport('UNFLAGGED', {}, tick()));
    meta.state.mood = 'down';
    await noor.only('messages.check');
    meta.state.mood = 'well';
    expect(await channel()).toMatchObject({ state: 'READY', quality: 'UNKNOWN' });
  });

  test('a limit that falls is told with what it was; one that rises is only kept', async () => {
    const before = await told('limitFell');
    await post(meta.numberReport('DOWNGRADE', { current_limit: 'TIER_2K' }, tick()));
    expect(await channel()).toMatchObject({ dailyLimit: 2000, limitWas: 10_000, alerts: ['LIMIT'] });
    await post(
      meta.envelope(
        { max_daily_conversations_per_business: 'TIER_UNLIMITED' },
        'business_capability_update',
        tick(),
      ),
    );
    expect(await channel()).toMatchObject({ dailyLimit: 0, limitWas: null, alerts: [] });
    expect(await told('limitFell')).toBe(before + 1);
  });

  test('a faster pace is no limit', async () => {
    await post(meta.numberReport('THROUGHPUT_UPGRADE', { current_limit: 'TIER_UNLIMITED' }, tick()));
    expect(await channel()).toMatchObject({ dailyLimit: 10_000, perSecond: 1000 });
  });

  test('in any order: an older report changes nothing, also not behind a look', async () => {
    const [first, second, third] = [tick(), tick(), tick()];
    await post(meta.numberReport('UPGRADE', { current_limit: 'TIER_100K' }, third));
    await post(meta.numberReport('FLAGGED', {}, second));
    await post(meta.numberReport('DOWNGRADE', { current_limit: 'TIER_250' }, first));
    expect(await channel()).toMatchObject({ dailyLimit: 100_000, quality: 'RED', alerts: ['QUALITY'] });
    await noor.only('messages.check');
    await inTenant(await noor.admin(), async (tx) => {
      const { askCheck } = await import('@/lib/messages/channel/mutations');
      await askCheck(tx, noor.now());
    });
    await noor.only('messages.check');
    await post(meta.numberReport('FLAGGED', { current_limit: 'TIER_50' }, third));
    // The look found the limit lower than what was reported, and that is told as any fall is.
    expect(await channel()).toMatchObject({ quality: 'GREEN', dailyLimit: 10_000, alerts: ['LIMIT'] });
  });

  test('another number of the same account, and another account, change nothing here', async () => {
    const other = meta.numberReport('FLAGGED', { current_limit: 'TIER_50' }, tick());
    Object.assign(other.entry[0]!.changes[0]!.value, { display_phone_number: '923009998888' });
    const foreign = meta.numberReport('FLAGGED', {}, tick());
    foreign.entry[0]!.id = '100000000000001';
    await post(other, foreign);
    expect(await channel()).toMatchObject({ quality: 'GREEN', dailyLimit: 10_000, alerts: [] });
  });

  test('fields that nobody knows yet, and values of odd shapes, spoil nothing beside them', async () => {
    const good = meta.numberReport('FLAGGED', {}, tick());
    Object.assign(good.entry[0]!.changes[0]!.value, { a_new_field: { deep: [1] }, current_limit: 7 });
    good.entry[0]!.changes.push(
      { field: 'a_new_kind', value: { event: 'SOMETHING' } },
      { field: 'account_update', value: { event: 'ACCOUNT_RESTRICTION', restriction_info: 'no' } },
      { field: 'account_update', value: { event: 'A_NEW_EVENT' } },
    );
    await post(good);
    expect(await channel()).toMatchObject({ quality: 'RED', account: 'OPEN', alerts: ['QUALITY'] });
  });
});

describe('the account', () => {
  const restricted = (types: string[], time: number, expiration?: number) =>
    meta.envelope(
      {
        event: 'ACCOUNT_RESTRICTION',
        restriction_info: types.map((restriction_type) => ({
          restriction_type,
          ...(expiration && { expiration }),
        })),
      },
      'account_update',
      time,
    );

  test('restricted: why and until when; a restriction of calls is none of ours', async () => {
    await post(
      restricted(['RESTRICTED_BUSINESS_INITIATED_CALLING', 'RESTRICTED_ADD_PHONE_NUMBER_ACTION'], tick()),
    );
    expect(await channel()).toMatchObject({ account: 'OPEN', alerts: [] });
    const until = Math.floor(Date.now() / 1000) + 86_400;
    await post(restricted(['RESTRICTED_BIZ_INITIATED_MESSAGING'], tick(), until));
    expect(await channel()).toMatchObject({
      account: 'RESTRICTED',
      accountWhy: 'RESTRICTED_BIZ_INITIATED_MESSAGING',
      accountUntil: new Date(until * 1000),
      alerts: ['ACCOUNT'],
    });
  });

  test('closed: nothing goes until it is opened again, and a look finds the channel ready', async () => {
    const ban = (waba_ban_state: string) =>
      meta.envelope(
        { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state, waba_ban_date: 'April 17, 2025' } },
        'account_update',
        tick(),
      );
    await post(ban('SCHEDULE_FOR_DISABLE'));
    expect(await channel()).toMatchObject({ state: 'READY', account: 'CLOSING', alerts: ['ACCOUNT'] });
    await post(ban('DISABLE'));
    expect(await channel()).toMatchObject({
      state: 'STOPPED',
      fault: 'LOCKED',
      account: 'CLOSED',
      alerts: ['STOPPED', 'ACCOUNT'],
    });
    expect((await bell()).unread).toBe(2);
    await post(ban('REINSTATE'));
    await noor.only('messages.check');
    expect(await channel()).toMatchObject({ state: 'READY', account: 'OPEN', alerts: [] });
  });

  test('of one account with two institutions each hears of it', async () => {
    const falah = await messageSchool(superuser, 'watch-falah', '+92317999');
    await falah.connectMeta({ meta, ultra });
    await post(
      meta.envelope(
        { event: 'ACCOUNT_VIOLATION', violation_info: { violation_type: 'SPAM' } },
        'account_update',
        tick(),
      ),
    );
    await falah.only('messages.inbox');
    const theirs = await falah.channel();
    expect(theirs).toMatchObject({ account: 'WARNED', account_why: 'SPAM', alerts: ['ACCOUNT'] });
    expect(await channel()).toMatchObject({ account: 'WARNED', alerts: ['ACCOUNT'] });
    await superuser.query("UPDATE message_channels SET provider = 'OFF' WHERE institution_id = $1", [
      falah.id,
    ]);
  });
});

describe('wordings', () => {
  test('rejected, paused and approved in any order end as the latest says, and the office hears of the bad ones', async () => {
    const before = await told('wordingRefused');
    const [first, second, third] = [tick(), tick(), tick()];
    await post(status('APPROVED', second));
    await post(status('REJECTED', first, { reason: 'ABUSIVE_CONTENT' }));
    expect(await template()).toMatchObject({ state: 'APPROVED', reason: null });
    expect(await channel()).toMatchObject({ alerts: [] });
    const paused = status('PAUSED', third, { reason: 'LOW_QUALITY' });
    await post(paused, paused);
    expect(await template()).toMatchObject({ state: 'PAUSED', reason: 'LOW_QUALITY' });
    expect(await channel()).toMatchObject({ alerts: ['TEMPLATES'] });
    expect(await told('wordingRefused')).toBe(before + 1);
    await post(status('PENDING', second));
    expect(await template()).toMatchObject({ state: 'PAUSED' });
  });

  test('its quality is kept beside its state', async () => {
    await post(status('APPROVED', tick()));
    const score = (was: string, is: string, time: number) =>
      meta.envelope(
        { ...about, previous_quality_score: was, new_quality_score: is },
        'message_template_quality_update',
        time,
      );
    const [first, second] = [tick(), tick()];
    await post(score('YELLOW', 'RED', second), score('GREEN', 'YELLOW', first));
    expect(await template()).toMatchObject({ state: 'APPROVED', quality: 'RED' });
    expect(await channel()).toMatchObject({ alerts: ['TEMPLATES'] });
    await post(score('RED', 'GREEN', tick()));
    expect(await template()).toMatchObject({ quality: 'GREEN' });
  });

  test('one that Meta approves as advertising stays off; of wordings that are not ours nothing is kept', async () => {
    await post(status('APPROVED', tick(), { message_template_category: 'MARKETING' }));
    expect(await template()).toMatchObject({ state: 'DISABLED', reason: 'INCORRECT_CATEGORY' });
    await post(status('REJECTED', tick(), { message_template_name: 'spring_sale' }));
    await post(status('REJECTED', tick(), { message_template_language: 'fr' }));
    const { rows } = await superuser.query(
      'SELECT name, language FROM message_templates WHERE institution_id = $1',
      [noor.id],
    );
    expect(rows).toEqual([{ name: NAME, language: 'ur' }]);
  });
});

describe('what came of a load of eight', () => {
  /** Counts the statements that a piece of work sends. */
  const counting = (tx: TenantTx) => {
    const sent = { count: 0 };
    const counted = (target: object): object =>
      new Proxy(target, {
        get(from, name) {
          const value = Reflect.get(from, name);
          if (typeof value === 'object' && value !== null) return counted(value);
          if (typeof value !== 'function') return value;
          return (...args: unknown[]) => {
            sent.count += 1;
            return value.apply(from, args);
          };
        },
      });
    return { tx: counted(tx) as TenantTx, sent };
  };

  test('is written down in as many statements as of one', async () => {
    const families = await Promise.all(
      Array.from({ length: 8 }, (_, n) => noor.family([`Child ${n}`], 'en')),
    );
    await noor.day(families.flatMap(({ children }) => children));
    const ids = (await noor.rows()).filter(({ state }) => state === 'QUEUED').map(({ id }) => id as string);
    expect(ids).toHaveLength(8);
    const statements: number[] = [];
    await noor.asSystem(async (scope) =>
      inTenant(scope, async (tx) => {
        for (const load of [ids.slice(0, 1), ids]) {
          const deliveries = await listOutgoing(tx, { institutionId: noor.id, deliveryIds: load });
          const { tx: counted, sent } = counting(tx);
          await settle(
            counted,
            noor.now(),
            deliveries.map((delivery) => ({ delivery, came: { how: 'fault', fault: 'PAIR', detail: {} } })),
          );
          statements.push(sent.count);
        }
      }),
    );
    expect(statements[1]).toBe(statements[0]);
    expect(statements[1]).toBeLessThanOrEqual(5);
    // Each number waits for itself, and each message has its job again.
    for (const { phone } of families)
      expect((await noor.number(phone)).wait_until.getTime()).toBeGreaterThan(Date.now() - 60_000);
    expect((await noor.jobs()).length).toBeGreaterThan(0);
  });
});

test('the office’s test of a channel that worked stops nothing when nobody answers, and is made again by itself', async () => {
  const test = async () => inTenant(await noor.admin(), (tx) => askCheck(tx, noor.now()));
  const family = await noor.family(['Yunus'], 'en');
  await noor.day(family.children);
  meta.state.mood = 'down';
  await test();
  const ids = (await noor.rows(family)).map(({ id }) => id);
  const open = async () =>
    (
      await noor.asSystem((scope) =>
        inTenant(scope, (tx) => listOutgoing(tx, { institutionId: noor.id, deliveryIds: ids })),
      )
    ).map(({ standing }) => standing.channel.ready);
  // While it is looked at, too.
  expect([(await channel()).state, ...(await open())]).toEqual(['CHECKING', true]);
  for (let times = 0; times < 2; times += 1) {
    const asked = Date.now();
    await noor.only('messages.check');
    expect(await channel()).toMatchObject({ state: 'READY', fault: 'AWAY' });
    const [again] = await noor.jobs('messages.check');
    expect(again!.run_at.getTime()).toBeGreaterThan(asked + 4 * 60_000);
    await test();
  }
  meta.state.mood = 'well';
  await noor.only('messages.check');
  expect(await channel()).toMatchObject({ state: 'READY', fault: null });
  expect(await noor.jobs('messages.check')).toEqual([]);
  // Entries that are refused stop it, as before.
  await superuser.query("UPDATE message_channels SET phone_number_id = '1' WHERE institution_id = $1", [
    noor.id,
  ]);
  await test();
  await noor.only('messages.check');
  expect(await channel()).toMatchObject({ state: 'STOPPED' });
  expect((await channel()).fault).not.toBe('AWAY');
  // What never worked is not open while nobody answers, and opens by itself when somebody does.
  meta.state.mood = 'down';
  await noor.connectMeta({ meta, ultra });
  expect([(await channel()).state, ...(await open())]).toEqual(['STOPPED', false]);
  meta.state.mood = 'well';
  await noor.only('messages.check');
  expect(await channel()).toMatchObject({ state: 'READY', fault: null });
});

describe('wordings and what hangs on them', () => {
  test('the same account entered again keeps what it approved; another account’s approvals are not taken over', async () => {
    await post(status('APPROVED', tick()));
    await noor.connectMeta({ meta, ultra });
    expect(await template()).toMatchObject({ state: 'APPROVED' });
    await noor.connectMeta({ meta, ultra }, { businessId: '1009990009990' });
    expect(await template()).toBeUndefined();
  });

  test('what the former account still answers is not written down of the new one', async () => {
    await noor.connectMeta({ meta, ultra }, { businessId: '1009990009990' });
    const reports = [{ name: NAME, language: 'ur', state: 'APPROVED', category: 'UTILITY' }] as const;
    const { phoneNumberId, businessId } = meta.account;
    const account = { provider: 'META', phoneNumberId, businessId, instance: null };
    const told = { reports, asked: new Date(), account };
    const late = noor.asSystem((scope) => inTenant(scope, (tx) => noteTemplateReports(tx, noor.now(), told)));
    await expect(late).rejects.toThrow(FormerAccount);
    expect(await template()).toBeUndefined();
    await noor.asSystem((scope) =>
      inTenant(scope, (tx) =>
        noteTemplateReports(tx, noor.now(), {
          ...told,
          account: { ...account, businessId: '1009990009990' },
        }),
      ),
    );
    expect(await template()).toMatchObject({ state: 'APPROVED' });
  });

  test('what waits for one under review leaves when it is approved, not at its next look', async () => {
    await post(status('PENDING', tick()));
    const { children } = await noor.family(['Salih']);
    await noor.day(children);
    await noor.only('messages.send');
    const waits = async () => (await noor.jobs())[0]!.run_at.getTime() - Date.now();
    expect(await waits()).toBeGreaterThan(60_000);
    await post(status('APPROVED', tick()));
    expect(await waits()).toBeLessThanOrEqual(1000);
  });
});
