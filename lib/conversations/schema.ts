import { z } from 'zod';
import { cleanText, requiredText } from '@/lib/core/text';

export const DESKS = ['OFFICE', 'USTADH'] as const;
export type Desk = (typeof DESKS)[number];
export type Side = 'FAMILY' | 'SCHOOL';
export type ConversationState = 'OPEN' | 'CLOSED';

export const MOST_WORDS = 4000;
const words = (max: number) =>
  z.string({ error: 'empty' }).pipe(cleanText(max, { lines: 'many' }).min(1, { error: 'empty' }));
const subject = z.string({ error: 'empty' }).pipe(requiredText(120));

/** A family's first message about a child. The ids are the page's: sent twice, it is there once. */
export const askSchool = z.strictObject({
  id: z.uuid(),
  messageId: z.uuid(),
  studentId: z.uuid({ error: 'whichChild' }),
  desk: z.enum(DESKS, { error: 'whichDesk' }),
  subject,
  body: words(MOST_WORDS),
});
export type AskSchool = z.output<typeof askSchool>;

/** The school's first message to one guardian of a child. */
export const writeToFamily = z.strictObject({
  id: z.uuid(),
  messageId: z.uuid(),
  studentId: z.uuid(),
  guardianId: z.uuid({ error: 'whichGuardian' }),
  subject,
  body: words(MOST_WORDS),
});
export type WriteToFamily = z.output<typeof writeToFamily>;

export const say = z.strictObject({ id: z.uuid(), conversationId: z.uuid(), body: words(MOST_WORDS) });
export type Say = z.output<typeof say>;

export const noteInside = z.strictObject({ id: z.uuid(), conversationId: z.uuid(), body: words(2000) });
export type NoteInside = z.output<typeof noteInside>;

export const setState = z.strictObject({ conversationId: z.uuid(), state: z.enum(['OPEN', 'CLOSED']) });
export type SetState = z.output<typeof setState>;

/** The address of a list. */
export const conversationList = z.object({
  show: z.enum(['', 'unread', 'closed']).catch(''),
  desk: z.enum(['', ...DESKS]).catch(''),
  page: z.coerce.number().int().min(1).max(500).catch(1),
});
export type ConversationList = z.output<typeof conversationList>;

/** A new conversation of the school's begins at a child. */
export const aboutChild = z.object({ student: z.uuid().optional().catch(undefined) });
