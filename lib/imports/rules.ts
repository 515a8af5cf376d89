import type { SheetRow } from '@/lib/adapters/sheet/port';
import { type Mapping, pick } from './columns/rules';
import type { Cell, CellIssue, CheckedRow, Decision, Issue, Match, Verdict } from './schema';

/** The header of the file and the field that each of its columns fills. */
export type Columns = { header: readonly string[]; mapping: Mapping };

export type Counts = { ready: number; warning: number; refused: number; review: number; same: number };

/** Collects what the cells of one row say, each under its field. */
export class RowReader {
  readonly issues: Issue[] = [];
  private readonly cells: Record<string, string>;

  constructor(
    readonly row: number,
    private readonly columns: Columns,
    raw: readonly string[],
  ) {
    const width = columns.header.length;
    this.cells = pick(columns.mapping, raw);
    // An unquoted comma pushes every cell after it into its neighbour's column: no value there can be trusted.
    const found = raw.findLastIndex((cell) => cell.trim() !== '') + 1;
    if (found > width)
      this.add(null, { code: 'cellsShifted', params: { found, width }, severity: 'refusal' });
  }

  text(field: string): string {
    return this.cells[field] ?? '';
  }

  /** The column's own name in the file. */
  label(field: string): string {
    return this.columns.header[this.columns.mapping.indexOf(field)] ?? '';
  }

  has(field: string): boolean {
    return this.text(field).trim() !== '';
  }

  add(field: string | null, ...issues: CellIssue[]): void {
    for (const issue of issues) this.issues.push({ field, ...issue });
  }

  /** The cell's value; with `optional` a cell that cannot be read is left out and only to be looked at. */
  read<T>(field: string, parse: (text: string) => Cell<T>, { optional = false } = {}): T | null {
    const { value, issues } = parse(this.text(field));
    for (const issue of issues) {
      this.add(field, optional && issue.severity === 'refusal' ? { ...issue, severity: 'warning' } : issue);
    }
    return value;
  }

  says(code: string): boolean {
    return this.issues.some((issue) => issue.code === code);
  }

  get refused(): boolean {
    return this.issues.some((issue) => issue.severity === 'refusal');
  }

  /** @param asks the row puts another question than who it is */
  finish<T>(parsed: T | null, match: Match, asks = false): CheckedRow<T> {
    const { row, issues } = this;
    return { row, verdict: verdictOf(issues, match, asks), issues, match, parsed };
  }
}

export function verdictOf(issues: readonly Issue[], match: Match, asks = false): Verdict {
  if (issues.some((issue) => issue.severity === 'refusal')) return 'REFUSED';
  if (asks || match.kind === 'REVIEW') return 'REVIEW';
  return issues.some((issue) => issue.severity === 'warning') ? 'WARNING' : 'READY';
}

/** What can be answered to a question: of several whom the row resembles each by id, for «the same» would be anyone. */
export function answersTo(match: Extract<Match, { kind: 'REVIEW' }>): (Decision | (string & {}))[] {
  const several = match.about === undefined && match.candidates.length > 1;
  return match.choices.flatMap((choice) =>
    choice === 'SAME' && several ? match.candidates.map(({ id }) => id) : choice,
  );
}

/** One reader per row of a table. */
export function readersOf(rows: readonly SheetRow[], columns: Columns): RowReader[] {
  return rows.map(({ row, cells }) => new RowReader(row, columns, cells));
}

export function countVerdicts(rows: readonly CheckedRow<unknown>[]): Counts {
  const counts: Counts = { ready: 0, warning: 0, refused: 0, review: 0, same: 0 };
  for (const { verdict, match } of rows) {
    if (verdict === 'REFUSED') counts.refused++;
    if (verdict === 'REVIEW') counts.review++;
    if (verdict !== 'REFUSED' && match.kind === 'SAME') counts.same++;
    if (verdict === 'READY') counts.ready++;
    if (verdict === 'WARNING') counts.warning++;
  }
  return counts;
}

export function groupBy<T, K>(items: readonly T[], key: (item: T) => K | null): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const k = key(item);
    if (k === null) continue;
    const group = groups.get(k);
    if (group) group.push(item);
    else groups.set(k, [item]);
  }
  return groups;
}

/** Steps of one letter between two folded words; what a typing slip costs. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(previous[j]! + 1, current[j - 1]! + 1, swap));
    }
    previous = current;
  }
  return previous[b.length]!;
}

/** The one known word that a misspelt one is likely to mean (at most two letters away, a third of its length). */
export function nearest(word: string, known: Iterable<string>): string | null {
  let best: { word: string; steps: number } | null = null;
  for (const candidate of known) {
    const steps = distance(word, candidate);
    if (steps <= Math.min(2, Math.floor(word.length / 3)) && (!best || steps < best.steps))
      best = { word: candidate, steps };
  }
  return best?.word ?? null;
}

const UNDO_DAYS = 30;
const DAY_MS = 86_400_000;

/** Until when a whole import may be taken back. */
export function undoableUntil(committedAt: Date): Date {
  return new Date(committedAt.getTime() + UNDO_DAYS * DAY_MS);
}

/** Whether a whole import may still be taken back. */
export const mayUndo = (
  { state, committedAt }: { state: string; committedAt: Date | null },
  now: Date,
): boolean => state === 'DONE' && committedAt !== null && undoableUntil(committedAt) > now;

/** What came to no end. */
type Broken = 'commitBroke' | 'undoBroke';

/** Whether an import's work ended with this problem; the column keeps an earlier reading's problem as well. */
export function isBroken(problem: unknown, code: Broken): boolean {
  return typeof problem === 'object' && problem !== null && 'code' in problem && problem.code === code;
}
