import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Scope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { agreeEmergency, endSupport } from '@/lib/support/mutations';
import { enterInEmergency } from '@/lib/support/own/mutations';
import { getHouse } from '@/lib/support/own/queries';
import { getGrant } from '@/lib/support/queries';
import { makeRequest, type SupportSession, supportSession } from '@/prisma/seed/support';
import { campuses, lines, makeHouses, refusedWith } from '../support/visits';
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

beforeAll(async () => {
  superuser = await asSuperuser();
  ({ noor, falah, staff } = await makeHouses());
});
afterAll(() => superuser.end());
beforeEach(async () => {
  await superuser.query("UPDATE support_grants SET state = 'ENDED' WHERE requested_by = $1", [staff]);
  sana = await supportSession(staff);
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
      { to: 'support-noor@example.org', text: expect.stringContaining(asked.reason) },
    ]);
    const found = (await inTenant(noor, (tx) => getGrant(tx, noor, asked.id)))!;
    expect(found).toMatchObject({ emergency: true, write: false, minutes: 60, state: 'ACTIVE' });
    expect(found.expiresAt!.getTime() - found.startsAt!.getTime()).toBe(3_600_000);
    expect((await lines(noor, asked.id)).lines.map(({ action }) => action)).toEqual(
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
