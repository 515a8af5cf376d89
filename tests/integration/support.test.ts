import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { editCampus } from '@/lib/campuses/mutations';
import type { Scope } from '@/lib/core/auth/scope';
import { callAuth } from '@/lib/core/db/definers';
import { inTenant, noteRefusal } from '@/lib/core/db/tenant';
import { toAppError } from '@/lib/core/errors';
import { agreeEmergency, approveSupport, declineSupport, endSupport } from '@/lib/support/mutations';
import { askSupport, beginVisit, enterInEmergency, leaveVisit } from '@/lib/support/own/mutations';
import { getHouse, listHouses, listOwnGrants } from '@/lib/support/own/queries';
import { getGrant, getSupportNow, listGrants } from '@/lib/support/queries';
import { listTrail } from '@/lib/support/trail/queries';
import { makeCampus } from '@/prisma/seed/makers';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';
import { makeRequest, makeSupportStaff, type SupportSession, supportSession } from '@/prisma/seed/support';

const letters: { to: string; subject: string; text: string }[] = [];
vi.mock('@/lib/core/later', () => ({ later: (_where: string, work: () => Promise<void>) => work() }));
vi.mock('@/lib/adapters/mail', () => ({
  sendMail: async (mail: (typeof letters)[0]) => void letters.push(mail),
}));

const password = 'a long enough phrase';
const unique = v7().slice(-8);
let superuser: pg.Client;
let noor: Scope;
let falah: Scope;
let staff: string;
let sana: SupportSession;
let campus: string;

beforeAll(async () => {
  superuser = new pg.Client({ connectionString: process.env.SUPERUSER_DATABASE_URL! });
  await superuser.connect();
  const house = async (name: string) => {
    const admin = await makeUser(`${name}-${unique}@example.org`, password);
    await makeInstitution({ name: `${name} ${unique}`, admin });
    return scopeOf(admin);
  };
  noor = await house('support-noor');
  falah = await house('support-falah');
  campus = (await inTenant(noor, (tx) => makeCampus(tx, noor, { name: 'North' }))).id;
  await inTenant(falah, (tx) => makeCampus(tx, falah, { name: 'Far' }));
  staff = await makeSupportStaff(`sana-${unique}@example.org`, password, 'Sana Iqbal');
});
afterAll(() => superuser.end());
beforeEach(async () => {
  await superuser.query("UPDATE support_grants SET state = 'ENDED' WHERE requested_by = $1", [staff]);
  sana = await supportSession(staff);
});

const decide = (grant: string, access: 'read' | 'write' = 'read', minutes: 30 | 480 = 30, by = noor) =>
  inTenant(by, (tx) => approveSupport(tx, { id: grant, minutes, access }));

async function visit(access: 'read' | 'write' = 'read'): Promise<{ grant: string; scope: Scope }> {
  const grant = await makeRequest(sana, noor.institution.id, '4182');
  await decide(grant, access);
  await beginVisit(sana, { id: grant });
  const scope = (await sana.enter())!;
  expect(scope).toBeDefined();
  return { grant, scope };
}
const opening = (scope: Scope, path = '/admin/students', what = 'students:read'): Scope => ({
  ...scope,
  support: { ...scope.support!, opens: { path, what } },
});
const campuses = (scope: Scope) => inTenant(opening(scope), (tx) => tx.campus.count());
const lines = async (grant: string) => {
  const found = (await inTenant(noor, (tx) => getGrant(tx, noor, grant)))!;
  return inTenant(noor, (tx) => listTrail(tx, noor, found));
};
const refusedWith = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => toAppError(error).message,
  );

describe('P04 a request', () => {
  test('P04 shows HifzPro staff names and states, and nothing else of an institution', async () => {
    const { houses } = await listHouses(sana, unique);
    expect(houses.map(({ name }) => name).sort()).toEqual(
      [falah.institution.name, noor.institution.name].sort(),
    );
    expect(Object.keys(houses[0]!).sort()).toEqual(['id', 'name', 'nativeName', 'status']);
    expect(await sana.enter()).toBeUndefined();
  });

  test('P04 reaches the admins at once: in the app, by a letter, on the trail', async () => {
    const id = v7();
    await askSupport(sana, {
      id,
      house: noor.institution.id,
      ticket: '4182',
      reason: 'Two daily reports show failed.',
    });
    const about = () => letters.filter(({ text }) => text.includes(`/admin/support/${id}`));
    await vi.waitFor(() => expect(about()).toHaveLength(1), { timeout: 20_000 });
    expect(about()).toMatchObject([{ to: `support-noor-${unique}@example.org` }]);
    expect(await inTenant(noor, (tx) => getSupportNow(tx, noor))).toMatchObject({ waiting: 1, visits: [] });
    expect((await lines(id)).lines.map(({ action }) => action)).toEqual(['support.requested']);
    expect(await inTenant(falah, (tx) => listGrants(tx, falah))).toEqual([]);
  });

  test('P04 is one at a time, of an open institution, and the same form twice is one', async () => {
    const id = v7();
    const ask = { id, house: noor.institution.id, ticket: '1', reason: 'Two daily reports show failed.' };
    expect(await refusedWith(askSupport(sana, ask))).toBe('done');
    expect(await refusedWith(askSupport(sana, ask))).toBe('done');
    expect(await refusedWith(askSupport(sana, { ...ask, id: v7() }))).toBe('alreadyAsked');
    expect(await refusedWith(askSupport(sana, { ...ask, id: v7(), house: v7() }))).toBe('houseClosed');
    expect((await listOwnGrants(sana, new Date())).filter((grant) => grant.id === id)).toHaveLength(1);
  });

  test('P04 taken back by who asked: nobody may open it any more', async () => {
    const grant = await makeRequest(sana, noor.institution.id, '4180');
    await leaveVisit(sana, { id: grant });
    expect(await refusedWith(decide(grant))).toBe('alreadyAnswered');
    expect(await inTenant(noor, (tx) => getSupportNow(tx, noor))).toMatchObject({ waiting: 0 });
  });

  test('P04 refused with a word: nobody comes in, and the word is read', async () => {
    const grant = await makeRequest(sana, noor.institution.id, '4183');
    await inTenant(noor, (tx) => declineSupport(tx, { id: grant, refusal: 'Call us first.' }));
    expect(await refusedWith(beginVisit(sana, { id: grant }))).toBe('visitOver');
    expect((await listOwnGrants(sana, new Date()))[0]).toMatchObject({
      state: 'REFUSED',
      refusal: 'Call us first.',
    });
    expect(await refusedWith(decide(grant))).toBe('alreadyAnswered');
  });
});

describe('P04 a visit', () => {
  test('P04 begins with the second factor, runs by the clock, and everything opened stands on the trail', async () => {
    const { grant, scope } = await visit();
    expect(scope).toMatchObject({
      role: 'support',
      support: { ticket: '4182', write: false, name: 'Sana Iqbal' },
    });
    expect(scope.support!.until.getTime()).toBeLessThanOrEqual(Date.now() + 30 * 60_000);
    expect(await campuses(scope)).toBe(1);
    const { lines: found } = await lines(grant);
    expect(found.map(({ action }) => action)).toEqual([
      'support.viewed',
      'support.entered',
      'support.approved',
      'support.requested',
    ]);
    expect(found[0]).toMatchObject({ kind: 'viewed', what: 'students:read', opened: { room: 'students' } });
    const now = await inTenant(noor, (tx) => getSupportNow(tx, noor));
    expect(now.visits).toMatchObject([{ id: grant, requesterName: 'Sana Iqbal' }]);
  });

  test('P04 asks for the factor again when the last proof is old', async () => {
    const grant = await makeRequest(sana, noor.institution.id, '4184');
    await decide(grant);
    await superuser.query(
      "UPDATE sessions SET second_factor_at = now() - interval '11 minutes' WHERE token_hash = $1",
      [sana.tokenHash],
    );
    expect(await beginVisit(sana, { id: grant })).toBe('factor');
    expect(await sana.enter()).toBeUndefined();
    await callAuth('auth.pass_second_factor', [sana.tokenHash]);
    expect(await beginVisit(sana, { id: grant })).toBe('in');
  });

  test('P04 with write changes what the office may change; the change carries grant and ticket', async () => {
    const { grant, scope } = await visit('write');
    expect(scope.role).toBe('support_write');
    const [row] = await inTenant(noor, (tx) => tx.campus.findMany({ where: { id: campus } }));
    await inTenant(opening(scope, `/admin/campuses/${campus}`, 'campuses:write'), (tx) =>
      editCampus(tx, scope, { id: campus, updatedAt: row!.updatedAt.toISOString(), name: 'North House' }),
    );
    const { lines: found } = await lines(grant);
    expect(found.slice(0, 2)).toMatchObject([
      { kind: 'changed', action: 'campus.edited', name: 'North House' },
      { kind: 'viewed', opened: { room: 'campuses', id: campus }, name: 'North House' },
    ]);
    const { rows } = await superuser.query(
      "SELECT role, detail FROM audit_entries WHERE institution_id = $1 AND action = 'campus.edited'",
      [noor.institution.id],
    );
    expect(rows).toMatchObject([{ role: 'support', detail: { grant, ticket: '4182' } }]);
  });

  test('P04 ends by the admin, by the visitor and by the clock: at the next request', async () => {
    const first = await visit();
    await inTenant(noor, (tx) => endSupport(tx, { id: first.grant }));
    expect(await sana.enter()).toBeUndefined();
    expect(await refusedWith(campuses(first.scope))).toBe('notFound');

    const second = await visit();
    await leaveVisit(sana, { id: second.grant });
    expect(await sana.enter()).toBeUndefined();

    const third = await visit();
    await superuser.query(
      "UPDATE support_grants SET expires_at = now() - interval '1 second' WHERE id = $1",
      [third.grant],
    );
    expect(await refusedWith(campuses(third.scope))).toBe('notFound');
    expect(await sana.enter()).toBeUndefined();
    const ends = await Promise.all(
      [first, second, third].map(({ grant }) => inTenant(noor, (tx) => getGrant(tx, noor, grant))),
    );
    expect(ends).toMatchObject([
      { state: 'ENDED', endedBy: 'ADMIN' },
      { state: 'ENDED', endedBy: 'STAFF' },
      { state: 'EXPIRED', endedBy: 'CLOCK' },
    ]);
    expect((await lines(third.grant)).lines[0]).toMatchObject({ action: 'support.expired', kind: 'ended' });
    expect(await refusedWith(beginVisit(sana, { id: third.grant }))).toBe('visitOver');
  });
});

describe('Z7 support without a right', () => {
  test('Z7 no grant, one not answered, one of somebody else, one of another institution', async () => {
    expect(await sana.enter()).toBeUndefined();
    const grant = await makeRequest(sana, noor.institution.id, '4185');
    expect(await refusedWith(beginVisit(sana, { id: grant }))).toBe('visitOver');
    await expect(decide(grant, 'read', 30, falah)).rejects.toMatchObject({ message: 'alreadyAnswered' });
    await decide(grant);
    const other = await supportSession(await makeSupportStaff(`omar-${v7()}@example.org`, password, 'Omar'));
    expect(await refusedWith(beginVisit(other, { id: grant }))).toBe('visitOver');
    expect(await refusedWith(beginVisit(sana, { id: v7() }))).toBe('visitOver');
    await inTenant(falah, (tx) => endSupport(tx, { id: grant }));
    expect(await beginVisit(sana, { id: grant })).toBe('in');
    // The session cannot be pointed at another institution's grant, nor the context carried there.
    const scope = (await sana.enter())!;
    expect(
      await inTenant(opening(scope), (tx) => tx.campus.findMany({ select: { institutionId: true } })),
    ).toEqual([{ institutionId: noor.institution.id }]);
  });

  test('Z7 a grant dated wrongly, an approval of yesterday, a person who left HifzPro, a closed institution', async () => {
    const grant = await makeRequest(sana, noor.institution.id, '4186');
    await decide(grant);
    await superuser.query(
      "UPDATE support_grants SET decided_at = now() - interval '25 hours' WHERE id = $1",
      [grant],
    );
    expect(await refusedWith(beginVisit(sana, { id: grant }))).toBe('visitOver');
    const { scope } = await visit();
    await superuser.query("UPDATE institutions SET status = 'SUSPENDED' WHERE id = $1", [
      noor.institution.id,
    ]);
    expect(await sana.enter()).toBeUndefined();
    await superuser.query("UPDATE institutions SET status = 'OPEN' WHERE id = $1", [noor.institution.id]);
    expect(await sana.enter()).toBeDefined();
    await callAuth('auth.end_support_staff', [staff]);
    expect(await refusedWith(campuses(scope))).toBe('notFound');
    expect(await sana.enter()).toBeUndefined();
    await callAuth('auth.add_support_staff', [staff, 'Sana Iqbal']);
  });

  test('Z7 HifzPro staff have no membership: one that is given does not stand, and who has one is not taken in', async () => {
    await superuser.query(
      "INSERT INTO memberships (institution_id, id, user_id, role) VALUES ($1, $2, $3, 'admin')",
      [noor.institution.id, v7(), staff],
    );
    const session = await supportSession(staff);
    expect(await session.enter()).toBeUndefined();
    await superuser.query('DELETE FROM memberships WHERE user_id = $1', [staff]);
    await expect(makeSupportStaff(`support-noor-${unique}@example.org`, password, 'Insider')).rejects.toThrow(
      'membership',
    );
  });

  test('Z7 a read-only visit writes nothing, whatever the code tries', async () => {
    const { scope } = await visit('read');
    const add = (by: Scope) =>
      inTenant(opening(by), (tx) => makeCampus(tx, scope, { name: `Planted ${v7()}` }));
    expect(await refusedWith(add(scope))).toBe('notFound');
    // Even through the door of a visit that may write: the role of the context is another.
    expect(await refusedWith(add({ ...scope, support: { ...scope.support!, write: true } }))).toBe(
      'notFound',
    );
    const change = inTenant(opening(scope), (tx) => tx.campus.updateMany({ data: { name: 'Changed' } }));
    expect(await refusedWith(change)).toBe('notFound');
    expect(
      await inTenant(noor, (tx) => tx.campus.count({ where: { name: { startsWith: 'Planted' } } })),
    ).toBe(0);
    const own = inTenant(opening(scope), (tx) =>
      approveSupport(tx, { id: scope.support!.grantId, minutes: 480, access: 'write' }),
    );
    expect(await refusedWith(own)).toBe('notFound');
  });

  test('Z7 secrets, health notes and raw files stay closed', async () => {
    const { scope } = await visit('write');
    const ask = (work: Parameters<typeof inTenant<unknown>>[1]) =>
      refusedWith(inTenant(opening(scope), work));
    expect(await ask((tx) => tx.staffInvitation.findMany({ select: { tokenHash: true } }))).toBe('notFound');
    expect(await ask((tx) => tx.staffInvitation.findMany({ select: { id: true } }))).toBe('done');
    expect(await inTenant(opening(scope), (tx) => tx.studentNote.count())).toBe(0);
    for (const closed of ['importFile', 'importRow', 'membership', 'auditEntry', 'supportGrant'] as const)
      expect(await ask((tx) => (tx[closed] as { count: () => Promise<number> }).count()), closed).toBe(
        'notFound',
      );
  });

  test('Z7 a try that was refused stands on the trail, and opens nothing', async () => {
    const { grant, scope } = await visit();
    const tried = opening(scope, '/admin/import/x/unsaved', 'imports:run');
    await noteRefusal({ ...tried, support: tried.support! });
    expect((await lines(grant)).lines[0]).toMatchObject({
      kind: 'refused',
      what: 'imports:run',
      opened: { room: 'import' },
    });
  });
});

describe('Z8 no audit row, no data', () => {
  test('Z8 when the chain does not take the row, the page gets nothing', async () => {
    const { scope } = await visit();
    await superuser.query(`CREATE FUNCTION public.z8_${unique}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no chain'; END $$;
      CREATE TRIGGER z8 BEFORE INSERT ON audit_entries FOR EACH ROW WHEN (NEW.institution_id = '${noor.institution.id}') EXECUTE FUNCTION public.z8_${unique}()`);
    let read = 0;
    const work = inTenant(opening(scope), async (tx) => {
      read = await tx.campus.count();
      return read;
    });
    try {
      expect(await refusedWith(work)).toBe('unexpected');
      expect(read).toBe(0);
    } finally {
      await superuser.query(`DROP TRIGGER z8 ON audit_entries; DROP FUNCTION public.z8_${unique}()`);
    }
    expect(await campuses(scope)).toBe(1);
  });

  test('Z8 a login that leaves the row out, takes it back, or brings the mark of another transaction sees nothing', async () => {
    const { scope } = await visit();
    const raw = new pg.Client({ connectionString: process.env.SUPPORT_DATABASE_URL! });
    await raw.connect();
    const note = "SELECT audit.note_support(gen_random_uuid(), 'support.viewed', '{}')";
    const seen = async (...first: string[]) => {
      await raw.query('BEGIN');
      await raw.query(`SET LOCAL app.ctx = '${scope.context}'`);
      for (const statement of first) await raw.query(statement);
      const { rowCount } = await raw.query('SELECT id FROM campuses');
      const { rows } = await raw.query("SELECT current_setting('app.noted', true) AS mark");
      await raw.query('COMMIT');
      return { rowCount, mark: rows[0].mark as string };
    };
    const noted = await seen(note);
    expect(noted.rowCount).toBe(1);
    expect((await seen()).rowCount).toBe(0);
    expect((await seen(`SET LOCAL app.noted = '${noted.mark}'`)).rowCount).toBe(0);
    expect((await seen('SAVEPOINT s', note, 'ROLLBACK TO SAVEPOINT s')).rowCount).toBe(0);
    await expect(
      seen("SELECT audit.note_support(gen_random_uuid(), 'student.edited', '{}')"),
    ).rejects.toMatchObject({ code: '42501' });
    await raw.end();
  });
});

describe('P04 in an emergency', () => {
  const form = (house: Scope) => ({
    id: v7(),
    house: house.institution.id,
    ticket: '7001',
    reason: 'No report leaves the institution since this morning.',
  });
  const agree = (yes: 'yes' | 'no') => inTenant(noor, (tx) => agreeEmergency(tx, { agree: yes }));

  test('P04 nobody comes in without an answer where that was not agreed to', async () => {
    await agree('no');
    expect(await refusedWith(enterInEmergency(sana, form(noor)))).toBe('emergencyRefused');
    await agree('yes');
    expect(await refusedWith(enterInEmergency(sana, form(falah)))).toBe('emergencyRefused');
    expect(await sana.enter()).toBeUndefined();
  });

  test('P04 where it was agreed, a visit of an hour that only reads is open at once, and the admins know at once', async () => {
    await agree('yes');
    await agree('yes');
    const before = letters.length;
    const asked = form(noor);
    expect(await enterInEmergency(sana, asked)).toBe('in');
    const scope = (await sana.enter())!;
    expect(scope.role).toBe('support');
    expect(await campuses(scope)).toBeGreaterThan(0);
    const about = () => letters.slice(before).filter(({ text }) => text.includes(asked.id));
    await vi.waitFor(() => expect(about()).toHaveLength(1), { timeout: 20_000 });
    expect(about()).toMatchObject([
      { to: `support-noor-${unique}@example.org`, text: expect.stringContaining(asked.reason) },
    ]);
    const found = (await inTenant(noor, (tx) => getGrant(tx, noor, asked.id)))!;
    expect(found).toMatchObject({ emergency: true, write: false, minutes: 60, state: 'ACTIVE' });
    expect(found.expiresAt!.getTime() - found.startsAt!.getTime()).toBe(3_600_000);
    expect((await lines(asked.id)).lines.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['support.emergency', 'support.entered', 'support.viewed']),
    );
    const trail = await superuser.query(
      "SELECT 1 FROM audit_entries WHERE institution_id = $1 AND action = 'support.emergencyAgreed'",
      [noor.institution.id],
    );
    expect(trail.rowCount).toBe(1);
    await inTenant(noor, (tx) => endSupport(tx, { id: asked.id }));
    expect(await sana.enter()).toBeUndefined();
  });

  test('P04 an old second factor opens nothing, and leaves nothing behind', async () => {
    await agree('yes');
    await superuser.query(
      "UPDATE sessions SET second_factor_at = now() - interval '11 minutes' WHERE token_hash = $1",
      [sana.tokenHash],
    );
    expect(await getHouse(sana, noor.institution.id)).toMatchObject({ emergency: true, proven: false });
    const asked = form(noor);
    expect(await enterInEmergency(sana, asked)).toBe('factor');
    expect(await inTenant(noor, (tx) => getGrant(tx, noor, asked.id))).toBeUndefined();
  });

  test('P04 the way in asks for the second factor minutes before its proof is too old, so that no typed reason is lost', async () => {
    await agree('yes');
    const provenFor = async (minutes: number) => {
      await superuser.query(
        'UPDATE sessions SET second_factor_at = now() - make_interval(mins => $2) WHERE token_hash = $1',
        [sana.tokenHash, minutes],
      );
      return (await getHouse(sana, noor.institution.id))?.proven;
    };
    expect([await provenFor(6), await provenFor(4)]).toEqual([false, true]);
    await provenFor(9);
    expect(await enterInEmergency(sana, form(noor))).toBe('in');
  });

  test('P04 a request that waits gives way to the emergency; an open visit does not', async () => {
    await agree('yes');
    const waiting = await makeRequest(sana, noor.institution.id, '7000');
    expect(await enterInEmergency(sana, form(noor))).toBe('in');
    expect((await inTenant(noor, (tx) => getGrant(tx, noor, waiting)))!.state).toBe('ENDED');
    expect(await refusedWith(enterInEmergency(sana, form(noor)))).toBe('alreadyAsked');
  });
});
