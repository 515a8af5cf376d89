import { z } from 'zod';
import { DAY_SESSIONS } from '@/lib/attendance/rules';
import { correctionReason, said } from '@/lib/attendance/schema';
import { cleanText, localDate, requiredText } from '@/lib/core/text';
import { isFlatPortions } from '@/lib/quran/range-set';
import { GRADES, LESSON_KINDS, LISTENERS, MAX_MISTAKES, MAX_PORTIONS } from './rules';

export const MAX_LESSON_ENTRIES = 20;

/** `[from, to, from, to …]` of ayah ordinals, in the order of recital. */
export const portions = z
  .array(z.int({ error: 'notPortions' }), { error: 'notPortions' })
  .min(2, { error: 'noPortions' })
  .max(MAX_PORTIONS * 2, { error: 'tooManyPortions' })
  .refine(isFlatPortions, { error: 'notPortions' });

const count = z
  .int({ error: 'notACount' })
  .min(0, { error: 'notACount' })
  .max(MAX_MISTAKES, { error: 'tooManyMistakes' });

const lessonEntry = z.strictObject({
  /** Made by the client: the same id again is a correction of the same record, never a second lesson. */
  id: z.uuidv7({ error: 'notAnId' }),
  kind: z.enum(LESSON_KINDS, { error: 'unknownKind' }),
  portions,
  grade: z.enum(GRADES, { error: 'unknownGrade' }),
  mistakes: z.strictObject({ atak: count, lahnJali: count, lahnKhafi: count, tajweed: count }),
  remark: cleanText(500, { lines: 'many' }).optional(),
  listener: z.enum(LISTENERS, { error: 'unknownListener' }),
  /** How the range was typed ("page 77"): a note, the portions are what counts. */
  enteredAs: cleanText(80).optional(),
});

/** What one student recited in one session of a halqa. Messages are codes. */
export const recordLessons = z
  .strictObject({
    studentId: z.uuid({ error: 'notAnId' }),
    halqaId: z.uuid({ error: 'notAnId' }),
    date: localDate,
    session: z.enum(DAY_SESSIONS, { error: 'unknownSession' }),
    correctionReason,
    said,
    entries: z
      .array(lessonEntry)
      .min(1, { error: 'noEntries' })
      .max(MAX_LESSON_ENTRIES, { error: 'tooManyEntries' }),
  })
  .refine(({ entries }) => new Set(entries.map((entry) => entry.id)).size === entries.length, {
    path: ['entries'],
    error: 'idTwice',
  })
  .refine(({ entries }) => new Set(entries.map((entry) => entry.kind)).size === entries.length, {
    path: ['entries'],
    error: 'kindTwice',
  });

export type RecordLessons = z.infer<typeof recordLessons>;
export type LessonEntry = z.infer<typeof lessonEntry>;

/** A range as a teacher types it, for one child. */
export const typedPortions = z.strictObject({
  studentId: z.uuid({ error: 'notAnId' }),
  typed: requiredText(80),
});

/** The address of a day: `?date=`. What is no date is today. */
export const sweepAddress = z.object({ date: localDate.optional().catch(undefined) });
