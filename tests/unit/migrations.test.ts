import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const dir = path.resolve(import.meta.dirname, '../../prisma/migrations');
/** Said for all rows what then changed none; migration 35 says it again. */
const inVain = ['20261121000027_strengths'];
const migrations = fs.readdirSync(dir).filter((name) => /^\d/.test(name) && !inVain.includes(name));

describe('T5 a migration that changes rows', () => {
  // The owner of the tables is under their policies too (FORCE): without this it changes nothing, in silence.
  test.each(migrations)('%s takes the policies off its own hands, and puts them back', (name) => {
    const sql = fs.readFileSync(path.join(dir, name, 'migration.sql'), 'utf8');
    const changed = [...sql.matchAll(/^\s*(?:UPDATE|DELETE FROM) "(\w+)"/gm)];
    for (const { 1: table, index } of changed) {
      const before = sql.slice(0, index);
      const after = sql.slice(index);
      expect(before, table).toContain(`ALTER TABLE "${table}" NO FORCE ROW LEVEL SECURITY;`);
      expect(after, table).toContain(`ALTER TABLE "${table}" FORCE ROW LEVEL SECURITY;`);
    }
  });
});
