'use server';
import { formAction } from '@/lib/core/action';
import { routes } from '@/lib/core/routes';
import * as hours from './mutations';
import { hoursForm } from './schema';

export const saveHours = formAction({
  permission: 'settings:write',
  schema: hoursForm,
  run: hours.saveHours,
  after: () => ({ revalidate: [routes.conversationSettings] }),
});
