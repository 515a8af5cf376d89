import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Scope } from '@/lib/core/auth/scope';
import { callAuth } from '@/lib/core/db/definers';
import { inTenant, noteRefusal } from '@/lib/core/db/tenant';
import { approveSupport, endSupport } from '@/lib/support/mutations';
import { beginVisit } from '@/lib/support/own/mutations';
import { makeCampus } from '@/prisma/seed/makers';
import { makeRequest, makeSupportStaff, type SupportSession, supportSession } from '@/prisma/seed/support';
import {
  campuses,
  decide,
  lines,
  makeHouses,
  opening,
  password,
  refusedWith,
  visit,
} from '../support/visits';
import { asSuperuser } from '../support/world';

vi.mock('@/lib/core/later', () => ({ later: (_where: string, work: () => Promise<void>) => work() }));
vi.mock('@/lib/adapters/mail', () => ({ sendMail: async () => undefined }));

let superuser: pg.Client;
let noor: Scope;
let falah: Scope;
let staff: string;
let sana: SupportSession;

beforeAll(async () => {
  superuser = await asSuperuser();
  ({ noor, falah, staff } = await makeHouses());
});
afterAll(() => superuser.end());
beforeEach(async () => {
  await superuser.query("UPDATE support_grants SET state = 'ENDED' WHERE requested_by = $1", [staff]);
  sana = await supportSession(staff);
});

describe('Z7 support without a right', () => {
  test('Z7 no grant, one not answered, one of somebody else, one of another institution', async () => {
    expect(await sana.enter()).toBeUndefined();
    const grant = await makeRequest(sana, noor.institution.id, '4185');
    expect(await refusedWith(beginVisit(sana, { id: grant }))).toBe('visitOver');
    await expect(decide(falah, grant)).rejects.toMatchObject({ message: 'alreadyAnswered' });
    await decide(noor, grant);
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
    await decide(noor, grant);
    await superuser.query(
      "UPDATE support_grants SET decided_at = now() - interval '25 hours' WHERE id = $1",
      [grant],
    );
    expect(await refusedWith(beginVisit(sana, { id: grant }))).toBe('visitOver');
    const { scope } = await visit(sana, noor);
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
    await expect(makeSupportStaff('support-noor@example.org', password, 'Insider')).rejects.toThrow(
      'membership',
    );
  });

  test('Z7 a read-only visit writes nothing, whatever the code tries', async () => {
    const { scope } = await visit(sana, noor, 'read');
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
    const { scope } = await visit(sana, noor, 'write');
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
    const { grant, scope } = await visit(sana, noor);
    const tried = opening(scope, '/admin/import/x/unsaved', 'imports:run');
    await noteRefusal({ ...tried, support: tried.support! });
    expect((await lines(noor, grant)).lines[0]).toMatchObject({
      kind: 'refused',
      what: 'imports:run',
      opened: { room: 'import' },
    });
  });
});

describe('Z8 no audit row, no data', () => {
  test('Z8 when the chain does not take the row, the page gets nothing', async () => {
    const { scope } = await visit(sana, noor);
    await superuser.query(`CREATE FUNCTION public.z8() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no chain'; END $$;
      CREATE TRIGGER z8 BEFORE INSERT ON audit_entries FOR EACH ROW WHEN (NEW.institution_id = '${noor.institution.id}') EXECUTE FUNCTION public.z8()`);
    let read = 0;
    const work = inTenant(opening(scope), async (tx) => {
      read = await tx.campus.count();
      return read;
    });
    try {
      expect(await refusedWith(work)).toBe('unexpected');
      expect(read).toBe(0);
    } finally {
      await superuser.query(`DROP TRIGGER z8 ON audit_entries; DROP FUNCTION public.z8()`);
    }
    expect(await campuses(scope)).toBe(1);
  });

  test('Z8 a login that leaves the row out, takes it back, or brings the mark of another transaction sees nothing', async () => {
    const { scope } = await visit(sana, noor);
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
