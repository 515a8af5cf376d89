import { isolate } from '@/lib/core/i18n/isolate';
import type { getTranslations } from '@/lib/core/i18n/translations';
import type { Issue } from '@/lib/imports/schema';

export type ImportsTranslator = Awaited<ReturnType<typeof getTranslations<'imports'>>>;

/** ICU chooses by these; they never appear as they are. */
const CHOOSERS = new Set(['programme', 'halqaProgramme', 'grade']);

type Params = Record<string, string | number>;

/** What comes from the file keeps its own direction inside a sentence of any script. */
export function isolated(params: Params): Params {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      CHOOSERS.has(name) || typeof value === 'number' ? value : isolate(value),
    ]),
  );
}

/** The sentence of an issue in the reader's language. */
export function issueSentence(
  t: ImportsTranslator,
  { code, params }: Pick<Issue, 'code' | 'params'>,
): string {
  // Codes come from the rules; a unit test holds the catalogue to them.
  return t(`issues.${code}` as Parameters<ImportsTranslator>[0], isolated(params) as never);
}

export function fieldWord(t: ImportsTranslator, field: string): string {
  return t(`fields.${field}` as Parameters<ImportsTranslator>[0]);
}

export function faultSentence(
  t: ImportsTranslator,
  { code, params }: { code: string; params: object },
): string {
  return t(`faults.${code}` as Parameters<ImportsTranslator>[0], params as never);
}
