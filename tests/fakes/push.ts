import {
  createDecipheriv,
  createECDH,
  createHmac,
  createPublicKey,
  type ECDH,
  randomBytes,
  verify,
} from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export type Device = { endpoint: string; p256dh: string; auth: string };
type Browser = { ecdh: ECDH; auth: Buffer; told: object[]; gone: boolean };
export type Mood = 'well' | 'busy' | 'down';

const hmac = (key: Buffer, ...parts: (Buffer | string)[]) =>
  createHmac('sha256', key)
    .update(Buffer.concat(parts.map((part) => Buffer.from(part as string))))
    .digest();

/** Opens what was sealed for a browser, by RFC 8291 and RFC 8188. Throws where it is not for this one. */
function unseal(body: Buffer, { ecdh, auth }: Browser): string {
  const [salt, size, length] = [body.subarray(0, 16), body.readUInt32BE(16), body[20]!];
  const sender = body.subarray(21, 21 + length);
  const sealed = body.subarray(21 + length);
  if (length !== 65 || sealed.length > size) throw new Error('not one record of aes128gcm');
  const shared = hmac(auth, ecdh.computeSecret(sender));
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), sender, Buffer.from([1])]);
  const secret = hmac(salt, hmac(shared, info));
  const key = hmac(secret, 'Content-Encoding: aes128gcm\0\u0001').subarray(0, 16);
  const nonce = hmac(secret, 'Content-Encoding: nonce\0\u0001').subarray(0, 12);
  const open = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([open.update(sealed.subarray(0, -16)), open.final()]);
  const end = plain.lastIndexOf(2);
  if (end < 0 || plain.subarray(end + 1).some((byte) => byte !== 0)) throw new Error('no end of record');
  return plain.subarray(0, end).toString();
}

/** What is wrong with a signature of RFC 8292; undefined when nothing is. */
function vapidFault(header: string | undefined, origin: string, houseKey: string): string | undefined {
  const [, token, key] = /^vapid t=([\w-]+\.[\w-]+\.[\w-]+), ?k=([\w-]+)$/.exec(header ?? '') ?? [];
  if (!token || !key) return 'no vapid header';
  // A browser that joined under one key takes nothing of another.
  if (key !== houseKey) return 'another key than the browser joined with';
  const [head = '', claims = '', signature = ''] = token.split('.');
  const raw = Buffer.from(key, 'base64url');
  const [x, y] = [raw.subarray(1, 33), raw.subarray(33)].map((half) => half.toString('base64url'));
  const jwk = { kty: 'EC', crv: 'P-256', x: x!, y: y! };
  const signed = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!signed) return 'the signature does not fit';
  const { alg } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { alg: string };
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as {
    aud: string;
    exp: number;
    sub: string;
  };
  const ahead = exp - Date.now() / 1000;
  if (alg !== 'ES256') return 'not ES256';
  if (aud !== origin) return `meant for ${aud}`;
  if (ahead <= 0 || ahead > 86_400) return 'lives too long, or not any more';
  return /^(mailto:.+@|https:)/.test(sub) ? undefined : 'nobody to write to';
}

/** A push service of the strict kind, with the browsers behind it: signature, lifetime, size and seal are checked. */
export async function fakePush(houseKey: () => string) {
  let origin = '';
  const browsers = new Map<string, Browser>();
  const state = { mood: 'well' as Mood, retryAfter: '', asked: 0, faults: [] as string[] };
  const answer = (path: string, headers: http.IncomingHttpHeaders, body: Buffer): [number, object?] => {
    state.asked += 1;
    if (state.mood === 'down') return [503];
    if (state.mood === 'busy') return [429, state.retryAfter ? { 'Retry-After': state.retryAfter } : {}];
    const browser = browsers.get(path);
    if (!browser) return [404];
    if (browser.gone) return [410];
    const refused = (status: number, fault: string): [number] => {
      state.faults.push(fault);
      return [status];
    };
    const fault = vapidFault(headers.authorization, origin, houseKey());
    if (fault) return refused(403, fault);
    if (!/^\d+$/.test(String(headers.ttl))) return refused(400, 'no TTL');
    if (headers['content-encoding'] !== 'aes128gcm') return refused(415, 'not aes128gcm');
    if (body.length > 4096) return refused(413, 'too long');
    try {
      browser.told.push(JSON.parse(unseal(body, browser)) as object);
    } catch (error) {
      return refused(400, String(error));
    }
    return [201, { Location: `${origin}/receipt` }];
  };
  const server = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      const [status, headers = {}] = answer(request.url ?? '', request.headers, Buffer.concat(parts));
      response.writeHead(request.method === 'POST' ? status : 405, headers as http.OutgoingHttpHeaders).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: origin,
    state,
    /** A browser that joins: what it names to us, what it was told, and how it goes away. */
    browser(): Device & Pick<Browser, 'told'> & { leave: () => void } {
      const [ecdh, auth] = [createECDH('prime256v1'), randomBytes(16)];
      ecdh.generateKeys();
      const path = `/push/${randomBytes(12).toString('base64url')}`;
      const one: Browser = { ecdh, auth, told: [], gone: false };
      browsers.set(path, one);
      const keys = { p256dh: ecdh.getPublicKey('base64url'), auth: auth.toString('base64url') };
      return {
        ...keys,
        endpoint: origin + path,
        told: one.told,
        leave: () => {
          one.gone = true;
        },
      };
    },
    stop: () =>
      new Promise<void>((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
