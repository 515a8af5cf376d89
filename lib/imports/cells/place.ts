import { foldDigits, normaliseName } from '@/lib/core/name';
import { juzOf } from '@/lib/quran/divisions';
import type { MushafLayout } from '@/lib/quran/mushaf';
import { parseRange } from '@/lib/quran/notation';
import type { Range } from '@/lib/quran/position';
import { type Cell, refusal, warning } from '../schema';

export type Start = { juz: number; direction: 'FORWARD' | 'BACKWARD' };

const LAST_JUZ = 30;

/**
 * Where a child began: «Juz 30», «پارہ ۱», «30», or a surah. From juz 30 one goes backwards, from juz 1 forwards;
 * from anywhere else forwards, to be looked at.
 */
export function parseStart(text: string): Cell<Start> {
  const value = text.trim();
  const plain = normaliseName(value);
  if (plain === '') return { value: null, issues: [] };
  const parsed = parseRange(/^\d{1,2}$/.test(plain) ? `juz ${plain}` : foldDigits(value));
  if (!parsed.ok) return { value: null, issues: [refusal('startUnclear', { value })] };
  const juz = juzOf(parsed.range[0], 'madani');
  const direction = juz === LAST_JUZ ? 'BACKWARD' : 'FORWARD';
  const issues = juz === 1 || juz === LAST_JUZ ? [] : [warning('startInTheMiddle', { value, juz })];
  return { value: { juz, direction }, issues };
}

/** What was typed in two cells, or in one, as a range of ayahs; `layout` reads page numbers. */
export function parsePortion(from: string, to: string, layout?: MushafLayout): Cell<Range> {
  const [start, end] = [from.trim(), to.trim()];
  if (start === '' && end === '') return { value: null, issues: [] };
  if (start === '') return { value: null, issues: [refusal('portionWithoutStart', { value: end })] };
  const value = end === '' || end === start ? start : `${start}-${end}`;
  const context = layout ? { layout } : {};
  const whole = parseRange(value, context);
  if (whole.ok) return { value: whole.range, issues: [] };
  const first = parseRange(start, context);
  const last = end === '' ? first : parseRange(end, context);
  if (first.ok && last.ok && first.range[0] <= last.range[1] && whole.code === 'notUnderstood') {
    return { value: [first.range[0], last.range[1]], issues: [] };
  }
  return { value: null, issues: [refusal(`portion.${whole.code}`, { value, ...whole.params })] };
}
