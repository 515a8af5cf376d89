import { z } from 'zod';
import { localDate, requiredText } from '@/lib/core/text';
import { guardianEntries } from '@/lib/guardians/schema';
import { PROGRAMMES } from '../rules';
import { childFields, seenAt } from '../schema';

const id = z.uuid({ error: 'notAnId' });
const programme = z.enum(PROGRAMMES, { error: 'unknownChoice' });
const halqaId = z.uuid({ error: 'required' });
const heldText = z.string().max(500, { error: 'tooLong' });

export const enrolStudent = z.strictObject({
  /** Made by the server for the form: the same id again is the same enrolment. */
  id,
  ...childFields,
  programme,
  halqaId,
  admittedOn: localDate,
  held: heldText.optional(),
  guardians: guardianEntries,
  attested: z.literal('on', { error: 'mustAttest' }),
});
export type EnrolStudent = z.output<typeof enrolStudent>;

const move = { id, updatedAt: seenAt, date: localDate, reason: requiredText(200) };

/** To another halqa, another programme, or both. */
export const transferStudent = z.strictObject({ ...move, halqaId, programme });
export type TransferStudent = z.output<typeof transferStudent>;

export const leaveStudent = z.strictObject(move);
export type LeaveStudent = z.output<typeof leaveStudent>;

export const returnStudent = z.strictObject({ id, updatedAt: seenAt, date: localDate, halqaId, programme });
export type ReturnStudent = z.output<typeof returnStudent>;

/** What a child brings, told after the enrolment: what sits firmly, what is shaky, what is rusty. */
export const placeStudent = z
  .strictObject({
    id,
    studentId: id,
    held: heldText.optional(),
    shaky: heldText.optional(),
    rusty: heldText.optional(),
  })
  .refine(({ held, shaky, rusty }) => held || shaky || rusty, { path: ['held'], error: 'required' });
export type PlaceStudent = z.output<typeof placeStudent>;
