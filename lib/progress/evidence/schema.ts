import { z } from 'zod';
import type { LocalDate } from '@/lib/core/time';
import type { TestKind, TestResult } from '@/lib/jaiza/rules';

/** Which figure's lessons, tests or marks a page lists; anything odd in the address lists none. */
export const evidenceQuery = z.object({
  show: z
    .string()
    .regex(/^(sabaq|pace|girdaan|tests|juz-([1-9]|[12]\d|30))$/)
    .optional()
    .catch(undefined),
});
export type Shown = 'sabaq' | 'pace' | 'girdaan' | 'tests' | { readonly juz: number };

export function readShown(show: string | undefined): Shown | undefined {
  if (show === 'sabaq' || show === 'pace' || show === 'girdaan' || show === 'tests') return show;
  return show?.startsWith('juz-') ? { juz: Number(show.slice(4)) } : undefined;
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
