import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Portal } from '@/lib/core/auth/roles';
import { addressOf, baseUrl, type Door, doors, get, request } from '../../support/http';
import {
  canaries,
  type HttpWorld,
  makeHttpWorld,
  secretsOf,
  type Visitor,
  visitorOf,
  visitors,
} from '../../support/http-world';

let world: HttpWorld;
beforeAll(async () => {
  world = await makeHttpWorld();
}, 90_000);
afterAll(() => world.close());

const all = doors();
/** Doors of people who are signed in: the portals', and those for everyone who is. */
const signedIn = all.filter((door) => door.portal || /^\/(account|choose)/.test(door.pattern));
const visitorFor = (door: Door): Visitor => (door.portal ? visitorOf[door.portal as Portal]! : 'teacher');
/** A link's token or a segment that no row has: something that looks like one. */
const at = (door: Door) => {
  try {
    return addressOf(door, world.near);
  } catch {
    return door.pattern.replace(/\[\.{3}\w+\]/, 'session').replace(/\[\w+\]/g, 'a'.repeat(43));
  }
};
const named = (list: Door[]) => list.map((door) => [door.pattern, door] as const);
const rsc = { rsc: '1', 'next-router-state-tree': '%5B%22%22%2C%7B%7D%5D' };

describe('V6 T11 nothing that a signed-in person sees is kept', () => {
  test.each(named(signedIn.filter((d) => d.kind === 'page')))(
    'V6 %s: no-store, as a page and as its payload',
    async (_name, door) => {
      const cookie = world.cookies[visitorFor(door)];
      for (const headers of [{}, rsc, { ...rsc, 'next-router-prefetch': '1' }] as Record<string, string>[]) {
        const answer = await get(at(door), { cookie, headers });
        const what = `${door.pattern} ${JSON.stringify(headers)} ${answer.status}`;
        expect(answer.status, what).toBeLessThan(500);
        // A redirect holds nothing; Next answers a page it sends on at once without a word on caches.
        if (answer.status >= 300 && answer.status < 400 && !answer.body.includes(canaries.near)) continue;
        expect(answer.headers.get('cache-control') ?? '', what).toMatch(/no-store/);
        expect(answer.headers.get('cache-control') ?? '', what).not.toMatch(/public|s-maxage|immutable/);
        expect(answer.headers.get('x-nextjs-cache'), what).not.toBe('HIT');
      }
    },
  );

  test.each(named(signedIn.filter((d) => d.kind === 'route')))('V6 %s: no-store', async (_name, door) => {
    const answer = await get(at(door), { cookie: world.cookies[visitorFor(door)] });
    expect(answer.status).toBeLessThan(500);
    expect(answer.headers.get('cache-control') ?? '', String(answer.status)).toMatch(/no-store/);
  });

  test.each(named(signedIn.filter((d) => d.kind === 'page' && d.portal)))(
    'T11 %s: what one visitor was shown is not shown to the next who asks the same way',
    async (_name, door) => {
      const visitor = visitorFor(door);
      const first = await get(at(door), { cookie: world.cookies[visitor], headers: rsc });
      const tag = first.headers.get('etag');
      for (const other of [undefined, ...visitors.filter((v) => v !== visitor)]) {
        const answer = await get(at(door), {
          ...(other && { cookie: world.cookies[other] }),
          headers: {
            ...rsc,
            'if-modified-since': new Date().toUTCString(),
            ...(tag && { 'if-none-match': tag }),
          },
        });
        expect(answer.status, `${door.pattern} ${other}`).not.toBe(304);
        expect(answer.body, `${door.pattern} ${other}`).not.toContain(canaries.foreign.concat('-'));
        if (!other) expect(answer.body).not.toContain(canaries.near);
      }
    },
  );

  test('T11 two visitors who ask for the same page at the same moment get their own', async () => {
    const asked = Array.from({ length: 24 }, (_, n) => (['admin', 'teacher', 'guardian'] as const)[n % 3]!);
    const home = { admin: '/admin/students', teacher: '/teacher/today', guardian: '/parent' };
    const got = await Promise.all(
      asked.map((visitor) => get(home[visitor], { cookie: world.cookies[visitor], headers: rsc })),
    );
    for (const [n, answer] of got.entries()) {
      // An ustadh with one halqa is sent straight to it.
      expect([200, 307]).toContain(answer.status);
      expect(answer.body).not.toContain(canaries.foreign);
      if (asked[n] === 'guardian') expect(answer.body).not.toContain(canaries.far);
    }
  });
});

describe('V1 canaries and secrets', () => {
  const shapes: [string, RegExp][] = [
    ['a bcrypt hash', /\$2[aby]\$\d\d\$/],
    ['a sealed value', /\bv1\.[\w-]+\.[\w-]{16}\.[\w-]{22}\./],
    ['a context of the database', /app\.ctx|"s":\[|SET LOCAL/],
    ['a stack', /\n\s+at \w[^\n]*\((?:\/|file:|webpack)/],
    ['an error of the database', /violates row-level|PrismaClient|SQLSTATE|42501/],
  ];

  test.each(named(all))('V1 %s, for everyone, as page and as payload', async (_name, door) => {
    const forbidden = await secretsOf(world);
    for (const visitor of [undefined, ...visitors])
      for (const headers of door.kind === 'page' ? [{}, rsc] : [{}]) {
        const answer = await get(at(door), { ...(visitor && { cookie: world.cookies[visitor] }), headers });
        const what = `${door.pattern} for ${visitor}`;
        expect(answer.status, what).toBeLessThan(500);
        for (const [name, value] of forbidden)
          expect(answer.body.includes(value), `${what} holds ${name}`).toBe(false);
        for (const [name, shape] of shapes)
          expect(shape.test(answer.body), `${what} holds ${name}`).toBe(false);
        // HifzPro's own people read the names of institutions, never of anybody in them.
        expect(answer.body, what).not.toContain(`${canaries.foreign}-`);
        if (visitor === 'guardian' || visitor === 'teacher' || !visitor)
          expect(answer.body, what).not.toContain(`${canaries.far}-`);
        if (!visitor) expect(answer.body, what).not.toContain(canaries.near);
      }
  });
});

describe('X6 posts from elsewhere', () => {
  const origins = [null, 'null', 'https://evil.example'];
  test.each(named(all.filter((d) => d.pattern !== '/api/auth/[...nextauth]')))(
    'X6 %s',
    async (_name, door) => {
      const cookie = world.cookies[visitorFor(door)];
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
        for (const origin of origins)
          for (const action of [{}, { 'next-action': 'a'.repeat(42) }] as Record<string, string>[]) {
            const answer = await request(method, at(door), 'a=1', {
              cookie,
              headers: {
                'content-type': 'application/x-www-form-urlencoded',
                ...(origin !== null && { origin }),
                ...action,
              },
            });
            expect(
              [400, 401, 403, 404, 405],
              `${method} ${door.pattern} ${origin}: ${answer.status}`,
            ).toContain(answer.status);
          }
    },
  );

  test('X6 next-auth’s own sign-in and sign-out want their token, which no other page can read', async () => {
    for (const path of ['callback/password', 'signout', 'signin/password']) {
      const answer = await request('POST', `/api/auth/${path}`, 'email=a%40b.example&password=x', {
        cookie: world.cookies.admin,
        headers: { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' },
      });
      expect(answer.status, path).toBeLessThan(500);
      expect(answer.headers.get('set-cookie') ?? '', path).not.toMatch(/hifzpro-session=[^;]/);
    }
    expect((await get('/admin', { cookie: world.cookies.admin })).status).toBe(200);
    expect((await get('/api/auth/session')).headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('X11 bodies that are too much', () => {
  const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
  const bodies: [string, string, string][] = [
    ['1 MB of JSON', 'application/json', JSON.stringify({ a: 'x'.repeat(1_100_000) })],
    [
      'an array of 10,000',
      'application/json',
      JSON.stringify(Array.from({ length: 10_000 }, () => ({ id: 'x' }))),
    ],
    ['deep JSON', 'application/json', deep],
    [
      '10,000 fields',
      'application/x-www-form-urlencoded',
      Array.from({ length: 10_000 }, (_, n) => `a${n}=1`).join('&'),
    ],
    [
      'a frame without an end',
      'multipart/form-data; boundary=x',
      `--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n${'y'.repeat(200_000)}`,
    ],
  ];
  test.each(named(all.filter((d) => d.pattern !== '/api/auth/[...nextauth]')))(
    'X11 %s',
    async (_name, door) => {
      const cookie = world.cookies[visitorFor(door)];
      for (const [what, type, body] of bodies) {
        const answer = await request('POST', at(door), body, {
          cookie,
          headers: { origin: baseUrl(), 'content-type': type },
        });
        expect(answer.status, `${door.pattern}: ${what}`).toBeLessThan(500);
        expect(answer.body).not.toMatch(/\n\s+at \w/);
      }
    },
  );

  test.each([
    ['1 MB', 'x'.repeat(1_200_000)],
    ['an empty one', ''],
    ['deep JSON', `[${deep}]`],
    ['a reference to itself', '["$@1","$1",{"then":"$1:__proto__:then"}]'],
  ])('X11 an action that does not exist, with %s', async (_name, body) => {
    for (const type of ['text/plain;charset=UTF-8', 'application/json']) {
      const answer = await request('POST', '/sign-in', body, {
        headers: { origin: baseUrl(), 'next-action': '7f'.padEnd(42, '0'), 'content-type': type },
      });
      expect(answer.status).toBeLessThan(500);
    }
  });
});

describe('T14 a suspended institution over the wire', () => {
  test('T14 every page sends every role away at once, and lets them in again when it is open', async () => {
    const set = (status: string) =>
      world.superuser.query('UPDATE institutions SET status = $2 WHERE id = $1', [
        world.near.institution,
        status,
      ]);
    await set('SUSPENDED');
    try {
      for (const door of signedIn.filter((d) => d.portal && d.portal !== '/support')) {
        const answer = await get(at(door), { cookie: world.cookies[visitorFor(door)] });
        expect([302, 303, 307, 308, 401, 404], door.pattern).toContain(answer.status);
        expect(answer.body).not.toContain(canaries.near);
      }
    } finally {
      await set('OPEN');
    }
    expect((await get('/admin/students', { cookie: world.cookies.admin })).status).toBe(200);
  });
});

describe('what a web server must not serve', () => {
  test.each([
    '/.git/HEAD',
    '/.env',
    '/.env.local',
    '/package.json',
    '/next.config.ts',
    '/prisma/schema.prisma',
    '/.next/BUILD_ID',
    '/_next/static/../../package.json',
    '/_next/static/%2e%2e/%2e%2e/package.json',
    '/fonts/',
    '/_next/static/',
    '/_next/static/chunks/',
    '/.data/secrets.json',
    '/server-status',
    '/icon.svg%00.txt',
    '/_next/image?url=/admin/students&w=64&q=75',
  ])('%s is not there', async (address) => {
    const answer = await get(address);
    expect([301, 307, 308, 400, 404], String(answer.status)).toContain(answer.status);
    expect(answer.body).not.toMatch(/\[core\]|ref: refs|SECRET|"dependencies"|Index of/);
  });

  test('methods that are no page’s are refused, and no answer tells what runs here', async () => {
    for (const method of ['OPTIONS', 'HEAD', 'PROPFIND']) {
      const answer = await request(method, '/sign-in', null);
      expect(answer.status, method).toBeLessThan(500);
    }
    const { headers } = await get('/sign-in');
    expect([headers.get('x-powered-by'), headers.get('server')]).toEqual([null, null]);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('files, /api/sync and /api/auth, which no middleware sees, are neither sniffed nor framed', async () => {
    for (const address of [
      '/icon.svg',
      '/api/auth/csrf',
      '/api/sync',
      '/_next/static/none.js',
      '/api/ready',
    ]) {
      const { headers } = await get(address);
      expect(headers.get('x-content-type-options'), address).toBe('nosniff');
      expect(headers.get('content-security-policy'), address).toMatch(/frame-ancestors 'none'/);
    }
  });
});
