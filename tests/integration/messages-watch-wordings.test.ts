import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inTenant } from '@/lib/core/db/tenant';
import { FormerAccount, noteTemplateReports } from '@/lib/messages/channel/mutations';
import { closeFakes, meta, superuser, ultra } from '../support/messaging-fakes';
import {
  about,
  afresh,
  channel,
  NAME,
  noor,
  openWatched,
  post,
  status,
  template,
  tick,
  told,
} from '../support/watched-school';

// What Meta reports of the wordings: taken in by its webhooks, kept, and told to the office.
beforeAll(() => openWatched('watch-wordings', { prefix: '+92317666', instance: 'instance781' }));
beforeEach(afresh);
afterAll(closeFakes);

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
