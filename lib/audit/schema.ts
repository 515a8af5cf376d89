import { z } from 'zod';
import { localDate, searchText } from '@/lib/core/text';

export const AUDIT_GROUPS = ['children', 'people', 'house', 'data', 'signIn', 'support'] as const;
export type AuditGroup = (typeof AUDIT_GROUPS)[number];

const seq = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional().catch(undefined);
const id = z.uuid().or(z.literal('')).catch('');
const day = localDate.or(z.literal('')).catch('');

/** What of the trail is looked at; anything not understood falls back to all of it. */
export const trailFilter = z.object({
  q: searchText,
  group: z.enum(AUDIT_GROUPS).or(z.literal('')).catch(''),
  by: id,
  child: id,
  from: day,
  to: day,
});
export type TrailFilter = z.output<typeof trailFilter>;

/** The trail's address. A page is named by the entry it follows or goes before, so that new ones never shift it. */
export const trailAddress = trailFilter.extend({
  before: seq,
  after: seq,
  check: z.literal('1').or(z.literal('')).catch(''),
  head: z
    .string()
    .transform((text) => text.trim().toLowerCase())
    .pipe(z.string().regex(/^[0-9a-f]{64}$/))
    .or(z.literal(''))
    .catch(''),
});

export type Named = { name: string; nativeName: string | null };

export type Changed = { field: string; was: unknown; is: unknown };

/** A line of the trail with the names it needs, in no language yet. */
export type Entry = {
  seq: number;
  at: Date;
  role: string;
  /** Who did it; null is a person without a name on record, or no person at all. */
  who: Named | null;
  action: string;
  subject: string;
  subjectId: string | null;
  name: Named | null;
  /** The second person of the sentence, e.g. the guardian whose link to a child changed. */
  other: Named | null;
  detail: Record<string, unknown>;
  changes: Changed[];
  hash: string;
};

/** Names of halqas, campuses and people that stand as ids in what was changed. */
export type Places = ReadonlyMap<string, Named>;

export type TrailPage = {
  entries: Entry[];
  places: Places;
  newer: number | null;
  older: number | null;
};

export type Verdict = {
  entries: number;
  /** The first place in the chain that does not fit. */
  broken: number | null;
  head: string | null;
  headAt: Date | null;
};
