import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { can, type Permission, roles } from '@/lib/core/auth/roles';
import { enter } from '@/lib/core/auth/scope';
import { sha256 } from '@/lib/core/auth/session';
import { tables } from '@/lib/core/auth/tables';
import { AppError } from '@/lib/core/errors';
import { loadMessages } from '@/lib/core/i18n/load-messages';
import { root } from '@/scripts/environment';
import { jar } from '../support/browser';
import { cookieOf } from '../support/http';
import { type Actor, asAuth, makeWorld, type World } from '../support/world';

// Nothing of the middleware runs here: every action and every route is called by itself, as if a request had gone
// round it. New ones are found in the file tree and tried without being listed.
const sent: Record<string, string> = {};
const own = 'http://localhost:3000';
vi.mock('next/headers', async () => ({
  cookies: (await import('../support/browser')).nextHeaders.cookies,
  headers: async () => new Headers(sent),
}));
vi.mock('next/server', async (original) => ({
  ...(await original<object>()),
  after: (await import('../support/browser')).nextServer.after,
}));
vi.mock('next-intl/server', () => ({
  getLocale: async () => 'en',
  getMessages: () => loadMessages('en'),
}));

const code = (file: string) =>
  fs.readFileSync(path.join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '');
const under = (top: string) =>
  fs
    .readdirSync(path.join(root, top), { recursive: true, encoding: 'utf8' })
    .map((file) => path.join(top, file))
    .filter((file) => !file.includes('generated'));

type Action = { name: string; file: string; kind: string; permission: Permission | undefined };
const actions: Action[] = ['app', 'lib', 'components']
  .flatMap(under)
  .filter((file) => /\.tsx?$/.test(file) && /^\s*['"]use server['"]/.test(code(file)))
  .flatMap((file) =>
    [
      ...code(file).matchAll(
        /^export (?:const (\w+) = (\w+)\(\{(?:[^}]*?permission:\s*'([^']+)')?|async function (\w+))/gm,
      ),
    ].map(([, name, kind, permission, fn]) => ({
      name: (name ?? fn)!,
      file,
      kind: kind ?? 'function',
      // What follows belongs to the next action when this one names none.
      permission: kind === 'publicAction' ? undefined : (permission as Permission | undefined),
    })),
  );
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
const publicRoutes = [
  'app/api/auth/[...nextauth]/route.ts',
  'app/api/health/route.ts',
  'app/api/ready/route.ts',
  // Known by a signature over the raw body, and by a secret in the address (tests/integration/messages-webhooks.test.ts).
  'app/api/webhooks/whatsapp/route.ts',
  'app/api/webhooks/ultramsg/[secret]/route.ts',
];
const routes = under('app')
  .filter((file) => file.endsWith('/route.ts') && !publicRoutes.includes(file))
  .flatMap((file) =>
    [...code(file).matchAll(/^export (?:async function|const) (GET|POST|PUT|PATCH|DELETE)\b/gm)].map(
      ([, method]) => ({
        file,
        method: method as Method,
        permission: /(?:permission:\s*|Scope\()'([^']+)'/.exec(code(file))![1] as Permission,
        exports: /requireExportScope/.test(code(file)),
      }),
    ),
  );

let world: World;
const cookies = new Map<Actor, string>();
const actorsHere = [
  'admin',
  'campus_admin',
  'teacher',
  'guardian',
  'accountant',
  'support',
  'support_write',
] as const;
type Visitor = (typeof actorsHere)[number];

beforeAll(async () => {
  world = await makeWorld();
  for (const actor of actorsHere)
    cookies.set(actor, (await cookieOf(await world.sessionOf(actor), actor)).replace(/^[^=]+=/, ''));
}, 60_000);
afterAll(() => world.close());
afterEach(() => as(undefined));

/** Who asks, and from which page. */
function as(visitor: Visitor | undefined, origin: string | null = own): void {
  jar.clear();
  if (visitor) jar.set('hifzpro-session', cookies.get(visitor)!);
  for (const name of Object.keys(sent)) delete sent[name];
  if (origin !== null) sent.origin = origin;
  sent['x-forwarded-for'] = '192.0.2.99';
}

/** What stands in every table of the world's institutions; what is noted of a support visit is not a change. */
async function standing(): Promise<string> {
  const all: unknown[] = [];
  const places = [world.near.institution, world.foreign.institution];
  for (const table of Object.keys(tables)) {
    if (table === 'audit_entries') continue;
    const key = table === 'institutions' ? 'id' : 'institution_id';
    const { rows } = await world.superuser.query(
      `SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS sum FROM ${table} t WHERE ${key} = ANY ($1)`,
      [places],
    );
    all.push([table, rows[0].sum]);
  }
  return JSON.stringify(all);
}

type Called = { refused: string } | { answered: unknown };
async function call(action: Action, fields: Record<string, string> = {}): Promise<Called> {
  const module = (await import(path.join(root, action.file))) as Record<string, (...a: unknown[]) => unknown>;
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  try {
    const answer = (await (action.kind === 'function'
      ? module[action.name]!(data)
      : module[action.name]!(null, data))) as { ok: boolean; code?: string; message?: string } | undefined;
    return answer && !answer.ok ? { refused: answer.code! } : { answered: answer };
  } catch (error) {
    if (error instanceof AppError) return { refused: error.code };
    return { answered: String((error as { digest?: string }).digest ?? error) };
  }
}

async function visit({ file, method }: (typeof routes)[number], body?: string): Promise<Response> {
  const { NextRequest } = await import('next/server');
  const module = (await import(path.join(root, file))) as Record<
    Method,
    (request: unknown, context: { params: Promise<Record<string, string>> }) => Promise<Response>
  >;
  const address = file
    .replace(/^app/, '')
    .replace(/\/\([^)]*\)/g, '')
    .replace(/\/route\.ts$/, '');
  const request = new NextRequest(new URL(address, own), {
    method,
    headers: sent,
    ...(method !== 'GET' && { body: body ?? '{}' }),
  });
  const params = {
    importId: world.near.import,
    studentId: world.near.student,
    kind: 'students',
    language: 'ur',
  };
  try {
    return await module[method](request, { params: Promise.resolve(params) });
  } catch (error) {
    // Next's own words for «not found» and «elsewhere».
    const digest = String((error as { digest?: string }).digest ?? '');
    if (/404$/.test(digest)) return new Response(null, { status: 404 });
    if (digest.startsWith('NEXT_REDIRECT')) return new Response(null, { status: 307 });
    throw error;
  }
}

test('there is something to try', () => {
  expect(actions.length).toBeGreaterThan(40);
  expect(routes.length).toBeGreaterThan(4);
  expect(actions.filter((a) => a.kind === 'formAction' && !a.permission)).toEqual([]);
});

describe('X6 a post that does not come from our own pages', () => {
  const origins = [null, 'null', '', 'https://evil.example', `${own}.evil.example`, 'http://localhost:3001'];

  test(`X6 each of ${actions.length} actions refuses it with a missing, a null and a foreign Origin, signed in or not`, async () => {
    const before = await standing();
    const wrong: string[] = [];
    for (const action of actions)
      for (const visitor of ['admin', undefined] as const)
        for (const origin of origins) {
          as(visitor, origin);
          const got = await call(action, { locale: 'ur', email: 'a@b.example' });
          if (!('refused' in got) || got.refused !== 'FORBIDDEN')
            wrong.push(`${action.file} ${action.name} ${origin}: ${JSON.stringify(got)}`);
        }
    expect(wrong).toEqual([]);
    expect(await standing()).toBe(before);
  }, 120_000);

  test.each(routes.filter((r) => r.method !== 'GET'))('X6 $method $file', async (route) => {
    const before = await standing();
    for (const visitor of ['admin', 'teacher', undefined] as const)
      for (const origin of origins) {
        as(visitor, origin);
        expect((await visit(route)).status, String(origin)).toBe(404);
      }
    expect(await standing()).toBe(before);
  });
});

describe('Z1 with the middleware switched off', () => {
  const guarded = actions.filter((a) => a.permission);

  test(`Z1 each of ${guarded.length} actions with a permission refuses the signed-out and every role without it`, async () => {
    const before = await standing();
    const wrong: string[] = [];
    for (const action of guarded)
      for (const visitor of [undefined, ...actorsHere]) {
        if (visitor && can(visitor, action.permission!)) continue;
        as(visitor);
        const got = await call(action);
        const expected = visitor && action.kind === 'formAction' ? 'FORBIDDEN' : 'UNAUTHENTICATED';
        if (!('refused' in got) || got.refused !== expected)
          wrong.push(`${action.file} ${action.name} ${visitor}: ${JSON.stringify(got)}`);
      }
    expect(wrong).toEqual([]);
    expect(await standing()).toBe(before);
  }, 120_000);

  const open = ['beginSignIn', 'savePreferences', 'signOut'];
  test('Z1 no action without a permission does anything for an empty form of somebody signed out', async () => {
    const before = await standing();
    const wrong: string[] = [];
    for (const action of actions.filter((a) => !a.permission && !open.includes(a.name))) {
      as(undefined);
      const got = await call(action);
      if (!('refused' in got)) wrong.push(`${action.file} ${action.name}: ${JSON.stringify(got)}`);
    }
    expect(wrong).toEqual([]);
    expect(await standing()).toBe(before);
  });

  test.each(routes)('Z1 Z11 $method $file answers whom the matrix names, and nobody else', async (route) => {
    const before = await standing();
    as(undefined);
    expect([307, 401]).toContain((await visit(route)).status);
    for (const visitor of actorsHere) {
      as(visitor);
      const visiting = visitor === 'support' || visitor === 'support_write';
      const may = can(visitor, route.permission) && !(route.exports && visiting);
      const { status } = await visit(route);
      // 503: there is no server here to print a page of, and perhaps no browser.
      if (may) expect([200, 303, 400, 503], `${visitor}`).toContain(status);
      else expect(status, visitor).toBe(404);
    }
    expect(await standing()).toBe(before);
  });

  test('Z11 whatever leaves the house as a file asks by requireExportScope, so support never takes one along', () => {
    const files = routes.filter(({ file }) => /content-disposition/i.test(code(file)));
    expect(files.length).toBeGreaterThan(2);
    // A blank form to fill in holds no row of anybody.
    const blank = ['app/(portals)/admin/import/template/[kind]/route.ts'];
    expect(files.filter((f) => !f.exports && !blank.includes(f.file)).map((f) => f.file)).toEqual([]);
    for (const { permission } of files)
      expect(roles.filter((role) => can(role, permission))).not.toContain('teacher');
  });
});

describe('T14 a suspended institution', () => {
  test('T14 is closed to the next request of every role, and opens again; the other house notices nothing', async () => {
    const entered = async () => {
      const who: string[] = [];
      for (const visitor of actorsHere) {
        as(visitor);
        if (await enter()) who.push(visitor);
      }
      return who;
    };
    const set = (status: string) =>
      world.superuser.query('UPDATE institutions SET status = $2 WHERE id = $1', [
        world.near.institution,
        status,
      ]);
    expect(await entered()).toEqual([...actorsHere]);
    await set('SUSPENDED');
    try {
      expect(await entered()).toEqual([]);
      for (const route of routes)
        for (const visitor of actorsHere) {
          as(visitor);
          expect([307, 401, 404], `${route.file} ${visitor}`).toContain((await visit(route)).status);
        }
      for (const action of actions.filter((a) => a.kind === 'formAction')) {
        as('admin');
        expect(await call(action), action.name).toEqual({ refused: 'UNAUTHENTICATED' });
      }
      const auth = await asAuth();
      for (const visitor of ['admin', 'teacher', 'guardian'] as const) {
        const { rows } = await auth.query('SELECT institution_id FROM auth.memberships($1)', [
          sha256(await world.sessionOf(visitor)),
        ]);
        expect(rows.filter((r) => r.institution_id === world.near.institution)).toEqual([]);
      }
      await auth.end();
      as(undefined);
      expect(await world.contextOf('teacher', 'foreign')).toBeTruthy();
    } finally {
      await set('OPEN');
    }
    expect(await entered()).toEqual(expect.arrayContaining(['admin', 'teacher', 'guardian']));
  }, 120_000);
});
