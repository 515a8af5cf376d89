import { z } from 'zod';
import { findableName } from '@/lib/campuses/schema';
import { cleanText, requiredText, searchText } from '@/lib/core/text';
import { OFFICE_ROLES } from './rules';

const name = { name: findableName, nativeName: cleanText(80).optional() };

/** A campus goes with the role of a campus office and with no other; one chosen beside another role is let go. */
const rolePlace = {
  role: z.enum(OFFICE_ROLES, { error: 'notInList' }),
  campusId: z.uuid({ error: 'notInList' }).optional(),
};
type RolePlace = { role: string; campusId?: string | undefined };
const ownCampus = ({ role, campusId }: RolePlace) => role !== 'campus_admin' || campusId !== undefined;
const noCampus = { error: 'campusNeeded', path: ['campusId'] };
const fitted = <Input extends RolePlace>(input: Input) => ({
  ...input,
  campusId: input.role === 'campus_admin' ? input.campusId : undefined,
});

/** `id` is the member of staff whom the invitation takes in, made by the server with the form. */
export const invitePerson = z
  .strictObject({
    id: z.uuid(),
    ...name,
    email: z.email({ error: 'emailInvalid' }).max(254, { error: 'tooLong' }).optional(),
    phone: cleanText(40).optional(),
    ...rolePlace,
  })
  .refine(ownCampus, noCampus)
  .refine(({ email, phone }) => email !== undefined || phone !== undefined, {
    error: 'contactNeeded',
    path: ['email'],
  })
  .transform(fitted);
export type InvitePerson = z.output<typeof invitePerson>;

/** One membership or one invitation, named by the form's own hidden field. */
export const onePerson = z.strictObject({ id: z.uuid() });
export type OnePerson = z.output<typeof onePerson>;

/** `updatedAt` is what the form was drawn from: a role changed since then is not written over. */
export const changeRole = z
  .strictObject({
    id: z.uuid(),
    updatedAt: z.iso.datetime(),
    ...rolePlace,
    reason: cleanText(200).optional(),
  })
  .refine(ownCampus, noCampus)
  .transform(fitted);
export type ChangeRole = z.output<typeof changeRole>;

/** Suspending and dismissing say why; whoever reads the trail later asks. */
export const withReason = z.strictObject({
  id: z.uuid(),
  reason: z.string({ error: 'required' }).pipe(requiredText(200)),
});
export type WithReason = z.output<typeof withReason>;

/** A name for a member who has no row among the staff, such as the founder. */
export const namePerson = z.strictObject({ id: z.uuid(), staffId: z.uuid(), ...name });
export type NamePerson = z.output<typeof namePerson>;

export const PEOPLE_SORTS = ['name', '-name', 'seen', '-seen'] as const;
/** Unnamed: everyone who is not dismissed. */
export const PEOPLE_STATES = ['ACTIVE', 'INVITED', 'SUSPENDED', 'DISMISSED', 'ALL'] as const;

/** The list's address; anything not understood falls back to everyone who belongs to the house now. */
export const peopleList = z.object({
  q: searchText,
  role: z.enum(['', ...OFFICE_ROLES]).catch(''),
  state: z.enum(['', ...PEOPLE_STATES]).catch(''),
  campus: z.union([z.literal(''), z.uuid()]).catch(''),
  factor: z.enum(['', 'none']).catch(''),
  sort: z.enum(PEOPLE_SORTS).catch('name'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type PeopleList = z.output<typeof peopleList>;
