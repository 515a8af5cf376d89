import { z } from 'zod';
import { messageLanguages } from '@/lib/adapters/messaging/port';
import { SENT_KINDS } from '../kinds/schema';

/** How messages come to a guardian who has a number and an e-mail address. */
export const MESSAGE_WAYS = ['WHATSAPP', 'EMAIL'] as const;

const wanted = z
  .literal('on')
  .optional()
  .transform((value) => value === 'on');

/** What a guardian wants to hear, and in which language; a kind without its tick is not wanted. */
export const wishesForm = z.strictObject({
  language: z.enum(messageLanguages),
  /** Asked only of who has both. */
  way: z.enum(MESSAGE_WAYS).optional(),
  wants: wanted,
  /** The tick as the form showed it: only one that was changed says anything. */
  shown: wanted,
  kinds: z
    .array(z.enum(SENT_KINDS))
    .or(z.enum(SENT_KINDS).transform((one) => [one]))
    .default([]),
});
export type WishesForm = z.output<typeof wishesForm>;
