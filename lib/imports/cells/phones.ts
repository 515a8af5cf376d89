import { parsePhone } from '@/lib/core/phone';
import { type Cell, type CellIssue, refusal, warning } from '../schema';

export type Phones = { primary: string; others: string[] };

const SEPARATORS = /\s*(?:[/,;|،؛\n]|\bor\b|\band\b|&|(?<=\s)یا(?=\s)|(?<=\s)اور(?=\s))\s*/i;
const ENOUGH_DIGITS = /(?:[\d٠-٩۰-۹][^\d٠-٩۰-۹]*){5,}/;

/** A separator parts two numbers only if both sides hold one; `042/35761234` is a single number. */
function split(text: string): string[] {
  const pieces = text.split(SEPARATORS).filter(Boolean);
  return pieces.length > 1 && pieces.every((piece) => ENOUGH_DIGITS.test(piece)) ? pieces : [text];
}

/**
 * The numbers of one cell in E.164. The first is the primary; others are kept, with a warning. A number that
 * cannot be dialled is a refusal: the rule that asked may soften it.
 */
export function parsePhones(text: string, country?: string): Cell<Phones> {
  const value = text.trim();
  if (value === '') return { value: null, issues: [] };
  const good: string[] = [];
  const faults: CellIssue[] = [];
  for (const piece of split(value)) {
    const result = parsePhone(piece, country);
    if (!result.ok) faults.push(refusal(result.code, { value: piece }));
    else if (!good.includes(result.e164)) good.push(result.e164);
  }
  const [primary, ...others] = good;
  if (!primary) return { value: null, issues: faults.slice(0, 1) };
  const issues = faults.map((fault) => ({ ...fault, severity: 'warning' as const }));
  for (const other of others)
    issues.push({ ...warning('phoneSecondKept', { primary, other }), severity: 'warning' });
  return { value: { primary, others }, issues };
}
