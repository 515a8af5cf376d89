import { z } from 'zod';
import { DAY_SESSIONS } from '@/lib/attendance/rules';
import { correctionReason, said } from '@/lib/attendance/schema';
import { cleanText, localDate } from '@/lib/core/text';
import { isFlatPortions } from '@/lib/quran/range-set';
import { CUSTOMS } from './customs/schema';
import { GRADES, LESSON_KINDS, LISTENERS, MAX_MISTAKES, MAX_PORTIONS, mayBeNamed } from './rules';

export const MAX_LESSON_ENTRIES = 20;
/** Of all portions of a lesson, as typed. */
export const MAX_TYPED = 200;

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

const lessonEntry = z
  .strictObject({
    /** Made by the client: the same id again is a correction of the same record, never a second lesson. */
    id: z.uuidv7({ error: 'notAnId' }),
    kind: z.enum(LESSON_KINDS, { error: 'unknownKind' }),
    portions,
    grade: z.enum(GRADES, { error: 'unknownGrade' }),
    mistakes: z.strictObject({ atak: count, lahnJali: count, lahnKhafi: count, tajweed: count }),
    remark: cleanText(500, { lines: 'many' }).optional(),
    listener: z.enum(LISTENERS, { error: 'unknownListener' }),
    /** How the range was typed ("page 77"): a note, the portions are what counts. */
    enteredAs: cleanText(MAX_TYPED).optional(),
    /** Who listened, when that was no teacher: the name of a senior student, an uncle, an examiner. */
    heardBy: cleanText(80).optional(),
    /** Customs on which the teacher insists. Left out by phones that do not know them: then nothing is refused for one. */
    insisted: z
      .array(z.enum(CUSTOMS, { error: 'notInList' }))
      .max(CUSTOMS.length)
      .optional(),
  })
  .refine(({ listener, heardBy }) => !heardBy || mayBeNamed(listener), {
    path: ['heardBy'],
    error: 'listenerNamed',
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
    entries: z.array(lessonEntry).max(MAX_LESSON_ENTRIES, { error: 'tooManyEntries' }),
    /** Kinds that were heard by mistake, of this child in this session: taken out of the register. */
    unheard: z
      .array(z.enum(LESSON_KINDS, { error: 'unknownKind' }))
      .max(LESSON_KINDS.length)
      .optional(),
  })
  .refine(({ entries, unheard = [] }) => entries.length + unheard.length > 0, {
    path: ['entries'],
    error: 'noEntries',
  })
  .refine(
    ({ entries, unheard = [] }) =>
      new Set([...entries.map(({ kind }) => kind), ...unheard]).size === entries.length + unheard.length,
    { path: ['entries'], error: 'kindTwice' },
  )
  .refine(({ entries }) => new Set(entries.map((entry) => entry.id)).size === entries.length, {
    path: ['entries'],
    error: 'idTwice',
  });

export type RecordLessons = z.infer<typeof recordLessons>;
export type LessonEntry = z.infer<typeof lessonEntry>;

/** The address of a day and its session: `?date=&session=`. What is no date is today, what is no session the one that runs. */
export const sweepAddress = z.object({
  date: localDate.optional().catch(undefined),
  session: z.enum(DAY_SESSIONS).optional().catch(undefined),
});
