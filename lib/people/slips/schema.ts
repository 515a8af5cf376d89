import { z } from 'zod';
import { locales } from '@/lib/core/i18n/locale';

export const SLIP_KINDS = ['guardian', 'staff'] as const;

/** For whom, by which of their numbers or addresses, in which language. */
export const slipForm = z.strictObject({
  kind: z.enum(SLIP_KINDS),
  id: z.uuid(),
  login: z.string().max(254, { error: 'tooLong' }),
  language: z.enum(locales, { error: 'notInList' }),
});
export type SlipForm = z.output<typeof slipForm>;
export type SlipKind = SlipForm['kind'];
