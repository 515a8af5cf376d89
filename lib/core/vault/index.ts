import 'server-only';
import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import { callAuth } from '../db/definers';
import { decrypt, encrypt, keyKeeper } from './keys';

/** Where a sealed value lies. It opens there only: not in another row, column, table or institution. */
export type Place = { owner: string; table: string; column: string; row: string };

type DataKey = { id: string; key: Buffer };
type WrappedKey = { id: string; wrapped: string; master_key_id: string };

/** Seconds for which a process goes on sealing with a key that may have been retired meanwhile; it opens all the same. */
export const CURRENT_SECONDS = 10;
const MOST_KEYS = 1000;

const current = new Map<string, { key: DataKey; until: number }>();
const opened = new Map<string, Buffer>();

/** What a wrapped data key is bound to. */
const aboutKey = (owner: string, id: string) => `data key|${owner}|${id}`;
const ownerId = (owner: string) => (owner === 'platform' ? null : owner);

function aboutPlace({ owner, table, column, row }: Place): string {
  const parts = [owner, table, column, row];
  if (parts.some((part) => !part || part.includes('|'))) throw new Error('a place is not complete');
  return parts.join('|');
}

/** Forgets the oldest, so that thousands of institutions do not pile up. */
function remember<V>(map: Map<string, V>, name: string, value: V): V {
  if (map.size >= MOST_KEYS) map.delete(map.keys().next().value!);
  map.set(name, value);
  return value;
}

async function unwrapped(owner: string, { id, wrapped, master_key_id }: WrappedKey): Promise<DataKey> {
  const key =
    opened.get(`${owner}|${id}`) ??
    remember(opened, `${owner}|${id}`, await keyKeeper().unwrap(wrapped, master_key_id, aboutKey(owner, id)));
  return { id, key };
}

/** A new data key for an owner, wrapped; not stored yet. */
export async function newDataKey(
  owner: string,
): Promise<{ id: string; wrapped: string; masterKeyId: string }> {
  const id = v7();
  const keeper = keyKeeper();
  return {
    id,
    wrapped: await keeper.wrap(randomBytes(32), aboutKey(owner, id)),
    masterKeyId: await keeper.masterKeyId(),
  };
}

/** The same data key under the master key in use now. */
export async function rewrapDataKey(owner: string, { id, wrapped, master_key_id }: WrappedKey) {
  const keeper = keyKeeper();
  const key = await keeper.unwrap(wrapped, master_key_id, aboutKey(owner, id));
  return {
    id,
    wrapped: await keeper.wrap(key, aboutKey(owner, id)),
    masterKeyId: await keeper.masterKeyId(),
  };
}

async function currentKey(owner: string): Promise<DataKey> {
  const known = current.get(owner);
  if (known && known.until > Date.now()) return known.key;
  let [row] = await callAuth<WrappedKey>('auth.data_key', [ownerId(owner)]);
  if (!row) {
    // Two processes may come here at once: the database keeps the first and gives it to both.
    const fresh = await newDataKey(owner);
    [row] = await callAuth<WrappedKey>('auth.first_data_key', [
      ownerId(owner),
      fresh.id,
      fresh.wrapped,
      fresh.masterKeyId,
    ]);
  }
  const key = await unwrapped(owner, row!);
  remember(current, owner, { key, until: Date.now() + CURRENT_SECONDS * 1000 });
  return key;
}

async function keyOf(owner: string, id: string): Promise<Buffer> {
  const known = opened.get(`${owner}|${id}`);
  if (known) return known;
  const [row] = await callAuth<WrappedKey>('auth.old_data_key', [ownerId(owner), id]);
  if (!row) throw new Error('sealed under a key of somebody else');
  return (await unwrapped(owner, row)).key;
}

const packId = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');
function unpackId(text: string): string {
  const hex = Buffer.from(text, 'base64url').toString('hex');
  if (hex.length !== 32) throw new Error('not a sealed value');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export const isSealed = (value: string): boolean => /^v1(\.[A-Za-z0-9_-]*){4}$/.test(value);

/** The id of the data key that a sealed value names. */
export const keyIdOf = (sealed: string): string => unpackId(sealed.split('.')[1] ?? '');

/** @returns `v1.<key id>.<iv>.<tag>.<cipher>`, each base64url */
export async function seal(place: Place, plain: string): Promise<string> {
  const about = aboutPlace(place);
  const { id, key } = await currentKey(place.owner);
  return `v1.${packId(id)}.${encrypt(key, Buffer.from(plain), about)}`;
}

/** @throws when the value was changed, lies in another place than it was sealed for, or its key is not there */
export async function unseal(place: Place, sealed: string): Promise<string> {
  if (!isSealed(sealed)) throw new Error('not a sealed value');
  const about = aboutPlace(place);
  const [, id = '', ...rest] = sealed.split('.');
  return decrypt(await keyOf(place.owner, unpackId(id)), rest.join('.'), about).toString();
}

/** Rotation has made new keys: this process takes them at once. */
export function forgetKeys(): void {
  current.clear();
  opened.clear();
}
