import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '@/scripts/environment';

const words = fs.readFileSync(path.join(root, 'tests/attacks/security.md'), 'utf8');
/** The rows of the first table below a heading, cell by cell. */
const tables = (heading: string) => {
  const part = words.split(`\n## ${heading}\n`)[1]!.split('\n## ')[0]!;
  return part
    .trim()
    .split(/\n\n+/)
    .flatMap((block) => {
      if (!block.startsWith('|')) return [];
      const rows = block.split('\n').map((row) =>
        row
          .slice(1, -1)
          .split('|')
          .map((cell) => cell.trim()),
      );
      return [rows.filter((_, at) => at !== 1)];
    });
};

test('every table has its class, and each class its rules', () => {
  const models = fs
    .readdirSync(path.join(root, 'prisma/models'))
    .flatMap((file) => [
      ...fs.readFileSync(path.join(root, 'prisma/models', file), 'utf8').matchAll(/^model (\w+)/gm),
    ])
    .map(([, name]) => name!);
  const [classes, rules] = tables('Classes of data and their rules');
  expect(
    classes!
      .slice(1)
      .flatMap(([, , list]) => list!.split(', '))
      .sort(),
  ).toEqual(models.sort());
  expect(rules![0]!.slice(1)).toEqual(classes!.slice(1).map(([name]) => name));
  for (const row of rules!)
    expect(
      row.every((cell, at) => cell || at === 0),
      row[0],
    ).toBe(true);
});

test('every event of the log is explained', () => {
  const source = fs.readFileSync(path.join(root, 'lib/core/security-log.ts'), 'utf8');
  const events = [...source.matchAll(/^ {2}\| '(\w+)'/gm)].map(([, name]) => `security.${name}`);
  const [, table] = tables('Logs');
  const said = table!.flatMap(([cell]) => [...cell!.matchAll(/`(security\.\w+)`/g)].map(([, name]) => name));
  expect(said.sort()).toEqual(events.sort());
});
