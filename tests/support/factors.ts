import { v7 } from 'uuid';
import { expect, vi } from 'vitest';
import { signInByPassword } from '@/lib/core/auth/actions';
import { enterSession } from '@/lib/core/auth/scope';
import { totpCode } from '@/lib/core/auth/totp';
import { proveByCode } from '@/lib/factors/actions';
import { makeAuthenticator, makeInstitution, makeUser } from '@/prisma/seed/sessions';
import { post, sid } from './browser';

export const password = 'green tea at noon';

export type Person = { email: string; user: string; secret: string; institution: string };

/** The office of a new institution, with an authenticator unless told otherwise. */
export async function makeOffice({ bare = false, institution = v7() } = {}): Promise<Person> {
  const email = `${v7()}@factors.example`;
  const user = await makeUser(email, password);
  await makeInstitution({ id: institution, name: 'Factors', admin: user });
  return { email, user, institution, secret: bare ? '' : await makeAuthenticator(user) };
}

export const half = (email: string) => post(signInByPassword, { email, password });
export const nextMinute = () => vi.setSystemTime(Date.now() + 60_000);
export const codeOf = ({ secret }: { secret: string }, ahead = 0) => totpCode(secret, new Date(), ahead).code;
export const prove = (person: Person, ahead = 0) => post(proveByCode, { code: codeOf(person, ahead) });
export const enters = async () => (await enterSession(await sid()))?.role;

/** Password and code; the clock (a fake one) goes on, because a code is taken once. */
export async function signInWhole(person: Person): Promise<void> {
  nextMinute();
  expect(await half(person.email)).toEqual({ to: '/sign-in/second-factor' });
  expect(await prove(person)).toEqual({ to: '/admin' });
}

export const fault = (code: string) => ({ answer: { ok: false, fieldErrors: { code: [{ code }] } } });
