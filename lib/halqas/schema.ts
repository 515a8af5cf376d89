import { z } from 'zod';
import { DAY_SESSIONS } from '@/lib/attendance/rules';
import { findableName } from '@/lib/campuses/schema';
import { cleanText, searchText } from '@/lib/core/text';
import { PROGRAMMES } from '@/lib/students/rules';

const fields = {
  name: findableName,
  nativeName: cleanText(80).optional(),
  campusId: z.uuid({ error: 'notInList' }),
  programme: z.enum(PROGRAMMES, { error: 'notInList' }),
  session: z.enum(DAY_SESSIONS, { error: 'notInList' }),
  capacity: z.coerce
    .number({ error: 'capacityRange' })
    .int('capacityRange')
    .min(1, 'capacityRange')
    .max(200, 'capacityRange'),
  /** Who teaches it from today; absent: nobody. */
  staffId: z.uuid({ error: 'notInList' }).optional(),
};

export const createHalqa = z.strictObject({ id: z.uuid(), ...fields });
export type CreateHalqa = z.output<typeof createHalqa>;

export const editHalqa = z.strictObject({ id: z.uuid(), updatedAt: z.iso.datetime(), ...fields });
export type EditHalqa = z.output<typeof editHalqa>;

export const HALQA_SORTS = ['name', '-name', 'campus', '-campus', 'capacity', '-capacity'] as const;

/** The list's address; anything not understood falls back to the whole list. */
export const halqaList = z.object({
  q: searchText,
  campus: z.uuid().or(z.literal('')).catch(''),
  programme: z.enum(PROGRAMMES).or(z.literal('')).catch(''),
  session: z.enum(DAY_SESSIONS).or(z.literal('')).catch(''),
  /** `none`: those without an ustadh. */
  ustadh: z.enum(['none', '']).catch(''),
  sort: z.enum(HALQA_SORTS).catch('name'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type HalqaList = z.output<typeof halqaList>;
