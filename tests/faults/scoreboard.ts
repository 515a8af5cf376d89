import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from '@/scripts/environment';
import { runLoad } from './load';
import { forgetFaults, type LoadResult, readResults } from './results';

// npm run scoreboard [-- --last] [-- --seconds=30]: the four figures. Every number comes from a run; --last prints
// those of the last runs without running anything. Needs a production build. Loopback only, bounded, ends what it starts.
const last = process.argv.includes('--last');
const seconds = Number(/--seconds=(\d+)/.exec(process.argv.join(' '))?.[1] ?? 30);

/** The faults of WALLS.md that are this product's to survive by itself. */
const FAULTS = ['K1', 'K2', 'K3', 'K4', 'K5', 'K6', 'K12', 'K12-messages', 'K13', 'K14'];
const PARTS: Record<string, string[]> = { K4: ['K4', 'K4 at start', 'K4 silent'] };
const TARGET = { readP95: 300, writeP95: 500 };

if (!last) {
  forgetFaults();
  spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--config', 'tests/vitest.config.ts', '--project', 'faults'],
    { cwd: root, stdio: 'inherit' },
  );
  await runLoad(seconds);
}

type Case = { title: string; status: string; meta?: { tried?: number } };
type Report = { startTime: number; testResults: { name: string; assertionResults: Case[] }[] };

/** Refusals that were tried, by the attack suites' own reports (npm test writes them). A test that tries many inputs
 *  says so in `meta.tried`; one that says nothing counts as one. */
function badInputs(): { tried: number; refused: number; kinds: number; when: Date } | undefined {
  const reports = ['unit', 'database', 'http', 'http-outgoing'].flatMap((name): Report[] => {
    const file = path.join(root, 'tests/.output', `${name}.json`);
    return fs.existsSync(file) ? [JSON.parse(fs.readFileSync(file, 'utf8')) as Report] : [];
  });
  const cases = reports
    .flatMap(({ testResults }) => testResults)
    .filter(({ name }) => name.includes('/tests/attacks/'))
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'passed' || status === 'failed');
  if (cases.length === 0) return;
  const sum = (some: Case[]) => some.reduce((n, { meta }) => n + (meta?.tried ?? 1), 0);
  const ids = cases.flatMap(({ title }) => title.match(/\b[TZSXUWQV]\d{1,2}\b/g) ?? []);
  return {
    tried: sum(cases),
    refused: sum(cases.filter(({ status }) => status === 'passed')),
    kinds: new Set(ids).size,
    when: new Date(Math.max(...reports.map(({ startTime }) => startTime))),
  };
}

const { faults, load } = readResults();
const survivedOnes = FAULTS.filter((id) => (PARTS[id] ?? [id]).every((part) => faults[part]));
const ledgers = Object.values(faults).filter(({ acknowledged }) => acknowledged !== undefined);
const total = (key: 'acknowledged' | 'lost' | 'twice') =>
  ledgers.reduce((n, ledger) => n + (ledger[key] ?? 0), 0);
const bad = badInputs();
const time = (at: string | Date) => new Date(at).toISOString().slice(0, 16).replace('T', ' ');

const isHeld = ({ errors, readP95, writeP95 }: LoadResult) =>
  errors === 0 && readP95 <= TARGET.readP95 && writeP95 <= TARGET.writeP95;

function loadLine(name: string, result: LoadResult): string {
  const { at, note, requests, users, readP95, writeP95, errors } = result;
  const read = readP95 ? `reads p95 ${readP95} ms, ` : '';
  return `  ${isHeld(result) ? 'held    ' : 'NOT HELD'} ${name}: ${users} users, ${note}: ${requests} requests, ${read}writes p95 ${writeP95} ms, ${errors} errors (${time(at)})`;
}

console.log('\nLOAD HELD      (goal: p95 of reads 300 ms and of writes 500 ms, no error)');
for (const [name, result] of Object.entries(load)) console.log(loadLine(name, result));
if (Object.keys(load).length === 0) console.log('  not run yet');

console.log(`\nFAULTS SURVIVED  ${survivedOnes.length} of ${FAULTS.length}`);
for (const id of FAULTS) {
  for (const part of PARTS[id] ?? [id]) {
    const result = faults[part];
    const details = Object.entries(result?.figures ?? {}).map(([name, n]) => `${name} ${n}`);
    const note = [result?.note, ...details].filter(Boolean).join(', ');
    console.log(
      `  ${result ? 'survived' : 'NOT SHOWN'} ${part}${note ? `: ${note}` : ''}${result ? ` (${time(result.at)})` : ''}`,
    );
  }
}

console.log('\nBAD INPUTS TRIED');
console.log(
  bad
    ? `  ${bad.tried} tried in ${bad.kinds} kinds of attack, ${bad.refused} refused as they should be (${time(bad.when)})`
    : '  no report of the attack suites: run npm test',
);

console.log('\nNOTHING LOST');
console.log(
  ledgers.length
    ? `  ${total('acknowledged')} acknowledged under ${ledgers.length} faults, ${total('lost')} of them lost, ${total('twice')} stored twice`
    : '  not run yet',
);
// A figure that nobody measured is not a good one.
const good =
  Object.keys(load).length > 0 &&
  Object.values(load).every(isHeld) &&
  survivedOnes.length === FAULTS.length &&
  total('lost') + total('twice') === 0 &&
  bad !== undefined &&
  bad.tried === bad.refused;
process.exit(good ? 0 : 1);
