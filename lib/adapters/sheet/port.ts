/** Beyond these a file is refused, never cut short: a register that lost its end in silence is worse than none. */
export const SHEET_LIMITS = { bytes: 10 * 1024 * 1024, rows: 20_000, columns: 100 } as const;

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'windows-1256'] as const;
export type Encoding = (typeof ENCODINGS)[number];

export type Delimiter = ',' | ';' | '\t' | '|';

/** `row` is the number the spreadsheet shows beside it, counted from 1, header and blank lines included. */
export type SheetRow = { row: number; cells: string[] };

/** A header and the rows under it; every cell is text, trimmed of nothing, dates of a workbook as `YYYY-MM-DD`. */
export type Table = {
  header: string[];
  headerRow: number;
  rows: SheetRow[];
  format: 'csv' | 'xlsx' | 'paste';
  encoding: Encoding | null;
  delimiter: Delimiter | null;
  /** The sheet that was read and those left alone; empty for text. */
  sheetName: string | null;
  otherSheets: string[];
};

/** What one reading of doubtful bytes would look like: up to three lines that hold letters beyond ASCII. */
export type EncodingSample = { encoding: Encoding; samples: string[] };

export type SheetFault =
  | { code: 'emptyFile'; params: Record<string, never> }
  | { code: 'fileTooLarge'; params: { bytes: number; limit: number } }
  | { code: 'tooManyRows'; params: { count: number; limit: number } }
  | { code: 'tooManyColumns'; params: { count: number; limit: number } }
  | { code: 'notATable'; params: Record<string, never> }
  | { code: 'openQuote'; params: { row: number } }
  | { code: 'zipBomb'; params: Record<string, never> }
  | { code: 'oldExcel'; params: Record<string, never> }
  | { code: 'passwordProtected'; params: Record<string, never> }
  | { code: 'encodingUnsure'; params: { candidates: EncodingSample[] } }
  | { code: 'unreadable'; params: Record<string, never> };

export type SheetResult = { ok: true; table: Table } | { ok: false; fault: SheetFault };

/** A file as it came, or text as it was pasted; `encoding` is the person's answer to `encodingUnsure`. */
export type SheetSource = { bytes: Uint8Array; encoding?: Encoding } | { text: string };

export const EMPTY: Record<string, never> = {};
export function fault(value: SheetFault): { ok: false; fault: SheetFault } {
  return { ok: false, fault: value };
}
