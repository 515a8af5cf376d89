import 'server-only';
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { env } from '../env';
import type { KeyKeeper } from './keeper';
import { keeperAt } from './socket';

/** AES-256-GCM, as `<iv>.<tag>.<cipher>` in base64url. */
export function encrypt(key: Buffer, plain: Buffer, about: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(about));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return [iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url')).join('.');
}

export function decrypt(key: Buffer, sealed: string, about: string): Buffer {
  const [iv, tag, cipher] = sealed.split('.').map((part) => Buffer.from(part, 'base64url'));
  if (!iv || !tag || !cipher || iv.length !== 12 || tag.length !== 16) throw new Error('not a sealed value');
  const opened = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 })
    .setAAD(Buffer.from(about))
    .setAuthTag(tag);
  return Buffer.concat([opened.update(cipher), opened.final()]);
}

export const masterKeyIdOf = (key: Buffer): string =>
  createHash('sha256').update('hifzpro master key').update(key).digest('hex').slice(0, 16);

/** Master keys as given (base64, 32 bytes each): the first wraps, the others only unwrap what they once wrapped. */
export function keeperOf(masterKeys: readonly string[]): KeyKeeper {
  const keys = masterKeys.map((text) => Buffer.from(text, 'base64'));
  const [current] = keys;
  if (!current || keys.some((key) => key.length !== 32))
    throw new Error('a master key is 32 bytes in base64');
  const byId = new Map(keys.map((key) => [masterKeyIdOf(key), key]));
  return {
    masterKeyId: async () => masterKeyIdOf(current),
    wrap: async (key, about) => encrypt(current, key, about),
    unwrap: async (wrapped, masterKeyId, about) => {
      const master = byId.get(masterKeyId);
      if (!master)
        throw new Error(`master key ${masterKeyId} is neither MASTER_KEY nor one of MASTER_KEY_OLD`);
      return decrypt(master, wrapped, about);
    },
  };
}

let keeper: KeyKeeper | undefined;

/** The keeper of this process: the master key of the environment, of the file that MASTER_KEY_FILE names, or whoever
 *  listens at MASTER_KEY_SOCKET and keeps the key from this process altogether. */
export function keyKeeper(): KeyKeeper {
  if (keeper) return keeper;
  const { MASTER_KEY, MASTER_KEY_FILE, MASTER_KEY_OLD, MASTER_KEY_SOCKET } = env();
  const given = () => [MASTER_KEY ?? fs.readFileSync(MASTER_KEY_FILE!, 'utf8').trim(), ...MASTER_KEY_OLD];
  keeper = MASTER_KEY_SOCKET ? keeperAt(MASTER_KEY_SOCKET) : keeperOf(given());
  return keeper;
}
