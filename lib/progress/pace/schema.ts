import { z } from 'zod';
import { PACE_BANDS, PACE_GRADES, type PaceBand, type PaceNorms, USUAL_NORMS } from './rules';

const days = z.coerce
  .number({ error: 'daysWhole' })
  .int('daysWhole')
  .min(1, 'daysRange')
  .max(400, 'daysRange');

/** Days of one band, best darja first; each may only be slower than the one before. */
const row = z
  .array(days)
  .length(PACE_GRADES.length)
  .superRefine((list, ctx) => {
    list.forEach((most, i) => {
      if (i > 0 && most < list[i - 1]!) ctx.addIssue({ code: 'custom', message: 'daysAscending', path: [i] });
    });
  });

const norms = z.strictObject(
  Object.fromEntries(PACE_BANDS.map(({ key }) => [key, row])) as Record<PaceBand, typeof row>,
);

/** The form at /admin/settings/progress. */
export const progressForm = z.strictObject({ norms });
export type ProgressForm = z.output<typeof progressForm>;

/** The section as stored; what is missing or damaged is the usual. */
const stored = z
  .object({ norms: norms.catch({ ...USUAL_NORMS } as never) })
  .catch({ norms: { ...USUAL_NORMS } as never });

export function readNorms(section: unknown): PaceNorms {
  return stored.parse(section ?? {}).norms;
}
