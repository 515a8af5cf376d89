import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { listOutgoing } from '@/lib/messages/outbox/queries';
import { settle } from '@/lib/messages/settling/mutations';
import { noteSeen } from '@/lib/messages/watch/mutations';
import { closeFakes, meta } from '../support/messaging-fakes';
import { afresh, bell, channel, noor, openWatched, post, tick, told } from '../support/watched-school';

// What Meta reports of the number: taken in by its webhooks, kept, and told to the office.
beforeAll(() =>
  openWatched('watch-noor', {
    prefix: '+92317888',
    instance: 'instance779',
  }),
);
beforeEach(afresh);
afterAll(closeFakes);

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
