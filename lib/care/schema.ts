import { z } from 'zod';
import { localDate, requiredText } from '@/lib/core/text';
import { REASONS } from './rules';

/** The address of the list: all that wait, unless asked otherwise. */
export const careList = z.object({
  halqa: z.union([z.literal(''), z.uuid()]).catch(''),
  reason: z.enum(['', ...REASONS]).catch(''),
  show: z.enum(['', 'spoken', 'all']).catch(''),
});
export type CareList = z.output<typeof careList>;

/** The calling sheet; `phones=hidden` for a sheet that lies about. */
export const sheetAddress = careList.extend({ phones: z.enum(['', 'hidden']).catch('') });

/** That somebody spoke about a child: when, why and what was said. */
export const markSpoken = z.strictObject({
  id: z.uuid(),
  studentId: z.uuid(),
  reasons: z.preprocess(
    (one) => (typeof one === 'string' ? one.split(',') : one),
    z.array(z.enum(REASONS)).min(1).max(REASONS.length),
  ),
  spokenOn: localDate,
  note: z.string({ error: 'required' }).pipe(requiredText(500)),
});
export type MarkSpoken = z.output<typeof markSpoken>;
