import { z } from 'zod';
import { DAY_SESSIONS } from '@/lib/attendance/rules';
import { localDate, requiredText } from '@/lib/core/text';
import type { Custom } from '../customs/schema';
import { LESSON_KINDS } from '../rules';
import { MAX_TYPED } from '../schema';

/** The portions of a lesson as a teacher types them, parted by commas, for one child on one day. */
export const typedLesson = z.strictObject({
  studentId: z.uuid({ error: 'notAnId' }),
  date: localDate,
  session: z.enum(DAY_SESSIONS, { error: 'unknownSession' }),
  kind: z.enum(LESSON_KINDS, { error: 'unknownKind' }),
  typed: requiredText(MAX_TYPED),
});

/** A button that applies what was likely meant. `typed`: what then stands in the field. */
export type RepairOffer = { readonly label: string } & (
  | { readonly do: 'typed'; readonly typed: string }
  | { readonly do: 'skip' | 'present' }
);

/** One portion as it was understood, or why it was not. */
export interface PortionRead {
  readonly typed: string;
  /** `Al-Ma’idah 15–20 · page 110` */
  readonly text?: string;
  readonly problem?: string;
  readonly repair?: RepairOffer;
}

export interface CustomBroken {
  readonly code: Custom;
  readonly sentence: string;
  readonly repair: RepairOffer;
}

/** A lesson read back to the one who typed it, in their language. */
export interface Reading {
  readonly parts: readonly PortionRead[];
  /** When all of it was understood. */
  readonly lesson?: { readonly portions: readonly number[]; readonly label: string; readonly detail: string };
  readonly customs: readonly CustomBroken[];
}
