import type http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { answerLoading, type Breaker, serverBehind, watch } from '@/scripts/breaker.mjs';

const open: { close: () => unknown }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

type Handle = (request: http.IncomingMessage, response: http.ServerResponse) => unknown;
async function serve(handle: Handle, state = 'here') {
  const breaker: Breaker = { state, onHang: () => undefined };
  const house = { leaving: false };
  const server = serverBehind(breaker, house, async (request, response) => {
    await handle(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  open.push(server);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, breaker, house };
}
const met = () => Reflect.get(globalThis, Symbol.for('hifzpro.away')) as Set<string>;

test('X11 a request whose end two readers could see in two places is refused, and nothing rides in behind it', async () => {
  const asked: string[] = [];
  const { url } = await serve((request, response) => {
    asked.push(request.url ?? '');
    request.resume();
    request.on('end', () => response.end('said'));
  });
  const rider = 'GET /rider HTTP/1.1\r\nHost: x\r\n\r\n';
  const send = (head: string, body: string) =>
    new Promise<string>((done) => {
      const socket = net.connect(Number(new URL(url).port), '127.0.0.1');
      let got = '';
      socket.on('data', (piece) => {
        got += piece;
      });
      socket.on('close', () => done(got));
      socket.on('error', () => done(got));
      socket.write(`POST /first HTTP/1.1\r\nHost: x\r\n${head}\r\n\r\n${body}`);
      setTimeout(() => socket.destroy(), 300);
    });
  const chunked = `0\r\n\r\n${rider}`;
  for (const [head, body] of [
    ['Content-Length: 4\r\nTransfer-Encoding: chunked', chunked],
    ['Transfer-Encoding: chunked\r\nContent-Length: 4', chunked],
    [`Content-Length: 0\r\nContent-Length: ${rider.length}`, rider],
    [`Content-Length: 0, ${rider.length}`, rider],
    ['Content-Length: +0', rider],
    ['Content-Length: 0x0', rider],
    ['Transfer-Encoding: chunked, identity', chunked],
    ['Transfer-Encoding: xchunked', chunked],
    ['Transfer-Encoding : chunked', chunked],
    ['Transfer-Encoding:\u000bchunked', chunked],
    ['X: y\nTransfer-Encoding: chunked', chunked],
    ['Transfer-Encoding: chunked', `0;\nx\r\n\r\n${rider}`],
    ['Transfer-Encoding: chunked', `-1\r\n\r\n${rider}`],
  ] as const) {
    asked.length = 0;
    const got = await send(head, body);
    expect(got, JSON.stringify(head)).toMatch(/^$|^HTTP\/1\.1 400 /);
    expect(asked, JSON.stringify(head)).not.toContain('/rider');
  }
  // Two whole requests one after the other are what they say.
  asked.length = 0;
  await send('Content-Length: 2', `ok${rider}`);
  expect(asked).toEqual(['/first', '/rider']);
});

test('the language on https stands in the cookie with the prefix', async () => {
  const { url } = await serve(() => expect.unreachable(), 'gone');
  const page = await fetch(url, { headers: { cookie: '__Host-locale=ur' } });
  expect(await page.text()).toContain('lang="ur"');
});

describe('K4 the breaker', () => {
  test('lets everything through as it is while the database is there', async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(404, { 'x-own': '1' });
      response.write('not ');
      response.end('there');
    });
    const answer = await fetch(url);
    expect([answer.status, answer.headers.get('x-own'), await answer.text()]).toEqual([
      404,
      '1',
      'not there',
    ]);
  });

  test.each(['gone', 'hangs'])(
    'answers at once when the database is %s: a page, or JSON for programs',
    async (state) => {
      const { url } = await serve(() => expect.unreachable(), state);
      const page = await fetch(`${url}/admin`, {
        headers: { cookie: 'a=b; locale=ar', 'accept-language': 'ur' },
      });
      expect(page.status).toBe(503);
      expect(page.headers.get('retry-after')).toBe('5');
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect(await page.text()).toContain('lang="ar" dir="rtl"');
      const urdu = await fetch(`${url}/admin`, { headers: { 'accept-language': 'ur-PK,en;q=0.5' } });
      expect(await urdu.text()).toContain('lang="ur" dir="rtl"');
      const json = await fetch(`${url}/api/sync`, { method: 'POST', body: '{"name":"canary"}' });
      expect(await json.json()).toEqual({ ok: false, code: 'UPSTREAM', message: 'databaseAway' });
      expect(json.headers.get('retry-after')).toBe('5');
    },
  );

  test('files and the questions about health go through at any time', async () => {
    const { url } = await serve((_, response) => response.end('here'), 'gone');
    for (const at of ['/api/health', '/api/ready', '/_next/static/x.js', '/icon.svg'])
      expect(await (await fetch(url + at)).text(), at).toBe('here');
    expect((await fetch(`${url}/api/readyness`)).status).toBe(503);
  });

  test('while Next is loading it is alive and not ready, and programs hear when to come again', async () => {
    const { url } = await serve(answerLoading);
    const alive = await fetch(`${url}/api/health`);
    expect([alive.status, alive.headers.get('retry-after'), await alive.json()]).toEqual([
      200,
      null,
      { ok: true },
    ]);
    for (const at of ['/api/ready', '/api/sync']) {
      const answer = await fetch(url + at);
      expect([answer.status, answer.headers.get('retry-after'), await answer.json()]).toEqual([
        503,
        '5',
        { ok: false },
      ]);
    }
  });

  test('a form goes through to its action when the database refuses, so that what was typed stays', async () => {
    const { url, breaker } = await serve((_, response) => response.end('refusal'), 'gone');
    const post = () => fetch(url, { method: 'POST', headers: { 'next-action': 'x' }, body: 'x' });
    expect(await (await post()).text()).toBe('refusal');
    breaker.state = 'hangs';
    expect((await post()).status).toBe(503);
  });

  test.each<[string, Handle]>([
    ['by its status', (_, r) => Object.assign(r, { statusCode: 500 }).end('fault')],
    ['by writeHead', (_, r) => void r.writeHead(500, { 'content-type': 'text/html' }).end('fault')],
    [
      'piece by piece',
      (_, r) => {
        r.statusCode = 500;
        r.setHeader('content-length', '10');
        r.write('fault');
        r.write('fault');
        r.end();
      },
    ],
    [
      'by flushing',
      (_, r) => {
        r.statusCode = 500;
        r.flushHeaders();
        r.end('fault');
      },
    ],
  ])('a page that failed because it met no database is 503, told %s', async (_, fail) => {
    const { url } = await serve((request, response) => {
      met().add(request.headers['x-hifzpro-request'] as string);
      return fail(request, response);
    });
    for (let round = 0; round < 3; round++) {
      const answer = await fetch(url);
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
      expect(await answer.text()).toMatch(/^<!DOCTYPE html>.*<\/html>$/s);
    }
    expect(met().size).toBe(0);
  });

  test('a fault of our own stays 500, also when a client names a number', async () => {
    const { url } = await serve((request, response) => {
      expect(request.headers['x-hifzpro-request']).toMatch(/^\d{1,9}$/);
      response.writeHead(500).end('fault');
    });
    met().add('canary');
    expect((await fetch(url, { headers: { 'x-hifzpro-request': 'canary' } })).status).toBe(500);
    met().clear();
  });

  test('who waits when the database stops answering is answered', async () => {
    const { url, breaker } = await serve(() => new Promise(() => undefined));
    const waiting = fetch(url);
    await new Promise((done) => setTimeout(done, 50));
    breaker.state = 'hangs';
    breaker.onHang();
    expect((await waiting).status).toBe(503);
  });

  test('a house that is being left closes each connection behind its answer', async () => {
    const { url, house } = await serve((_, response) => response.end('ok'));
    expect((await fetch(url)).headers.get('connection')).toBe('keep-alive');
    house.leaving = true;
    expect((await fetch(url)).headers.get('connection')).toBe('close');
  });

  test('notices a server that takes connections and says nothing, and one that refuses', async () => {
    const mute = net.createServer(() => undefined);
    await new Promise<void>((done) => mute.listen(0, '127.0.0.1', done));
    const { port } = mute.address() as AddressInfo;
    const breaker = watch(`postgresql://a:b@127.0.0.1:${port}/c`);
    await expect.poll(() => breaker.state, { timeout: 3000 }).toBe('hangs');
    mute.close();
    await expect.poll(() => breaker.state, { timeout: 3000 }).toBe('gone');
    breaker.stop();
  });
});
