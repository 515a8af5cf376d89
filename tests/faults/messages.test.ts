import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTenant } from '@/lib/core/db/tenant';
import { receiveFromMeta } from '@/lib/messages/inbox/mutations';
import { queueDeliveries } from '@/lib/messages/outbox/mutations';
import { loadOf } from '@/lib/messages/outbox/rules';
import { fakeUltraMsg } from '../fakes/ultramsg';
import { fakeWhatsApp } from '../fakes/whatsapp';
import { messageSchool } from '../integration/messages-school';
import { endAll, pause, startWorker, until } from './house';
import { survived } from './results';

const FAMILIES = 1000;
/** What a killed worker may have had in its hands: its jobs at a time (scripts/worker.ts), a load each. */
const IN_HAND = 4 * loadOf.META;
let superuser: pg.Client;
let meta: Awaited<ReturnType<typeof fakeWhatsApp>>;
let school: Awaited<ReturnType<typeof messageSchool>>;

beforeAll(async () => {
  meta = await fakeWhatsApp();
  process.env.META_BASE_URL = meta.url;
  superuser = new pg.Client({ connectionString: process.env.SUPERUSER_DATABASE_URL! });
  await superuser.connect();
  school = await messageSchool(superuser, 'thousand', '+92317000');
  const ultra = await fakeUltraMsg();
  await school.connectMeta({ meta, ultra });
  await ultra.stop();
});
afterAll(async () => {
  endAll();
  await Promise.all([superuser.end(), meta.stop()]);
});

/** A waiting report for each of many families, each of whom wrote today; in statements over sets. */
async function thousandReports(): Promise<{ id: string }[]> {
  const { children } = await school.family(['Anas'], 'en');
  await superuser.query('SET session_replication_role = replica');
  const { rows } = await superuser.query<{ id: string }>(
    `WITH g AS (INSERT INTO guardians (institution_id, id, name, sort_name, language)
       SELECT $1, gen_random_uuid(), 'Walid ' || n, 'walid ' || n, 'en' FROM generate_series(1, $3::int) n RETURNING id),
     n AS (SELECT id, '+9232' || lpad(row_number() OVER ()::text, 8, '0') AS phone FROM g),
     c AS (INSERT INTO guardian_contacts (institution_id, id, guardian_id, kind, value) SELECT $1, gen_random_uuid(), id, 'PHONE', phone FROM n),
     p AS (INSERT INTO message_numbers (institution_id, id, phone, heard_at) SELECT $1, gen_random_uuid(), phone, now() FROM n),
     l AS (INSERT INTO guardianships (institution_id, id, student_id, campus_id, guardian_id, relation)
       SELECT $1, gen_random_uuid(), s.id, s.campus_id, n.id, 'FATHER' FROM n, students s WHERE s.institution_id = $1 AND s.id = $2)
     INSERT INTO deliveries (institution_id, id, student_id, campus_id, guardian_id, kind, day, purpose, channel, language, body, digest)
     SELECT $1, gen_random_uuid(), s.id, s.campus_id, n.id, 'DAILY_REPORT', current_date, 'REPORT', 'META', 'en', 'Anas, Thursday: sabaq excellent.', 'd'
     FROM n, students s WHERE s.institution_id = $1 AND s.id = $2 RETURNING id`,
    [school.id, children[0], FAMILIES],
  );
  await superuser.query('SET session_replication_role = origin');
  for (let n = 1; n <= FAMILIES; n += 1) meta.windows.set(`9232${String(n).padStart(8, '0')}`, Date.now());
  return rows;
}

const count = async (where: string) =>
  Number(
    (
      await superuser.query(`SELECT count(*) FROM deliveries WHERE institution_id = $1 AND ${where}`, [
        school.id,
      ])
    ).rows[0].count,
  );

test('K12 Q7 W2 W10 a thousand reports, two workers, one killed on the way: none lost, none twice', async () => {
  const waiting = await thousandReports();
  const now = new Date();
  await school.asSystem((scope) =>
    inTenant(scope, (tx) =>
      queueDeliveries(
        tx,
        { institutionId: school.id, now },
        waiting.map(({ id }) => ({ id, dueAt: now })),
      ),
    ),
  );
  const began = performance.now();
  const [first, second] = [startWorker(), startWorker()];
  await until(() => meta.accepted.length >= FAMILIES / 3, 120_000);
  first.kill('SIGKILL');
  await first.ended;
  await until(async () => (await count(`state = 'QUEUED' AND trying_at IS NULL`)) === 0, 180_000);
  const seconds = (performance.now() - began) / 1000;
  const keys = meta.accepted.map(({ key }) => key);
  expect(new Set(keys).size, 'none twice').toBe(keys.length);
  const times = meta.accepted.map(({ at }) => at).sort((a, b) => a - b);
  const busiest = Math.max(
    ...times.map((at) => times.filter((other) => other >= at && other < at + 1000).length),
  );
  expect(busiest).toBeLessThanOrEqual(80);
  // Whatever the provider took is told by its reports, each twice and in no order; a worker works them off.
  const reports = meta.accepted.flatMap((one) =>
    ['read', 'delivered'].map((state) => meta.statusOf(one, state)),
  );
  for (let i = 0; i < reports.length; i += 50) {
    const { raw, signature } = meta.signed(meta.statuses(reports.slice(i, i + 50)));
    for (let twice = 0; twice < 2; twice += 1)
      expect(await receiveFromMeta(Buffer.from(raw), signature, new Date())).toBe('taken');
  }
  await until(async () => (await count(`state = 'READ'`)) === meta.accepted.length, 60_000);
  await pause(500);
  const read = await count(`state = 'READ' AND body IS NULL`);
  const unknown = await count(`state = 'QUEUED' AND trying_at IS NOT NULL`);
  expect(read).toBe(meta.accepted.length);
  // What the dead worker held and the provider never got is known as unknown, not lost and not guessed.
  expect(read + unknown).toBe(FAMILIES);
  expect(unknown).toBeLessThanOrEqual(IN_HAND);
  second.kill('SIGTERM');
  expect(await second.ended).toBe(0);
  const figures = { perSecond: Math.round(FAMILIES / seconds), busiestSecond: busiest, askedAbout: unknown };
  survived('K12-messages', { stored: read, twice: 0, lost: 0, figures });
  console.log(`1,000 reports: ${JSON.stringify({ seconds: Math.round(seconds), ...figures })}`);
});
