import { z } from 'zod';
import { cleanText, requiredText } from '@/lib/core/text';

export const NOTICE_STATES = ['WAITING', 'PUBLISHED', 'WITHDRAWN'] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

const box = z.literal('on').optional();

/** `ALL`, or a campus or halqa by its id. */
const audience = z.union([z.literal('ALL'), z.string().regex(/^(CAMPUS|HALQA):[0-9a-f-]{36}$/)], {
  error: 'whichAudience',
});

/** What is counted before it is sent, and what is sent. */
export const noticeDraft = z
  .strictObject({
    id: z.uuid(),
    audience,
    families: box,
    staff: box,
    title: z.string({ error: 'empty' }).pipe(requiredText(120)),
    body: z.string({ error: 'empty' }).pipe(cleanText(4000, { lines: 'many' }).min(1, { error: 'empty' })),
    urgent: box,
    /** On the institution's own clock; without them at once. */
    day: z.iso.date({ error: 'notADate' }).optional(),
    hour: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'notAnHour' })
      .optional(),
    /** What the sender was shown (see `shownReach`); anything else is shown anew instead of sent. */
    counted: z.string().max(200).optional(),
  })
  .refine(({ families, staff }) => families || staff, { error: 'nobody', path: ['families'] })
  .refine(({ day, hour }) => !hour || day, { error: 'whichDay', path: ['day'] });
export type NoticeDraft = z.output<typeof noticeDraft>;

export const withdrawNotice = z.strictObject({
  id: z.uuid(),
  reason: z.string({ error: 'empty' }).pipe(requiredText(300)),
});
export type WithdrawNotice = z.output<typeof withdrawNotice>;

export const acknowledgeNotice = z.strictObject({ id: z.uuid() });
export type AcknowledgeNotice = z.output<typeof acknowledgeNotice>;

export const noticeList = z.object({
  page: z.coerce.number().int().min(1).max(500).catch(1),
});
