import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { jobs } from '@/lib/messages/jobs';
import { closeFakes, meta, superuser, ultra } from '../support/messaging-fakes';
import { afresh, falah, noor, openOutbox, report, type School, states } from '../support/outbox-schools';
import { runJobs } from '../support/run-jobs';

beforeAll(() =>
  openOutbox('outbox-killed', { noor: '+92315887', falah: '+92315997', instance: 'instance1152' }),
);
beforeEach(afresh);
afterAll(closeFakes);

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
