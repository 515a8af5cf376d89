import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forgetKeys, isSealed, keyIdOf, type Place, seal, unseal } from '@/lib/core/vault';
import { sealedColumns } from '@/lib/core/vault/places';
import { root } from '@/scripts/environment';
import { asSuperuser } from '../support/world';

let db: pg.Client;
beforeAll(async () => {
  db = await asSuperuser();
});
afterAll(() => db.end());

const placeOf = (owner: string): Place => ({ owner, table: 'student_notes', column: 'body', row: v7() });

describe('P29 the vault', () => {
  test('gives back any text, from its place', async () => {
    const owner = v7();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
        const place = placeOf(owner);
        const sealed = await seal(place, text);
        expect(isSealed(sealed)).toBe(true);
        expect(await unseal(place, sealed)).toBe(text);
      }),
      { numRuns: 50 },
    );
  });

  test('refuses a value that was moved to another row, column, table or institution', async () => {
    const [a, b] = [placeOf(v7()), placeOf(v7())];
    const sealed = await seal(a, 'asthma');
    await seal(b, 'wakes their key');
    for (const moved of [
      { ...a, row: b.row },
      { ...a, column: 'kind' },
      { ...a, table: 'students' },
      { ...a, owner: b.owner },
      { ...a, owner: 'platform' },
    ])
      await expect(unseal(moved, sealed), JSON.stringify(moved)).rejects.toThrow();
    expect(await unseal(a, sealed)).toBe('asthma');
  });

  test('refuses a value that names the key of another institution', async () => {
    const [a, b] = [placeOf(v7()), placeOf(v7())];
    const [mine, theirs] = [await seal(a, 'x'), await seal(b, 'x')];
    const parts = mine.split('.');
    const renamed = [parts[0], theirs.split('.')[1], ...parts.slice(2)].join('.');
    await expect(unseal(a, renamed)).rejects.toThrow('somebody else');
  });

  test('refuses what was tampered with, what is plain and a place with a hole', async () => {
    const a = placeOf('platform');
    const sealed = await seal(a, 'seed');
    const flipped = sealed.endsWith('A') ? `${sealed.slice(0, -1)}Q` : `${sealed.slice(0, -1)}A`;
    await expect(unseal(a, flipped)).rejects.toThrow();
    await expect(unseal(a, 'asthma')).rejects.toThrow('not a sealed value');
    await expect(unseal(a, 'v1....')).rejects.toThrow();
    await expect(seal({ ...a, row: '' }, 'x')).rejects.toThrow('place');
    await expect(seal({ ...a, row: 'a|b' }, 'x')).rejects.toThrow('place');
  });

  test('an owner has one key, however many ask for the first at once; a retired one still opens', async () => {
    const place = placeOf(v7());
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        forgetKeys();
        await seal(place, 'x');
      }),
    );
    const keys = () =>
      db.query('SELECT id FROM data_keys WHERE owner = $1 ORDER BY created_at', [place.owner]);
    expect((await keys()).rowCount).toBe(1);
    const sealed = await seal(place, 'asthma');
    await db.query('UPDATE data_keys SET retired_at = now() WHERE owner = $1', [place.owner]);
    forgetKeys();
    const again = await seal(place, 'asthma');
    expect(keyIdOf(again)).not.toBe(keyIdOf(sealed));
    expect(await unseal(place, sealed)).toBe('asthma');
    expect((await keys()).rowCount).toBe(2);
  });

  test('the database holds no key that opens by itself', async () => {
    const place = placeOf(v7());
    const sealed = await seal(place, 'asthma');
    const { rows } = await db.query('SELECT * FROM data_keys WHERE owner = $1', [place.owner]);
    expect(rows[0].wrapped).toMatch(/^[\w-]{16}\.[\w-]{22}\.[\w-]{43}$/);
    expect(rows[0].id).toBe(keyIdOf(sealed));
    expect(JSON.stringify(rows)).not.toContain(process.env.MASTER_KEY);
  });

  test('every column that is sealed stands in the one list that rotation reads', async () => {
    const calls = fs
      .readdirSync(path.join(root, 'lib'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.includes('generated') && !file.startsWith('core/vault'))
      .flatMap((file) => {
        const text = fs.readFileSync(path.join(root, 'lib', file), 'utf8');
        return [...text.matchAll(/(?:owner|row): [^,]+,\s*table: '(\w+)',\s*column: '(\w+)'/g)].map(
          ([, t, c]) => `${t}.${c}`,
        );
      });
    expect([...new Set(calls)].sort()).toEqual(sealedColumns.map((c) => `${c.table}.${c.column}`).sort());
    for (const { table, column, owner, row, when } of sealedColumns)
      await db.query(`SELECT ${owner}, ${row}, ${column} FROM ${table} WHERE ${when ?? 'true'} LIMIT 0`);
  });
});
