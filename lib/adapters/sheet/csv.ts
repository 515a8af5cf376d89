import Papa from 'papaparse';
import type { Delimiter, SheetRow } from './port';

const DELIMITERS: Delimiter[] = [',', ';', '\t', '|'];
// What `escapeFormulae` puts a quote before; the reader takes it off again, so that a file makes the round trip.
const ESCAPED = /^'(?=[=+\-@\t\r])/;

export type Records = { rows: SheetRow[]; delimiter: Delimiter; openQuoteAt: number | null };

function isDelimiter(value: string): value is Delimiter {
  return (DELIMITERS as string[]).includes(value);
}

/** Splits text into records; blank ones are left out but keep their number. */
export function parseRecords(text: string): Records {
  const parsed = Papa.parse<string[]>(text, { delimitersToGuess: DELIMITERS, header: false });
  const open = parsed.errors.find((error) => error.code === 'MissingQuotes');
  const rows: SheetRow[] = [];
  parsed.data.forEach((cells, index) => {
    if (cells.every((cell) => cell.trim() === '')) return;
    rows.push({ row: index + 1, cells: cells.map((cell) => cell.replace(ESCAPED, '')) });
  });
  const { delimiter } = parsed.meta;
  return {
    rows,
    delimiter: isDelimiter(delimiter) ? delimiter : ',',
    openQuoteAt: open ? (open.row ?? 0) + 1 : null,
  };
}

/**
 * A CSV that Excel opens as it is: UTF-8 with byte order mark (else Urdu is broken), CRLF, and cells that would
 * run as formulas disarmed by a leading `'`.
 */
export function writeCsv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return `\uFEFF${csvLines([header, ...rows])}`;
}

/** Further lines of such a file, for one that is written piece by piece. */
export function csvLines(rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  return `${Papa.unparse(rows as string[][], { escapeFormulae: true, newline: '\r\n' })}\r\n`;
}
