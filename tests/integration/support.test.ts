import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { editCampus } from '@/lib/campuses/mutations';
import type { Scope } from '@/lib/core/auth/scope';
import { callAuth } from '@/lib/core/db/definers';
import { inTenant } from '@/lib/core/db/tenant';
import { declineSupport, endSupport } from '@/lib/support/mutations';
import { askSupport, beginVisit, leaveVisit } from '@/lib/support/own/mutations';
import { listHouses, listOwnGrants } from '@/lib/support/own/queries';
import { getGrant, getSupportNow, listGrants } from '@/lib/support/queries';
import { makeRequest, type SupportSession, supportSession } from '@/prisma/seed/support';
import { campuses, decide, lines, makeHouses, opening, refusedWith, visit } from '../support/visits';
import { asSuperuser } from '../support/world';

const letters: { to: string; subject: string; text: string }[] = [];
vi.mock('@/lib/core/later', () => ({ later: (_where: string, work: () => Promise<void>) => work() }));
vi.mock('@/lib/adapters/mail', () => ({
  sendMail: async (mail: (typeof letters)[0]) => void letters.push(mail),
}));

let superuser: pg.Client;
let noor: Scope;
let falah: Scope;
let staff: string;
let sana: SupportSession;
let campus: string;

beforeAll(async () => {
  superuser = await asSuperuser();
  ({ noor, falah, staff, campus } = await makeHouses());
});
afterAll(() => superuser.end());
beforeEach(async () => {
  await superuser.query("UPDATE support_grants SET state = 'ENDED' WHERE requested_by = $1", [staff]);
  sana = await supportSession(staff);
});

describe('P04 a request', () => {
  test('P04 shows HifzPro staff names and states, and nothing else of an institution', async () => {
    const { houses } = await listHouses(sana, 'support');
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
    expect(about()).toMatchObject([{ to: 'support-noor@example.org' }]);
    expect(await inTenant(noor, (tx) => getSupportNow(tx, noor))).toMatchObject({ waiting: 1, visits: [] });
    expect((await lines(noor, id)).lines.map(({ action }) => action)).toEqual(['support.requested']);
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
    expect(await refusedWith(decide(noor, grant))).toBe('alreadyAnswered');
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
    expect(await refusedWith(decide(noor, grant))).toBe('alreadyAnswered');
  });
});

describe('P04 a visit', () => {
  test('P04 begins with the second factor, runs by the clock, and everything opened stands on the trail', async () => {
    const { grant, scope } = await visit(sana, noor);
    expect(scope).toMatchObject({
      role: 'support',
      support: { ticket: '4182', write: false, name: 'Sana Iqbal' },
    });
    expect(scope.support!.until.getTime()).toBeLessThanOrEqual(Date.now() + 30 * 60_000);
    expect(await campuses(scope)).toBe(1);
    const { lines: found } = await lines(noor, grant);
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
    await decide(noor, grant);
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
    const { grant, scope } = await visit(sana, noor, 'write');
    expect(scope.role).toBe('support_write');
    const [row] = await inTenant(noor, (tx) => tx.campus.findMany({ where: { id: campus } }));
    await inTenant(opening(scope, `/admin/campuses/${campus}`, 'campuses:write'), (tx) =>
      editCampus(tx, scope, { id: campus, updatedAt: row!.updatedAt.toISOString(), name: 'North House' }),
    );
    const { lines: found } = await lines(noor, grant);
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
    const first = await visit(sana, noor);
    await inTenant(noor, (tx) => endSupport(tx, { id: first.grant }));
    expect(await sana.enter()).toBeUndefined();
    expect(await refusedWith(campuses(first.scope))).toBe('notFound');

    const second = await visit(sana, noor);
    await leaveVisit(sana, { id: second.grant });
    expect(await sana.enter()).toBeUndefined();

    const third = await visit(sana, noor);
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
    expect((await lines(noor, third.grant)).lines[0]).toMatchObject({
      action: 'support.expired',
      kind: 'ended',
    });
    expect(await refusedWith(beginVisit(sana, { id: third.grant }))).toBe('visitOver');
  });
});
