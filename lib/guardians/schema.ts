import { z } from 'zod';
import { cleanText, requiredText } from '@/lib/core/text';
import { LANGUAGES, RELATIONS, type Relation, SAME_PERSON } from './rules';

const checkbox = z
  .literal('on')
  .optional()
  .transform((value) => value === 'on');
const id = z.uuid({ error: 'notAnId' });
const phone = cleanText(40).optional();
const language = z.enum(LANGUAGES, { error: 'unknownChoice' });
const relation = z.enum(RELATIONS, { error: 'unknownChoice' });

/** A guardian as an enrolment names one: by a number that is known already, or new with a name. */
export const guardianEntry = z.strictObject({
  name: cleanText(120).optional(),
  nativeName: cleanText(120).optional(),
  phone,
  relation,
  language,
  receivesMessages: checkbox,
  /** The answer when the number is somebody's of another name. */
  person: z.enum(SAME_PERSON, { error: 'unknownChoice' }).optional(),
});
export type GuardianEntry = z.output<typeof guardianEntry>;

/** An entry in which nobody was named is an empty part of the form, not a fault. */
export const guardianEntries = z
  .array(guardianEntry)
  .max(4, { error: 'tooMany' })
  .default([])
  .transform((entries) => entries.map((entry, at) => ({ ...entry, at })).filter((e) => e.name || e.phone));

export const addGuardian = z.strictObject({ studentId: id, ...guardianEntry.shape });

export const editGuardianship = z.strictObject({
  id,
  updatedAt: z.iso.datetime({ error: 'notUnderstood' }),
  relation,
  isPrimary: checkbox,
  receivesMessages: checkbox,
  optedOut: checkbox,
});
export type EditGuardianship = z.output<typeof editGuardianship>;

export const removeGuardianship = z.strictObject({ id });

export const editGuardian = z.strictObject({
  id,
  updatedAt: z.iso.datetime({ error: 'notUnderstood' }),
  name: requiredText(120),
  nativeName: cleanText(120).optional(),
  language,
  phone,
  otherPhone: phone,
  email: z.email({ error: 'emailInvalid' }).max(200, { error: 'tooLong' }).optional(),
});
export type EditGuardian = z.output<typeof editGuardian>;

export const confirmNumber = z.strictObject({ guardianId: id, numberId: id });

/** A number that somebody answered to be wrong. `id`: of the number. */
export type WrongNumber = { id: string; phone: string };

export type GuardianChild = {
  linkId: string;
  id: string;
  name: string;
  nativeName: string | null;
  rollNo: string | null;
  status: string;
  halqa: string | null;
  halqaNative: string | null;
  relation: Relation;
  receivesMessages: boolean;
  optedOutAt: string | null;
};
export type GuardianPage = {
  id: string;
  name: string;
  nativeName: string | null;
  language: string;
  /** ISO instant, to the millisecond */
  updatedAt: string;
  /** Has signed in with a code at least once. */
  signsIn: boolean;
  /** E.164 and addresses, the primary one first. */
  phones: string[];
  emails: string[];
  wrongPhones: WrongNumber[];
  /** Others with a number of theirs: one phone opens the children of all of them. */
  sharesPhone: { id: string; name: string }[];
  children: GuardianChild[];
};
