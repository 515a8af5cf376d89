import fs from 'node:fs';
import path from 'node:path';
import { root } from '@/scripts/environment';

/** What the last runs showed: written by the fault tests and the load run, read by `npm run scoreboard`. A file for each
 *  figure: two suites side by side never write over one another. */
const folder = path.join(root, '.data/scoreboard');

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

const fileOf = (kind: keyof Results, id: string) =>
  path.join(folder, `${kind}-${encodeURIComponent(id)}.json`);
const names = () => (fs.existsSync(folder) ? fs.readdirSync(folder) : []);

function read<Result>(kind: keyof Results): Record<string, Result> {
  const own = names().filter((name) => name.startsWith(`${kind}-`));
  return Object.fromEntries(
    own.map((name) => [
      decodeURIComponent(name.slice(kind.length + 1, -'.json'.length)),
      JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')) as Result,
    ]),
  );
}
export const readResults = (): Results => ({ faults: read('faults'), load: read('load') });

function write(kind: keyof Results, id: string, result: FaultResult | LoadResult): void {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(fileOf(kind, id), `${JSON.stringify(result, null, 2)}\n`);
}

/** A fault was survived: called as the last line of its test. */
export const survived = (id: string, result: Omit<FaultResult, 'at'> = {}): void =>
  write('faults', id, { at: new Date().toISOString(), ...result });

/** A run begins: what an earlier one showed is no longer shown. */
export function forgetFaults(): void {
  for (const id of Object.keys(readResults().faults)) fs.rmSync(fileOf('faults', id), { force: true });
}

export const held = (name: string, result: Omit<LoadResult, 'at'>): void =>
  write('load', name, { at: new Date().toISOString(), ...result });
