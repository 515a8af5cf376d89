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

const addCampus = (scope: Scope, institutionId: string, sortName = 'gulberg', id = v7()) =>
  inTenant(scope, (tx) => tx.campus.create({ data: { institutionId, id, name: 'Gulberg', sortName } }));

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

test('two units that wait for each other both come to their end: the one that the database gives up comes again', async () => {
  const fresh = { ...noor, context: (await noor.renew!())! };
  const made = (name: string) => addCampus(fresh, noor.institution.id, name);
  const [one, two] = [await made('one'), await made('two')];
  let [met, runs] = [0, 0];
  const name = (tx: Parameters<Parameters<typeof inTenant>[1]>[0], id: string, word: string) =>
    tx.campus.updateMany({ where: { institutionId: noor.institution.id, id }, data: { name: word } });
  const unit = (first: string, second: string, word: string) =>
    inTenant(fresh, async (tx) => {
      runs += 1;
      await name(tx, first, word);
      met += 1;
      while (met < 2) await new Promise((done) => setTimeout(done, 10));
      await name(tx, second, word);
    });
  await Promise.all([unit(one.id, two.id, 'Left'), unit(two.id, one.id, 'Right')]);
  expect(runs).toBe(3);
  const named = await inTenant({ ...noor, context: (await noor.renew!())! }, (tx) =>
    tx.campus.findMany({ where: { id: { in: [one.id, two.id] } }, select: { name: true } }),
  );
  // Whoever came last wrote both, whole.
  expect(new Set(named.map((campus) => campus.name)).size).toBe(1);
});
