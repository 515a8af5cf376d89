import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '@/scripts/environment';

const read = (file: string) => fs.readFileSync(path.join(root, file), 'utf8');
const rows = read('tests/attacks/asvs.md')
  .split('\n')
  .filter((line) => /^\| V\d/.test(line))
  .map((line) => {
    const [id, level, about, answer] = line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim());
    return { id: id!, level: Number(level), about: about!, answers: (answer ?? '').split(' · ') };
  });
// Not this file and not the list itself: a title must stand where it is tried.
const tests = fs
  .readdirSync(path.join(root, 'tests'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(test|spec)\.ts$/.test(file) && !file.endsWith('asvs.test.ts'))
  .map((file) => read(`tests/${file}`).replace(/\\'/g, "'"));

const faultOf = (answer: string): string | undefined => {
  const [, kind, rest = ''] = /^(test: |config: |not applicable because |open: )(.+)$/.exec(answer) ?? [];
  if (!kind) return 'is no answer';
  if (kind === 'test: ')
    return tests.some((text) => text.includes(rest)) ? undefined : 'names a test that is not there';
  if (kind !== 'config: ') return rest.length > 8 ? undefined : 'says too little';
  const at = rest.indexOf(':');
  const file = rest.slice(0, at);
  if (!fs.existsSync(path.join(root, file))) return 'names a file that is not there';
  return read(file).includes(rest.slice(at + 1)) ? undefined : 'names words that are not in the file';
};

describe('ASVS 5.0.0, levels 1 and 2', () => {
  test('each requirement has one row, in order, and none is missing', () => {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(rows.filter(({ level }) => level === 1)).toHaveLength(70);
    expect(rows.filter(({ level }) => level === 2)).toHaveLength(183);
    const order = (id: string) =>
      id
        .slice(1)
        .split('.')
        .reduce((sum, part) => sum * 100 + Number(part), 0);
    expect(rows.map(({ id }) => order(id))).toEqual(rows.map(({ id }) => order(id)).sort((a, b) => a - b));
  });

  test('every answer is a test that exists, a line that exists, a reason or an open point', () => {
    const faults = rows.flatMap(({ id, answers }) =>
      answers.flatMap((answer) => {
        const fault = faultOf(answer);
        return fault ? [`${id} ${fault}: ${answer}`] : [];
      }),
    );
    expect(faults).toEqual([]);
  });

  test('the figures', () => {
    const kindOf = ({ answers }: (typeof rows)[number]) => {
      if (answers.some((a) => a.startsWith('open: '))) return 'open';
      if (answers.some((a) => a.startsWith('test: '))) return 'by a test';
      return answers[0]!.startsWith('config: ') ? 'by a line of configuration or code' : 'not applicable';
    };
    const figures: Record<string, number> = {};
    for (const row of rows) figures[kindOf(row)] = (figures[kindOf(row)] ?? 0) + 1;
    console.log(`ASVS 5.0.0 L1 and L2: ${JSON.stringify(figures)}`);
    expect(Object.values(figures).reduce((sum, n) => sum + n, 0)).toBe(rows.length);
  });
});
