import type { EncodingSample } from '@/lib/adapters/sheet/port';
import type { Outcome } from '../commit/schema';
import type { Decision, ImportKind, ImportState, Issue, Match, SilenceChoice, Verdict } from '../schema';
import type { SilenceAnswer } from '../students/silence';

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
  /** Guardians of an import that was taken back who stay, though no child does. */
  alone: number;
  wishes: WishTally;
  outcomes: Partial<Record<Outcome | 'NONE', number>>;
};

/** Remarks that look like a wish for silence: how many rows ask, what was answered, whom the family's answer touches too. */
export type WishTally = { asked: number; silent: number; send: number; followers: number };

/** A row as the preview shows it: the cells as they came, and what was made of them. */
export type RowView = {
  rowNo: number;
  cells: string[];
  parsed: Record<string, unknown> | null;
  verdict: Verdict;
  issues: Issue[];
  match: Match;
  decision: Decision | null;
  silence: SilenceChoice | null;
  /** What holds for the row, after the decisions of its family; null where nobody wishes silence. */
  answer: SilenceAnswer | null;
  outcome: Outcome | null;
};
