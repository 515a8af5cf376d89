import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inTenant } from '@/lib/core/db/tenant';
import { askCheck, pauseAll } from '@/lib/messages/channel/mutations';
import { closeFakes, meta, superuser, ultra } from '../support/messaging-fakes';
import { afresh, falah, noor, openOutbox, report, states } from '../support/outbox-schools';

beforeAll(() =>
  openOutbox('outbox-faults', { noor: '+92315886', falah: '+92315996', instance: 'instance1151' }),
);
beforeEach(afresh);
afterAll(closeFakes);

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
