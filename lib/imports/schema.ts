import { z } from 'zod';
import { ENCODINGS } from '@/lib/adapters/sheet/port';

export const IMPORT_KINDS = ['HALQAS', 'ASATIDHA', 'STUDENTS', 'DIARY'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];
export const importKindSchema = z.enum(IMPORT_KINDS);

/** `columns` of an import: what was chosen before the file was read, and the field of each column afterwards. */
export const columnsSchema = z.object({
  /** The person named the kind; otherwise the header does. */
  chosen: z.boolean(),
  encoding: z.enum(ENCODINGS).optional(),
  mapping: z.array(z.string().nullable()).optional(),
  /** False: neither the person nor the header said what the file holds. */
  sure: z.boolean().optional(),
});
export type StoredColumns = z.infer<typeof columnsSchema>;

/** REVIEW waits for a person's decision; everything but it and REFUSED is saved. */
export const VERDICTS = ['READY', 'WARNING', 'REVIEW', 'REFUSED'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** `note`: worth a line, nothing to decide · `warning`: to look at · `refusal`: the row is not saved. */
export type Severity = 'note' | 'warning' | 'refusal';

/** What a sentence in the person's language is made of: `imports.issues.<code>` with its parameters. */
export type Issue = {
  field: string | null;
  code: string;
  params: Record<string, string | number>;
  severity: Severity;
};

/** What a cell says about itself; the row adds the field. */
export type CellIssue = Omit<Issue, 'field'>;
export type Cell<T> = { value: T | null; issues: CellIssue[] };

/** What the office may answer to an unsure match. */
export const DECISIONS = ['SAME', 'NEW', 'SKIP'] as const;
export type Decision = (typeof DECISIONS)[number];
export const decisionSchema = z.enum(DECISIONS);

/** What the office may answer to a remark that looks like a wish for silence. */
export const SILENCES = ['SILENT', 'SEND'] as const;
export type SilenceChoice = (typeof SILENCES)[number];

/** `fills`: to say «the same» would fill something that is empty there. */
export type Candidate = {
  id: string;
  name: string;
  rollNo: string | null;
  reason: MatchReason;
  fills?: boolean;
};
export type MatchReason =
  | 'rollOtherName'
  | 'namePhone'
  | 'nameBirth'
  | 'phone'
  | 'email'
  | 'name'
  | 'phoneOtherName';

/**
 * NEW: nothing like it exists · SAME: it is there already, and at most blanks are filled (`fills`) · REVIEW: a person
 * decides; undecided rows are not saved. `choices` leaves out what would break a rule (no second child on one roll
 * number). `about`: the child is new, the question is who its guardian is. `same`: which of several the office means.
 */
export type Match =
  | { kind: 'NEW' }
  | { kind: 'SAME'; id: string; name: string; fills: boolean }
  | { kind: 'REVIEW'; candidates: Candidate[]; choices: Decision[]; about?: 'guardian'; same?: string };

export type CheckedRow<T> = {
  row: number;
  verdict: Verdict;
  issues: Issue[];
  match: Match;
  parsed: T | null;
};

export type LocalDate = string;

export function note(code: string, params: CellIssue['params'] = {}): CellIssue {
  return { code, params, severity: 'note' };
}
export function warning(code: string, params: CellIssue['params'] = {}): CellIssue {
  return { code, params, severity: 'warning' };
}
export function refusal(code: string, params: CellIssue['params'] = {}): CellIssue {
  return { code, params, severity: 'refusal' };
}

/** States of an import, as the database closes them. */
export const STATES = [
  'UPLOADED',
  'CHECKING',
  'READY',
  'COMMITTING',
  'DONE',
  'UNDOING',
  'UNDONE',
  'FAILED',
  'DISCARDED',
] as const;
export type ImportState = (typeof STATES)[number];

export const SHOWS = ['all', 'decide', 'look', 'refused'] as const;
export type Show = (typeof SHOWS)[number];

/** The address of a preview. What is not understood is as if it were not there. */
export const previewQuery = z.object({
  show: z.enum(SHOWS).catch('all').default('all'),
  page: z.coerce.number().int().min(1).max(1000).catch(1).default(1),
});
export type PreviewQuery = z.output<typeof previewQuery>;

const id = z.uuid({ error: 'notFound' });

/** «Leave this column out», in a form that drops empty fields. */
export const LEFT_OUT = '-';

export const importAction = z.strictObject({ id });
export const encodingAction = z.strictObject({ id, encoding: z.enum(ENCODINGS) });
export const columnsAction = z.strictObject({
  id,
  kind: importKindSchema,
  columns: z
    .array(z.string().max(40))
    .max(100)
    .transform((fields) => fields.map((field) => (field === LEFT_OUT ? null : field))),
});
export const decisionAction = z.strictObject({
  id,
  row: z.coerce.number().int().min(1),
  /** Of several whom a row resembles the one who is meant, by id. */
  decision: z.union([decisionSchema, id]),
});
/** Without a row: the answer to all such rows. */
export const silenceAction = z.strictObject({
  id,
  row: z.coerce.number().int().min(1).optional(),
  silence: z.enum(SILENCES),
});
export const commitAction = z.strictObject({ id, attested: z.literal('on').optional() });
