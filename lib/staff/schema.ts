import { z } from 'zod';
import { findableName } from '@/lib/campuses/schema';
import { cleanText, localDate, searchText } from '@/lib/core/text';

/** Ticked boxes of one name: none, one or several. */
const ticked = z.preprocess(
  (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
  z.array(z.uuid({ error: 'notInList' })).max(100),
);

const fields = {
  name: findableName,
  nativeName: cleanText(80).optional(),
  phone: cleanText(40).optional(),
  email: z.email({ error: 'emailInvalid' }).max(254).optional(),
  qualification: cleanText(120).optional(),
  joinedOn: localDate.optional(),
  halqaIds: ticked,
};

export const createStaff = z.strictObject({ id: z.uuid(), ...fields });
export type CreateStaff = z.output<typeof createStaff>;

export const editStaff = z.strictObject({ id: z.uuid(), updatedAt: z.iso.datetime(), ...fields });
export type EditStaff = z.output<typeof editStaff>;

/** One member of staff, named by the form's own hidden field. */
export const oneStaff = z.strictObject({ id: z.uuid() });
export type OneStaff = z.output<typeof oneStaff>;

export const STAFF_SORTS = ['name', '-name', 'joined', '-joined'] as const;

/** The list's address; anything not understood falls back to those in service. */
export const staffList = z.object({
  q: searchText,
  status: z.enum(['', 'LEFT', 'ALL']).catch(''),
  halqa: z.enum(['', 'none']).catch(''),
  /** `none`: in service, but cannot sign in yet. */
  access: z.enum(['', 'none']).catch(''),
  sort: z.enum(STAFF_SORTS).catch('name'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type StaffList = z.output<typeof staffList>;
