import { foldDigits } from '@/lib/core/name';
import { type Cell, type LocalDate, refusal, warning } from '../schema';

export type DateOrder = 'dayFirst' | 'monthFirst';

// English by its first three letters, Urdu and Arabic as written in registers of Pakistan and the Gulf.
const MONTHS: Readonly<Record<string, number>> = {
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  oct: 10,
  nov: 11,
  dec: 12,
  جنوری: 1,
  فروری: 2,
  مارچ: 3,
  اپریل: 4,
  مئی: 5,
  جون: 6,
  جولائی: 7,
  اگست: 8,
  ستمبر: 9,
  اکتوبر: 10,
  نومبر: 11,
  دسمبر: 12,
  يناير: 1,
  فبراير: 2,
  مارس: 3,
  أبريل: 4,
  مايو: 5,
  يونيو: 6,
  يوليو: 7,
  أغسطس: 8,
  سبتمبر: 9,
  أكتوبر: 10,
  نوفمبر: 11,
  ديسمبر: 12,
};
const NUMERIC = /^(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4}|\d{2})$/;
const YEAR_FIRST = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?$/;
const DAY_WORD = /^(\d{1,2})(?:st|nd|rd|th)?[\s\-/.,]*([\p{L}\p{M}]+)\.?[\s\-/.,،]*(\d{4}|\d{2})$/iu;
const WORD_DAY = /^([\p{L}\p{M}]+)\.?[\s\-/.]*(\d{1,2})(?:st|nd|rd|th)?[\s,،\-/.]+(\d{4}|\d{2})$/iu;
const SERIAL = /^\d{5}(?:\.\d+)?$/;
// Days of Excel's calendar between 1954 and 2064: wide enough for people, too narrow for a telephone number.
const SERIAL_FROM = 20_000;
const SERIAL_TO = 60_000;
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

const pad = (n: number, width = 2) => String(n).padStart(width, '0');
const iso = (y: number, m: number, d: number): LocalDate => `${pad(y, 4)}-${pad(m)}-${pad(d)}`;
const daysIn = (y: number, m: number) => new Date(Date.UTC(y, m, 0)).getUTCDate();

function monthOf(word: string): number | null {
  const plain = word.normalize('NFC').toLowerCase();
  return MONTHS[plain] ?? MONTHS[plain.slice(0, 3)] ?? null;
}

function fullYear(text: string, m: number, d: number, today: LocalDate): number {
  if (text.length === 4) return Number(text);
  const year = 2000 + Number(text);
  return iso(year, m, d) > today ? year - 100 : year;
}

/**
 * Whether a column writes the day or the month first. Day first unless the file itself proves the contrary:
 * some date can only be month-first and none can only be day-first.
 */
export function dateOrderOf(values: readonly string[]): DateOrder {
  let monthFirst = false;
  for (const value of values) {
    const match = NUMERIC.exec(foldDigits(value).trim());
    if (!match) continue;
    const [first, second] = [Number(match[1]), Number(match[2])];
    if (first > 12 && first <= 31) return 'dayFirst';
    if (second > 12 && second <= 31) monthFirst = true;
  }
  return monthFirst ? 'monthFirst' : 'dayFirst';
}

type Parts = { year: string; month: number; day: number; style: 'slash' | 'iso' };

function build(value: string, parts: Parts, today: LocalDate): Cell<LocalDate> {
  const { month, day, style } = parts;
  const impossible = refusal('dateImpossible', { value });
  if (month < 1 || month > 12 || day < 1 || day > 31) return { value: null, issues: [impossible] };
  const year = fullYear(parts.year, month, day, today);
  const last = daysIn(year, month);
  if (day <= last) return { value: iso(year, month, day), issues: [] };
  const repair = style === 'iso' ? iso(year, month, last) : `${pad(last)}/${pad(month)}/${year}`;
  return { value: null, issues: [refusal('dateNoSuchDay', { value, repair })] };
}

/**
 * A date in any of the shapes a register holds. `order` is the file's (see `dateOrderOf`), `today` closes
 * two-digit years: they never lie in the future.
 */
export function parseDate(
  text: string,
  { order, today }: { order: DateOrder; today: LocalDate },
): Cell<LocalDate> {
  const value = text.trim();
  const folded = foldDigits(value);
  if (folded === '') return { value: null, issues: [] };

  const yearFirst = YEAR_FIRST.exec(folded);
  if (yearFirst) {
    const [, year = '', month, day] = yearFirst;
    return build(value, { year, month: Number(month), day: Number(day), style: 'iso' }, today);
  }
  const numeric = NUMERIC.exec(folded);
  if (numeric) {
    const [first, second, year] = [Number(numeric[1]), Number(numeric[2]), numeric[3] ?? ''];
    const [day, month] = order === 'dayFirst' ? [first, second] : [second, first];
    if (month > 12 && day <= 12) {
      const swapped = build(value, { year, month: day, day: month, style: 'slash' }, today);
      const repair = swapped.value?.split('-').reverse().join('/');
      const issue = repair
        ? refusal('dateOtherOrder', { value, repair })
        : refusal('dateImpossible', { value });
      return { value: null, issues: [issue] };
    }
    const cell = build(value, { year, month, day, style: 'slash' }, today);
    if (order === 'monthFirst' && cell.value && day <= 12 && day !== month) {
      cell.issues.push(warning('dateReadMonthFirst', { value, read: cell.value }));
    }
    return cell;
  }
  const dayWord = DAY_WORD.exec(folded);
  const wordDay = dayWord ? null : WORD_DAY.exec(folded);
  const word = dayWord ?? wordDay;
  const month = word ? monthOf((dayWord ? word[2] : word[1]) ?? '') : null;
  if (word && month) {
    const day = Number(dayWord ? word[1] : word[2]);
    return build(value, { year: word[3] ?? '', month, day, style: 'slash' }, today);
  }
  const serial = SERIAL.test(folded) ? Math.floor(Number(folded)) : 0;
  if (serial >= SERIAL_FROM && serial <= SERIAL_TO) {
    const read = new Date(EXCEL_EPOCH + serial * DAY_MS).toISOString().slice(0, 10);
    return { value: read, issues: [warning('dateFromSerial', { value, read })] };
  }
  return { value: null, issues: [refusal('dateUnclear', { value })] };
}

/** Whole years between two local days. */
export function yearsBetween(from: LocalDate, to: LocalDate): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}
