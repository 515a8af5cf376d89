import { z } from 'zod';
import { normaliseName } from '@/lib/core/name';
import { cleanText, requiredText, searchText } from '@/lib/core/text';

/** A name that can be searched and told apart: something must be left of it once it is folded. */
export const findableName = requiredText(80).refine((name) => normaliseName(name) !== '', {
  error: 'nameWithoutLetters',
});

const fields = {
  name: findableName,
  nativeName: cleanText(80).optional(),
  address: cleanText(200, { lines: 'many' }).optional(),
};

export const createCampus = z.strictObject({ id: z.uuid(), ...fields });
export type CreateCampus = z.output<typeof createCampus>;

/** `updatedAt` is what the form was drawn from: a campus changed since then is not written over. */
export const editCampus = z.strictObject({ id: z.uuid(), updatedAt: z.iso.datetime(), ...fields });
export type EditCampus = z.output<typeof editCampus>;

export const CAMPUS_SORTS = ['name', '-name', 'halqas', '-halqas'] as const;

/** The list's address; anything not understood falls back to the whole list. */
export const campusList = z.object({
  q: searchText,
  sort: z.enum(CAMPUS_SORTS).catch('name'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type CampusList = z.output<typeof campusList>;
