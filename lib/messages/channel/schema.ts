import { z } from 'zod';

const digits = z
  .string('required')
  .trim()
  .regex(/^\d{5,25}$/, 'channelId');
/** Pasted from a web page: spaces and line ends around it are not part of it. */
const secret = z
  .string('required')
  .transform((text) => text.replace(/\s+/g, ''))
  .pipe(
    z
      .string()
      .min(8, 'secretShort')
      .max(1000, 'secretLong')
      .regex(/^[\x21-\x7e]+$/, 'secretOdd'),
  );

export const metaForm = z.strictObject({
  phoneNumberId: digits,
  businessId: digits,
  token: secret,
  appSecret: secret,
});
export type MetaForm = z.output<typeof metaForm>;

export const ultramsgForm = z.strictObject({
  /** Typed as `instance1150`, `1150` or the whole address. */
  instance: z
    .string('required')
    .transform((text) => /(?:^|\/|instance)(\d{2,12})(?:\/|$)/i.exec(text.trim())?.[1] ?? '')
    .pipe(z.string().regex(/^\d{2,12}$/, 'instance'))
    .transform((number) => `instance${number}`),
  token: secret,
  risks: z.literal('yes', 'risks'),
});
export type UltramsgForm = z.output<typeof ultramsgForm>;

export const nothingForm = z.strictObject({});
export const switchForm = z.strictObject({ to: z.enum(['pause', 'resume']) });
