import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { NextRequest } from 'next/server';
import { encode } from 'next-auth/jwt';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { log } from '@/lib/core/log';
import { middleware } from '@/middleware';
import { atTheDoor } from '@/scripts/at-the-door.mjs';

function arrive(peer: string, forwarded?: string, publicUrl = 'http://localhost:3000') {
  const request = Object.assign(new http.IncomingMessage({ remoteAddress: peer } as never), {
    method: 'GET',
  });
  if (forwarded) request.headers['x-forwarded-for'] = forwarded;
  const response = new http.ServerResponse(request);
  atTheDoor(request, response, publicUrl);
  return { from: request.headers['x-forwarded-for'], headers: response.getHeaders() };
}

describe('the address that a visitor gives', () => {
  test('S1 is not believed of anybody who reaches us straight from the internet', () => {
    for (const peer of ['203.0.113.9', '::ffff:203.0.113.9', '2001:db8::9', '172.32.0.1'])
      expect(arrive(peer, '10.0.0.1').from, peer).toBe(peer.replace('::ffff:', ''));
    expect(arrive('203.0.113.9').from).toBe('203.0.113.9');
  });

  test('is taken from a proxy of this machine or of the house’s own network', () => {
    for (const peer of [
      '127.0.0.1',
      '::1',
      '::ffff:127.0.0.1',
      '10.1.2.3',
      '192.168.1.4',
      '172.16.0.1',
      'fd00::1',
    ])
      expect(arrive(peer, '198.51.100.4, 203.0.113.9').from, peer).toBe('198.51.100.4, 203.0.113.9');
  });
});

test('an address in full leads nowhere but here, and what is no path is refused', () => {
  const come = (url: string) => {
    const request = Object.assign(new http.IncomingMessage({ remoteAddress: '127.0.0.1' } as never), {
      method: 'GET',
      url,
    });
    const response = new http.ServerResponse(request);
    return atTheDoor(request, response, 'http://localhost:3000') ? request.url : response.statusCode;
  };
  expect(come('/admin?q=http://evil.example')).toBe('/admin?q=http://evil.example');
  expect(come('http://evil.example/admin?q=1')).toBe('/admin?q=1');
  expect(come('HTTPS://evil.example')).toBe('/');
  expect([come('*'), come('evil.example:443'), come('ftp://evil.example/')]).toEqual([400, 400, 400]);
});

test('a method that nobody here knows is refused at the door, TRACE above all', () => {
  for (const method of ['TRACE', 'TRACK', 'CONNECT', 'PROPFIND', 'get', '']) {
    const request = Object.assign(new http.IncomingMessage({ remoteAddress: '127.0.0.1' } as never), {
      method,
    });
    const response = new http.ServerResponse(request);
    expect(atTheDoor(request, response, 'http://localhost:3000'), method).toBe(false);
    expect([response.statusCode, response.getHeader('x-content-type-options')]).toEqual([405, 'nosniff']);
  }
});

test('V1 a request of a foreign page and a portal of another role are told to the log, without an address', async () => {
  const said = vi.spyOn(log, 'warn').mockImplementation(() => undefined);
  vi.stubEnv('NEXTAUTH_SECRET', 's'.repeat(32));
  const secret = 's'.repeat(32);
  const token = await encode({ token: { sid: 'x', role: 'guardian' }, secret });
  const at = 'http://localhost:3000/admin/students?q=Canary';
  await middleware(new NextRequest(at, { method: 'POST', headers: { origin: 'https://evil.example' } }));
  await middleware(new NextRequest(at, { headers: { cookie: `hifzpro-session=${token}` } }));
  const lines = said.mock.calls.map(([line]) => line);
  expect(lines).toEqual([
    { event: 'security.foreignOrigin', where: 'middleware' },
    { event: 'security.refused', role: 'guardian', where: '/admin' },
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/Canary|evil/);
  said.mockRestore();
});

test('S7 who signed out has the browser forget what it kept, but not its language', async () => {
  const cleared = async (path: string) =>
    (await middleware(new NextRequest(`http://localhost:3000${path}`))).headers.get('Clear-Site-Data');
  expect(await cleared('/sign-in?done=out')).toBe('"cache", "storage"');
  for (const path of ['/sign-in', '/sign-in?done=over', '/reset?done=out'])
    expect(await cleared(path)).toBeNull();
});

describe('a form whose frame does not end', () => {
  const whole = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n';
  const post = async (body: string, type: string, status: number) => {
    const server = http.createServer(async (request, response) => {
      atTheDoor(request, response, 'http://localhost');
      let read = '';
      for await (const chunk of request) read += chunk;
      response.statusCode = read === body ? status : 599;
      response.end('said');
    });
    await new Promise<void>((done) => server.listen(0, done));
    const { port } = server.address() as AddressInfo;
    const answer = await fetch(`http://localhost:${port}/`, {
      method: 'POST',
      body,
      headers: { 'content-type': type },
    });
    server.close();
    return answer.status;
  };
  const form = 'multipart/form-data; boundary=x';

  test('X11 is the sender’s fault: 400 where Next would say 500', async () => {
    expect(await post(whole.slice(0, -10), form, 500)).toBe(400);
    expect(await post('a'.repeat(300_000), form, 500)).toBe(400);
    expect(await post(whole, 'multipart/form-data', 500)).toBe(400);
  });

  test('a whole one arrives untouched, and a fault of ours stays one', async () => {
    const long = whole.replace('1', 'y'.repeat(300_000));
    for (const status of [200, 303, 500]) expect(await post(long, form, status)).toBe(status);
    expect(await post('{}', 'application/json', 500)).toBe(500);
    expect(await post(whole.slice(0, -10), form, 200)).toBe(200);
  });
});

describe('Strict-Transport-Security', () => {
  afterEach(() => vi.unstubAllEnvs());
  const wanted = 'max-age=63072000; includeSubDomains';

  test('goes with every answer when people type https, also behind a proxy that speaks plain http to us', async () => {
    vi.stubEnv('NEXTAUTH_URL', 'https://app.example.org');
    const page = await middleware(new NextRequest('http://10.0.0.5:3000/'));
    expect(page.headers.get('strict-transport-security')).toBe(wanted);
    expect(
      arrive('10.0.0.1', undefined, 'https://app.example.org').headers['strict-transport-security'],
    ).toBe(wanted);
  });

  test('is not said of a plain address, where it would lock people out', async () => {
    vi.stubEnv('NEXTAUTH_URL', 'http://localhost:3000');
    const page = await middleware(new NextRequest('http://localhost:3000/'));
    expect(page.headers.get('strict-transport-security')).toBeNull();
    expect(arrive('127.0.0.1').headers['strict-transport-security']).toBeUndefined();
  });
});
