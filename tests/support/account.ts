import { v7 } from 'uuid';
import { signInByPassword } from '@/lib/core/auth/actions';
import { enterSession } from '@/lib/core/auth/scope';
import { callAuth } from '@/lib/core/db/definers';
import { inTenant } from '@/lib/core/db/tenant';
import { acceptInvitation, makeGuardian, makeInvitation, makeStaff } from '@/prisma/seed/makers';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';
import { jar, post, sid } from './browser';

export type House = { id: string; scope: Awaited<ReturnType<typeof scopeOf>> };
export const password = 'green tea at noon';
export const another = 'seven doves on a wall';

export async function makeHouse(name: string): Promise<House> {
  const admin = await makeUser(`office@${name}.example`, password);
  const id = await makeInstitution({ name, admin });
  return { id, scope: await scopeOf(admin, 'admin', id) };
}

/** An ustadh with address and password, signed up by an invitation. */
export async function makeUstadh(
  house: House,
  phone?: string,
): Promise<{ email: string; user: string; staff: string }> {
  const email = `${v7()}@account.example`;
  const { token, staff } = await inTenant(house.scope, async (tx) => {
    const { id } = await makeStaff(tx, house.scope, { name: 'Qari Anas', email, ...(phone && { phone }) });
    return { staff: id, token: await makeInvitation(tx, house.scope, { staffId: id }) };
  });
  const user = await makeUser(email, password);
  await acceptInvitation(token, user);
  return { email, user, staff };
}

export const guardianIn = (house: House, phone: string) =>
  inTenant(house.scope, (tx) => makeGuardian(tx, house.scope, { name: 'Abdullah Khan', phone }));

export const signIn = async (email: string, secret = password) => {
  jar.clear();
  const got = await post(signInByPassword, { email, password: secret });
  return 'to' in got ? sid() : undefined;
};
export const roleOf = async (session: string) => (await enterSession(session))?.role;
export const lettersTo = (address: string) =>
  callAuth<{ subject: string; body: string }>('auth.demo_mail', [address]);
export const textTo = async (phone: string) =>
  /\d{6}/.exec((await callAuth<{ body: string }>('auth.demo_phone', [phone]))[0]?.body ?? '')?.[0];
export const sentOf = (answer: object) =>
  new URL('to' in answer ? String(answer.to) : '', 'http://x').searchParams.get('sent') ?? '';
