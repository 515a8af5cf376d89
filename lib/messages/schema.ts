import { z } from 'zod';
import { localDate, searchText } from '@/lib/core/text';

export const DELIVERY_STATES = ['QUEUED', 'SENT', 'DELIVERED', 'READ', 'FAILED', 'SUPPRESSED'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What the log tells apart. */
export const MESSAGE_KINDS = [
  'DAILY_REPORT',
  'ABSENCE_ALERT',
  'TEST_RESULT',
  'WEEKLY_REPORT',
  'WELCOME',
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** The log's address; anything not understood falls back to the whole log. */
export const messageLog = z.object({
  q: searchText,
  state: z.enum(DELIVERY_STATES).or(z.literal('')).catch(''),
  kind: z.enum(MESSAGE_KINDS).or(z.literal('')).catch(''),
  day: localDate.or(z.literal('')).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
  /** The office has just sent something to many. */
  asked: z.literal('1').or(z.literal('')).catch(''),
});
export type MessageLog = z.output<typeof messageLog>;

/** Whose messages, and the moment at which they are worked on. */
export type Of = { institutionId: string; now: Date };
