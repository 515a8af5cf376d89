import { NextRequest } from 'next/server';
import type { ReactElement } from 'react';
import { v7 } from 'uuid';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { POST as bringFile } from '@/app/api/imports/route';
import { POST as sync } from '@/app/api/sync/route';
import { Form } from '@/components/forms/form';
import { createCampus } from '@/lib/campuses/actions';
import { drawnFor } from '@/lib/core/auth/drawn-for';
import { enter, type Scope } from '@/lib/core/auth/scope';
import {
  chooseMembership,
  listMemberships,
  opaqueToken,
  sha256,
  writeSessionCookie,
} from '@/lib/core/auth/session';
import { callAuth } from '@/lib/core/db/definers';
import { inTenant } from '@/lib/core/db/tenant';
import { loadMessages } from '@/lib/core/i18n/load-messages';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';
import { jar, post } from '../support/browser';

vi.mock('next/headers', async () => (await import('../support/browser')).nextHeaders);
vi.mock('next/cache', () => ({ revalidatePath: () => undefined }));
vi.mock('next-intl/server', async () => ({
  getLocale: async () => 'en',
  getMessages: async () => (await import('@/lib/core/i18n/load-messages')).loadMessages('en'),
}));

const origin = 'http://localhost:3000';
let user: string;
let noor: string;
let falah: string;
let office: Scope;

const go = async (institution: string, role = 'admin') => {
  const all = await listMemberships();
  const there = all.find((m) => m.institutionId === institution && m.role === role)!;
  await chooseMembership(there.membershipId);
};
const drawnHere = async () => drawnFor((await enter())!);
const campuses = async () => {
  const rows: string[] = [];
  for (const id of [noor, falah]) {
    const scope = await scopeOf(user, 'admin', id);
    const found = await inTenant(scope, (tx) => tx.campus.findMany({ where: { institutionId: id } }));
    rows.push(...found.map(({ name }) => `${id === noor ? 'noor' : 'falah'} ${name}`));
  }
  return rows;
};

beforeAll(async () => {
  user = await makeUser('two.tabs@example.org', 'a long enough phrase');
  noor = await makeInstitution({ name: 'Two tabs, Noor', admin: user });
  falah = await makeInstitution({ name: 'Two tabs, Falah', admin: user });
  office = await scopeOf(user, 'admin', noor);
});

beforeEach(async () => {
  jar.clear();
  const sid = opaqueToken();
  await callAuth('auth.open_session', [sha256(sid), user, '1 day']);
  await callAuth('auth.pass_second_factor', [sha256(sid)]);
  await writeSessionCookie({ sid, role: 'admin' });
  await go(noor);
});

describe('S7 a page drawn in one institution and sent from another', () => {
  test('every form carries where it was drawn, and nothing that could be used', async () => {
    const element = (await Form({ action: createCampus, children: null })) as ReactElement<{
      children: [ReactElement<{ type: string; name: string; value: string }>, unknown];
    }>;
    const [marker] = element.props.children;
    expect(marker.props).toMatchObject({ type: 'hidden', name: '$drawn', value: drawnFor(office) });
    expect(marker.props.value).toMatch(/^[0-9a-f]{16}$/);
    jar.clear();
    const outside = (await Form({ action: createCampus, children: null })) as typeof element;
    expect(outside.props.children[0]).toBeUndefined();
  });

  test('differs by person, institution and role, and not by session', async () => {
    const [admin, again] = [await drawnHere(), drawnFor(office)];
    await go(falah);
    expect(admin).toBe(again);
    const others = [
      await drawnHere(),
      drawnFor({ ...office, role: 'teacher' }),
      drawnFor({ ...office, userId: v7() }),
    ];
    expect(new Set([admin, ...others]).size).toBe(4);
  });

  test('a form is refused in words, keeps what was typed and saves in neither; back again it is saved', async () => {
    const fields = { id: v7(), name: 'North', $drawn: await drawnHere() };
    await go(falah);
    const before = await campuses();
    expect(await post(createCampus, fields)).toEqual({
      answer: {
        ok: false,
        code: 'CONFLICT',
        message: 'otherRegister',
        messageParams: {},
        values: { id: fields.id, name: 'North' },
        // What it says travels with it, in the reader's language; nothing else of the catalogue does.
        sentences: {
          invalid: expect.any(String),
          reference: expect.anything(),
          CONFLICT: expect.any(String),
          otherRegister: (await loadMessages('en')).errors.otherRegister,
        },
      },
    });
    expect(await campuses()).toEqual(before);
    for (const locale of ['en', 'ur', 'ar'] as const)
      expect((await loadMessages(locale)).errors.otherRegister).toBeTruthy();
    await go(noor);
    expect(await post(createCampus, fields)).toHaveProperty('to');
    expect(await campuses()).toEqual(['noor North', ...before]);
  });

  test('Z4 the marker chooses nothing: another house’s is refused, never followed', async () => {
    const before = await campuses();
    const there = drawnFor({ ...office, institution: { ...office.institution, id: falah } });
    for (const $drawn of [there, falah, '', 'x'.repeat(10_000)])
      expect(await post(createCampus, { id: v7(), name: 'Sly', $drawn })).toMatchObject({
        answer: { ok: false, message: 'otherRegister' },
      });
    expect(await campuses()).toEqual(before);
  });

  test('what a phone kept is refused as a whole, before the role is looked at, so that it stays there', async () => {
    const send = async (drawn: string) =>
      sync(
        new NextRequest(`${origin}/api/sync`, {
          method: 'POST',
          headers: { origin, 'x-drawn-for': drawn },
          body: JSON.stringify({ commands: [{ id: v7(), kind: 'session.finish', input: {} }] }),
        }),
      );
    const teaching = drawnFor({ ...office, role: 'teacher' });
    const refused = await send(teaching);
    expect([refused.status, await refused.json()]).toEqual([
      409,
      expect.objectContaining({ code: 'CONFLICT', message: 'otherRegister' }),
    ]);
    expect((await send(drawnFor(office))).status).toBe(404);
  });

  test('a file is not brought into another register', async () => {
    const drawn = await drawnHere();
    const bring = (id: string) => {
      const body = new FormData();
      body.set('id', id);
      body.set('text', 'Name\nMuaz');
      return bringFile(
        new NextRequest(`${origin}/api/imports?drawn=${drawn}`, {
          method: 'POST',
          headers: { origin, 'content-length': '300' },
          body,
        }),
      );
    };
    const count = async (id: string) => {
      const scope = (await enter())!;
      return inTenant(scope, (tx) => tx.import.count({ where: { institutionId: scope.institution.id, id } }));
    };
    await go(falah);
    const id = v7();
    const answer = await bring(id);
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      '/admin/import?problem=otherRegister',
    ]);
    expect(await count(id)).toBe(0);
    await go(noor);
    expect((await bring(id)).headers.get('location')).toBe(`/admin/import/${id}`);
    expect(await count(id)).toBe(1);
  });
});
