import { z } from 'zod';
import type { LocalDate } from '@/lib/core/time';
import type { TestKind, TestResult } from '@/lib/jaiza/rules';

/** Which figure's lessons, tests or marks a page lists; anything odd in the address lists none. */
export const evidenceQuery = z.object({
  show: z
    .string()
    .regex(/^(sabaq|pace|girdaan|tests|attendance|juz-([1-9]|[12]\d|30))$/)
    .optional()
    .catch(undefined),
});
const WORDS = ['sabaq', 'pace', 'girdaan', 'tests', 'attendance'] as const;
export type Shown = (typeof WORDS)[number] | { readonly juz: number };

export function readShown(show: string | undefined): Shown | undefined {
  const word = WORDS.find((one) => one === show);
  if (word) return word;
  return show?.startsWith('juz-') ? { juz: Number(show.slice(4)) } : undefined;
}

/** A day on which the child did not come. */
export interface EvidenceDay {
  readonly date: LocalDate;
  readonly state: 'leave' | 'absent';
}

/** A test that was held, behind a figure. */
export interface EvidenceTest {
  readonly id: string;
  readonly kind: TestKind;
  /** First of what was asked: a jaiza of a para lies in its para. */
  readonly ayah: number;
  readonly heldOn: LocalDate;
  readonly result: TestResult;
  readonly score: number;
}

/** What the end of a term gave; a mark not given is null. */
export interface EvidenceMarks {
  /** Hijri, in which the school year begins. */
  readonly year: number;
  readonly term: 1 | 2 | 3;
  readonly zabt: number | null;
  readonly tajweed: number | null;
  readonly salah: number | null;
}
