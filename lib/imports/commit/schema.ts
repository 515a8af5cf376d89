import type { LocalDate } from '@/lib/core/time';
import type { MushafLayout } from '@/lib/quran/mushaf';
import type { CheckedRow, Decision } from '../schema';

/** What became of a row: kept on it, counted in the report, and what an undo reads. */
export const OUTCOMES = ['CREATED', 'FILLED', 'UNCHANGED', 'SKIPPED', 'UNDONE', 'KEPT'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What one row changed; an undo takes back exactly this. */
export type Effects = {
  /** The student, halqa, member of staff or attendance that the row made. */
  id?: string;
  /** Blanks of an existing record that the row filled, with what it wrote there. */
  filled?: Record<string, string>;
  /** Why an undo left the row. */
  kept?: string;
};

export type RowResult = { row: number; outcome: Outcome; effects: Effects };

/** What every batch of a commit knows. */
export type CommitContext = {
  institutionId: string;
  importId: string;
  userId: string;
  now: Date;
  today: LocalDate;
  layout: MushafLayout;
  institutionName: string;
  consentWording: string;
};

/** A row that is to be saved, with the office's answer if there was a question. */
export type Due<T> = { checked: CheckedRow<T>; parsed: T; decision: Decision | null };

/** The existing record a row speaks of, or null when it makes a new one. */
export function targetOf({ checked: { match }, decision }: Due<unknown>): string | null {
  if (match.kind === 'SAME') return match.id;
  if (match.kind === 'REVIEW' && match.about !== 'guardian' && decision === 'SAME')
    return match.same ?? match.candidates[0]?.id ?? null;
  return null;
}

/** What every row of an import carries. Both times are one instant: whatever changes a row later moves `updated_at`. */
export function stampOf({ institutionId, importId, now }: CommitContext) {
  const at = now.toISOString();
  return { institution_id: institutionId, import_id: importId, created_at: at, updated_at: at };
}
