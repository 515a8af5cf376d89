import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inTenant } from '@/lib/core/db/tenant';
import { askCheck } from '@/lib/messages/channel/mutations';
import { listOutgoing } from '@/lib/messages/outbox/queries';
import { closeFakes, meta, superuser, ultra } from '../support/messaging-fakes';
import { afresh, bell, channel, noor, openWatched, post, tick } from '../support/watched-school';
import { messageSchool } from './messages-school';

// What Meta reports of the account, and what a look of the office’s own finds.
beforeAll(() => openWatched('watch-account', { prefix: '+92317777', instance: 'instance780' }));
beforeEach(afresh);
afterAll(closeFakes);

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
