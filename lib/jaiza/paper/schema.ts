import { z } from 'zod';
import { MARK_KINDS, MAX_MARK, type MarkKind } from '../rules';

const count = z.coerce
  .number({ error: 'notACount' })
  .int({ error: 'notACount' })
  .min(0, { error: 'notACount' })
  .max(MAX_MARK, { error: 'tooManyMarks' })
  .default(0);
type Counts = Record<MarkKind, typeof count>;

/** Drawing a paper, or opening the one that is drawn. */
export const openPaper = z.strictObject({ testId: z.uuid() });

/** What stands at one question now: whole counts, so that sending it twice says the same. */
export const markQuestion = z.strictObject({
  testId: z.uuid(),
  /** From 0. */
  question: z.coerce.number().int().min(0).max(39),
  heard: z.literal('on').optional(),
  ...(Object.fromEntries(MARK_KINDS.map((kind) => [kind, count])) as Counts),
  /** Where the form without script goes on to; absent when the page stays. */
  next: z.coerce.number().int().min(0).max(40).optional(),
});
export type MarkQuestion = z.output<typeof markQuestion>;

/** The address of a paper: the question in sight, from 1. */
export const paperAddress = z.object({ q: z.coerce.number().int().min(1).max(40).catch(1) });
