import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Portal, portals } from '@/lib/core/auth/roles';
import { root } from '@/scripts/environment';
import { freePort } from '@/scripts/postgres';
import { endAll, startWeb, type Web } from '../../faults/house';
import { addressOf, baseUrl, type Door, doors, namesRow } from '../../support/http';
import { canaries, type HttpWorld, makeHttpWorld, visitorOf, visitors } from '../../support/http-world';

// The same build, the same database, and no middleware: its manifest is emptied in a copy of the build. The product
// itself has no switch for this, so there is none to be found in production.
const built = process.env.NEXT_DIST ?? '.next';
const copy = `.next-bare-${process.pid}`;
let world: HttpWorld;
let web: Web;

beforeAll(async () => {
  world = await makeHttpWorld();
  // Hard links: the copy costs no room; the manifests are written anew, never through the link.
  spawnSync('cp', ['-al', path.join(root, built), path.join(root, copy)]);
  fs.rmSync(path.join(root, copy, 'cache'), { recursive: true, force: true });
  for (const [name, empty] of [
    ['server/middleware-manifest.json', { version: 3, middleware: {}, sortedMiddleware: [], functions: {} }],
    ['server/functions-config-manifest.json', { version: 1, functions: {} }],
  ] as const) {
    const file = path.join(root, copy, name);
    fs.rmSync(file, { force: true });
    fs.writeFileSync(file, JSON.stringify(empty));
  }
  web = await startWeb(await freePort(), { NEXT_DIST: copy, NEXTAUTH_URL: baseUrl() });
}, 120_000);
afterAll(async () => {
  endAll();
  await world.close();
  fs.rmSync(path.join(root, copy), { recursive: true, force: true });
});

const inPortals = doors().filter((door) => door.portal);
const named = (list: Door[]) => list.map((door) => [door.pattern, door] as const);
const away = [302, 303, 307, 308, 401, 404, 405];

async function visit(address: string, cookie?: string, init: RequestInit = {}) {
  const answer = await fetch(web.url + address, {
    redirect: 'manual',
    signal: AbortSignal.timeout(60_000),
    ...init,
    headers: { ...(cookie ? { cookie } : {}), ...(init.headers as Record<string, string>) },
  });
  return { status: answer.status, body: await answer.text(), headers: answer.headers };
}
/** A page that began to stream says «not here» or «elsewhere» inside; it must hold nothing then. */
const refuses = ({ status, body }: { status: number; body: string }) =>
  away.includes(status) || (status === 200 && /NEXT_REDIRECT|NEXT_HTTP_ERROR_FALLBACK;404/.test(body));

test('the middleware is really off', async () => {
  const { headers } = await visit('/sign-in');
  expect(headers.get('content-security-policy')).not.toMatch(/nonce-/);
});

describe('Z1 without the middleware', () => {
  test.each(named(inPortals))(
    'Z1 %s refuses the signed-out and everyone of another portal',
    async (_name, door) => {
      const address = addressOf(door, world.near);
      for (const visitor of [undefined, ...visitors]) {
        const inside = visitor && (portals[door.portal as Portal] as readonly string[]).includes(visitor);
        if (inside) continue;
        for (const headers of [{}, { rsc: '1' }] as Record<string, string>[]) {
          const answer = await visit(address, visitor && world.cookies[visitor], { headers });
          const what = `${door.pattern} for ${visitor}: ${answer.status}`;
          expect(refuses(answer), what).toBe(true);
          expect(answer.body, what).not.toContain(canaries.near);
        }
      }
    },
  );

  test.each(named(inPortals.filter((d) => d.params.some(namesRow))))(
    'T1 %s is not there with a foreign id',
    async (_name, door) => {
      const visitor = visitorOf[door.portal as Portal]!;
      const answer = await visit(addressOf(door, world.foreign), world.cookies[visitor]);
      expect(refuses(answer), `${answer.status}`).toBe(true);
      expect(answer.body).not.toContain(`${canaries.foreign}-`);
    },
  );

  test.each(named(inPortals.filter((d) => d.kind === 'page')))(
    'V6 %s is not kept either',
    async (_name, door) => {
      const visitor = visitorOf[door.portal as Portal]!;
      const answer = await visit(addressOf(door, world.near), world.cookies[visitor]);
      expect(answer.status).toBeLessThan(500);
      if (answer.status === 200) expect(answer.headers.get('cache-control')).toMatch(/no-store/);
    },
  );

  test('X6 a form posted from elsewhere changes nothing', async () => {
    const page = await visit('/admin/campuses/new', world.cookies.admin);
    expect(page.status).toBe(200);
    const form = page.body.match(/<form\b[^>]*>[\s\S]*?name="name"[\s\S]*?<\/form>/)![0];
    const hidden = [...form.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)].map(([input]) => [
      /name="([^"]*)"/.exec(input)?.[1] ?? '',
      (/value="([^"]*)"/.exec(input)?.[1] ?? '').replace(/&quot;/g, '"').replace(/&amp;/g, '&'),
    ]);
    const campuses = async () =>
      (
        await world.superuser.query('SELECT id FROM campuses WHERE institution_id = $1', [
          world.near.institution,
        ])
      ).rowCount;
    const before = await campuses();
    for (const origin of [undefined, 'null', 'https://evil.example']) {
      const data = new FormData();
      for (const [name, value] of hidden) if (name) data.append(name, value!);
      data.set('name', 'Intruder');
      await visit('/admin/campuses/new', world.cookies.admin, {
        method: 'POST',
        body: data,
        headers: origin ? { origin } : {},
      });
      expect(await campuses(), String(origin)).toBe(before);
    }
  });
});
