import 'server-only';
import widths from './data/widths.json';
import type { LineLayout } from './lines';

/** About the median line of each print with its gaps, in em: the size at which most lines fill their box. */
const COLUMN: Readonly<Record<LineLayout, number>> = {
  madani15: 16.4,
  indopak16: 16.8,
  indopak15: 16.4,
  indopak13: 13.4,
};
const GAP = 0.16;
/** A line that fills less than this of the column is set in the middle, as prints set the last line of a surah. */
const SHORT = 0.72;

export interface LineWidth {
  /** Width of the column in em. */
  readonly column: number;
  /** Width of the line in em with the least gaps. */
  readonly natural: number;
  readonly short: boolean;
}

/** How wide Amiri Quran sets a line, as a browser measured it (scripts/quran-widths.ts).
 *  @param pieces words and end marks on the line */
export function lineWidth(layout: LineLayout, page: number, line: number, pieces: number): LineWidth {
  const column = COLUMN[layout];
  const glyphs = Number(widths[layout][page - 1]!.split(' ')[line - 1]) / 100;
  const natural = glyphs + Math.max(0, pieces - 1) * GAP;
  return { column, natural: Math.round(natural * 100) / 100, short: natural < column * SHORT };
}
