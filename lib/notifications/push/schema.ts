import { z } from 'zod';

const key = (length: number) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]+=*$/)
    .min(length)
    .max(200);

/** A browser as `PushSubscription.toJSON()` names it. */
export const joinDevice = z.strictObject({
  endpoint: z.url({ error: 'badEndpoint' }).max(1000, { error: 'badEndpoint' }),
  p256dh: key(80),
  auth: key(20),
  language: z.enum(['en', 'ur', 'ar']),
});
export type JoinDevice = z.output<typeof joinDevice>;

export const leaveDevice = z.strictObject({ endpoint: z.url().max(1000).optional() });
export type LeaveDevice = z.output<typeof leaveDevice>;

export const pushJob = z.object({
  conversationId: z.uuid().optional(),
  side: z.enum(['FAMILY', 'SCHOOL']).optional(),
  noticeId: z.uuid().optional(),
  /** A message that stands in the portal alone. */
  deliveryId: z.uuid().optional(),
  /** Of a try again: the one device, and how many there were. */
  only: z.uuid().optional(),
  tries: z.coerce.number().int().optional(),
});
export type PushJob = z.output<typeof pushJob>;

/** How many browsers are told, and the key by which a further one joins; none where the house has no key. */
export type Devices = { count: number; key: string | undefined };
