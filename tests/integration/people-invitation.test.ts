import { v7 } from 'uuid';
import { beforeAll, expect, test, vi } from 'vitest';
import { joinWithNewAccount, signInByPassword } from '@/lib/core/auth/actions';
import type { Scope } from '@/lib/core/auth/scope';
import { callAuth } from '@/lib/core/db/definers';
import { inTenant } from '@/lib/core/db/tenant';
import { changeRole, dismissMember, invitePerson } from '@/lib/people/actions';
import { listPeople } from '@/lib/people/queries';
import { peopleList } from '@/lib/people/schema';
import { makeCampus } from '@/prisma/seed/makers';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';
import { jar, post } from '../support/browser';

vi.mock('next/headers', async () => (await import('../support/browser')).nextHeaders);
vi.mock('next/server', async () => (await import('../support/browser')).nextServer);
vi.mock('next-intl/server', async () => (await import('../support/browser')).nextIntlServer);
vi.mock('next/cache', () => ({ revalidatePath: () => undefined }));
// Whose browser posts: the rest of the session's way is walked by the tests of sign-in.
let asking: Scope | undefined;
vi.mock('@/lib/core/auth/scope', async (original) => {
  const real = await original<typeof import('@/lib/core/auth/scope')>();
  return { ...real, requireActionScope: async () => asking };
});

const secret = 'seven doves on a wall';
let noor: Scope;
let campusId: string;

beforeAll(async () => {
  const admin = await makeUser(`invites-${v7()}@example.org`, secret);
  await makeInstitution({ name: 'Jamia Dawat', admin });
  noor = await scopeOf(admin);
  campusId = (await inTenant(noor, (tx) => makeCampus(tx, noor, { name: 'Johar' }))).id;
  asking = noor;
});

type Answer = { answer: { ok: boolean; data?: { link: string }; fieldErrors?: object; values?: object } };
const invite = (fields: Record<string, string>) =>
  post(invitePerson, { id: v7(), name: 'Ustazah Sumayya', ...fields }) as Promise<Answer>;
const lettersTo = (email: string) => callAuth<{ subject: string; body: string }>('auth.demo_mail', [email]);
const find = async (q: string) =>
  (await inTenant(noor, (tx) => listPeople(tx, noor, peopleList.parse({ q, state: 'ALL' })))).rows;

test('a letter carries the link that the page shows, and a phone number alone sends none', async () => {
  const email = `sumayya-${v7()}@example.org`;
  const { answer } = await invite({ email, role: 'campus_admin', campusId });
  const [letter] = await lettersTo(email);
  expect(letter).toMatchObject({ subject: 'Jamia Dawat invites you' });
  expect(letter!.body).toContain(answer.data!.link);
  expect(letter!.body).toContain('Your role: Campus office, Johar.');
  const byPhone = await invite({ name: 'Qari Idris', phone: '0300 5557001', role: 'teacher' });
  expect(byPhone.answer).toMatchObject({ ok: true, data: { mail: null } });
});

test('what is missing stands at its field, and what was typed stays', async () => {
  const { answer } = await invite({ role: 'campus_admin' });
  expect(answer).toMatchObject({
    ok: false,
    fieldErrors: { campusId: [{ code: 'campusNeeded' }], email: [{ code: 'contactNeeded' }] },
    values: { name: 'Ustazah Sumayya', role: 'campus_admin' },
  });
  const odd = await invite({ role: 'owner', email: 'not an address', phone: '12' });
  expect(odd.answer).toMatchObject({ ok: false, code: 'INVALID' });
});

test('S11 the letter’s link opens once; an office owes a second key first; dismissed, nothing is open', async () => {
  const email = `idrees-${v7()}@example.org`;
  const { answer } = await invite({ name: 'Qari Idrees', email, role: 'teacher' });
  const token = answer.data!.link.split('#').at(-1)!;
  jar.clear();
  expect(await post(joinWithNewAccount, { token, email, password: secret })).toEqual({ to: '/teacher' });
  expect(await post(joinWithNewAccount, { token, email: `x${email}`, password: secret })).toMatchObject({
    answer: { ok: false, code: 'NOT_FOUND' },
  });
  const [person] = await find('idrees');
  const member = await inTenant(noor, (tx) =>
    tx.membership.findFirstOrThrow({ where: { institutionId: noor.institution.id, id: person!.id } }),
  );
  const updatedAt = member.updatedAt.toISOString();
  expect(await post(changeRole, { id: member.id, updatedAt, role: 'campus_admin', campusId })).toEqual({
    to: `/admin/people/${member.id}`,
  });
  jar.clear();
  expect(await post(signInByPassword, { email, password: secret })).toEqual({ to: '/sign-in/set-up' });
  expect(await post(dismissMember, { id: member.id })).toMatchObject({
    answer: { ok: false, fieldErrors: { reason: [{ code: 'required' }] } },
  });
  expect(await post(dismissMember, { id: member.id, reason: 'moved away' })).toEqual({
    to: `/admin/people/${member.id}`,
  });
  jar.clear();
  expect(await post(signInByPassword, { email, password: secret })).toEqual({ to: '/choose' });
});
