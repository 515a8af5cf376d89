import fs from 'node:fs';
import path from 'node:path';
import { root } from '@/scripts/environment';

/** What the last runs showed: written by the fault tests and the load run, read by `npm run scoreboard`. */
const file = path.join(root, '.data/scoreboard.json');

export type FaultResult = {
  at: string;
  /** What was done, as far as it differs from what WALLS.md says. */
  note?: string;
  acknowledged?: number;
  stored?: number;
  lost?: number;
  twice?: number;
  figures?: Record<string, number>;
};
export type LoadResult = {
  at: string;
  note: string;
  seconds: number;
  users: number;
  requests: number;
  perSecond: number;
  readP95: number;
  writeP95: number;
  errors: number;
};
export type Results = { faults: Record<string, FaultResult>; load: Record<string, LoadResult> };

export function readResults(): Results {
  const known = fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Partial<Results>) : {};
  return { faults: {}, load: {}, ...known };
}

function write(results: Results): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
}

/** A fault was survived: called as the last line of its test. */
export function survived(id: string, result: Omit<FaultResult, 'at'> = {}): void {
  const results = readResults();
  results.faults[id] = { at: new Date().toISOString(), ...result };
  write(results);
}

/** A run begins: what an earlier one showed is no longer shown. */
export function forgetFaults(): void {
  write({ ...readResults(), faults: {} });
}

export function held(name: string, result: Omit<LoadResult, 'at'>): void {
  const results = readResults();
  results.load[name] = { at: new Date().toISOString(), ...result };
  write(results);
}
