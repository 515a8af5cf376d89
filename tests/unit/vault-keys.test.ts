import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { KeyKeeper } from '@/lib/core/vault/keeper';
import { decrypt, encrypt, keeperOf, masterKeyIdOf } from '@/lib/core/vault/keys';
import { keeperAt } from '@/lib/core/vault/socket';
import { serveKeys } from '@/scripts/key-lines';

vi.setConfig({ testTimeout: 60_000 });
const key = randomBytes(32);
const base64 = (bytes: Buffer) => bytes.toString('base64');

describe('P29 what the vault encrypts', () => {
  test('opens with its key and what it is about, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, about) => {
        expect(decrypt(key, encrypt(key, Buffer.from(text), about), about).toString()).toBe(
          Buffer.from(text).toString(),
        );
      }),
    );
  });

  test('opens nowhere else and under no other key', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (text, about, other) => {
        fc.pre(about !== other);
        const sealed = encrypt(key, Buffer.from(text), about);
        expect(() => decrypt(key, sealed, other)).toThrow();
        expect(() => decrypt(randomBytes(32), sealed, about)).toThrow();
      }),
    );
  });

  test('refuses when any byte of it was changed, cut or added', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.integer({ min: 1, max: 255 }), (text, at, flip) => {
        const parts = encrypt(key, Buffer.from(text), 'x')
          .split('.')
          .map((part) => Buffer.from(part, 'base64url'));
        const join = (changed: Buffer[]) => changed.map((part) => part.toString('base64url')).join('.');
        const part = at % (text ? 3 : 2);
        const bytes = Buffer.from(parts[part]!);
        bytes[at % bytes.length]! ^= flip;
        expect(() => decrypt(key, join(parts.with(part, bytes)), 'x')).toThrow();
        expect(() => decrypt(key, join(parts.with(1, parts[1]!.subarray(0, 4))), 'x')).toThrow();
        expect(() => decrypt(key, join(parts.with(2, Buffer.concat([parts[2]!, bytes]))), 'x')).toThrow();
      }),
    );
  });

  test('is never the same twice', () => {
    const values = new Set(Array.from({ length: 1000 }, () => encrypt(key, Buffer.from('x'), 'y')));
    expect(values.size).toBe(1000);
  });
});

describe('P29 the keeper of the master key', () => {
  const [old, fresh] = [randomBytes(32), randomBytes(32)];

  test('unwraps what it or a former key wrapped, and says which key is missing', async () => {
    const before = keeperOf([base64(old)]);
    const wrapped = await before.wrap(key, 'data key|a|1');
    const both = keeperOf([base64(fresh), base64(old)]);
    const former = await before.masterKeyId();
    expect(await both.masterKeyId()).not.toBe(former);
    expect(await both.unwrap(wrapped, former, 'data key|a|1')).toEqual(key);
    await expect(both.unwrap(wrapped, former, 'data key|b|1')).rejects.toThrow();
    await expect(keeperOf([base64(fresh)]).unwrap(wrapped, former, 'data key|a|1')).rejects.toThrow(
      /MASTER_KEY_OLD/,
    );
  });

  test('takes 32 bytes and nothing else, and its name tells nothing of the key', () => {
    expect(() => keeperOf([])).toThrow();
    expect(() => keeperOf(['short'])).toThrow('32 bytes');
    expect(masterKeyIdOf(old)).toMatch(/^[0-9a-f]{16}$/);
    expect(old.toString('hex')).not.toContain(masterKeyIdOf(old));
  });
});

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keys-'));
const socket = (name: string) => path.join(folder, `${name}.sock`);

describe('V13.3.1 the port of the master key', () => {
  const [old, fresh] = [randomBytes(32), randomBytes(32)];
  const sides = { 'before a change': [old], 'after it': [fresh, old], 'of a stranger': [randomBytes(32)] };
  const local = (keys: Buffer[]) => keeperOf(keys.map(base64));
  const helpers: net.Server[] = [];
  beforeAll(async () => {
    for (const [name, keys] of Object.entries(sides))
      helpers.push(await serveKeys(local(keys), socket(name)));
  });
  afterAll(() => {
    for (const helper of helpers) helper.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  // One contract, two keepers: a KMS is one more line here.
  const keepers: Record<string, (side: keyof typeof sides) => KeyKeeper> = {
    'the key in this process': (side) => local(sides[side]),
    'a helper behind a socket': (side) => keeperAt(socket(side)),
  };
  test.each(Object.entries(keepers))('%s keeps the contract', async (_name, keeper) => {
    const [before, after, stranger] = [
      keeper('before a change'),
      keeper('after it'),
      keeper('of a stranger'),
    ];
    const id = await before.masterKeyId();
    expect([id, await after.masterKeyId()]).toEqual([masterKeyIdOf(old), masterKeyIdOf(fresh)]);
    const wrapped = await before.wrap(key, 'data key|a|1');
    expect(await before.wrap(key, 'data key|a|1')).not.toBe(wrapped);
    expect(wrapped).not.toContain(key.toString('base64url'));
    expect(await before.unwrap(wrapped, id, 'data key|a|1')).toEqual(key);
    // The former key still opens; what is wrapped now is under the new one.
    expect(await after.unwrap(wrapped, id, 'data key|a|1')).toEqual(key);
    const anew = await after.wrap(key, 'data key|a|1');
    expect(await after.unwrap(anew, await after.masterKeyId(), 'data key|a|1')).toEqual(key);
    const [latest, foreign] = [await after.masterKeyId(), await stranger.masterKeyId()];
    for (const refused of [
      () => before.unwrap(wrapped, id, 'data key|b|1'),
      () => before.unwrap(anew, latest, 'data key|a|1'),
      () => stranger.unwrap(wrapped, id, 'data key|a|1'),
      () => stranger.unwrap(wrapped, foreign, 'data key|a|1'),
      () => before.unwrap('not wrapped', id, 'data key|a|1'),
    ])
      await expect(refused()).rejects.toThrow();
  });

  test('what each wraps the other unwraps: an institution may change from one to the other', async () => {
    const [here, there] = [local([old]), keeperAt(socket('before a change'))];
    expect(await there.unwrap(await here.wrap(key, 'x'), masterKeyIdOf(old), 'x')).toEqual(key);
    expect(await here.unwrap(await there.wrap(key, 'x'), masterKeyIdOf(old), 'x')).toEqual(key);
  });

  test('a helper that is away, silent or talks nonsense is a fault without a key in it, in bounded time', async () => {
    const strange = (name: string, answer: (line: net.Socket) => void) =>
      new Promise<void>((done) => helpers.push(net.createServer(answer).listen(socket(name), done)));
    await strange('nonsense', (line) => void line.on('data', () => line.end('hello')));
    await strange('silent', (line) => void line.on('error', () => undefined));
    await strange('endless', (line) => void line.on('error', () => undefined).write('x'.repeat(100_000)));
    for (const name of ['away', 'nonsense', 'silent', 'endless']) {
      const fault = await keeperAt(socket(name)).wrap(key, 'x').then(String, String);
      expect(fault, name).toMatch(/^Error: the key helper /);
      expect(fault).not.toContain(base64(key));
    }
  });

  test('a helper answers nonsense with nothing, and goes on', async () => {
    const say = (text: string) =>
      new Promise<string>((done) => {
        let said = '';
        const line = net.connect(socket('before a change'), () => line.write(text));
        line.on('data', (part) => {
          said += part;
        });
        line.on('close', () => done(said));
        line.on('error', () => undefined);
      });
    for (const text of ['{}\n', 'no json\n', '{"ask":"wrap"}\n', '{"ask":"dump"}\n', 'null\n'])
      expect(['{}', '{"key":""}'], text).toContain(await say(text));
    expect(await say('y'.repeat(70_000))).toBe('');
    expect(await keeperAt(socket('before a change')).masterKeyId()).toBe(masterKeyIdOf(old));
    expect(fs.statSync(socket('before a change')).mode & 0o007).toBe(0);
  });
});
