import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Portal, portals } from '@/lib/core/auth/roles';
import { opaqueToken, sha256 } from '@/lib/core/auth/session';
import { addressOf, cookieOf, type Door, doors, get, namesRow, plain, streamed } from '../../support/http';
import {
  canaries,
  type HttpWorld,
  makeHttpWorld,
  type Visitor,
  visitorOf,
  visitors,
} from '../../support/http-world';
import { asAuth, openWhole } from '../../support/world';

let world: HttpWorld;
beforeAll(async () => {
  world = await makeHttpWorld();
}, 60_000);
afterAll(() => world.close());

const inPortals = doors().filter((door) => door.portal);
const withIds = inPortals.filter((door) => door.params.some(namesRow));
const named = (list: Door[]) => list.map((door) => [door.pattern, door] as const);
const ownVisitor = (door: Door): Visitor => visitorOf[door.portal as Portal]!;
const away = (status: number) => [302, 303, 307, 308, 401, 404, 405].includes(status);

test('every door has somebody to try it', () => {
  expect(inPortals.length).toBeGreaterThan(5);
  for (const door of inPortals) expect(ownVisitor(door), door.file).toBeDefined();
});

describe('T1 the id of a row that is not one’s own', () => {
  test.each(named(withIds))('%s answers as if it did not exist', async (_name, door) => {
    const visitor = ownVisitor(door);
    const cookie = world.cookies[visitor];
    const unknownId = '01890000-0000-7000-8000-000000000000';
    const strangers = visitor === 'admin' ? [world.foreign] : [world.foreign, world.far];
    const unknown = await get(
      addressOf(door, world.near, () => unknownId),
      { cookie },
    );
    const own = await get(addressOf(door, world.near), { cookie });
    // A form or a list of one's own may not name a foreign row either.
    expect(unknown.status, 'unknown id').toBe(404);
    for (const place of strangers) {
      const address = addressOf(door, place);
      const answer = await get(address, { cookie });
      expect(answer.status, address).toBe(404);
      for (const canary of [canaries.foreign, ...(place === world.far ? [canaries.far] : [])])
        expect(answer.body).not.toContain(canary);
      const ids = [unknownId, ...Object.values(place).filter((v) => typeof v === 'string')];
      if (process.env.HTTP_DEVELOPMENT) continue;
      expect(plain(answer.body, ids)).toBe(plain(unknown.body, ids));
      // Nothing is streamed that is not in the answer to nobody's id, or on the person's own page.
      const known = new Set([...streamed(unknown.body, ids), ...streamed(own.body, ids)]);
      expect([...streamed(answer.body, ids)].filter((piece) => !known.has(piece))).toEqual([]);
    }
    // Some doors only send on, or need more than an id; none of them is missing for the own row, but for the way back
    // of a child who has not left.
    const there = door.pattern.endsWith('/return') ? [404] : [200, 302, 303, 307];
    expect(there, `${door.pattern} own row`).toContain(own.status);
  });

  test.each(named(withIds))('X1 X3 %s with nonsense for an id is not found', async (_name, door) => {
    const cookie = world.cookies[ownVisitor(door)];
    for (const id of [
      "' OR 1=1 --",
      '"; DROP TABLE students; --',
      '%00',
      '../../etc/passwd',
      '[object Object]',
      'null',
      '🕋',
      'a'.repeat(2000),
    ]) {
      const answer = await get(
        addressOf(door, world.near, () => id),
        { cookie },
      );
      expect([400, 404, 414, 431], `${door.pattern} ${id.slice(0, 40)}`).toContain(answer.status);
    }
    for (const raw of ['%00', '%ED%A0%80', '%FF']) {
      const answer = await get(door.pattern.replace(/\[\w+\]/g, raw), { cookie });
      expect([400, 404], `${door.pattern} ${raw}`).toContain(answer.status);
    }
  });
});

describe('T1 X4 what a page shows', () => {
  test.each(named(inPortals.filter((d) => d.kind === 'page')))(
    '%s shows each visitor only the own side, and names as text',
    async (_name, door) => {
      for (const visitor of visitors) {
        const answer = await get(addressOf(door, world.near), { cookie: world.cookies[visitor] });
        const what = `${door.pattern} for ${visitor}`;
        expect(answer.status, what).toBeLessThan(500);
        // HifzPro's own people read every institution's name, and nothing else of it.
        const foreign = door.portal === '/support' ? `${canaries.foreign}-` : canaries.foreign;
        expect(answer.body, what).not.toContain(foreign);
        if (visitor !== 'admin' && visitor !== 'support')
          expect(answer.body, what).not.toContain(canaries.far);
        expect(answer.body, what).not.toMatch(/<script>alert\(1\)|<img src=x/);
        const inside = (portals[door.portal as Portal] as readonly string[]).includes(visitor);
        if (!inside) {
          expect(away(answer.status), `${what}: ${answer.status}`).toBe(true);
          expect(answer.body, what).not.toContain(canaries.near);
        }
        if (answer.status === 200) {
          expect(answer.headers.get('cache-control'), what).toMatch(/no-store/);
          expect(answer.headers.get('content-security-policy'), what).toMatch(/nonce-/);
        }
      }
    },
  );

  test('names of the own side are really on some pages, so that their absence elsewhere means something', async () => {
    let seen = 0;
    for (const door of inPortals.filter((d) => d.kind === 'page')) {
      const { body } = await get(addressOf(door, world.near), { cookie: world.cookies[ownVisitor(door)] });
      if (body.includes(canaries.near)) {
        seen += 1;
        expect(body).toContain('&lt;script&gt;alert(1)');
      }
    }
    expect(seen).toBeGreaterThan(0);
  });
});

describe('signed out', () => {
  test.each(named(inPortals))('%s sends to sign-in, whatever the request claims', async (_name, door) => {
    const address = addressOf(door, world.near);
    const subrequest = [
      'middleware',
      'src/middleware',
      'proxy',
      ...Array(2).fill(Array(5).fill('middleware').join(':')),
    ];
    const claims: Record<string, string>[] = [
      {},
      ...subrequest.map((value) => ({ 'x-middleware-subrequest': value })),
      { 'x-nonce': 'x', 'x-forwarded-host': 'evil.example', 'x-institution-id': world.near.institution },
      { cookie: 'hifzpro-session=garbage' },
      {
        cookie: `${world.cookies.admin.split('=')[0]}=${world.cookies.admin.split('=')[1]!.slice(0, -6)}AAAAAA`,
      },
      { authorization: `Bearer ${world.cookies.admin}` },
    ];
    for (const headers of claims) {
      const answer = await get(address, { headers });
      expect(
        away(answer.status),
        `${address} ${JSON.stringify(headers).slice(0, 60)}: ${answer.status}`,
      ).toBe(true);
      if (answer.location) expect(new URL(answer.location, 'http://x').pathname).toBe('/sign-in');
      expect(answer.body).not.toContain(canaries.near);
    }
  });

  test.each(named(inPortals))('S7 %s is closed to a session that ended', async (_name, door) => {
    const auth = await asAuth();
    const sid = opaqueToken();
    const visitor = ownVisitor(door);
    await openWhole(auth, sid, world.near.users[visitor]);
    await auth.query('SELECT auth.close_session($1)', [sha256(sid)]);
    await auth.end();
    const answer = await get(addressOf(door, world.near), { cookie: await cookieOf(sid, visitor) });
    expect(away(answer.status), String(answer.status)).toBe(true);
    expect(answer.body).not.toContain(canaries.near);
  });
});

describe('Z1 a token that hints at another role', () => {
  test.each(named(inPortals))('%s asks the database, not the token', async (_name, door) => {
    const wished = ownVisitor(door);
    for (const visitor of visitors) {
      if ((portals[door.portal as Portal] as readonly string[]).includes(visitor)) continue;
      const cookie = await cookieOf(await world.sessionOf(visitor), wished);
      const answer = await get(addressOf(door, world.near), { cookie });
      expect(away(answer.status), `${door.pattern} as ${visitor}: ${answer.status}`).toBe(true);
      expect(answer.body).not.toContain(canaries.near);
    }
  });
});

describe('T3 X1 X2 X3 in the address', () => {
  const queries = [
    `q=${encodeURIComponent("' OR '1'='1")}`,
    'q[$ne]=1&q[contains]=a',
    'q=a&q=b&page=1&page=2',
    'q=%00',
    'q=%E2%80%AE%E2%80%8B',
    'q=%ED%A0%80',
    `q=${'a'.repeat(3000)}`,
    'q=%25&sort=__proto__&order=constructor',
    'page=-1&size=999999999',
    'page=1e309&size=NaN',
    'sort=name;DROP TABLE students&dir=sideways',
    'halqa=undefined&campus=null&status[]=x&programme=%5Bobject%20Object%5D',
    'date=2026-02-31&from=0000-00-00&to=99999-01-01',
  ];
  test.each(named(inPortals.filter((d) => d.kind === 'page')))(
    '%s never fails, and never shows more',
    async (_name, door) => {
      const cookie = world.cookies[ownVisitor(door)];
      const claims = `institutionId=${world.foreign.institution}&institution=${world.foreign.institution}&role=admin&halqa=${world.foreign.halqa}&campus=${world.foreign.campus}`;
      for (const query of [...queries, claims]) {
        const address = `${addressOf(door, world.near)}?${query}`;
        const answer = await get(address, {
          cookie: `${cookie}; institution=${world.foreign.institution}; institutionId=${world.foreign.institution}`,
          headers: { 'x-institution-id': world.foreign.institution },
        });
        expect(answer.status, address.slice(0, 120)).toBeLessThan(500);
        const foreign = door.portal === '/support' ? `${canaries.foreign}-` : canaries.foreign;
        expect(answer.body, address.slice(0, 120)).not.toContain(foreign);
      }
    },
  );
});
