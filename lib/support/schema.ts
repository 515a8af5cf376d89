import { z } from 'zod';
import { cleanText, requiredText, searchText } from '@/lib/core/text';
import { VISIT_MINUTES } from './rules';

/** The institution reads the reason before it opens its door: one plain sentence, not two words. */
const MIN_REASON = 20;
const MIN_WORDS = 4;
const isSentence = (text: string) => text.length >= MIN_REASON && text.split(/\s+/).length >= MIN_WORDS;

export const askForm = z.strictObject({
  id: z.uuid({ error: 'invalid' }),
  /** The institution; the definer function looks whether it is open. */
  house: z.uuid({ error: 'invalid' }),
  ticket: requiredText(40),
  reason: cleanText(1000, { lines: 'many' }).refine(isSentence, { error: 'reasonShort' }),
});
export type AskForm = z.output<typeof askForm>;

export const agreementForm = z.strictObject({ agree: z.enum(['yes', 'no'], { error: 'notInList' }) });
export type AgreementForm = z.output<typeof agreementForm>;

/** One request or visit, named by the form's own hidden field. */
export const oneGrant = z.strictObject({ id: z.uuid({ error: 'invalid' }) });
export type OneGrant = z.output<typeof oneGrant>;

export const approveForm = z.strictObject({
  id: z.uuid({ error: 'invalid' }),
  minutes: z.coerce.number().pipe(z.literal(VISIT_MINUTES, { error: 'notInList' })),
  access: z.enum(['read', 'write'], { error: 'notInList' }),
});
export type ApproveForm = z.output<typeof approveForm>;

export const declineForm = z.strictObject({
  id: z.uuid({ error: 'invalid' }),
  refusal: cleanText(500, { lines: 'many' }).min(3, { error: 'tooShort' }),
});
export type DeclineForm = z.output<typeof declineForm>;

const SAID = ['asked', 'ended', 'over'] as const;
export const supportHome = z.object({ q: searchText, said: z.enum(SAID).optional().catch(undefined) });
