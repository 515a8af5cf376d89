import { NextRequest } from 'next/server';
import { encode } from 'next-auth/jwt';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { makePacer } from '@/lib/core/auth/pace';
import { log } from '@/lib/core/log';
import { middleware } from '@/middleware';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe('V2.4.1 the pace of one sign-in', () => {
  const noon = Date.UTC(2026, 10, 21, 12);

  test('hands are never slowed: an hour of a page every two seconds', () => {
    let at = noon;
    const pace = makePacer(1, () => at);
    for (let n = 0; n < 1800; n++, at += 2000) expect(pace('page', 'a')).toBe(0);
  });

  test('a program is, by the minute and by the hour, and only its own sign-in', () => {
    let at = noon + 15_000;
    const pace = makePacer(1, () => at);
    const taken = (session: string) =>
      Array.from({ length: 500 }, () => pace('page', session)).filter((w) => w === 0);
    expect(taken('a')).toHaveLength(240);
    expect(pace('page', 'a')).toBe(45);
    expect(pace('deed', 'a')).toBe(0);
    expect(pace('page', 'b')).toBe(0);
    at += 45_000;
    expect(pace('page', 'a')).toBe(0);
    let sum = 241;
    for (; at < noon + 3_600_000; at += 60_000) sum += taken('a').length;
    expect(sum).toBe(3000);
    expect(pace('page', 'a')).toBe(0);
  });

  test('remembers no more than twenty thousand', () => {
    const pace = makePacer(1, () => noon);
    for (let n = 0; n < 240; n++) pace('page', 'first');
    for (let n = 0; n < 20_001; n++) pace('page', String(n));
    expect(pace('page', 'first')).toBe(0);
  });

  test('what several processes count is one sum: each learns of the others what is fast, and only that', () => {
    const [one, other] = [makePacer(1, () => noon), makePacer(1, () => noon)];
    const go = (process: typeof one, times: number) => {
      let gone = 0;
      for (let n = 0; n < times; n++) if (process('page', 'a') === 0) gone += 1;
      return gone;
    };
    go(one, 29);
    expect([one.hasNews(), one.untold()]).toEqual([false, []]);
    go(one, 121);
    const told = one.untold().filter(({ window }) => window === 'minute');
    expect(told).toMatchObject([{ window: 'minute', count: 150 }]);
    expect(one.untold()).toEqual([]);
    go(other, 60);
    for (const tally of other.untold()) other.hear({ ...tally, count: tally.count + 150 });
    expect(go(other, 240)).toBe(30);
    // What was said of another minute is not of this one.
    one.hear({ ...told[0]!, index: told[0]!.index - 1, count: 1000 });
    expect(go(one, 1)).toBe(1);
    one.hear({ ...told[0]!, count: 240 });
    expect(one('page', 'a')).toBe(60);
    expect(one('page', 'b')).toBe(0);
  });

  test('0 counts nothing, for machines that measure', () => {
    const pace = makePacer(0);
    for (let n = 0; n < 1000; n++) expect(pace('page', 'a')).toBe(0);
  });
});

test('V2.4.1 who reads page by page like a program gets 429 with a sentence in three languages, and the log is told', async () => {
  const said = vi.spyOn(log, 'warn').mockImplementation(() => undefined);
  vi.stubEnv('NEXTAUTH_SECRET', 's'.repeat(32));
  const cookie = async (sid: string) =>
    `hifzpro-session=${await encode({ token: { sid, role: 'admin' }, secret: 's'.repeat(32) })}`;
  const [fast, calm] = [await cookie('fast'), await cookie('calm')];
  const ask = (cookie: string, headers = {}) =>
    middleware(new NextRequest('http://localhost:3000/admin/students', { headers: { cookie, ...headers } }));
  for (let n = 0; n < 239; n++) await ask(fast);
  // A minute may turn while the loop runs; then two hundred and forty begin anew.
  let refused = await ask(fast);
  for (let n = 0; n < 480 && refused.status !== 429; n++) refused = await ask(fast);
  expect([refused.status, refused.headers.get('cache-control')]).toEqual([429, 'no-store']);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  const text = await refused.text();
  for (const lang of ['en', 'ur', 'ar']) expect(text).toContain(`lang="${lang}"`);
  expect((await ask(calm)).status).toBe(200);
  // A page sends here whom all processes together find too fast.
  const sent = await middleware(new NextRequest('http://localhost:3000/too-fast'));
  expect([sent.status, sent.headers.get('retry-after')]).toEqual([429, '60']);
  // What a browser fetches ahead has a measure of its own.
  expect((await ask(fast, { 'next-router-prefetch': '1' })).status).toBe(200);
  expect(said).toHaveBeenCalledWith({ event: 'security.limited', where: 'pages' }, 'security');
});
