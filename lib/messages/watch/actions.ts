'use server';
import { formAction } from '@/lib/core/action';
import { routes } from '@/lib/core/routes';
import { nothingForm } from '../channel/schema';
import { noteSeen } from './mutations';

export const seeAlerts = formAction({
  permission: 'messages:write',
  schema: nothingForm,
  run: (tx, _input, { institution, now }) => noteSeen(tx, { institutionId: institution.id, now }),
  after: () => ({ redirectTo: routes.messageChannel }),
});
