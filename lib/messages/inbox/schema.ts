import { z } from 'zod';

const text = z.string();
const id = z.union([z.string(), z.number()]).transform(String);

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
      time: z.number().optional(),
      changes: z.array(
        z.object({
          field: text,
          value: z.object({
            metadata: z.object({ phone_number_id: id }).optional(),
            statuses: each(status).optional(),
            messages: each(message).optional(),
            event: text.optional(),
            message_template_name: text.optional(),
            message_template_language: text.optional(),
            reason: text.nullish(),
            new_category: text.optional(),
            display_phone_number: text.optional(),
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
    state: z.enum(['PENDING', 'APPROVED', 'REJECTED', 'PAUSED', 'DISABLED']).nullable(),
    category: text.nullable(),
    reason: text.nullable(),
  }),
]);
export type InboxEvent = z.output<typeof inboxEvent>;
