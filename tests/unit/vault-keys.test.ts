import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { decrypt, encrypt, keeperOf, masterKeyIdOf } from '@/lib/core/vault/keys';

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
    expect(both.masterKeyId).not.toBe(before.masterKeyId);
    expect(await both.unwrap(wrapped, before.masterKeyId, 'data key|a|1')).toEqual(key);
    await expect(both.unwrap(wrapped, before.masterKeyId, 'data key|b|1')).rejects.toThrow();
    await expect(
      keeperOf([base64(fresh)]).unwrap(wrapped, before.masterKeyId, 'data key|a|1'),
    ).rejects.toThrow(/MASTER_KEY_OLD/);
  });

  test('takes 32 bytes and nothing else, and its name tells nothing of the key', () => {
    expect(() => keeperOf([])).toThrow();
    expect(() => keeperOf(['short'])).toThrow('32 bytes');
    expect(masterKeyIdOf(old)).toMatch(/^[0-9a-f]{16}$/);
    expect(old.toString('hex')).not.toContain(masterKeyIdOf(old));
  });
});
