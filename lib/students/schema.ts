import { z } from 'zod';
import { cleanText, localDate, requiredText } from '@/lib/core/text';
import { DIRECTIONS } from '@/lib/lessons/rules';
import { GENDERS, NOTE_KINDS, STUDENT_MUSHAFS } from './rules';

const id = z.uuid({ error: 'notAnId' });
/** The row's `updatedAt` as the form saw it: another one in the database means somebody was faster. */
export const seenAt = z.iso.datetime({ error: 'notUnderstood' });

/** What is known of the child itself; the same in enrolment and correction. */
export const childFields = {
  name: requiredText(120),
  nativeName: cleanText(120).optional(),
  rollNo: cleanText(40).optional(),
  bornOn: localDate.optional(),
  gender: z.enum(GENDERS, { error: 'unknownChoice' }).optional(),
  mushaf: z.enum(STUDENT_MUSHAFS, { error: 'unknownChoice' }).optional(),
  direction: z.enum(DIRECTIONS, { error: 'unknownChoice' }),
  startJuz: z.coerce
    .number({ error: 'notANumber' })
    .int({ error: 'notANumber' })
    .min(1, { error: 'startJuzRange' })
    .max(30, { error: 'startJuzRange' }),
};

export const editStudent = z.strictObject({ id, updatedAt: seenAt, ...childFields });
export type EditStudent = z.output<typeof editStudent>;

export const addNote = z.strictObject({
  id,
  studentId: id,
  kind: z.enum(NOTE_KINDS, { error: 'unknownChoice' }),
  body: cleanText(1000, { lines: 'many' }).min(1, { error: 'required' }),
});
export type AddNote = z.output<typeof addNote>;

export const removeNote = z.strictObject({ id, studentId: id });
