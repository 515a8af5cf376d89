// Prisma Migrate without its downloaded binary: the official schema engine as WASM, over the pg driver adapter.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
} from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import pg from 'pg';
import { root } from './environment';

const migrations = path.join(root, 'prisma/migrations');
const filters = { externalTables: [], externalEnums: [] };

type Script = SqlDriverAdapter & { underlyingDriver(): pg.Pool; onError(error: unknown): never };
type Internals = { performIO(query: unknown): Promise<{ fields: { dataTypeID: number }[] }> };

class MigrationPg extends PrismaPg {
  override async connect() {
    return patched(await super.connect());
  }
}

/** adapter-pg 7.10 splits scripts on `;` (breaking $$ bodies) and cannot map pg_catalog's "char" (oid 18). */
function patched<A extends SqlDriverAdapter>(adapter: A): A {
  const script = adapter as unknown as Script;
  script.executeScript = async (sql) => {
    try {
      await script.underlyingDriver().query(sql);
    } catch (error) {
      script.onError(error);
    }
  };
  const internals = adapter as unknown as Internals;
  const performIO = internals.performIO.bind(adapter);
  const queryRaw = adapter.queryRaw.bind(adapter);
  let chars: number[] = [];
  internals.performIO = async (query) => {
    const result = await performIO(query);
    chars = result.fields.flatMap((f, i) => (f.dataTypeID === 18 ? [i] : []));
    for (const i of chars) result.fields[i]!.dataTypeID = 25;
    return result;
  };
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const i of chars) result.columnTypes[i] = ColumnTypeEnum.Character;
    return result;
  };
  return adapter;
}

function schemaFiles() {
  const models = path.join(root, 'prisma/models');
  const files = [
    path.join(root, 'prisma/schema.prisma'),
    ...fs
      .readdirSync(models)
      .sort()
      .map((f) => path.join(models, f)),
  ];
  return files.map((file) => ({ path: path.relative(root, file), content: fs.readFileSync(file, 'utf8') }));
}

export function migrationNames(): string[] {
  return fs
    .readdirSync(migrations, { withFileTypes: true })
    .filter((e) => e.isDirectory())
    .map((e) => e.name)
    .sort();
}

function migrationsList() {
  return {
    baseDir: migrations,
    shadowDbInitScript: '',
    lockfile: {
      path: 'migration_lock.toml',
      content: fs.readFileSync(path.join(migrations, 'migration_lock.toml'), 'utf8'),
    },
    migrationDirectories: migrationNames().map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: {
          tag: 'ok' as const,
          value: fs.readFileSync(path.join(migrations, name, 'migration.sql'), 'utf8'),
        },
      },
    })),
  };
}

// One WASM instance per process: the glue module caches its memory views.
let engineClass: typeof SchemaEngine | undefined;
async function loadEngine(): Promise<typeof SchemaEngine> {
  if (engineClass) return engineClass;
  const state = { message: '', set_message: (m: string) => console.error('schema engine:', m) };
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: state });
  const dir = path.dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
  const glue = await import(path.join(dir, 'schema_engine_bg.js'));
  const wasm = new WebAssembly.Module(fs.readFileSync(path.join(dir, 'schema_engine_bg.wasm')));
  const instance = new WebAssembly.Instance(wasm, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  engineClass = glue.SchemaEngine as typeof SchemaEngine;
  return engineClass;
}

/** An engine over one connection, which is closed before the answer: nothing holds the database afterwards. */
async function withEngine<T>(
  connectionString: string,
  run: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  const pool = new pg.Pool({ connectionString, max: 1 });
  const adapter = bindMigrationAwareSqlAdapterFactory(new MigrationPg(pool));
  const datamodels = schemaFiles().map((f) => [f.path, f.content] as [string, string]);
  try {
    return await run(await (await loadEngine()).new({ datamodels }, () => undefined, adapter));
  } finally {
    await pool.end();
  }
}

/** The engine refuses PostgreSQL shadow databases, so migrations are replayed into a scratch database. */
async function withScratch<T>(url: string, run: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  const database = `scratch_${crypto.randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // The login's default role owns the tables but may not create databases.
  await client.query('RESET ROLE; SET ROLE NONE');
  await client.query(`CREATE DATABASE "${database}" TEMPLATE template0`);
  await client.query(`GRANT CREATE ON DATABASE "${database}" TO hifzpro_owner`);
  const scratch = new URL(url);
  scratch.pathname = `/${database}`;
  const inner = new pg.Client({ connectionString: scratch.href });
  try {
    await inner.connect();
    await inner.query('SET ROLE NONE; GRANT ALL ON SCHEMA public TO hifzpro_owner');
    await inner.end();
    return await withEngine(scratch.href, async (engine) => {
      await engine.applyMigrations({ migrationsList: migrationsList(), filters });
      return run(engine);
    });
  } finally {
    await client.query(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
    await client.end();
  }
}

const difference = (engine: SchemaEngine) =>
  engine.diff({
    from: { tag: 'schemaDatasource', files: schemaFiles(), configDir: root },
    to: { tag: 'schemaDatamodel', files: schemaFiles() },
    script: true,
    exitCode: true,
    filters,
  });

/** Applies what is missing; answers the names applied. */
export async function deploy(url: string): Promise<string[]> {
  const applied = await withEngine(url, (engine) =>
    engine.applyMigrations({ migrationsList: migrationsList(), filters }),
  );
  return applied.appliedMigrationNames;
}

/** The SQL by which the migrations and the live database fall short of the schema files; empty when they agree. */
export async function drift(url: string): Promise<string> {
  const replayed = await withScratch(url, difference);
  const live = await withEngine(url, difference);
  return [replayed, live].map((d) => (d.exitCode ? (d.stdout ?? '') : '')).join('');
}

/** Writes a new migration folder from what the schema files now ask for. */
export async function draft(url: string, name: string): Promise<string> {
  const found = await withScratch(url, difference);
  const dir = path.join(migrations, `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}_${name}`);
  fs.mkdirSync(dir);
  fs.writeFileSync(
    path.join(dir, 'migration.sql'),
    found.exitCode ? (found.stdout ?? '') : '-- hand-written\n',
  );
  return dir;
}
