import { z } from 'zod';
import { areInOrder, type TermStarts, USUAL_TERMS } from './rules';

const start = z.strictObject({
  month: z.coerce
    .number({ error: 'monthRange' })
    .int('monthRange')
    .min(1, 'monthRange')
    .max(12, 'monthRange'),
  day: z.coerce.number({ error: 'dayRange' }).int('dayRange').min(1, 'dayRange').max(30, 'dayRange'),
});

/** The form at /admin/settings/terms, and the section as stored. */
export const termsForm = z.strictObject({
  starts: z.tuple([start, start, start]).superRefine((starts, ctx) => {
    if (!areInOrder(starts)) ctx.addIssue({ code: 'custom', message: 'termsOrder', path: [1, 'month'] });
  }),
});
export type TermsForm = z.output<typeof termsForm>;

/** The section as the institution kept it; what is missing or no longer fits is the usual. */
export function readTerms(section: unknown): TermStarts {
  const kept = termsForm.safeParse(section);
  return kept.success ? kept.data.starts : USUAL_TERMS;
}
