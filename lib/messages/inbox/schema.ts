import { z } from 'zod';
import { ACCOUNT_STATES, QUALITIES } from '../watch/schema';

const text = z.string();
const id = z.union([z.string(), z.number()]).transform(String);
/** Good to know when it is there and of the shape it should have; an odd one spoils nothing else. */
const aside = text.optional().catch(undefined);

/** What Meta posts, as far as we use it; it may bring more at any time. */
const status = z.object({
  id: text,
  status: z.enum(['sent', 'delivered', 'read', 'played', 'failed']),
  timestamp: text.optional(),
  recipient_id: text.optional(),
  biz_opaque_callback_data: text.optional(),
  errors: z.array(z.object({ code: z.number() })).optional(),
});
const message = z.object({
  from: text.optional(),
  id: text,
  timestamp: text.optional(),
  type: text,
  text: z.object({ body: text }).optional(),
  button: z.object({ payload: text.optional(), text: text.optional() }).optional(),
  context: z.object({ id: text.optional() }).optional(),
});
const restriction = z.object({
  restriction_type: text,
  expiration: z.union([z.number(), text]).optional().catch(undefined),
});
/** Unknown shapes inside a list are left out, the others taken. */
const each = <T>(shape: z.ZodType<T>) =>
  z.array(z.unknown()).transform((list) =>
    list.flatMap((item) => {
      const read = shape.safeParse(item);
      return read.success ? [read.data] : [];
    }),
  );
export const metaHook = z.object({
  object: z.literal('whatsapp_business_account'),
  entry: z.array(
    z.object({
      id,
      time: z.number().optional().catch(undefined),
      changes: z.array(
        z.object({
          field: text,
          value: z.object({
            metadata: z.object({ phone_number_id: id }).optional(),
            statuses: each(status).optional(),
            messages: each(message).optional(),
            event: aside,
            message_template_name: aside,
            message_template_language: aside,
            message_template_category: aside,
            reason: text.nullish().catch(undefined),
            new_category: aside,
            new_quality_score: aside,
            display_phone_number: aside,
            current_limit: aside,
            max_daily_conversations_per_business: aside,
            max_daily_conversation_per_phone: z.number().int().optional().catch(undefined),
            restriction_info: each(restriction).optional().catch(undefined),
            violation_info: z.object({ violation_type: text }).optional().catch(undefined),
            ban_info: z.object({ waba_ban_state: text }).optional().catch(undefined),
          }),
        }),
      ),
    }),
  ),
});
export type MetaHook = z.output<typeof metaHook>;

export const ultramsgHook = z.object({
  event_type: text,
  instanceId: id,
  id: id.optional(),
  referenceId: text.optional(),
  data: z.object({
    id: text,
    from: text.optional(),
    ack: text.optional(),
    type: text.optional(),
    body: text.optional(),
    fromMe: z.boolean().optional(),
  }),
});
export type UltramsgHook = z.output<typeof ultramsgHook>;

/** An event as it lies in the inbox: of what a person wrote only the word that means something here. */
export const inboxEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('status'),
    ref: text,
    key: z.uuid().nullable(),
    state: z.enum(['SENT', 'DELIVERED', 'READ', 'FAILED']),
    code: z.number().nullable(),
    phone: text.nullable(),
  }),
  z.object({
    type: z.literal('said'),
    phone: text.nullable(),
    /** Our message that it answers. */
    to: text.nullable(),
    word: z.enum(['STOP', 'START', 'WRONG']).nullable(),
    at: z.iso.datetime(),
  }),
  z.object({
    type: z.literal('template'),
    name: text,
    language: text,
    at: z.iso.datetime(),
    state: z.enum(['PENDING', 'APPROVED', 'REJECTED', 'PAUSED', 'DISABLED']).nullable(),
    category: text.nullable(),
    reason: text.nullable(),
    quality: z.enum(QUALITIES).nullable(),
  }),
  z.object({
    type: z.literal('number'),
    /** Digits; null of what holds for every number of the account. */
    number: text.nullable(),
    at: z.iso.datetime(),
    quality: z.enum(QUALITIES).nullable(),
    /** People a day, 0 without limit. */
    dailyLimit: z.number().int().nonnegative().nullable(),
    perSecond: z.number().int().positive().nullable(),
  }),
  z.object({
    type: z.literal('account'),
    at: z.iso.datetime(),
    account: z.enum(ACCOUNT_STATES),
    why: text.nullable(),
    until: z.iso.datetime().nullable(),
  }),
]);
export type InboxEvent = z.output<typeof inboxEvent>;
