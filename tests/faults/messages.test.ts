import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { finishSession } from '@/lib/attendance/mutations';
import { inTenant } from '@/lib/core/db/tenant';
import { receiveFromMeta } from '@/lib/messages/inbox/mutations';
import { queueDeliveries } from '@/lib/messages/outbox/mutations';
import { loadOf } from '@/lib/messages/outbox/rules';
import { fakeUltraMsg } from '../fakes/ultramsg';
import { fakeWhatsApp } from '../fakes/whatsapp';
import { type Family, messageSchool } from '../integration/messages-school';
import { endAll, pause, startWorker, until } from './house';
import { survived } from './results';

const HALQAS = 40;
const CHILDREN = 25;
const FAMILIES = HALQAS * CHILDREN;
/** What a killed worker may have had in its hands: its jobs at a time (scripts/worker.ts), a load each. */
const IN_HAND = 4 * loadOf.META;
const PER_SECOND = 80;
let superuser: pg.Client;
let meta: Awaited<ReturnType<typeof fakeWhatsApp>>;
let school: Awaited<ReturnType<typeof messageSchool>>;
const told: Record<string, number | string>[] = [];

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
  // What still waits is nobody else's work.
  await superuser.query(
    `DELETE FROM graphile_worker._private_jobs j USING graphile_worker._private_tasks t WHERE t.id = j.task_id AND t.identifier = 'messages.send'`,
  );
  console.table(told);
  await Promise.all([superuser.end(), meta.stop()]);
});

const ids = { day: '' };

/** Forty halqas of twenty-five children, each marked this morning, each with a family that wrote today. */
async function fortyHalqas(): Promise<string[]> {
  const { children } = await school.family(['Anas'], 'en');
  const admin = await school.admin();
  ids.day = admin.today;
  await superuser.query('SET session_replication_role = replica');
  const { rows } = await superuser.query<{ id: string }>(
    `WITH base AS (SELECT * FROM students WHERE institution_id = $1 AND id = $2),
     h AS (INSERT INTO halqas (institution_id, id, campus_id, name, sort_name, programme, sessions)
       SELECT h.institution_id, gen_random_uuid(), h.campus_id, 'Halqa ' || n, 'halqa ' || n, h.programme, h.sessions
       FROM halqas h JOIN base b ON b.halqa_id = h.id AND b.institution_id = h.institution_id, generate_series(1, $3::int) n RETURNING id, campus_id),
     s AS (INSERT INTO students (institution_id, id, campus_id, halqa_id, programme, name, sort_name, direction, start_juz, admitted_on)
       SELECT $1, gen_random_uuid(), h.campus_id, h.id, b.programme, 'Talib ' || n, 'talib ' || n, b.direction, b.start_juz, b.admitted_on
       FROM h, base b, generate_series(1, $4::int) n RETURNING id, campus_id, halqa_id),
     g AS (SELECT gen_random_uuid() AS id, s.id AS student, s.campus_id, s.halqa_id, '+9232' || lpad(row_number() OVER ()::text, 8, '0') AS phone FROM s),
     gi AS (INSERT INTO guardians (institution_id, id, name, sort_name, language) SELECT $1, id, 'Walid', 'walid', 'en' FROM g),
     c AS (INSERT INTO guardian_contacts (institution_id, id, guardian_id, kind, value) SELECT $1, gen_random_uuid(), id, 'PHONE', phone FROM g),
     p AS (INSERT INTO message_numbers (institution_id, id, phone, heard_at) SELECT $1, gen_random_uuid(), phone, now() FROM g),
     l AS (INSERT INTO guardianships (institution_id, id, student_id, campus_id, guardian_id, relation)
       SELECT $1, gen_random_uuid(), student, campus_id, id, 'FATHER' FROM g),
     a AS (INSERT INTO attendance (institution_id, id, student_id, campus_id, halqa_id, date, session, status, recorded_by)
       SELECT $1, gen_random_uuid(), student, campus_id, halqa_id, $5::date, 'MORNING', 'PRESENT', $6 FROM g)
     SELECT id FROM h`,
    [school.id, children[0], HALQAS, CHILDREN, admin.today, admin.userId],
  );
  await superuser.query('SET session_replication_role = origin');
  for (let n = 1; n <= FAMILIES; n += 1) meta.windows.set(`9232${String(n).padStart(8, '0')}`, Date.now());
  return rows.map(({ id }) => id);
}

const count = async (where: string) =>
  Number(
    (
      await superuser.query(`SELECT count(*) FROM deliveries WHERE institution_id = $1 AND ${where}`, [
        school.id,
      ])
    ).rows[0].count,
  );
const twice = () => meta.accepted.length - new Set(meta.accepted.map(({ key }) => key)).size;

/** Whatever the provider took is told by its reports, in no order; of the first ones ten-fold, of the others twice. */
async function reports(): Promise<number> {
  const all = meta.accepted.flatMap((one) => ['read', 'delivered'].map((state) => meta.statusOf(one, state)));
  let posted = 0;
  for (let i = 0; i < all.length; i += 50) {
    const times = i < 500 ? 10 : 2;
    posted += times * 50;
    const { raw, signature } = meta.signed(meta.statuses(all.slice(i, i + 50)));
    const posts = Array.from({ length: times }, () =>
      receiveFromMeta(Buffer.from(raw), signature, new Date()),
    );
    for (const taken of await Promise.all(posts)) expect(taken).toBe('taken');
  }
  return posted;
}

test('K12 Q7 W2 W3 W10 forty sessions end: a thousand reports leave at the provider’s pace, a worker killed on the way; none lost, none twice', async () => {
  const halqas = await fortyHalqas();
  const [first, second] = [startWorker(), startWorker()];
  const took: number[] = [];
  const began = Date.now();
  for (const halqaId of halqas) {
    const who = await school.admin();
    const at = performance.now();
    await inTenant(who, (tx) => finishSession(tx, { halqaId, date: ids.day, session: 'MORNING' }, who));
    took.push(performance.now() - at);
  }
  took.sort((a, b) => a - b);
  await until(() => meta.accepted.length >= FAMILIES * 0.7, 120_000);
  first.kill('SIGKILL');
  await first.ended;
  const written = async () => (await count('true')) >= FAMILIES;
  await until(
    async () => (await written()) && (await count(`state = 'QUEUED' AND trying_at IS NULL`)) === 0,
    180_000,
  );
  // The last load may be on its way yet.
  for (let was = -1; was !== meta.accepted.length; await pause(2000)) was = meta.accepted.length;
  const times = meta.accepted.map(({ at }) => at).sort((a, b) => a - b);
  const busiest = Math.max(...times.map((at) => times.filter((one) => one >= at && one < at + 1000).length));
  // Until the kill: what two workers do side by side.
  const steady = times.slice(0, Math.floor(FAMILIES * 0.7));
  const perSecond = Math.round((steady.length * 1000) / (steady.at(-1)! - steady[0]!));
  expect(busiest).toBeLessThanOrEqual(PER_SECOND);
  expect(twice(), 'none twice').toBe(0);
  const posted = await reports();
  await until(async () => (await count(`state = 'READ'`)) === meta.accepted.length, 120_000);
  const read = await count(`state = 'READ' AND body IS NULL`);
  const unknown = await count(`state = 'QUEUED' AND trying_at IS NOT NULL`);
  expect(read).toBe(meta.accepted.length);
  // What the dead worker held and the provider never got is known as unknown, not lost and not guessed.
  expect(read + unknown).toBe(FAMILIES);
  expect(unknown).toBeLessThanOrEqual(IN_HAND);
  const middle = Math.round(took[took.length / 2]!);
  expect(middle, 'milliseconds of the request that ended a session').toBeLessThan(150);
  second.kill('SIGTERM');
  expect(await second.ended).toBe(0);
  const figures = {
    requestMs: middle,
    slowestRequestMs: Math.round(took.at(-1)!),
    firstLeftAfterMs: times[0]! - began,
    perSecond,
    busiestSecond: busiest,
    askedAbout: unknown,
    reportsPosted: posted,
  };
  survived('K12-messages', { stored: read, twice: 0, lost: 0, figures });
  told.push({
    fault: 'worker killed, ten-fold webhooks',
    caused: FAMILIES,
    arrived: read,
    unknown,
    twice: 0,
    lost: 0,
    ...figures,
  });
});

/** The database's clock goes on by minutes: every moment that it holds lies so much further back. */
async function later(minutes: number): Promise<void> {
  const by = `${minutes} minutes`;
  await superuser.query(
    `UPDATE deliveries SET due_at = due_at - $2::interval, trying_at = trying_at - $2::interval WHERE institution_id = $1 AND state = 'QUEUED'`,
    [school.id, by],
  );
  await superuser.query(
    `UPDATE message_channels SET hold_until = hold_until - $2::interval, slot_at = slot_at - $2::interval WHERE institution_id = $1`,
    [school.id, by],
  );
  await superuser.query(
    `UPDATE graphile_worker._private_jobs SET run_at = run_at - $2::interval WHERE key LIKE $1 AND locked_at IS NULL`,
    [`${school.id}:%`, by],
  );
}

test('K8 K13 the provider is down for an hour, and the two workers’ clocks are ten minutes off either way: all arrive, none twice', async () => {
  meta.accepted.length = 0;
  const families: Family[] = [];
  for (let n = 0; n < 20; n += 1) families.push(await school.family([`Down ${n}`], 'en'));
  for (const { digits, phone } of families) {
    meta.windows.set(digits, Date.now());
    await superuser.query(
      'INSERT INTO message_numbers (institution_id, id, phone, heard_at) VALUES ($1, gen_random_uuid(), $2, now())',
      [school.id, phone],
    );
  }
  meta.state.mood = 'down';
  const shifted = (ms: number) =>
    startWorker({ CLOCK_SHIFT_MS: String(ms) }, ['--require', './tests/faults/shift-clock.cjs']);
  const workers = [shifted(600_000), shifted(-600_000)];
  await school.day(families.flatMap(({ children }) => children));
  const own = `guardian_id = ANY ('{${families.map(({ guardian }) => guardian).join()}}')`;
  await until(async () => (await count(`${own} AND attempts > 0`)) === families.length, 60_000);
  const asked = meta.state.asked;
  for (let n = 0; n < 6; n += 1) {
    await later(10);
    await pause(1500);
  }
  expect(meta.state.asked).toBeGreaterThan(asked);
  expect(meta.accepted).toHaveLength(0);
  meta.state.mood = 'well';
  await until(async () => {
    await later(10);
    await pause(1000);
    return (await count(`${own} AND state = 'SENT'`)) === families.length;
  }, 60_000);
  const ours = new Set(families.map(({ digits }) => digits));
  expect(meta.accepted.filter(({ to }) => ours.has(to))).toHaveLength(families.length);
  expect(twice()).toBe(0);
  for (const worker of workers) worker.kill('SIGTERM');
  const tries =
    Math.round(
      ((await superuser.query(`SELECT avg(attempts) AS n FROM deliveries WHERE ${own}`)).rows[0].n ?? 0) * 10,
    ) / 10;
  survived('K8-messages', { stored: families.length, twice: 0, lost: 0, figures: { triesEach: tries } });
  told.push({
    fault: 'down for an hour, clocks ±10 min',
    caused: families.length,
    arrived: families.length,
    unknown: 0,
    twice: 0,
    lost: 0,
  });
});

test('one institution’s burst of a thousand does not delay another’s single message', async () => {
  meta.accepted.length = 0;
  const other = await messageSchool(superuser, 'single', '+92318000');
  const ultra = await fakeUltraMsg();
  await other.connectMeta({ meta, ultra });
  await ultra.stop();
  const family = await other.family(['Sulayman'], 'en');
  meta.windows.set(family.digits, Date.now());
  await superuser.query(
    'INSERT INTO message_numbers (institution_id, id, phone, heard_at) VALUES ($1, gen_random_uuid(), $2, now())',
    [other.id, family.phone],
  );
  // As a session's end leaves them: written, and none gone yet.
  const waiting = async (id: string, guardian: string | null) =>
    (
      await superuser.query<{ id: string }>(
        `INSERT INTO deliveries (institution_id, id, student_id, campus_id, guardian_id, kind, day, purpose, channel, language, body)
         SELECT k.institution_id, gen_random_uuid(), k.student_id, k.campus_id, k.guardian_id, 'DAILY_REPORT', current_date, 'BURST', 'META', 'en', 'words'
         FROM guardianships k JOIN guardians g ON g.institution_id = k.institution_id AND g.id = k.guardian_id
         WHERE k.institution_id = $1 AND ($2::uuid IS NULL AND g.name = 'Walid' OR g.id = $2::uuid) RETURNING id`,
        [id, guardian],
      )
    ).rows;
  const queue = async (of: typeof school, rows: { id: string }[]) => {
    const now = new Date();
    const due = rows.map(({ id }) => ({ id, dueAt: now }));
    await of.asSystem((scope) =>
      inTenant(scope, (tx) => queueDeliveries(tx, { institutionId: of.id, now }, due)),
    );
  };
  const burst = await waiting(school.id, null);
  expect(burst).toHaveLength(FAMILIES);
  await queue(school, burst);
  await queue(other, await waiting(other.id, family.guardian));
  const worker = startWorker();
  const mine = () => meta.accepted.findIndex(({ to }) => to === family.digits);
  await until(() => mine() >= 0, 60_000);
  const before = mine();
  // By order, not by the clock: the burst goes at the provider's pace, and the other's is not behind it.
  expect(before, 'of the burst had left before it').toBeLessThan(FAMILIES / 4);
  expect(await count(`state = 'QUEUED' AND purpose = 'BURST'`), 'the burst goes on').toBeGreaterThan(0);
  worker.kill('SIGTERM');
  expect(await worker.ended).toBe(0);
  told.push({
    fault: 'burst of another institution',
    caused: FAMILIES,
    leftBefore: before,
    twice: twice(),
    lost: 0,
  });
  expect(twice()).toBe(0);
});
