import { z } from 'zod';
import { messageLanguages } from '@/lib/adapters/messaging/port';
import { SENT_KINDS } from '../kinds/schema';

const wanted = z
  .literal('on')
  .optional()
  .transform((value) => value === 'on');

/** What a guardian wants to hear, and in which language; a kind without its tick is not wanted. */
export const wishesForm = z.strictObject({
  language: z.enum(messageLanguages),
  wants: wanted,
  kinds: z
    .array(z.enum(SENT_KINDS))
    .or(z.enum(SENT_KINDS).transform((one) => [one]))
    .default([]),
});
export type WishesForm = z.output<typeof wishesForm>;
