import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '@/scripts/environment';
import { DAYS, judge } from '@/scripts/weaknesses.mjs';

const report = (vulnerabilities: object) =>
  JSON.stringify({ auditReportVersion: 2, vulnerabilities, metadata: { dependencies: { total: 412 } } });
const weak = {
  next: {
    name: 'next',
    severity: 'critical',
    via: [{ title: 'Authorization bypass in middleware' }],
    fixAvailable: { version: '99.0.0' },
  },
  pg: { name: 'pg', severity: 'moderate', via: ['next'], fixAvailable: false },
};

test('V15.2.1 a list of known weaknesses is judged by the time frames, and no answer is never taken for none', () => {
  expect(judge(report({}))).toEqual({ answered: true, checked: 412, found: [] });
  expect(judge(report(weak))).toMatchObject({
    answered: true,
    found: [
      {
        name: 'next',
        severity: 'critical',
        days: 2,
        fix: '99.0.0',
        title: 'Authorization bypass in middleware',
      },
      { name: 'pg', severity: 'moderate', days: 30, fix: 'none yet', title: 'through next' },
    ],
  });
  for (const silence of ['', 'gateway', '{"error":{"code":"ENOAUDIT"}}', '{}', '{"vulnerabilities":{}}'])
    expect(judge(silence), silence).toEqual({ answered: false });
});

test('V15.2.1 the command says which, and by its exit code', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'weak-'));
  const run = (text: string) => {
    fs.writeFileSync(path.join(folder, 'r.json'), text);
    const { status, stdout } = spawnSync(
      process.execPath,
      ['scripts/weaknesses.mjs', '--report', path.join(folder, 'r.json')],
      { cwd: root, encoding: 'utf8' },
    );
    return [status, stdout.trim().split('\n').at(-1)];
  };
  expect(run(report({}))).toEqual([0, '0 known weaknesses in 412 packages.']);
  expect(run(report(weak))).toEqual([1, '2 known weaknesses in 412 packages.']);
  expect(run('{}')[0]).toBe(3);
  fs.rmSync(folder, { recursive: true });
});

test('V15.1.1 the time frames are those that are written down', () => {
  const text = fs.readFileSync(path.join(root, 'tests/attacks/security.md'), 'utf8');
  const row = (name: string) => Number(new RegExp(`\\| ${name}[^|]*\\| (\\d+) days`).exec(text)?.[1]);
  expect([row('critical'), row('high'), row('medium'), row('low')]).toEqual([
    DAYS.critical,
    DAYS.high,
    DAYS.moderate,
    DAYS.low,
  ]);
});
