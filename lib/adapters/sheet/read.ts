import { parseRecords } from './csv';
import { decode, decodeAs } from './encoding';
import {
  EMPTY,
  fault,
  SHEET_LIMITS,
  type SheetResult,
  type SheetRow,
  type SheetSource,
  type Table,
} from './port';
import { readWorkbook } from './xlsx';
import { gateZip } from './zip-gate';

type Parts = Omit<Table, 'header' | 'headerRow'> & { count: number };

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
const PDF = [0x25, 0x50, 0x44, 0x46];
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');
// A letterhead above the header is common; more than this many lines of it is not a table.
const TITLE_LINES = 8;

const startsWith = (bytes: Uint8Array, magic: number[]) => magic.every((byte, i) => bytes[i] === byte);
const filled = (row: SheetRow) => row.cells.filter((cell) => cell.trim() !== '').length;

/** The header is the first line with more than half the width of the widest of the first lines. */
function headerIndex(rows: SheetRow[]): number {
  const first = rows.slice(0, TITLE_LINES);
  const widest = Math.max(...first.map(filled));
  return first.findIndex((row) => filled(row) * 2 > widest);
}

/** Neither zero bytes nor halves of a character: the database takes no text with them. */
const storable = (cell: string) => cell.replaceAll('\0', '').replace(/\p{Cs}/gu, '\ufffd');

function lastFilled(cells: string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== '') + 1;
}

function toTable({ count, ...parts }: Parts): SheetResult {
  if (parts.rows.length === 0) return fault({ code: 'emptyFile', params: EMPTY });
  const at = headerIndex(parts.rows);
  const head = parts.rows[at]!;
  const header = head.cells.slice(0, lastFilled(head.cells));
  if (header.length > SHEET_LIMITS.columns) {
    return fault({ code: 'tooManyColumns', params: { count: header.length, limit: SHEET_LIMITS.columns } });
  }
  if (header.length < 2) return fault({ code: 'notATable', params: EMPTY });
  const body = count - at - 1;
  if (body > SHEET_LIMITS.rows) {
    return fault({ code: 'tooManyRows', params: { count: body, limit: SHEET_LIMITS.rows } });
  }
  if (body === 0) return fault({ code: 'emptyFile', params: EMPTY });
  const rows = parts.rows.slice(at + 1).map(({ row, cells }) => {
    const width = Math.max(header.length, lastFilled(cells));
    return { row, cells: Array.from({ length: width }, (_, i) => storable(cells[i] ?? '')) };
  });
  return {
    ok: true,
    table: { ...parts, header: header.map((name) => storable(name).trim()), headerRow: head.row, rows },
  };
}

function fromText(text: string, shape: Pick<Table, 'format' | 'encoding'>): SheetResult {
  if (text.trim() === '') return fault({ code: 'emptyFile', params: EMPTY });
  const { rows, delimiter, openQuoteAt } = parseRecords(text);
  // A quote that never closes swallows every row after it: naming the place beats importing half.
  if (openQuoteAt !== null) return fault({ code: 'openQuote', params: { row: openQuoteAt } });
  if (rows.some((row) => row.cells.some((cell) => cell.includes('\u0000')))) {
    return fault({ code: 'unreadable', params: EMPTY });
  }
  return toTable({ ...shape, rows, count: rows.length, delimiter, sheetName: null, otherSheets: [] });
}

async function fromWorkbook(bytes: Uint8Array): Promise<SheetResult> {
  const verdict = await gateZip(bytes);
  if (verdict === 'zipBomb') return fault({ code: 'zipBomb', params: EMPTY });
  if (verdict !== 'workbook') return fault({ code: 'unreadable', params: EMPTY });
  try {
    const book = await readWorkbook(bytes);
    if (!book) return fault({ code: 'emptyFile', params: EMPTY });
    return toTable({ ...book, format: 'xlsx', encoding: null, delimiter: null });
  } catch {
    return fault({ code: 'unreadable', params: EMPTY });
  }
}

/**
 * A file or a paste as one table. Never throws on bad input: each fault has a code and what a sentence about it
 * needs. Costs memory in proportion to the file, so it runs in a job, not in a request.
 */
export async function readSheet(source: SheetSource): Promise<SheetResult> {
  if ('text' in source) return fromText(source.text, { format: 'paste', encoding: null });
  const { bytes, encoding } = source;
  if (bytes.length === 0) return fault({ code: 'emptyFile', params: EMPTY });
  if (bytes.length > SHEET_LIMITS.bytes) {
    return fault({ code: 'fileTooLarge', params: { bytes: bytes.length, limit: SHEET_LIMITS.bytes } });
  }
  if (startsWith(bytes, ZIP)) return fromWorkbook(bytes);
  if (startsWith(bytes, OLE)) {
    const locked = Buffer.from(bytes).includes(ENCRYPTED);
    return fault({ code: locked ? 'passwordProtected' : 'oldExcel', params: EMPTY });
  }
  if (startsWith(bytes, PDF)) return fault({ code: 'unreadable', params: EMPTY });
  if (encoding) return fromText(decodeAs(bytes, encoding), { format: 'csv', encoding });
  const decoded = decode(bytes);
  if (decoded.ok) return fromText(decoded.text, { format: 'csv', encoding: decoded.encoding });
  if (!decoded.candidates) return fault({ code: 'unreadable', params: EMPTY });
  return fault({ code: 'encodingUnsure', params: { candidates: decoded.candidates } });
}
