import { afterAll, beforeAll, expect, test } from 'vitest';
import { cookieOf, get } from '../../support/http';
import { canaries, type HttpWorld, makeHttpWorld } from '../../support/http-world';

let world: HttpWorld;
let reader: string;
let writer: string;
beforeAll(async () => {
  world = await makeHttpWorld();
  reader = world.cookies.support;
  writer = await cookieOf(await world.sessionOf('support_write'), 'support');
}, 60_000);
afterAll(() => world.close());

const viewed = async () => {
  const { rows } = await world.superuser.query(
    "SELECT action, detail->>'path' AS path FROM audit_entries WHERE institution_id = $1 AND action LIKE 'support.%' ORDER BY seq",
    [world.near.institution],
  );
  return rows as { action: string; path: string | null }[];
};
const child = () => `/admin/students/${world.near.student}`;

test('P04 a visit reads a child’s record, and the address stands on the trail', async () => {
  const answer = await get(child(), { cookie: reader, headers: { 'x-path': '/admin/elsewhere' } });
  expect(answer.status).toBe(200);
  expect(answer.body).toContain(canaries.near);
  expect(answer.body).not.toContain('Asthma');
  expect((await viewed()).at(-1)).toEqual({ action: 'support.viewed', path: child() });
});

test('Z7 Z11 nothing leaves the house with a visit, not even with one that may write', async () => {
  for (const cookie of [reader, writer]) {
    for (const address of [
      `/admin/import/${world.near.import}/unsaved`,
      '/admin/audit/export',
      '/admin/students/consent-form/ur',
      '/admin/import/template/students',
    ]) {
      const answer = await get(address, { cookie });
      expect(answer.status, address).toBe(404);
      expect((await viewed()).at(-1), address).toEqual({ action: 'support.refused', path: address });
    }
  }
});

test('Z7 rooms that are not support’s, and forms of a visit that only reads, are not there', async () => {
  for (const address of [
    '/admin/import',
    '/admin/people',
    '/admin/audit',
    '/admin/support',
    `${child()}/edit`,
  ])
    expect((await get(address, { cookie: reader })).status, address).toBe(404);
  expect((await get(`${child()}/edit`, { cookie: writer })).status).toBe(200);
  expect((await get('/admin/people', { cookie: writer })).status).toBe(404);
});

test('P04 a page fetched ahead of a click shows nothing and leaves no line', async () => {
  const before = (await viewed()).length;
  for (const ahead of [
    { purpose: 'prefetch' },
    { 'sec-purpose': 'prefetch;prerender' },
    { 'next-router-prefetch': '1', rsc: '1' },
  ]) {
    const answer = await get(child(), { cookie: reader, headers: ahead as Record<string, string> });
    expect(answer.body, JSON.stringify(ahead)).not.toContain(canaries.near);
  }
  expect(await viewed()).toHaveLength(before);
});

test('Z7 an ended visit is outside at the next request, whatever its cookie says', async () => {
  await world.superuser.query(
    "UPDATE support_grants SET expires_at = now() - interval '1 second' WHERE institution_id = $1 AND state = 'ACTIVE' AND NOT write",
    [world.near.institution],
  );
  for (const address of ['/admin', child(), '/admin/students/consent-form/ur']) {
    const answer = await get(address, { cookie: reader });
    expect([302, 303, 307, 401, 404], address).toContain(answer.status);
    expect(answer.body).not.toContain(canaries.near);
  }
  expect((await get('/support', { cookie: reader })).status).toBe(200);
  expect((await get(child(), { cookie: writer })).status).toBe(200);
});
