'use server';
import { formAction } from '@/lib/core/action';
import { routes } from '@/lib/core/routes';
import { askTrial } from './mutations';
import { trialForm } from './schema';

export const sendTrial = formAction({
  permission: 'messages:write',
  schema: trialForm,
  run: (tx, input, { institution: { id: institutionId, country }, now }) =>
    askTrial(tx, input, { institutionId, country, now }),
  after: () => ({ redirectTo: routes.messageChannel }),
});
