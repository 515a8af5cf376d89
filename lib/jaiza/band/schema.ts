import { z } from 'zod';
import { requiredText } from '@/lib/core/text';
import { BAND_ACTS } from './rules';

/** Stops a child's sabaq, or lets it go on: proposed by the ustadh, done at once by the head. */
export const proposeBand = z.strictObject({
  /** Made by the server with the form. */
  id: z.uuid(),
  studentId: z.uuid(),
  act: z.enum(BAND_ACTS, { error: 'notInList' }),
  reason: z.string({ error: 'reasonNeeded' }).pipe(requiredText(300)),
});
export type ProposeBand = z.output<typeof proposeBand>;

/** The head's word on a proposal. */
export const decideBand = z.strictObject({
  id: z.uuid(),
  decision: z.enum(['APPROVED', 'DECLINED'], { error: 'notInList' }),
  /** Where to return to. */
  from: z.enum(['queue', 'student']).optional(),
});
export type DecideBand = z.output<typeof decideBand>;
