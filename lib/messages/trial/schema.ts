import { z } from 'zod';
import { messageLanguages } from '@/lib/adapters/messaging/port';

export const trialForm = z.strictObject({
  phone: z.string('required').trim().max(60, 'phoneTooLong'),
  language: z.enum(messageLanguages),
});
export type TrialForm = z.output<typeof trialForm>;
