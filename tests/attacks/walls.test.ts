import fs from 'node:fs';
import path from 'node:path';
import { NextRequest } from 'next/server';
import { encode } from 'next-auth/jwt';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { enter } from '@/lib/core/auth/scope';
import { opaqueToken, sha256 } from '@/lib/core/auth/session';
import { sessionSeconds } from '@/lib/core/auth/token';
import { callAuth } from '@/lib/core/db/definers';
import { middleware } from '@/middleware';
import { makeInstitution, makeUser, scopeOf } from '@/prisma/seed/sessions';
import { root } from '@/scripts/environment';
import { jar } from '../support/browser';

vi.mock('next/headers', async () => (await import('../support/browser')).nextHeaders);

const files = ['app', 'lib', 'components']
  .flatMap((top) =>
    fs
      .readdirSync(path.join(root, top), { recursive: true, encoding: 'utf8' })
      .map((file) => path.join(top, file)),
  )
  .concat('middleware.ts', 'next.config.ts')
  .filter((file) => /\.tsx?$/.test(file) && !file.includes('generated'));
const code = (file: string) =>
  fs.readFileSync(path.join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|(?<![:'"`\w])\/\/.*$/gm, '');
const holding = (pattern: RegExp, known: string[] = []) =>
  files.filter((file) => pattern.test(code(file)) && !known.includes(file));

test('there is something to look at', () => expect(files.length).toBeGreaterThan(300));

describe('X8 V2 what the product itself speaks to', () => {
  test('X8 nothing is fetched from an address that anybody typed: those of the browser go to our own routes, those of the server to itself and to a provider', () => {
    const calls = files.flatMap((file) =>
      [...code(file).matchAll(/(?<![.\w])fetch\(([^,)]*)/g)].map((m) => `${file}: ${m[1]!.trim()}`),
    );
    const print = 'app/(portals)/admin/reports/talimi/[studentId]/pdf/route.ts';
    expect(calls.sort()).toEqual([
      // This server asks itself, by the loopback, for the page it prints: addresses of its own making.
      `${print}: self(`,
      `${print}: self(`,
      // In the browser, to an address that the page itself gives it; the CSP allows no other host.
      'components/support/support-watch.tsx: address',
      "components/sync/use-outbox.ts: '/api/sync'",
      // On the server, to the provider whose address the environment names; nobody types one.
      'lib/adapters/messaging/http.ts: url',
      // On the server, to a push service of the closed list in lib/notifications/push/rules, never where it sends elsewhere.
      'lib/adapters/push/web.ts: endpoint',
    ]);
    // The stream of the own house.
    expect(
      holding(
        /XMLHttpRequest|sendBeacon|new (WebSocket|EventSource|Image|Worker|SharedWorker)\(|importScripts/,
      ),
    ).toEqual(['components/notifications/live-watch.tsx']);
  });

  test('V2 the only doors to a network are PostgreSQL and the mail server, each in its one file', () => {
    const network =
      /from '(?:node:)?(?:https?|http2|net|tls|dgram|dns)(?:\/promises)?'|from '(?:undici|axios|got|node-fetch|ws|nodemailer|pg|ioredis|googleapis)[/']|require\(/;
    expect(holding(network).sort()).toEqual([
      'lib/adapters/mail/smtp.ts',
      'lib/core/db/pools.ts',
      // A socket of this machine, by its path.
      'lib/core/vault/socket.ts',
    ]);
  });

  test('V2 no source names a foreign host, and next.config sends nobody anywhere', () => {
    const hosts = files.flatMap((file) =>
      [...code(file).matchAll(/\bhttps?:\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)+)/gi)].map((m) => `${file} ${m[1]}`),
    );
    // Names of XML languages and sample addresses: nothing is fetched from them. The two providers of messages: spoken to
    // only by an institution that switched one on.
    expect(hosts.filter((h) => !/ (www\.w3\.org|schemas\.|[\w.-]*example\.(org|com))/.test(h))).toEqual([
      // Itself.
      'app/(portals)/admin/reports/talimi/[studentId]/pdf/route.ts 127.0.0.1',
      'lib/core/env.ts graph.facebook.com',
      'lib/core/env.ts api.ultramsg.com',
      // The source of the Quran text, which its licence has us link to; it is opened only by who presses it.
      'components/mushaf/read-page.tsx tanzil.net',
    ]);
    expect(code('next.config.ts')).not.toMatch(/rewrites|remotePatterns|images:(?! \{ unoptimized: true \})/);
  });

  test('V2 the page may speak to nobody else either', async () => {
    const answer = await middleware(new NextRequest('http://localhost:3000/'));
    const policy = answer.headers.get('content-security-policy')!;
    for (const rule of [
      "default-src 'self'",
      "connect-src 'self'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "object-src 'none'",
      "base-uri 'none'",
    ])
      expect(policy).toContain(rule);
    expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'(;|$)/);
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
  });

  test('X8 nothing runs another program but the browser that prints, and files are read only where their name is a setting', () => {
    expect(holding(/child_process|worker_threads|from '(?:node:)?vm'/)).toEqual([]);
    expect(holding(/from 'playwright-core'/)).toEqual(['lib/adapters/print/chromium.ts']);
    // Fonts of the page that is printed, and the browser that prints it: names of the code; the Quran's text; the key file
    // that MASTER_KEY_FILE names.
    expect(holding(/from '(?:node:)?fs(?:\/promises)?'/)).toEqual([
      'app/(portals)/admin/reports/talimi/[studentId]/pdf/route.ts',
      'lib/quran/text.ts',
      'lib/adapters/print/chromium.ts',
      'lib/core/vault/keys.ts',
    ]);
  });
});

describe('Z1 pages outside the portals', () => {
  /** What each asks before it shows anything of anybody; a new page is a decision. `nobody`: it shows nothing of anybody. */
  const asks: Record<string, string | 'nobody'> = {
    'app/(auth)/choose/page.tsx': 'sessionId(',
    'app/(auth)/invitation/page.tsx': 'findInvitation(',
    'app/(auth)/reset/link/page.tsx': 'resetAddress(',
    'app/(auth)/reset/code/page.tsx': 'openSealedPhone(',
    'app/(auth)/reset/page.tsx': 'nobody',
    'app/(auth)/sign-in/code/page.tsx': 'openSealedPhone(',
    'app/(auth)/sign-in/page.tsx': 'nobody',
    'app/(auth)/sign-in/recovery-codes/page.tsx': 'getOwnFactors(',
    'app/(auth)/sign-in/slip/page.tsx': 'nobody',
    'app/(auth)/sign-in/second-factor/lost/link/page.tsx': 'findFactorReset(',
    'app/(auth)/sign-in/second-factor/lost/page.tsx': 'getOwnFactors(',
    'app/(auth)/sign-in/second-factor/page.tsx': 'getOwnFactors(',
    'app/(auth)/sign-in/set-up/page.tsx': 'getOwnFactors(',
    'app/(public)/page.tsx': 'nobody',
    'app/account/page.tsx': 'getAccount(',
    'app/account/phone/page.tsx': 'getAccount(',
    'app/account/slip/page.tsx': 'sessionState(',
    'app/account/second-factor/authenticator/page.tsx': 'getOwnFactors(',
    'app/account/second-factor/page.tsx': 'getOwnFactors(',
    'app/account/second-factor/passkey/page.tsx': 'getOwnFactors(',
    // Only a demonstration has them.
    'app/demo/authenticator/page.tsx': 'notFound(',
    'app/demo/mailbox/page.tsx': 'notFound(',
    'app/demo/phone/page.tsx': 'notFound(',
  };
  const pages = files.filter((f) => /^app\/.*page\.tsx$/.test(f) && !/^app\/(\(portals\)|gallery)/.test(f));

  test('Z1 are a closed list, and none of them opens a tenant’s transaction', () => {
    expect(pages.sort()).toEqual(Object.keys(asks).sort());
    expect(pages.filter((file) => /inTenant/.test(code(file)))).toEqual([]);
  });
  test.each(Object.entries(asks).filter(([, what]) => what !== 'nobody'))(
    'Z1 %s asks by %s',
    (file, what) => {
      expect(code(file)).toContain(what);
    },
  );
  test('Z1 a demonstration’s pages are not there anywhere else', () => {
    for (const file of pages.filter((f) => f.startsWith('app/demo/')))
      expect(code(file)).toMatch(/if \(env\(\)\.DEMO !== '1'\) notFound\(\)/);
  });
});

describe('T11 caches', () => {
  test('T11 nothing of Next keeps an answer for a second visitor', () => {
    expect(
      holding(
        /unstable_cache|['"]use cache|cacheLife|cacheTag|cacheComponents|export const (?:revalidate|fetchCache)\b|force-static|generateStaticParams|staleTimes/,
      ),
    ).toEqual([]);
  });

  test('T11 what a process keeps in memory between requests is a closed list, and none of it is a row', () => {
    // Pools, limiters, keys of the vault, parsed settings, dictionaries of the code itself.
    const kept = files
      .filter((file) => file.startsWith('lib/') && /\.ts$/.test(file))
      .flatMap((file) =>
        [...code(file).matchAll(/^(?:const (\w+)[^=]*= new (?:Weak)?Map(?:<[^;]*>)?\(\)|let (\w+))/gm)].map(
          (m) => `${file} ${m[1] ?? m[2]}`,
        ),
      );
    expect(kept.sort()).toEqual([
      'lib/adapters/mail/index.ts carrier',
      // The browser that prints, and who waits for it.
      'lib/adapters/print/chromium.ts busy',
      'lib/adapters/print/chromium.ts idle',
      'lib/adapters/print/chromium.ts running',
      'lib/core/auth/limits.ts limiters',
      // What a cookie itself says, by the cookie: a session's id, which the database is asked about every time.
      'lib/core/auth/opened-tokens.ts opened',
      // When the next exchange of paces is due; what was counted is no row of anybody's.
      'lib/core/auth/pace-shared.ts timer',
      'lib/core/auth/password.ts decoy',
      'lib/core/db/pools.ts doors',
      'lib/core/db/pools.ts strongLogins',
      'lib/core/db/pools.ts supportDoors',
      'lib/core/db/ready.ts asked',
      'lib/core/env.ts parsed',
      'lib/core/i18n/format.ts numbers',
      'lib/core/i18n/load-messages.ts loaded',
      // Translators of whole catalogues; what a sentence is filled with passes through.
      'lib/core/i18n/translations.ts kept',
      // Opened data keys, by institution.
      'lib/core/vault/index.ts opened',
      'lib/core/vault/keys.ts keeper',
      'lib/progress/measure/rules.ts sums',
      'lib/quran/lines.ts built',
      'lib/quran/mushaf.ts built',
      'lib/quran/text.ts verses',
    ]);
  });
});

describe('S10 a token that we did not make, or not for this', () => {
  const secret = () => process.env.NEXTAUTH_SECRET!;
  let sid = '';
  beforeAll(async () => {
    const admin = await makeUser('tokens@example.org', 'a long enough phrase');
    await makeInstitution({ name: 'Tokens', admin });
    await scopeOf(admin);
    sid = opaqueToken();
    await callAuth('auth.open_session', [sha256(sid), admin, '1 day']);
    await callAuth('auth.pass_second_factor', [sha256(sid)]);
  });
  beforeEach(() => jar.clear());
  const b64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const content = () => ({ sid, role: 'admin' });
  const whole = () => encode({ token: content(), secret: secret(), maxAge: sessionSeconds });

  const both = async (token: string) => {
    jar.set('hifzpro-session', token);
    const request = new NextRequest('http://localhost:3000/admin', {
      headers: { cookie: `hifzpro-session=${token}` },
    });
    return {
      entered: (await enter().catch(() => undefined)) !== undefined,
      through: (await middleware(request)).headers.get('location') === null,
    };
  };

  test('S10 ours opens, so that the refusals below mean something', async () => {
    expect(await both(await whole())).toEqual({ entered: true, through: true });
  });

  const forged: [string, () => Promise<string> | string][] = [
    ['alg none', () => `${b64({ alg: 'none', typ: 'JWT' })}.${b64(content())}.`],
    [
      'alg none in an encrypted shape',
      () => `${b64({ alg: 'none', enc: 'A256GCM' })}..${b64(content())}.${b64({})}.`,
    ],
    ['alg HS256 by an empty key', () => `${b64({ alg: 'HS256' })}.${b64(content())}.AAAA`],
    [
      'another key',
      () => encode({ token: content(), secret: 'somebody else’s secret, long enough', maxAge: 60 }),
    ],
    [
      'another audience: the number between two steps',
      () => encode({ token: content(), secret: secret(), salt: 'phone-step' }),
    ],
    [
      'another audience: a known browser',
      () => encode({ token: content(), secret: secret(), salt: 'known-device' }),
    ],
    ['expired', () => encode({ token: content(), secret: secret(), maxAge: -60 })],
    [
      'a head of another key',
      async () => [b64({ alg: 'dir', enc: 'A128GCM' }), ...(await whole()).split('.').slice(1)].join('.'),
    ],
    [
      'one letter of the middle changed',
      async () => {
        const parts = (await whole()).split('.');
        parts[3] = `${parts[3]!.startsWith('A') ? 'B' : 'A'}${parts[3]!.slice(1)}`;
        return parts.join('.');
      },
    ],
    ['a seal cut short', async () => (await whole()).slice(0, -4)],
    ['no session id', () => encode({ token: { role: 'admin' }, secret: secret() })],
    ['nothing', () => ''],
    ['a megabyte', () => 'a'.repeat(1_000_000)],
    ['the session id itself', () => sid],
    ['its hash, as the database keeps it', () => sha256(sid)],
  ];
  test.each(forged)('S10 %s', async (_name, make) => {
    expect(await both(await make())).toEqual({ entered: false, through: false });
  });

  test('S10 Z1 a session id in a place that is no text, or a role that is none', async () => {
    for (const token of [{ sid: { $ne: '' } }, { sid: [sid] }, { sid: 1 }, { sid: true }]) {
      const sealed = await encode({ token: { ...token, role: 'admin' } as never, secret: secret() });
      expect((await both(sealed)).entered, JSON.stringify(token)).toBe(false);
    }
    const role = await encode({ token: { sid, role: 'owner' }, secret: secret() });
    expect((await both(role)).through).toBe(false);
  });

  test('S8 a token outlives neither its session nor thirty days', async () => {
    const token = await whole();
    await callAuth('auth.close_session', [sha256(sid)]);
    expect((await both(token)).entered).toBe(false);
    expect(sessionSeconds).toBe(30 * 24 * 3600);
  });
});
