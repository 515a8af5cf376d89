import { z } from 'zod';
import { DEFAULT_LIMITS, type Limits } from '../rules';

const within = (least: number, most: number) => {
  const params = { min: least, max: most };
  return z.coerce
    .number({ error: 'notAFigure' })
    .int({ error: 'notAFigure' })
    .refine((figure) => figure >= least && figure <= most, { error: 'outOfRange', params });
};

/** The form of the limits. Messages are codes of the catalogue `care.errors`. */
export const careLimits = z.strictObject({
  inRow: within(2, 14),
  inThirty: within(2, 25),
  refused: within(2, 6),
  stalledDays: within(5, 90),
  stalledHere: within(1, 25),
  fall: within(2, 40),
  quietDays: within(1, 60),
});

/** The limits as they are kept in the section `progress` of the settings; what is missing or unfit is the default's. */
export function readLimits(progress: unknown): Limits {
  const kept = z.object({ care: z.record(z.string(), z.unknown()) }).safeParse(progress).data?.care ?? {};
  const { shape } = careLimits;
  return Object.fromEntries(
    (Object.keys(shape) as (keyof Limits)[]).map((name) => [
      name,
      (typeof kept[name] === 'number' ? shape[name].safeParse(kept[name]).data : undefined) ??
        DEFAULT_LIMITS[name],
    ]),
  ) as unknown as Limits;
}
