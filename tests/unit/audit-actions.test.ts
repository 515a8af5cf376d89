import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { auditActions } from '@/lib/core/audit-actions';
import { locales } from '@/lib/core/i18n/locale';

const root = path.resolve(import.meta.dirname, '../..');
type Tree = { [key: string]: string | Tree };

function sentence(locale: string, action: string): string | Tree | undefined {
  const file = path.join(root, `lib/core/i18n/messages/${locale}/audit.json`);
  const { actions } = JSON.parse(readFileSync(file, 'utf8')) as { actions: Tree };
  const [room, verb, ...more] = action.split('.') as [string, string];
  return more.length ? undefined : (actions[room] as Tree | undefined)?.[verb];
}

describe.each(locales)('the sentences of the trail in %s', (locale) => {
  test.each(auditActions)('%s has its sentence', (action) => {
    const text = sentence(locale, action);
    expect(text).toBeTypeOf('string');
    expect(text).toContain('{who}');
  });

  test('no sentence is without its action', () => {
    const file = path.join(root, `lib/core/i18n/messages/${locale}/audit.json`);
    const { actions } = JSON.parse(readFileSync(file, 'utf8')) as { actions: Record<string, Tree> };
    const known = Object.entries(actions).flatMap(([room, verbs]) =>
      Object.keys(verbs).map((v) => `${room}.${v}`),
    );
    expect(known.sort()).toEqual([...auditActions].sort());
  });
});

test('the functions of the database write no action that is not listed', () => {
  const folder = path.join(root, 'prisma/sql');
  const calls = readdirSync(folder).flatMap((file) => [
    ...readFileSync(path.join(folder, file), 'utf8').matchAll(/(?:sec|audit)\.append\(([\s\S]*?)\);/g),
  ]);
  const written = calls.flatMap(([, inside = '']) =>
    [...inside.matchAll(/'([a-z]+\.[a-zA-Z]+)'/g)].map(([, action = '']) => action),
  );
  for (const action of written) expect(auditActions).toContain(action);
});
