import { normaliseName } from '@/lib/core/name';
import { IMPORT_KINDS, type ImportKind } from '../schema';
import { FIELDS, type FieldSpec, fieldNames } from './schema';

/** The field each column of the file fills, by its place; null = the column is left alone. */
export type Mapping = (string | null)[];

export type ColumnReport = {
  mapping: Mapping;
  unknown: { index: number; header: string }[];
  /** A second column for a field that has one; it is left alone until a person chooses. */
  repeated: { index: number; header: string; field: string }[];
  missing: string[];
};

function specs(kind: ImportKind): [string, FieldSpec][] {
  return Object.entries(FIELDS[kind]);
}

const ALIASES = new Map(
  IMPORT_KINDS.map((kind) => {
    const known = new Map<string, string>();
    for (const [field, { aliases }] of specs(kind)) {
      known.set(normaliseName(field), field);
      for (const alias of aliases.split('|'))
        if (!known.has(normaliseName(alias))) known.set(normaliseName(alias), field);
    }
    return [kind, known] as const;
  }),
);

/** The field a header names; «Fee (Rs) *» and «fee rs» are one header. */
export function fieldFor(kind: ImportKind, header: string): string | null {
  const folded = normaliseName(header);
  const known = ALIASES.get(kind)!;
  return known.get(folded) ?? known.get(folded.replace(/ (no|number|required|optional)$/, '')) ?? null;
}

/** Fields without which nothing can be saved; a child may be known by either of two names. */
export function missingFields(kind: ImportKind, mapping: Mapping): string[] {
  const present = new Set(mapping);
  return specs(kind)
    .filter(([field, spec]) => spec.required && !present.has(field))
    .map(([field]) => field)
    .filter((field) => !(kind === 'STUDENTS' && field === 'name' && present.has('nativeName')));
}

/** Names every column of the file: recognised, unknown, or a repetition; and what is missing. */
export function recogniseColumns(kind: ImportKind, header: readonly string[]): ColumnReport {
  const taken = new Set<string>();
  const report: ColumnReport = { mapping: [], unknown: [], repeated: [], missing: [] };
  header.forEach((name, index) => {
    const field = fieldFor(kind, name);
    if (!field) report.unknown.push({ index, header: name });
    else if (taken.has(field)) report.repeated.push({ index, header: name, field });
    report.mapping.push(field && !taken.has(field) ? field : null);
    if (field) taken.add(field);
  });
  report.missing = missingFields(kind, report.mapping);
  return report;
}

/** A person's correction: a field chosen for one column leaves the column that had it. */
export function remap(mapping: Mapping, index: number, field: string | null): Mapping {
  return mapping.map((current, at) => (at === index ? field : current === field ? null : current));
}

/** The kind of file its header speaks of, or null when two kinds fit equally or none does. */
export function guessKind(header: readonly string[]): ImportKind | null {
  const ranked = IMPORT_KINDS.map((kind) => {
    const { mapping, missing } = recogniseColumns(kind, header);
    return { kind, score: mapping.filter(Boolean).length - missing.length * 2 };
  }).sort((a, b) => b.score - a.score);
  const [best, next] = ranked;
  return best && best.score >= 2 && best.score > (next?.score ?? 0) ? best.kind : null;
}

/** The cells of a row by field. */
export function pick(mapping: Mapping, cells: readonly string[]): Record<string, string> {
  const picked: Record<string, string> = {};
  mapping.forEach((field, index) => {
    if (field) picked[field] = cells[index] ?? '';
  });
  return picked;
}

/** The first row of a blank file: every field of a kind in the reader's words, which are recognised when it comes back.
 *  A child's name has a word of its own: «name» alone may be its name in the other script. */
export function templateHeader(kind: ImportKind, word: (field: string) => string): string[] {
  return fieldNames(kind).map((field) => word(kind === 'STUDENTS' && field === 'name' ? 'childName' : field));
}
