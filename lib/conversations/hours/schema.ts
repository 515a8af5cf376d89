import { z } from 'zod';
import { defaultHours, type Hours } from './rules';

/** `08:30` as minutes of the day. */
const clock = z
  .string({ error: 'notAnHour' })
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'notAnHour' })
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));

export const minutesText = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const box = z.literal('on').optional();

/** The form of the hours. Messages are codes of the catalogue `conversations.errors`. */
export const hoursForm = z
  .strictObject({
    office: box,
    ustadh: box,
    days: z
      .union([z.string(), z.array(z.string())])
      .optional()
      .transform((given) => [given ?? []].flat())
      .pipe(z.array(z.enum(['0', '1', '2', '3', '4', '5', '6'])).min(1, { error: 'noDay' })),
    from: clock,
    to: clock,
  })
  .refine(({ from, to }) => from < to, { error: 'endsBeforeItBegins', path: ['to'] })
  .transform(
    ({ office, ustadh, days, from, to }): Hours => ({
      office: office === 'on',
      ustadh: ustadh === 'on',
      days: [...new Set(days.map(Number))].sort(),
      from,
      to,
    }),
  );

const minute = z.number().int().min(0).max(1440);
const kept = z.object({
  office: z.boolean(),
  ustadh: z.boolean(),
  days: z.array(z.number().int().min(0).max(6)),
  from: minute,
  to: minute,
});

/** The hours as they are kept; where nothing fit is kept, the default's. */
export const readHours = (section: unknown, weeklyHoliday: number): Hours =>
  kept.safeParse(section).data ?? defaultHours(weeklyHoliday);
