import type { EncodingSample } from '@/lib/adapters/sheet/port';
import type { Outcome } from '../commit/schema';
import type { Decision, ImportKind, ImportState, Issue, Match, Verdict } from '../schema';

export const ROWS_PER_PAGE = 50;

export type Problem = {
  code: string;
  params: Record<string, string | number> & { candidates?: EncodingSample[] };
};

export type ImportView = {
  id: string;
  kind: ImportKind;
  fileName: string;
  state: ImportState;
  problem: Problem | null;
  header: string[];
  mapping: (string | null)[];
  /** False: the header did not say what the file holds. */
  sure: boolean;
  totalRows: number;
  doneRows: number;
  createdAt: Date;
  committedAt: Date | null;
  undoneAt: Date | null;
  /** Since when nothing of the file's text is left. */
  erasedAt: Date | null;
  undoUntil: Date | null;
};

export type PastImport = Pick<ImportView, 'id' | 'kind' | 'fileName' | 'state' | 'totalRows' | 'createdAt'>;

export type Tally = {
  verdicts: Record<Verdict, number>;
  /** Rows whose saving changes something, as the decisions stand. */
  due: number;
  undecided: number;
  same: number;
  guardians: number;
  outcomes: Partial<Record<Outcome | 'NONE', number>>;
};

/** A row as the preview shows it: the cells as they came, and what was made of them. */
export type RowView = {
  rowNo: number;
  cells: string[];
  parsed: Record<string, unknown> | null;
  verdict: Verdict;
  issues: Issue[];
  match: Match;
  decision: Decision | null;
  outcome: Outcome | null;
};
