import { z } from 'zod';

/** Which figure's lessons a page lists; anything odd in the address lists none. */
export const evidenceQuery = z.object({
  show: z
    .string()
    .regex(/^(sabaq|pace|girdaan|juz-([1-9]|[12]\d|30))$/)
    .optional()
    .catch(undefined),
});
export type Shown = 'sabaq' | 'pace' | 'girdaan' | { readonly juz: number };

export function readShown(show: string | undefined): Shown | undefined {
  if (show === 'sabaq' || show === 'pace' || show === 'girdaan') return show;
  return show?.startsWith('juz-') ? { juz: Number(show.slice(4)) } : undefined;
}
