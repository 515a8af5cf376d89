import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Scope } from '@/lib/core/auth/scope';
import { sha256 } from '@/lib/core/auth/session';
import { callAuth } from '@/lib/core/db/definers';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { confirmNumber } from '@/lib/guardians/numbers/mutations';
import { getGuardian } from '@/lib/guardians/queries';
import { receiveFromMeta } from '@/lib/messages/inbox/mutations';
import { getStanding, listNews } from '@/lib/notifications/queries';
import { makeCampus } from '@/prisma/seed/makers';
import { makeUser, scopeOf } from '@/prisma/seed/sessions';
import { fakeUltraMsg } from '../fakes/ultramsg';
import { fakeWhatsApp } from '../fakes/whatsapp';
import { type Family, messageSchool } from './messages-school';

let db: pg.Client;
let meta: Awaited<ReturnType<typeof fakeWhatsApp>>;
let noor: Awaited<ReturnType<typeof messageSchool>>;
let falah: Awaited<ReturnType<typeof messageSchool>>;

beforeAll(async () => {
  meta = await fakeWhatsApp();
  Object.assign(process.env, { META_BASE_URL: meta.url });
  db = new pg.Client({ connectionString: process.env.SUPERUSER_DATABASE_URL! });
  await db.connect();
  noor = await messageSchool(db, 'numbers-noor', '+92313777');
  falah = await messageSchool(db, 'numbers-falah', '+92313778');
  const ultra = await fakeUltraMsg();
  await noor.connectMeta({ meta, ultra });
  await ultra.stop();
});
afterAll(() => Promise.all([db.end(), meta.stop()]));
beforeEach(() => {
  meta.accepted.length = 0;
});

/** Asks for a code and gives it back, as the page does. @returns the session's id, undefined when no code goes */
async function signInBy(phone: string): Promise<string | undefined> {
  const hash = sha256(v7());
  const [asked] = await callAuth<{ request_code: boolean }>('auth.request_code', [v7(), phone, hash]);
  if (!asked?.request_code) return;
  const [row] = await callAuth<{ verify_code: string }>('auth.verify_code', [phone, hash, v7()]);
  const sid = sha256(v7());
  await callAuth('auth.open_session', [sid, row!.verify_code, '1 day']);
  return sid;
}
/** The children that a session sees in its house now; undefined when it has none to enter. */
async function childrenOf(sid: string): Promise<number | undefined> {
  const [row] = await callAuth<{ context: string }>('auth.enter', [sid]);
  if (!row) return;
  return inTenant({ context: row.context }, (tx) => tx.student.count());
}
const held = async (sid: string) =>
  (await callAuth<{ number_held: boolean }>('auth.number_held', [sid]))[0]!.number_held;
const addPhone = (school: { id: string }, { guardian }: Family, value: string) =>
  db.query(
    "INSERT INTO guardian_contacts (institution_id, id, guardian_id, kind, value) VALUES ($1, $2, $3, 'PHONE', $4)",
    [school.id, v7(), guardian, value],
  );
const say = async (digits: string, words: string) => {
  const { raw, signature } = meta.signed(meta.inbound(digits, words));
  await receiveFromMeta(Buffer.from(raw), signature, new Date());
  expect((await noor.only('messages.inbox')).errors).toEqual([]);
};
/** As `say`, though it was said some minutes ago and arrives only now. */
const saidEarlier = async (digits: string, words: string, minutes: number) => {
  const body = meta.inbound(digits, words);
  const [message] = (body.entry[0]!.changes[0]!.value as { messages: { timestamp: string }[] }).messages;
  message!.timestamp = String(Math.floor(Date.now() / 1000) - minutes * 60);
  const { raw, signature } = meta.signed(body);
  await receiveFromMeta(Buffer.from(raw), signature, new Date());
  expect((await noor.only('messages.inbox')).errors).toEqual([]);
};
const office = async <T>(work: Parameters<typeof inTenant<T>>[1]) => inTenant(await noor.admin(), work);
const page = ({ guardian: id }: Family) => office((tx) => getGuardian(tx, { institutionId: noor.id, id }));

describe('finding 5: two numbers of one guardian', () => {
  test('P31 the first that signs in keeps the portal; the second takes nothing from it and is told why', async () => {
    const family = await noor.family(['Muaz', 'Umar']);
    const second = '+923137770901';
    await addPhone(noor, family, second);
    const father = (await signInBy(family.phone))!;
    expect([await childrenOf(father), await held(father)]).toEqual([2, false]);
    const mother = (await signInBy(second))!;
    expect([await childrenOf(mother), await held(mother)]).toEqual([undefined, true]);
    expect(await childrenOf(father)).toBe(2);
    // The office takes her number out of his row and enters her by herself.
    await db.query('DELETE FROM guardian_contacts WHERE institution_id = $1 AND value = $2', [
      noor.id,
      second,
    ]);
    expect(await held(mother)).toBe(false);
    const own = await noor.family(['Bilal']);
    await db.query('UPDATE guardian_contacts SET value = $3 WHERE institution_id = $1 AND guardian_id = $2', [
      noor.id,
      own.guardian,
      second,
    ]);
    const again = (await signInBy(second))!;
    expect([await childrenOf(again), await childrenOf(father)]).toEqual([1, 2]);
  });

  test('an account with a password keeps its row as well', async () => {
    const family = await noor.family(['Zaid']);
    const owner = v7();
    await db.query('INSERT INTO users (id, email) VALUES ($1, $2)', [owner, `owner-${owner}@family.example`]);
    await db.query('UPDATE guardians SET user_id = $1 WHERE id = $2', [owner, family.guardian]);
    const other = (await signInBy(family.phone))!;
    expect(await childrenOf(other)).toBeUndefined();
    const { rows } = await db.query('SELECT user_id FROM guardians WHERE id = $1', [family.guardian]);
    expect(rows).toEqual([{ user_id: owner }]);
  });
});

test('P24 an earlier word that arrives late neither opens a number that is wrong nor makes a right one wrong', async () => {
  const wrong = await noor.family(['Muaz']);
  await say(wrong.digits, 'wrong number');
  const heard = (await noor.number(wrong.phone)).heard_at;
  const answered = () => noor.jobs('messages.answer');
  const before = await answered();
  await saidEarlier(wrong.digits, 'START', 10);
  // Whoever has the number now did not say it, and is not told that messages come.
  expect(await answered()).toEqual(before);
  expect(await noor.number(wrong.phone)).toMatchObject({ wrong_at: expect.any(Date), heard_at: heard });
  await say(wrong.digits, 'START');
  expect(await noor.number(wrong.phone)).toMatchObject({ wrong_at: null });
  await saidEarlier(wrong.digits, 'wrong number', 10);
  expect(await noor.number(wrong.phone)).toMatchObject({ wrong_at: null });
});

describe('finding 6: a number that somebody answered to be wrong', () => {
  test('P03 P08 opens nothing of the child any more, neither by a live session nor by a new code; the office sees it', async () => {
    const family = await noor.family(['Muaz']);
    const stranger = (await signInBy(family.phone))!;
    expect(await childrenOf(stranger)).toBe(1);
    const admin = await noor.admin();
    const before = await office((tx) => getStanding(tx, admin));
    await say(family.digits, 'غلط نمبر');
    expect(await childrenOf(stranger)).toBe(0);
    const again = (await signInBy(family.phone))!;
    expect([await childrenOf(again), await held(again)]).toEqual([0, false]);

    expect(await page(family)).toMatchObject({ signsIn: false, wrongPhones: [{ phone: family.phone }] });
    expect((await office((tx) => getStanding(tx, admin))).unread).toBe(before.unread + 1);
    const news = await office((tx) => listNews(tx, admin));
    expect(news.wrong).toMatchObject([{ id: family.guardian }]);

    // Nobody has an account by a number that was wrong from the first: no code goes at all.
    const fresh = await noor.family(['Anas']);
    await say(fresh.digits, 'wrong number');
    expect(await signInBy(fresh.phone)).toBeUndefined();
    // The same number at another institution is another matter.
    const there = await falah.family(['Anas']);
    await db.query('UPDATE guardian_contacts SET value = $2 WHERE guardian_id = $1', [
      there.guardian,
      fresh.phone,
    ]);
    expect(await childrenOf((await signInBy(fresh.phone))!)).toBe(1);
  });

  test('ends only what came by it: an account that stands on the row by another number stays', async () => {
    const family = await noor.family(['Saad']);
    const second = '+923137770902';
    await addPhone(noor, family, second);
    const father = (await signInBy(second))!;
    await say(family.digits, 'wrong number');
    expect(await childrenOf(father)).toBe(1);
    await say(second.slice(1), 'wrong number');
    expect(await childrenOf(father)).toBe(0);
  });

  test('is right after all when the office says so: the mark goes, audited, and the next code joins again', async () => {
    const family = await noor.family(['Hamza']);
    const sid = (await signInBy(family.phone))!;
    await say(family.digits, 'wrong number');
    const [number] = (await page(family))!.wrongPhones;
    const other = await noor.family(['Other']);
    const confirm = (guardianId: string) =>
      office((tx) => confirmNumber(tx, { guardianId, numberId: number!.id }));
    await expect(confirm(other.guardian)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const foreign = await scopeOf((await falah.admin()).userId, 'admin', falah.id);
    await expect(
      inTenant(foreign, (tx) => confirmNumber(tx, { guardianId: family.guardian, numberId: number!.id })),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await confirm(family.guardian);
    await confirm(family.guardian);
    expect((await page(family))!.wrongPhones).toEqual([]);
    expect(await childrenOf(sid)).toBe(0);
    expect(await childrenOf((await signInBy(family.phone))!)).toBe(1);
    const { rowCount } = await db.query(
      "SELECT 1 FROM audit_entries WHERE institution_id = $1 AND action = 'guardian.numberRight' AND subject_id = $2",
      [noor.id, family.guardian],
    );
    expect(rowCount).toBe(1);
  });

  test('a campus sees and lifts the marks of its own guardians, and of no other campus', async () => {
    const family = await noor.family(['Yahya']);
    await say(family.digits, 'wrong number');
    const campusAdmin = async (name: string) => {
      const user = await makeUser(`${name}@numbers.example`, 'a long enough phrase');
      const campusId =
        name === 'own'
          ? noor.campus
          : (await office(async (tx) => makeCampus(tx, await noor.admin(), { name }))).id;
      await db.query(
        `INSERT INTO memberships (institution_id, id, user_id, role, campus_id) VALUES ($1, $2, $3, 'campus_admin', $4)`,
        [noor.id, v7(), user, campusId],
      );
      return scopeOf(user, 'campus_admin', noor.id);
    };
    const [own, other] = [await campusAdmin('own'), await campusAdmin('other')];
    const seen = (tx: TenantTx) => getGuardian(tx, { institutionId: noor.id, id: family.guardian });
    const marks = async (who: Scope) => ({
      rows: await inTenant(who, (tx) => tx.messageNumber.count()),
      bell: (await inTenant(who, (tx) => getStanding(tx, who))).unread,
      news: (await inTenant(who, (tx) => listNews(tx, who))).wrong.map(({ id }) => id),
    });
    const [number] = (await inTenant(own, seen))!.wrongPhones;
    expect(number).toMatchObject({ phone: family.phone });
    const here = await marks(own);
    expect(here).toMatchObject({ rows: 0, bell: here.news.length });
    expect(here.news).toContain(family.guardian);
    expect(await inTenant(other, seen)).toBeUndefined();
    expect(await marks(other)).toEqual({ rows: 0, bell: 0, news: [] });
    const lift = (who: Scope) =>
      inTenant(who, (tx) => confirmNumber(tx, { guardianId: family.guardian, numberId: number!.id }));
    await expect(lift(other)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const ustadh = await noor.ustadh();
    expect(await inTenant(ustadh, (tx) => tx.$queryRaw`SELECT * FROM app.wrong_numbers()`)).toEqual([]);
    await expect(lift(ustadh)).rejects.toThrow();
    expect((await page(family))!.wrongPhones).toHaveLength(1);
    await lift(own);
    expect((await page(family))!.wrongPhones).toEqual([]);
    expect(await childrenOf((await signInBy(family.phone))!)).toBe(1);
    const { rows } = await db.query(
      "SELECT role FROM audit_entries WHERE institution_id = $1 AND action = 'guardian.numberRight' AND subject_id = $2",
      [noor.id, family.guardian],
    );
    expect(rows).toEqual([{ role: 'campus_admin' }]);
  });

  test('only the inbox unlinks: no role of a person may', async () => {
    await expect(office((tx) => tx.$executeRaw`SELECT app.unlink_number('+923137770001')`)).rejects.toThrow();
  });
});
