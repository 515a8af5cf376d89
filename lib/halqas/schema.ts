import { z } from 'zod';
import { DAY_SESSIONS } from '@/lib/attendance/rules';
import { findableName } from '@/lib/campuses/schema';
import { cleanText, searchText } from '@/lib/core/text';
import { LESSON_KINDS } from '@/lib/lessons/rules';
import { PROGRAMMES } from '@/lib/students/rules';
import { inDayOrder, type SessionKinds } from './rules';

const list = <T extends z.ZodType>(one: T) => z.preprocess((value) => [value ?? []].flat(), z.array(one));
const sessionKinds = z.partialRecord(
  z.enum(DAY_SESSIONS),
  list(z.enum(LESSON_KINDS, { error: 'notInList' })),
);

/** As the halqa keeps it: {@link SessionKinds}. */
export const readSessionKinds = (kept: unknown): SessionKinds => sessionKinds.catch({}).parse(kept);

const fields = {
  name: findableName,
  nativeName: cleanText(80).optional(),
  campusId: z.uuid({ error: 'notInList' }),
  programme: z.enum(PROGRAMMES, { error: 'notInList' }),
  /** One box each; kept in the order of the day. */
  sessions: list(z.enum(DAY_SESSIONS, { error: 'notInList' })).pipe(
    z.array(z.enum(DAY_SESSIONS)).min(1, 'sessionsNone').transform(inDayOrder),
  ),
  /** Which kinds are heard in which session; a session without one hears all of the day. */
  sessionKinds: sessionKinds.default({}),
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
