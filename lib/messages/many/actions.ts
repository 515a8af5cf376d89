'use server';
import { formAction } from '@/lib/core/action';
import { routes } from '@/lib/core/routes';
import { sendMany } from './mutations';
import { manyForm } from './schema';

export const sendToMany = formAction({
  permission: 'messages:write',
  schema: manyForm,
  run: (tx, input, { institution, today, now }) =>
    sendMany(tx, input, { institutionId: institution.id, today, now }),
  after: () => ({ redirectTo: routes.messagesAsked }),
});
