import { z } from 'zod';
import { DAY_SESSIONS } from '@/lib/attendance/rules';
import { correctionReason } from '@/lib/attendance/schema';
import { cleanText, localDate, requiredText } from '@/lib/core/text';
import { CUSTOMS, type Custom } from '../customs/schema';
import { GRADES, LESSON_KINDS, LISTENERS, MAX_MISTAKES, mayBeNamed } from '../rules';
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

const count = z.coerce
  .number({ error: 'notACount' })
  .int({ error: 'notACount' })
  .min(0, { error: 'notACount' })
  .max(MAX_MISTAKES, { error: 'tooManyMistakes' })
  .default(0);

/** A lesson on its own page: `intent` is the button that was pressed, to save or only to change what is typed. */
export const lessonForm = z
  .strictObject({
    intent: z.string().max(40).default('save'),
    id: z.uuidv7({ error: 'notAnId' }),
    halqaId: z.uuid({ error: 'notAnId' }),
    ...typedLesson.shape,
    typed: cleanText(MAX_TYPED).default(''),
    mistakes: z.strictObject({ atak: count, lahnJali: count, lahnKhafi: count, tajweed: count }).prefault({}),
    /** Left out: as proposed. */
    grade: z.enum(GRADES, { error: 'unknownGrade' }).optional(),
    listener: z.enum(LISTENERS, { error: 'unknownListener' }),
    heardBy: cleanText(80).optional(),
    remark: cleanText(500, { lines: 'many' }).optional(),
    correctionReason,
    insisted: z.preprocess((codes) => [codes ?? []].flat(), z.array(z.enum(CUSTOMS))),
    /** The absence was the slip. */
    present: z.literal('on').optional(),
  })
  .refine(({ listener, heardBy }) => !heardBy || mayBeNamed(listener), {
    path: ['heardBy'],
    error: 'listenerNamed',
  });
export type LessonForm = z.output<typeof lessonForm>;

/** What pressing a button of the lesson's page came to: saved, left alone, or asked back. */
export type FormAnswer =
  | { readonly done: 'saved' | 'left' }
  | { readonly done: 'asked'; readonly typed: string; readonly reading: Reading; readonly present: boolean };

/** The address of a lesson: `?date=&kind=&session=`. What does not fit is today's usual one. */
export const lessonAddress = z.object({
  date: localDate.optional().catch(undefined),
  kind: z.enum(LESSON_KINDS).optional().catch(undefined),
  session: z.enum(DAY_SESSIONS).optional().catch(undefined),
});
