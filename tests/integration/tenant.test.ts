import { v7 } from 'uuid';
import { beforeAll, expect, test, vi } from 'vitest';
import type { Scope } from '@/lib/core/auth/scope';
import { closeDoors, openDoors } from '@/lib/core/db/pools';
import { inTenant } from '@/lib/core/db/tenant';
import { toAppError } from '@/lib/core/errors';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';

let noor: Scope;
let falah: Scope;

beforeAll(async () => {
  for (const name of ['noor', 'falah']) {
    const admin = await makeUser(`${name}@example.org`, 'a long enough phrase');
    await makeInstitution({ name, admin });
    const scope = await scopeOf(admin);
    if (name === 'noor') noor = scope;
    else falah = scope;
  }
});

const addCampus = (scope: Scope, institutionId: string, id = v7()) =>
  inTenant(scope, (tx) =>
    tx.campus.create({ data: { institutionId, id, name: 'Gulberg', sortName: 'gulberg' } }),
  );

test('P05 a row is seen by its own institution and by no other', async () => {
  const campus = await addCampus(noor, noor.institution.id);
  expect(await inTenant(noor, (tx) => tx.campus.count({ where: { id: campus.id } }))).toBe(1);
  expect(await inTenant(falah, (tx) => tx.campus.count({ where: { id: campus.id } }))).toBe(0);
});

test('T7 a row for another institution is refused by the database', async () => {
  await expect(addCampus(noor, falah.institution.id)).rejects.toMatchObject({ meta: expect.anything() });
});

test('an expired context is renewed once, before anything happened', async () => {
  const stale = { ...noor, context: noor.context.replace(/\.[0-9a-f]{4}/, '.0000') };
  await expect(inTenant(stale, (tx) => tx.campus.count())).rejects.toThrow();
});

test('K4 a database that was away at the first question is asked again, and the first answer says to come again', async () => {
  await closeDoors();
  const first = vi.spyOn(openDoors().app, 'query');
  first.mockImplementationOnce(() =>
    Promise.reject(new Error('Connection terminated due to connection timeout')),
  );
  const count = () => inTenant(noor, (tx) => tx.campus.count());
  expect(await count().catch(toAppError)).toMatchObject({ code: 'UPSTREAM' });
  expect(await count()).toBeGreaterThan(0);
});
