'use server';
import { formAction } from '@/lib/core/action';
import { routes } from '@/lib/core/routes';
import { resend } from './mutations';
import { resendForm } from './schema';

export const resendMessage = formAction({
  permission: 'messages:write',
  schema: resendForm,
  run: (tx, { id }, { institution }) => resend(tx, { id, institutionId: institution.id }),
  after: () => ({ revalidate: [routes.messages] }),
});
