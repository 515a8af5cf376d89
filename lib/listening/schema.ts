import { z } from 'zod';

export const USUAL_MINUTES = 60;
export const MOST_MINUTES = 300;

/** The address of a plan: `?minutes=`. What is no such figure is the usual hour. */
export const planAddress = z.object({
  minutes: z.coerce.number().int().min(1).max(MOST_MINUTES).catch(USUAL_MINUTES),
});
