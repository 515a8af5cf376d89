import { readXlsx, streamXlsxRows } from 'hucre/xlsx';
import { SHEET_LIMITS, type SheetRow } from './port';

export type Workbook = {
  rows: SheetRow[];
  /** All rows that hold something, also those beyond the limit, which are counted and not kept. */
  count: number;
  sheetName: string;
  otherSheets: string[];
};

// A single cell far out at the right would otherwise cost a row of 16,384; the count stays over the limit.
const MAX_WIDTH = SHEET_LIMITS.columns * 5;

type CellValue = string | number | boolean | Date | null | undefined;

/** Numbers without exponent, so that a telephone number kept as a number stays one. */
function asText(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if (typeof value === 'number') {
    return Number.isInteger(value) ? value.toLocaleString('en', { useGrouping: false }) : String(value);
  }
  return typeof value === 'boolean' ? (value ? 'TRUE' : 'FALSE') : value;
}

/**
 * The first visible sheet that holds rows. Formulas are never evaluated: the value the workbook stored is taken
 * as text. Rows are streamed; only the first `SHEET_LIMITS.rows` + 100 stay in memory.
 * @throws what the reader throws on a broken or forged file; the caller names it `unreadable`.
 */
export async function readWorkbook(bytes: Uint8Array): Promise<Workbook | null> {
  const names: string[] = [];
  await readXlsx(bytes, {
    sheets: (info) => {
      if (!info.hidden && !info.veryHidden) names.push(info.name);
      return false;
    },
  });
  for (const name of names) {
    const rows: SheetRow[] = [];
    let count = 0;
    for await (const line of streamXlsxRows(bytes, { sheet: name })) {
      const cells = line.values.slice(0, MAX_WIDTH).map((value) => asText(value as CellValue));
      if (cells.every((cell) => cell.trim() === '')) continue;
      count++;
      if (rows.length < SHEET_LIMITS.rows + 100) rows.push({ row: line.index + 1, cells });
    }
    if (count > 0) {
      return { rows, count, sheetName: name, otherSheets: names.filter((other) => other !== name) };
    }
  }
  return null;
}
