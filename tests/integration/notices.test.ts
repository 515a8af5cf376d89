import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Scope } from '@/lib/core/auth/scope';
import { enqueue } from '@/lib/core/db/jobs';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { addDays } from '@/lib/core/time';
import { jobs } from '@/lib/notices/jobs';
import { acknowledgeNotice, openNotice, sendNotice, withdrawNotice } from '@/lib/notices/mutations';
import { listNotices, listReceived } from '@/lib/notices/queries';
import { noticeDraft } from '@/lib/notices/schema';
import { getStanding } from '@/lib/notifications/queries';
import {
  acceptInvitation,
  makeCampus,
  makeGuardian,
  makeGuardianUser,
  makeHalqa,
  makeInvitation,
  makeStaff,
  makeStudent,
} from '@/prisma/seed/makers';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';
import { runJobs } from '../support/run-jobs';

const password = 'a long enough phrase';
const run = String(Date.now()).slice(-7);
let superuser: pg.Client;
let admin: Scope;
let head: Scope;
let foreign: Scope;
/** Of the northern halqa, of the southern one, and who was never signed in. */
const parents = {} as { north: Scope; south: Scope };
const ustadhs = {} as { north: Scope; south: Scope };
const at = { north: '', south: '', umar: '', ali: '' };

/** Afresh: a context lives for seconds. */
const as = async <T>(scope: Scope, work: (tx: TenantTx, scope: Scope) => Promise<T>): Promise<T> => {
  const now = { ...scope, context: (await scope.renew!())!, now: new Date() };
  return inTenant(now, (tx) => work(tx, now));
};
const draftOf = (given: Record<string, string>) =>
  noticeDraft.parse({
    id: v7(),
    audience: 'ALL',
    families: 'on',
    title: 'Sports',
    body: 'Monday.',
    ...given,
  });
const ask = (scope: Scope, given: Record<string, string>) => {
  const draft = draftOf(given);
  return as(scope, (tx, now) => sendNotice(tx, draft, now));
};
/** As the form does: asks whom it reaches, then sends with the figure that was shown. @returns the notice's id */
async function send(scope: Scope, given: Record<string, string> = {}): Promise<string> {
  const id = v7();
  const first = await ask(scope, { ...given, id });
  const { shown } = (first as { asked: { shown: string } }).asked;
  expect(await ask(scope, { ...given, id, counted: shown })).toEqual({ id });
  return id;
}
const reads = (scope: Scope, id: string) =>
  as(scope, async (tx, now) => (await listReceived(tx, now, { page: 1, id })).notices[0]);
const open = (scope: Scope, id: string) => as(scope, (tx, now) => openNotice(tx, now, id));
const unread = (scope: Scope) => as(scope, async (tx, now) => (await getStanding(tx, now)).unread);
const register = (scope: Scope, id: string) =>
  as(scope, async (tx, now) => (await listNotices(tx, now, { page: 1, id })).notices[0]);
const refused = (code: string, message?: string) =>
  expect.objectContaining({ code, ...(message && { message }) });
/** The hour of a waiting notice has come. */
const itIsTime = (id: string) =>
  superuser.query(`UPDATE notices SET publish_at = now() - interval '1 second' WHERE id = $1`, [id]);
const work = () => runJobs(superuser, jobs, admin.institution.id);

async function family(tx: TenantTx, halqa: 'umar' | 'ali', phone: string): Promise<void> {
  const guardian = await makeGuardian(tx, admin, { name: `Of ${halqa}`, phone });
  const campusId = halqa === 'umar' ? at.north : at.south;
  await makeStudent(tx, admin, { campusId, halqaId: at[halqa], name: 'Child', guardianIds: [guardian.id] });
}

beforeAll(async () => {
  superuser = new pg.Client({ connectionString: process.env.SUPERUSER_DATABASE_URL! });
  await superuser.connect();
  const owner = await makeUser('office@notices.example', password);
  const id = await makeInstitution({ name: 'notices', admin: owner });
  admin = await scopeOf(owner, 'admin', id);
  const stranger = await makeUser('office@strange-notices.example', password);
  const other = await makeInstitution({ name: 'strange-notices', admin: stranger });
  foreign = await scopeOf(stranger, 'admin', other);
  const phones = { north: `+92311${run}`, south: `+92312${run}`, silent: `+92313${run}` };
  const tokens = await inTenant(admin, async (tx) => {
    at.north = (await makeCampus(tx, admin, { name: 'North' })).id;
    at.south = (await makeCampus(tx, admin, { name: 'South' })).id;
    const umar = await makeStaff(tx, admin, { name: 'Qari Anas' });
    const ali = await makeStaff(tx, admin, { name: 'Qari Bilal' });
    const office = await makeStaff(tx, admin, { name: 'Head of the north' });
    at.umar = (await makeHalqa(tx, admin, { campusId: at.north, name: 'Umar', staffId: umar.id })).id;
    at.ali = (await makeHalqa(tx, admin, { campusId: at.south, name: 'Ali', staffId: ali.id })).id;
    await family(tx, 'umar', phones.north);
    await family(tx, 'umar', phones.silent);
    await family(tx, 'ali', phones.south);
    const token = (staffId: string) => makeInvitation(tx, admin, { staffId });
    return { umar: await token(umar.id), ali: await token(ali.id), office: office.id };
  });
  for (const [place, token] of [
    ['north', tokens.umar],
    ['south', tokens.ali],
  ] as const) {
    const user = await makeUser(`${place}@notices.example`, password);
    await acceptInvitation(token, user);
    ustadhs[place] = await scopeOf(user, 'teacher', id);
    parents[place] = await scopeOf(await makeGuardianUser(phones[place]), 'guardian', id);
  }
  const headUser = await makeUser('head@notices.example', password);
  await superuser.query(
    `INSERT INTO memberships (institution_id, id, user_id, role, campus_id) VALUES ($1, gen_random_uuid(), $2, 'campus_admin', $3)`,
    [id, headUser, at.north],
  );
  head = await scopeOf(headUser, 'campus_admin', id);
});
afterAll(() => superuser.end());

describe('P28 whom a notice reaches is said before it goes', () => {
  test('P28 the figures come first, nothing is sent by asking, and a figure that changed is said anew', async () => {
    const before = await unread(parents.north);
    const id = v7();
    const asked = await ask(admin, { id, staff: 'on' });
    expect(asked).toEqual({
      asked: { families: 3, unreached: 1, staff: 3, at: null, shown: expect.any(String) },
    });
    const { shown } = (asked as { asked: { shown: string } }).asked;
    expect(await register(admin, id)).toBeUndefined();
    // Another family comes between asking and sending: the sender sees the new figure instead of sending to it unseen.
    await as(admin, (tx) => family(tx, 'ali', `+92314${run}`));
    expect(await ask(admin, { id, staff: 'on', counted: shown })).toMatchObject({ asked: { families: 4 } });
    expect(await register(admin, id)).toBeUndefined();
    expect(await unread(parents.north)).toBe(before);
  });

  test('P28 by campus and by halqa, to families, to asatidha, to both; to nobody is refused', async () => {
    const reach = async (given: Record<string, string>) =>
      ((await ask(admin, given)) as { asked: object }).asked;
    expect(await reach({ audience: `CAMPUS:${at.north}` })).toMatchObject({
      families: 2,
      unreached: 1,
      staff: 0,
    });
    expect(await reach({ audience: `HALQA:${at.ali}`, staff: 'on' })).toMatchObject({
      families: 2,
      staff: 1,
    });
    const empty = await as(admin, (tx) => makeHalqa(tx, admin, { campusId: at.south, name: 'Nobody yet' }));
    await expect(ask(admin, { audience: `HALQA:${empty.id}` })).rejects.toEqual(
      refused('INVALID', 'nobodyThere'),
    );
    const none = noticeDraft.safeParse({ id: v7(), audience: 'ALL', title: 'x', body: 'y' });
    expect(none.error!.issues[0]).toMatchObject({ message: 'nobody', path: ['families'] });
  });

  test('P05 Z1 another’s halqa is not there, and a campus’s office sends to its own campus alone', async () => {
    await expect(ask(foreign, { audience: `HALQA:${at.umar}` })).rejects.toEqual(refused('NOT_FOUND'));
    await expect(ask(head, {})).rejects.toEqual(refused('INVALID', 'whichAudience'));
    await expect(ask(head, { audience: `CAMPUS:${at.south}` })).rejects.toEqual(refused('NOT_FOUND'));
    const id = await send(head, { audience: `CAMPUS:${at.north}` });
    expect(await reads(parents.north, id)).toMatchObject({ title: 'Sports' });
    expect(await reads(parents.south, id)).toBeUndefined();
  });
});

describe('P28 who reads it, and what is counted', () => {
  test('P28 a halqa’s notice is its families’; the ustadh’s only when it is for asatidha; nobody else’s', async () => {
    const families = await send(admin, { audience: `HALQA:${at.umar}` });
    const both = await send(admin, { audience: `HALQA:${at.umar}`, staff: 'on' });
    for (const [who, sees] of [
      [parents.north, [true, true]],
      [parents.south, [false, false]],
      [ustadhs.north, [false, true]],
      [ustadhs.south, [false, false]],
    ] as const)
      expect([Boolean(await reads(who, families)), Boolean(await reads(who, both))]).toEqual(sees);
    expect(await register(foreign, both)).toBeUndefined();
  });

  test('P28 opened twice is read once; only who opened it counts; sent twice with one id is one notice', async () => {
    const before = await unread(parents.north);
    const id = await send(admin, { audience: `HALQA:${at.umar}`, urgent: 'on' });
    const again = await ask(admin, { audience: `HALQA:${at.umar}`, urgent: 'on', id });
    const { shown } = (again as { asked: { shown: string } }).asked;
    await ask(admin, { audience: `HALQA:${at.umar}`, urgent: 'on', id, counted: shown });
    expect(await register(admin, id)).toMatchObject({ sent: 2, read: 0, acknowledged: 0 });
    expect(await unread(parents.north)).toBe(before + 1);
    expect(await open(parents.south, id)).toBeUndefined();
    for (let n = 0; n < 2; n += 1) expect(await open(parents.north, id)).toMatchObject({ body: 'Monday.' });
    expect(await register(admin, id)).toMatchObject({ sent: 2, read: 1, acknowledged: 0 });
    expect(await unread(parents.north)).toBe(before);
    for (let n = 0; n < 2; n += 1) await as(parents.north, (tx, now) => acknowledgeNotice(tx, { id }, now));
    expect(await register(admin, id)).toMatchObject({ read: 1, acknowledged: 1 });
    expect((await reads(parents.north, id))!.receipt!.acknowledgedAt).not.toBeNull();
    for (const stranger of [parents.south, ustadhs.south])
      await expect(as(stranger, (tx, now) => acknowledgeNotice(tx, { id }, now))).rejects.toEqual(
        refused('NOT_FOUND'),
      );
  });

  test('P03 who is a guardian of no child any more reads no notice, nor is one waiting', async () => {
    const [before, after] = [await send(admin), `CAMPUS:${at.south}`];
    expect(await reads(parents.south, before)).toMatchObject({ title: 'Sports' });
    const links = await as(admin, (tx) =>
      tx.guardianship.findMany({
        where: { institutionId: admin.institution.id, guardian: { userId: parents.south.userId } },
      }),
    );
    await as(admin, (tx) =>
      tx.guardianship.deleteMany({
        where: { institutionId: admin.institution.id, id: { in: links.map(({ id }) => id) } },
      }),
    );
    for (const id of [before, await send(admin), await send(admin, { audience: after })])
      expect(await reads(parents.south, id)).toBeUndefined();
    expect(await unread(parents.south)).toBe(0);
    await as(admin, (tx) => tx.guardianship.createMany({ data: links }));
    expect(await reads(parents.south, before)).toMatchObject({ title: 'Sports' });
  });

  test('Z5 a family marks nobody’s receipt but its own, by any statement', async () => {
    const id = await send(admin);
    await as(parents.south, (tx) => tx.noticeReceipt.updateMany({ where: {}, data: { readAt: new Date() } }));
    expect(await register(admin, id)).toMatchObject({ read: 1 });
    await expect(
      as(parents.south, (tx) => tx.notice.updateMany({ where: { id }, data: { body: 'No school' } })),
    ).resolves.toEqual({ count: 0 });
    expect(await reads(parents.north, id)).toMatchObject({ body: 'Monday.' });
  });
});

describe('P28 at its hour', () => {
  test('P28 Q8 it waits unseen, then goes once, to whoever belongs to it by then', async () => {
    const day = addDays(admin.today, 2);
    const id = await send(admin, { audience: `HALQA:${at.umar}`, day, hour: '09:30' });
    const [waiting] = (
      await superuser.query(
        `SELECT n.state, n.publish_at, j.run_at FROM notices n, graphile_worker._private_jobs j
         WHERE n.id = $1 AND j.key LIKE '%' || $1::text`,
        [id],
      )
    ).rows;
    expect(waiting).toMatchObject({ state: 'WAITING', run_at: waiting.publish_at });
    expect(waiting.publish_at.toISOString()).toBe(`${day}T04:30:00.000Z`);
    for (const who of [parents.north, ustadhs.north]) expect(await reads(who, id)).toBeUndefined();
    // A job that comes too early changes nothing.
    await work();
    expect(await register(admin, id)).toMatchObject({ state: 'WAITING', sent: 0 });
    await as(admin, (tx) => family(tx, 'umar', `+92315${run}`));
    await itIsTime(id);
    for (let n = 0; n < 2; n += 1) {
      await as(admin, (tx) => enqueue(tx, 'notices.publish', { ids: { noticeId: id }, key: id }));
      expect((await work()).errors).toEqual([]);
    }
    expect(await register(admin, id)).toMatchObject({ state: 'PUBLISHED', sent: 3 });
    expect(await reads(parents.north, id)).toMatchObject({ title: 'Sports', receipt: { readAt: null } });
  });

  test('P28 a day that is over, or far away, is refused at its field', async () => {
    const yesterday = addDays(admin.today, -1);
    await expect(ask(admin, { day: yesterday })).rejects.toEqual(refused('INVALID', 'past'));
    await expect(ask(admin, { day: addDays(admin.today, 91) })).rejects.toEqual(refused('INVALID', 'far'));
    expect(noticeDraft.safeParse({ ...draftOf({}), hour: '09:00' }).error!.issues[0]!.message).toBe(
      'whichDay',
    );
  });
});

describe('P28 taken back', () => {
  test('P28 before its hour it never goes', async () => {
    const id = await send(admin, { day: addDays(admin.today, 1) });
    await as(admin, (tx, now) => withdrawNotice(tx, { id, reason: 'Postponed' }, now));
    await itIsTime(id);
    expect((await work()).errors).toEqual([]);
    expect(await register(admin, id)).toMatchObject({ state: 'WITHDRAWN', sent: 0 });
    expect(await reads(parents.north, id)).toBeUndefined();
  });

  test('P28 after it went, its words are gone for the readers, why is said, and nothing waits any more', async () => {
    const before = await unread(parents.north);
    const id = await send(admin, { body: 'Canary: the wrong date' });
    expect(await unread(parents.north)).toBe(before + 1);
    for (const [who, what] of [
      [foreign, 'NOT_FOUND'],
      // The north's office reads what is for everybody; it is not its to take back.
      [head, 'NOT_FOUND'],
    ] as const)
      await expect(as(who, (tx, now) => withdrawNotice(tx, { id, reason: 'Mine' }, now))).rejects.toEqual(
        refused(what),
      );
    for (const reason of ['The date was wrong', 'Again'])
      await as(admin, (tx, now) => withdrawNotice(tx, { id, reason }, now));
    const seen = await open(parents.north, id);
    expect(seen).toMatchObject({
      state: 'WITHDRAWN',
      body: '',
      title: 'Sports',
      reason: 'The date was wrong',
    });
    expect(await unread(parents.north)).toBe(before);
    expect(await register(admin, id)).toMatchObject({ body: 'Canary: the wrong date' });
    const trail = await as(admin, (tx) =>
      tx.auditEntry.findMany({
        where: { subjectId: id },
        orderBy: { seq: 'asc' },
        select: { action: true, detail: true },
      }),
    );
    expect(trail.map(({ action }) => action)).toEqual(['notices.sent', 'notices.withdrawn']);
    expect(JSON.stringify(trail)).not.toContain('Canary');
  });
});
