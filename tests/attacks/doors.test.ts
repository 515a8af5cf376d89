import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { can, mayEnter, type Permission, permissionNames, portalOf, roles } from '@/lib/core/auth/roles';
import { root } from '@/scripts/environment';

const sources = ['app', 'lib', 'components', 'middleware.ts', 'proxy.ts']
  .filter((top) => fs.existsSync(path.join(root, top)))
  .flatMap((top) =>
    fs.statSync(path.join(root, top)).isFile()
      ? [top]
      : fs
          .readdirSync(path.join(root, top), { recursive: true, encoding: 'utf8' })
          .map((f) => path.join(top, f)),
  )
  .filter((file) => /\.tsx?$/.test(file) && !file.includes('generated') && !file.startsWith('app/gallery'));
const read = (file: string) => fs.readFileSync(path.join(root, file), 'utf8');
/** Comments out, so that a word in a remark neither fails nor passes a test. */
const code = (file: string) => read(file).replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '');

const serverFiles = sources.filter((file) => /['"]use server['"]/.test(code(file)));
const routeFiles = sources.filter((file) => /^app\/(.*\/)?route\.ts$/.test(file));
const pages = sources.filter((file) => /^app\/\(portals\)\/.*page\.tsx$/.test(file));
const permissionsIn = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((m) => m[1]!);

/** Doors for people who are not signed in; anything new here is a decision. */
const publicActions = ['lib/core/auth/actions.ts', 'lib/account/actions.ts', 'lib/factors/actions.ts'];
/** Actions in their own words: a preference kept in a cookie, and the end of the own session. Neither reads a row. */
const ownActions: Record<string, string[]> = {
  'lib/core/i18n/actions.ts': ['savePreferences'],
  'lib/core/auth/actions.ts': ['signOut'],
};
const publicRoutes = [
  'app/api/auth/[...nextauth]/route.ts',
  'app/api/health/route.ts',
  'app/api/ready/route.ts',
  // Providers, who prove themselves by a signature or by the secret in the address.
  'app/api/webhooks/whatsapp/route.ts',
  'app/api/webhooks/ultramsg/[secret]/route.ts',
];

test('there is something to look at', () => {
  expect(serverFiles.length).toBeGreaterThan(2);
  expect(routeFiles.length).toBeGreaterThan(0);
});

describe.each(serverFiles)('Z1 the actions of %s', (file) => {
  const text = code(file);
  test('are all declared by the file, each by the one way there is, with a permission that exists', () => {
    expect(text.trimStart(), 'the whole file is an actions file').toMatch(/^['"]use server['"]/);
    const exported = [...text.matchAll(/^export\s+(.*)$/gm)].map((m) => m[1]!);
    const own = exported.filter(
      (line) => !/^const \w+ = (formAction|publicAction|supportAction)\(\{/.test(line),
    );
    const allowed = (ownActions[file] ?? []).map((name) => `async function ${name}(`);
    expect(own.filter((line) => !allowed.some((a) => line.startsWith(a)))).toEqual([]);
    const made = text.match(/\b(formAction|supportAction)\(\{/g)?.length ?? 0;
    const named = permissionsIn(text, /\bpermission:\s*'([^']+)'/g);
    expect(named).toHaveLength(made);
    for (const permission of named) expect(permissionNames).toContain(permission);
    if (/publicAction\(\{/.test(text)) expect(publicActions).toContain(file);
  });
});

describe.each(routeFiles)('Z1 the route %s', (file) => {
  test('asks for a permission in each of its methods', () => {
    if (publicRoutes.includes(file)) return;
    const text = code(file);
    const methods =
      text.match(/^export (async function|const) (GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b/gm) ?? [];
    expect(methods.length).toBeGreaterThan(0);
    const named = [
      ...permissionsIn(text, /jsonRoute\(\{[^}]*?permission:\s*'([^']+)'/g),
      ...permissionsIn(text, /require(?:Action|Export)?Scope\('([^']+)'[,)]/g),
    ];
    expect(named.length).toBeGreaterThanOrEqual(methods.length);
    for (const permission of named) expect(permissionNames).toContain(permission);
    const writes = methods.filter((m) => !/GET|HEAD|OPTIONS/.test(m));
    if (writes.length) expect(text, 'own origin').toMatch(/jsonRoute\(|requireOwnOrigin\(/);
  });
});

describe.each(pages)('Z1 the page %s', (file) => {
  test('asks for a permission that someone of its portal has, and nobody from outside', () => {
    const named = permissionsIn(code(file), /require(?:Scope|Support)\(\s*'([^']+)'\s*\)/g) as Permission[];
    const portal = portalOf(`/${file.split('/').slice(2, -1).join('/')}`)!;
    if (!named.length || /\(\): Promise<never>/.test(code(file))) {
      // A portal's first page may only send people on.
      expect(code(file)).toMatch(/\bredirect\(/);
      expect(code(file)).not.toMatch(/inTenant/);
      return;
    }
    for (const permission of named) {
      expect(permissionNames).toContain(permission);
      const may = roles.filter((role) => can(role, permission));
      expect(may.some((role) => mayEnter(role, portal))).toBe(true);
      expect(
        may.filter((role) => !mayEnter(role, portal)),
        permission,
      ).toEqual([]);
    }
  });
});

test('every permission opens something', () => {
  const all = sources
    .filter((f) => f !== 'lib/core/auth/roles.ts')
    .map(code)
    .join('\n');
  expect(permissionNames.filter((name) => !all.includes(`'${name}'`))).toEqual([]);
});

describe('X1, X4 what no source may hold', () => {
  const holding = (pattern: RegExp) => sources.filter((file) => pattern.test(code(file)));
  test('markup from a text', () => {
    // app/layout.tsx writes its own theme script, which holds no data.
    expect(holding(/dangerouslySetInnerHTML|\.innerHTML|insertAdjacentHTML|document\.write/)).toEqual([]);
  });
  test('SQL glued from a text', () => {
    // insert-rows: tables of a closed list, columns of a checked alphabet.
    const known = [
      'lib/core/db/insert-rows.ts',
      'lib/core/db/pools.ts',
      'lib/core/db/definers.ts',
      'lib/core/auth/policy-sql.ts',
    ];
    const glued =
      /(\$(?:query|execute)RawUnsafe|Prisma\.raw|\.query)\(\s*(`[^`]*\$\{|[\w.]+\s*\+|'[^']*'\s*\+)/;
    expect(holding(glued).filter((f) => !known.includes(f))).toEqual([]);
  });
  test('a regular expression built from what people typed', () => {
    // Of constants of their own file: the letters of recovery codes, forbidden characters, families of letters.
    const known = ['lib/core/name.ts', 'lib/core/text.ts', 'lib/factors/schema.ts'];
    expect(holding(/\bRegExp\(/).sort()).toEqual(known);
    for (const file of known)
      for (const [, built] of code(file).matchAll(/\bRegExp\(((?:[^()]|\([^()]*\))*)\)/g))
        for (const [, part] of built!.matchAll(/\$\{([^}]*)\}|^([A-Z_]+),/g))
          if (part)
            expect(part, file).toMatch(/^(Object\.keys\()?[A-Z_]+(\)\.join\(''\))?$|^recoveryAlphabet$/);
    // A text given to match, matchAll or search becomes an expression as well.
    expect(holding(/\.(match|matchAll|search)\((?![/)]|[A-Z_]+\))/)).toEqual([]);
  });
  test('eval, or a role or session of the database changed from the app', () => {
    expect(holding(/\beval\(|new Function\(/)).toEqual([]);
    expect(
      holding(/SET (LOCAL )?ROLE|SESSION AUTHORIZATION|set_config\(/).filter(
        (f) => f !== 'lib/core/auth/policy-sql.ts',
      ),
    ).toEqual([]);
  });
});

type Zod = { _zod?: { def: Record<string, unknown> & { type: string } } };

/** Every object schema inside a schema, with its path. */
function* objectsIn(schema: Zod, at = ''): Generator<{ at: string; strict: boolean; keys: string[] }> {
  const def = schema?._zod?.def;
  if (!def) return;
  if (def.type === 'object') {
    const shape = def.shape as Record<string, Zod>;
    const rest = def.catchall as Zod | undefined;
    yield { at: at || '(top)', strict: rest?._zod?.def.type === 'never', keys: Object.keys(shape) };
    for (const [key, inner] of Object.entries(shape)) yield* objectsIn(inner, `${at}.${key}`);
  }
  for (const key of ['innerType', 'in', 'out', 'element', 'valueType', 'left', 'right'])
    if (def[key]) yield* objectsIn(def[key] as Zod, at);
  if (Array.isArray(def.options)) for (const option of def.options) yield* objectsIn(option as Zod, at);
}

/** What only the server decides. `updatedAt` may come back: by it a stale edit is told (Q3). */
const decided = ['institutionId', 'institution_id', 'createdAt', 'recordedBy', 'userId', 'requestedBy'];

describe.each([...serverFiles, ...routeFiles, 'lib/sync/mutations.ts'])('Z5 what %s takes in', (file) => {
  test('is strict at every depth and holds nothing that only the server decides', async () => {
    if (!fs.existsSync(path.join(root, file))) return;
    const text = code(file);
    const names = new Map<string, Zod>();
    for (const [, clause, from] of text.matchAll(/import\s+(?:type\s+)?([^;]*?)\s+from\s+'([^']*schema)'/g)) {
      const target = from!.startsWith('@/')
        ? path.join(root, from!.slice(2))
        : path.join(root, path.dirname(file), from!);
      const module = (await import(`${target}.ts`)) as Record<string, Zod>;
      const space = clause!.match(/\*\s+as\s+(\w+)/)?.[1];
      if (space) for (const [name, schema] of Object.entries(module)) names.set(`${space}.${name}`, schema);
      for (const [, name, alias] of clause!.matchAll(/(\w+)(?:\s+as\s+(\w+))?\s*[,}]/g))
        if (!space && module[name!]) names.set(alias ?? name!, module[name!]!);
    }
    const used = [...text.matchAll(/\bschema:\s*([a-z][\w.]*)|\bkind\(\s*'[^']+',\s*([\w.]+)/g)].map(
      (m) => m[1] ?? m[2]!,
    );
    const known = used.filter((name) => names.has(name));
    expect(
      used.filter((name) => !names.has(name)),
      'schemas come from a schema.ts',
    ).toEqual([]);
    for (const name of known) {
      for (const { at, strict, keys } of objectsIn(names.get(name)!)) {
        expect(strict, `${name} ${at}: z.strictObject`).toBe(true);
        expect(
          keys.filter((k) => decided.includes(k)),
          `${name} ${at}`,
        ).toEqual([]);
      }
    }
  });
});
