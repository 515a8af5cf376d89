import { execFileSync } from 'node:child_process';
import pg from 'pg';
import { sealedColumns } from '@/lib/core/vault/places';
import { root, serverFlags } from './environment';

/** Seals what lies open from before the vault; a start without such rows costs one short question a column.
 *  @param env of a process of the product, with MIGRATE_DATABASE_URL */
export async function sealPlainValues(env: NodeJS.ProcessEnv): Promise<void> {
  if (!(await anyPlain(env.MIGRATE_DATABASE_URL!))) return;
  execFileSync(process.execPath, [...serverFlags, 'scripts/rotate-keys.ts', '--plain'], {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

async function anyPlain(url: string): Promise<boolean> {
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  try {
    await db.query('SET ROLE hifzpro_policy');
    for (const { table, column, when = 'true' } of sealedColumns) {
      const { rowCount } = await db.query(
        `SELECT 1 FROM ${table} WHERE (${when}) AND ${column} IS NOT NULL AND ${column} NOT LIKE 'v1.%' LIMIT 1`,
      );
      if (rowCount) return true;
    }
    return false;
  } finally {
    await db.end();
  }
}
