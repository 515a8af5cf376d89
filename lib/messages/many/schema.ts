import { z } from 'zod';

/** What the office may send to many at once: of the closed list, nothing else. */
export const MANY_KINDS = ['WEEKLY_REPORT', 'WELCOME'] as const;

const halqa = z.uuid().or(z.literal(''));

/** The page's address; anything not understood is the whole institution. */
export const manyQuery = z.object({
  kind: z.enum(MANY_KINDS).catch('WEEKLY_REPORT'),
  halqa: halqa.catch(''),
});
export type ManyQuery = z.output<typeof manyQuery>;
export const manyForm = z.strictObject({ kind: z.enum(MANY_KINDS), halqa: halqa.default('') });
