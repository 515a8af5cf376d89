import { rollKey } from '@/lib/students/rules';
import { type Cell, type CellIssue, note, refusal, warning } from '../schema';

const NAME_MAX = 120;
const NOTE_MAX = 2_000;
const SHOWN = 60;
// Invisible in a list, able to turn a line around. ZWNJ, ZWJ and the Arabic number signs belong to the spelling.
const UNSEEN = /(?!\u200c|\u200d|[\u0600-\u0605]|\u06dd)[\p{Cf}\p{Cs}]/gu;
const CONTROLS = /[\p{Cc}\s]+/gu;
const FORMULA = /^\s*[=+@-]/;
const CODE =
  /<\s*\/?\s*\w+[^>]*>|[{}<>]|--|;\s*$|\b(?:drop|delete|insert|select)\b.*\b(?:table|from|into)\b/i;
const SMALL = new Set(['e', 'bin', 'bint', 'ibn']);

const tidy = (text: string) => text.normalize('NFC').replace(UNSEEN, '').replace(CONTROLS, ' ').trim();
const short = (text: string) => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);

function isShouted(name: string): boolean {
  const latin = name.replace(/[^\p{Script=Latin}]/gu, '');
  return latin.length > 3 && latin === latin.toUpperCase() && latin !== latin.toLowerCase();
}

function titleCase(name: string): string {
  return name.toLowerCase().replace(/[\p{L}\p{M}'’]+/gu, (word, at: number) => {
    return at > 0 && SMALL.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1);
  });
}

/** Text that would run somewhere else is harmless here, but worth a look: somebody typed it for a reason. */
function suspicion(text: string): CellIssue[] {
  if (FORMULA.test(text)) return [warning('looksLikeFormula', { value: short(text) })];
  return CODE.test(text) ? [warning('looksLikeCode', { value: short(text) })] : [];
}

/** A person's or a halqa's name as it will be shown; null when the cell is blank. */
export function parseName(text: string): Cell<string> {
  const value = tidy(text);
  if (value === '') return { value: null, issues: [] };
  if (value.length > NAME_MAX) {
    return { value: null, issues: [refusal('nameTooLong', { length: value.length, max: NAME_MAX })] };
  }
  if (!/\p{L}/u.test(value)) return { value: null, issues: [refusal('nameWithoutLetters', { value })] };
  const strange = suspicion(value);
  if (strange.length > 0) return { value, issues: strange };
  if (!isShouted(value)) return { value, issues: [] };
  const read = titleCase(value);
  return { value: read, issues: [note('nameWasShouted', { value, read })] };
}

/** A roll number: trimmed, digits folded, upper case, no inner spaces; the form in which it is unique. */
export function parseRollNo(text: string): Cell<string> {
  const value = rollKey(tidy(text));
  if (value === '') return { value: null, issues: [] };
  if (value.length > 40)
    return { value: null, issues: [refusal('rollTooLong', { length: value.length, max: 40 })] };
  return { value, issues: suspicion(value) };
}

const EMAIL = /^[^\s@<>"(),;:]+@[^\s@<>"(),;:]+\.[^\s@<>"(),;:.]{2,}$/;

export function parseEmail(text: string): Cell<string> {
  const value = tidy(text).toLowerCase();
  if (value === '') return { value: null, issues: [] };
  if (value.length <= 254 && EMAIL.test(value)) return { value, issues: [] };
  return { value: null, issues: [warning('emailUnclear', { value: short(value) })] };
}

/** Free text of one line or several, cut at 2,000 characters with a warning. */
export function parseNote(text: string): Cell<string> {
  const value = text
    .split(/\r\n|\n|\r/)
    .map(tidy)
    .join('\n')
    .trim();
  if (value === '') return { value: null, issues: [] };
  const issues = suspicion(value);
  if (value.length <= NOTE_MAX) return { value, issues };
  issues.push(warning('noteCut', { length: value.length, max: NOTE_MAX }));
  return { value: value.slice(0, NOTE_MAX), issues };
}
