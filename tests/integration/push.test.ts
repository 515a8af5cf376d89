import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { publicKey, webPush } from '@/lib/adapters/push/web';
import { askSchool, markRead, say } from '@/lib/conversations/mutations';
import { getConversation } from '@/lib/conversations/queries';
import type { Scope } from '@/lib/core/auth/scope';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { sendNotice, withdrawNotice } from '@/lib/notices/mutations';
import { noticeDraft } from '@/lib/notices/schema';
import { jobs } from '@/lib/notifications/push/jobs';
import { joinDevice } from '@/lib/notifications/push/mutations';
import { makeGuardian, makeGuardianUser, makeStudent } from '@/prisma/seed/makers';
import { scopeOf } from '@/prisma/seed/sessions';
import { fakePush } from '../fakes/push';
import { runJobs } from '../support/run-jobs';
import { type School, school } from './sync-school';

let superuser: pg.Client;
let service: Awaited<ReturnType<typeof fakePush>>;
let noor: School;
let parent: Scope;
let child = '';

/** Afresh: a context lives for seconds. */
const as = async <T>(scope: Scope, work: (tx: TenantTx, scope: Scope) => Promise<T>): Promise<T> => {
  const now = { ...scope, context: (await scope.renew!())!, now: new Date() };
  return inTenant(now, (tx) => work(tx, now));
};
const work = () => runJobs(superuser, jobs, noor.id);
async function device(scope: Scope, language: 'en' | 'ur' | 'ar' = 'ur') {
  const browser = service.browser();
  const { endpoint, p256dh, auth } = browser;
  await as(scope, (tx, now) => joinDevice(tx, { endpoint, p256dh, auth, language }, now));
  return browser;
}
const devices = async (scope: Scope) =>
  Number(
    (await superuser.query('SELECT count(*) FROM push_subscriptions WHERE user_id = $1', [scope.userId]))
      .rows[0].count,
  );
/** The parent asks the office. */
async function ask(): Promise<string> {
  const words = { subject: 'Canary subject', body: 'Canary: he has a fever' };
  const input = { id: v7(), messageId: v7(), studentId: child, desk: 'OFFICE' as const, ...words };
  await as(parent, (tx, now) => askSchool(tx, input, now));
  return input.id;
}
const answer = (conversationId: string) =>
  as(noor.admin, (tx, now) => say(tx, { id: v7(), conversationId, body: 'Canary: keep him home' }, now));
async function notice(): Promise<string> {
  const given = {
    id: v7(),
    audience: `HALQA:${noor.halqa}`,
    families: 'on',
    title: 'Canary trip',
    body: 'Canary',
  };
  const asked = await as(noor.admin, (tx, now) => sendNotice(tx, noticeDraft.parse(given), now));
  const { shown } = (asked as { asked: { shown: string } }).asked;
  await as(noor.admin, (tx, now) => sendNotice(tx, noticeDraft.parse({ ...given, counted: shown }), now));
  return given.id;
}

beforeAll(async () => {
  // Before anything reads the settings: the service of this run, on a port that is free.
  process.env.VAPID_KEY ||= Buffer.alloc(32, 9).toString('base64url');
  service = await fakePush(() => publicKey()!);
  process.env.PUSH_SERVICE = service.url;
  superuser = new pg.Client({ connectionString: process.env.SUPERUSER_DATABASE_URL! });
  await superuser.connect();
  noor = await school('noor-push');
  const phone = `+9235${String(Date.now()).slice(-8)}`;
  child = await inTenant(noor.admin, async (tx) => {
    const { campusId } = await tx.halqa.findFirstOrThrow({ where: { id: noor.halqa } });
    const guardian = await makeGuardian(tx, noor.admin, { name: 'Amina', phone });
    const given = { campusId, halqaId: noor.halqa, name: 'Muaz', guardianIds: [guardian.id] };
    return (await makeStudent(tx, noor.admin, given)).id;
  });
  parent = await scopeOf(await makeGuardianUser(phone), 'guardian', noor.id);
});
afterAll(async () => {
  await Promise.all([superuser.end(), service.stop()]);
});
beforeEach(async () => {
  Object.assign(service.state, { mood: 'well', retryAfter: '', asked: 0, faults: [] });
  await superuser.query('DELETE FROM push_subscriptions WHERE institution_id = $1', [noor.id]);
  await superuser.query('DELETE FROM graphile_worker._private_jobs WHERE key LIKE $1', [`${noor.id}:%`]);
});

describe('P27 P28 a browser that is closed hears that something waits', () => {
  test('P17 a message tells whoever is asked, by language and page alone: no name, no word', async () => {
    const [office, phone, tablet] = [
      await device(noor.admin, 'en'),
      await device(parent, 'ur'),
      await device(parent, 'ar'),
    ];
    const ustadh = await device(noor.teacher, 'en');
    const id = await ask();
    await answer(id);
    expect((await work()).errors).toEqual([]);
    expect(service.state.faults).toEqual([]);
    // The office has read the question by answering it; the answer waits on both of the parent's devices.
    expect([office.told, ustadh.told]).toEqual([[], []]);
    expect(phone.told).toEqual([{ language: 'ur', to: '/parent/notifications' }]);
    expect(tablet.told).toEqual([{ language: 'ar', to: '/parent/notifications' }]);
    await ask();
    await work();
    expect(office.told).toEqual([{ language: 'en', to: '/admin/notifications' }]);
    const stored = await superuser.query(
      `SELECT payload::text AS text FROM graphile_worker._private_jobs WHERE key LIKE $1
       UNION ALL SELECT sealed FROM push_subscriptions WHERE institution_id = $2`,
      [`${noor.id}:%`, noor.id],
    );
    expect(JSON.stringify([...stored.rows, ...phone.told, ...office.told])).not.toMatch(/Canary|Muaz|Amina/);
  });

  test('P27 what was read meanwhile is not told, nor to who reads it no longer', async () => {
    const phone = await device(parent);
    const id = await ask();
    await answer(id);
    const { lastAt, guardian } = (await as(parent, (tx, now) => getConversation(tx, now, id)))!;
    const place = { id, desk: 'OFFICE' as const, studentId: child, guardianId: guardian.id, shown: lastAt };
    await as(parent, (tx, now) => markRead(tx, now, place));
    expect((await work()).errors).toEqual([]);
    expect(phone.told).toEqual([]);
  });

  test('P28 a notice tells each of its readers once; one that was taken back tells nobody', async () => {
    const [phone, ustadh] = [await device(parent), await device(noor.teacher)];
    await notice();
    const back = await notice();
    await as(noor.admin, (tx, now) => withdrawNotice(tx, { id: back, reason: 'A slip' }, now));
    expect((await work()).errors).toEqual([]);
    expect(phone.told).toEqual([{ language: 'ur', to: '/parent/notifications' }]);
    expect(ustadh.told).toEqual([]);
    expect(service.state.asked).toBe(1);
  });

  test('a browser that is gone is forgotten, the person’s other one is told', async () => {
    const [gone, here] = [await device(parent), await device(parent)];
    gone.leave();
    await notice();
    expect((await work()).errors).toEqual([]);
    expect([gone.told.length, here.told.length, await devices(parent)]).toEqual([0, 1, 1]);
  });

  test('K10 a service that asks to wait is asked again then, for that browser alone; after three times no more', async () => {
    const phone = await device(parent);
    Object.assign(service.state, { mood: 'busy', retryAfter: '900' });
    await notice();
    const waits = async () =>
      (
        await superuser.query<{ in: number; payload: Record<string, string> }>(
          `SELECT extract(epoch FROM run_at - now())::float8 AS in, payload FROM graphile_worker._private_jobs
           WHERE key LIKE $1`,
          [`${noor.id}:%`],
        )
      ).rows;
    await work();
    const [again] = await waits();
    expect(again!.in).toBeGreaterThan(870);
    expect(again!.in).toBeLessThan(960);
    Object.assign(service.state, { retryAfter: new Date(Date.now() + 1_800_000).toUTCString() });
    await work();
    expect((await waits())[0]!.in).toBeGreaterThan(1740);
    service.state.mood = 'well';
    await work();
    expect(phone.told).toHaveLength(1);
    expect(await waits()).toEqual([]);
    // Of a service that stays away nothing is left over, and the browser is not blamed for it.
    service.state.mood = 'down';
    await notice();
    for (let n = 0; n < 5; n += 1) await work();
    expect(await waits()).toEqual([]);
    expect([service.state.asked, await devices(parent)]).toEqual([6, 1]);
  });

  test('P17 the seal and the signature are what the standards say, and a wait is a bounded number of seconds', async () => {
    const browser = service.browser();
    const payload = '{"language":"ur","to":"/parent/notifications"}';
    expect(await webPush.send(browser, payload)).toEqual({ outcome: 'SENT' });
    expect([browser.told, service.state.faults]).toEqual([[JSON.parse(payload)], []]);
    // Keys of another browser: it cannot be opened there, and the service says so.
    const { p256dh, auth } = service.browser();
    expect(await webPush.send({ endpoint: browser.endpoint, p256dh, auth }, payload)).toEqual({
      outcome: 'REFUSED',
    });
    expect(service.state.faults).toHaveLength(1);
    service.state.mood = 'busy';
    for (const [header, seconds] of [
      ['120', 120],
      ['999999', 43_200],
      ['soon', undefined],
    ] as const) {
      service.state.retryAfter = header;
      expect(await webPush.send(browser, payload)).toEqual(
        seconds ? { outcome: 'LATER', retryAfter: seconds } : { outcome: 'LATER' },
      );
    }
  });
});
