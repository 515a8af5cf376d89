import { v7 } from 'uuid';
import { signInBySlip } from '@/lib/account/actions';
import type { Scope } from '@/lib/core/auth/scope';
import { inTenant, type TenantTx } from '@/lib/core/db/tenant';
import { printSlip } from '@/lib/people/slips/mutations';
import {
  acceptInvitation,
  makeCampus,
  makeGuardian,
  makeHalqa,
  makeInvitation,
  makeStaff,
  makeStudent,
} from '@/prisma/seed/makers';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';
import { jar, post } from './browser';

export type Side = 'north' | 'south';
export type House = {
  id: string;
  scope: Scope;
  campus: Record<Side, string>;
  halqa: Record<Side, string>;
};
export const password = 'green tea at noon';

/** A context lives 30 seconds; each unit here is the next request of the same session. */
export const as = async <T>(scope: Scope, work: (tx: TenantTx) => Promise<T>): Promise<T> =>
  inTenant({ ...scope, context: (await scope.renew!())! }, work);

export async function makeHouse(name: string): Promise<House> {
  const admin = await makeUser(`office@${name}.example`, password);
  const id = await makeInstitution({ name, admin });
  const scope = await scopeOf(admin, 'admin', id);
  const [campus, halqa] = [
    { north: '', south: '' },
    { north: '', south: '' },
  ];
  await as(scope, async (tx) => {
    for (const side of ['north', 'south'] as const) {
      campus[side] = (await makeCampus(tx, scope, { name: `${name} ${side}` })).id;
      halqa[side] = (await makeHalqa(tx, scope, { campusId: campus[side], name: `${name} ${side}` })).id;
    }
  });
  return { id, scope, campus, halqa };
}

/** A guardian with a child on each of the sides. */
export const makeFather = (house: House, phone: string, sides: Side[] = ['north'], name = 'Abdullah Khan') =>
  as(house.scope, async (tx) => {
    const { id } = await makeGuardian(tx, house.scope, { name, phone, language: 'ur' });
    for (const side of sides)
      await makeStudent(tx, house.scope, {
        campusId: house.campus[side],
        halqaId: house.halqa[side],
        name: `Anas of ${house.id} ${side}`,
        guardianIds: [id],
      });
    return id;
  });

/** One of the asatidha who accepted an invitation, by address and password. */
export async function makeMember(house: House, phone: string) {
  const email = `${v7()}@slips.example`;
  const { token, staff } = await as(house.scope, async (tx) => {
    const { id } = await makeStaff(tx, house.scope, { name: 'Qari Anas', email, phone });
    return { staff: id, token: await makeInvitation(tx, house.scope, { staffId: id, role: 'teacher' }) };
  });
  const user = await makeUser(email, password);
  await acceptInvitation(token, user);
  return { staff, user, email, phone };
}

export const print = (scope: Scope, kind: 'guardian' | 'staff', id: string, login: string) =>
  as(scope, (tx) => printSlip(tx, { kind, id, login, language: 'ur' }));
export const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => 'printed',
    (error) => String(error.message),
  );
/** Types a slip as a new browser. @returns where it leads, or what is said */
export async function typed(login: string, code: string): Promise<string> {
  jar.clear();
  const got = await post(signInBySlip, { login, code });
  if ('to' in got) return got.to;
  const { answer } = got as {
    answer: { fieldErrors?: Record<string, { code: string }[]>; message?: string };
  };
  return Object.values(answer.fieldErrors ?? {})[0]?.[0]?.code ?? answer.message!;
}
