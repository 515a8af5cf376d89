import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { publicKey } from '@/lib/adapters/push/web';
import { inTenant } from '@/lib/core/db/tenant';
import { SENT_KINDS } from '@/lib/messages/kinds/schema';
import { wordingNames } from '@/lib/messages/templates/rules';
import { draftTemplate } from '@/lib/messages/templates/words';
import { setWishes } from '@/lib/messages/wishes/mutations';
import { jobs } from '@/lib/notifications/push/jobs';
import { joinDevice } from '@/lib/notifications/push/mutations';
import { makeGuardianUser } from '@/prisma/seed/makers';
import { scopeOf } from '@/prisma/seed/sessions';
import { fakePush } from '../fakes/push';
import { fakeUltraMsg } from '../fakes/ultramsg';
import { fakeWhatsApp } from '../fakes/whatsapp';
import { runJobs } from '../support/run-jobs';
import { type Family, messageSchool } from './messages-school';

let superuser: pg.Client;
let meta: Awaited<ReturnType<typeof fakeWhatsApp>>;
let service: Awaited<ReturnType<typeof fakePush>>;
let school: Awaited<ReturnType<typeof messageSchool>>;
let khan: Family;
let browser: ReturnType<typeof service.browser>;

beforeAll(async () => {
  // Before anything reads the settings: the services of this run, on ports that are free.
  meta = await fakeWhatsApp();
  process.env.META_BASE_URL = meta.url;
  process.env.VAPID_KEY ||= Buffer.alloc(32, 9).toString('base64url');
  service = await fakePush(() => publicKey()!);
  process.env.PUSH_SERVICE = service.url;
  superuser = new pg.Client({ connectionString: process.env.SUPERUSER_DATABASE_URL! });
  await superuser.connect();
  school = await messageSchool(superuser, 'standin-noor', '+92315733');
  await school.atAllHours();
});
beforeEach(async () => {
  await superuser.query('DELETE FROM deliveries WHERE institution_id = $1', [school.id]);
  await superuser.query('DELETE FROM graphile_worker._private_jobs WHERE key LIKE $1', [`${school.id}:%`]);
  khan = await school.family(['Anas', 'Maryam']);
  const parent = await asParent();
  browser = service.browser();
  const { endpoint, p256dh, auth } = browser;
  await inTenant(parent, (tx) => joinDevice(tx, { endpoint, p256dh, auth, language: 'ur' }, parent));
});
afterAll(async () => {
  await Promise.all([superuser.end(), service.stop(), meta.stop()]);
});

const asParent = async () => scopeOf(await makeGuardianUser(khan.phone), 'guardian', school.id);
/** The day is told, every message comes to its end, and then the browsers are. @returns what became of the messages, or why they did not go */
async function told(): Promise<string[]> {
  await school.day(khan.children);
  await school.soon();
  await school.work();
  expect((await runJobs(superuser, jobs, school.id)).errors).toEqual([]);
  return (await school.rows(khan)).map(({ state, reason }) => reason ?? state);
}
const news = { language: 'ur', to: '/parent' };

test('P26 where the institution uses no WhatsApp, a browser that joined hears once that something is new', async () => {
  expect(await told()).toEqual(['DELIVERED', 'DELIVERED']);
  expect(browser.told).toEqual([news]);
  expect(service.state.faults).toEqual([]);
});

test('P24 who asked for silence hears nothing in any way; who joined no browser costs no job', async () => {
  const parent = await asParent();
  const of = { institutionId: school.id, userId: parent.userId };
  const wish = { language: 'ur' as const, wants: false, shown: true, kinds: [...SENT_KINDS] };
  await inTenant(parent, (tx) => setWishes(tx, wish, of));
  expect(await told()).toEqual(['OPTED_OUT', 'OPTED_OUT']);
  expect(browser.told).toEqual([]);
  const without = await school.family(['Zaid']);
  await school.day(without.children);
  await school.soon();
  await school.only('messages.send');
  expect(await school.jobs('notifications.push')).toEqual([]);
});

describe('with a WhatsApp of its own', () => {
  beforeAll(async () => {
    for (const wording of wordingNames)
      for (const language of ['en', 'ur', 'ar'] as const) {
        const { name, body } = await draftTemplate(wording, language);
        meta.approve(name, language, body);
      }
    const ultra = await fakeUltraMsg();
    await school.connectMeta({ meta, ultra });
    await ultra.stop();
  });

  test('what WhatsApp brings needs no browser', async () => {
    expect(await told()).toEqual(['SENT', 'SENT']);
    expect(meta.accepted.filter(({ to }) => to === khan.digits)).toHaveLength(2);
    expect(browser.told).toEqual([]);
  });

  test('of a number that is dead the browser hears in its stead, once for two children', async () => {
    await superuser.query(
      'INSERT INTO message_numbers (institution_id, id, phone, dead_at) VALUES ($1, $2, $3, now())',
      [school.id, v7(), khan.phone],
    );
    expect(await told()).toEqual(['DEAD_NUMBER', 'DEAD_NUMBER']);
    expect(browser.told).toEqual([news]);
  });

  test('of a guardian without a number likewise, after the minutes in which a slip is corrected', async () => {
    await superuser.query(
      "DELETE FROM guardian_contacts WHERE institution_id = $1 AND guardian_id = $2 AND kind = 'PHONE'",
      [school.id, khan.guardian],
    );
    await school.mark(khan.children, 'ABSENT');
    await school.only('messages.tell');
    const [job] = await school.jobs('notifications.push');
    expect(job!.run_at.getTime()).toBeGreaterThan(Date.now() + 5 * 60_000);
    expect((await runJobs(superuser, jobs, school.id)).errors).toEqual([]);
    expect(browser.told).toEqual([news]);
  });
});
