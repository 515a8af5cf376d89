import { z } from 'zod';
import { requiredText } from '@/lib/core/text';

/** A slip as the ustadh writes it: where the child was, and where the tongue went; both `2:62` or a drill's own pair. */
export const logSlip = z.strictObject({
  /** Made by the server with the form: sent twice, it is one slip. */
  id: z.uuidv7(),
  studentId: z.uuid(),
  at: z.string({ error: 'required' }).pipe(requiredText(20)),
  to: z.string({ error: 'required' }).pipe(requiredText(20)),
});
export type LogSlip = z.output<typeof logSlip>;

/** One that was written down by mistake today. */
export const takeBackSlip = z.strictObject({ id: z.uuid(), studentId: z.uuid() });
export type TakeBackSlip = z.output<typeof takeBackSlip>;

/** The page of drills: which juz, and how far. */
export const drillAddress = z.object({
  juz: z.coerce.number().int().min(1).max(30).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(500).catch(1),
});
