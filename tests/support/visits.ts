import { expect } from 'vitest';
import type { Scope } from '@/lib/core/auth/scope';
import { inTenant } from '@/lib/core/db/tenant';
import { toAppError } from '@/lib/core/errors';
import { approveSupport } from '@/lib/support/mutations';
import { beginVisit } from '@/lib/support/own/mutations';
import { getGrant } from '@/lib/support/queries';
import { listTrail } from '@/lib/support/trail/queries';
import { makeCampus } from '@/prisma/seed/makers';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';
import { makeRequest, makeSupportStaff, type SupportSession } from '@/prisma/seed/support';

export const password = 'a long enough phrase';

/** Two institutions with a campus each, and one of HifzPro's own people. */
export async function makeHouses() {
  const house = async (name: string, side: string) => {
    const admin = await makeUser(`${name}@example.org`, password);
    await makeInstitution({ name, admin });
    const scope = await scopeOf(admin);
    const { id } = await inTenant(scope, (tx) => makeCampus(tx, scope, { name: side }));
    return { scope, campus: id };
  };
  const { scope: noor, campus } = await house('support-noor', 'North');
  const { scope: falah } = await house('support-falah', 'Far');
  const staff = await makeSupportStaff('sana@example.org', password, 'Sana Iqbal');
  return { noor, falah, campus, staff };
}

type Access = 'read' | 'write';
/** The office answers yes. */
export const decide = (by: Scope, grant: string, access: Access = 'read', minutes: 30 | 480 = 30) =>
  inTenant(by, (tx) => approveSupport(tx, { id: grant, minutes, access }));

/** Asked for, allowed and begun. */
export async function visit(
  who: SupportSession,
  house: Scope,
  access: Access = 'read',
): Promise<{ grant: string; scope: Scope }> {
  const grant = await makeRequest(who, house.institution.id, '4182');
  await decide(house, grant, access);
  await beginVisit(who, { id: grant });
  const scope = (await who.enter())!;
  expect(scope).toBeDefined();
  return { grant, scope };
}
export const opening = (scope: Scope, path = '/admin/students', what = 'students:read'): Scope => ({
  ...scope,
  support: { ...scope.support!, opens: { path, what } },
});
export const campuses = (scope: Scope) => inTenant(opening(scope), (tx) => tx.campus.count());
export const lines = async (house: Scope, grant: string) => {
  const found = (await inTenant(house, (tx) => getGrant(tx, house, grant)))!;
  return inTenant(house, (tx) => listTrail(tx, house, found));
};
export const refusedWith = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => toAppError(error).message,
  );
