'use server';
import { formAction } from '@/lib/core/action';
import { routes } from '@/lib/core/routes';
import * as pace from './mutations';
import { progressForm } from './schema';

export const saveNorms = formAction({
  permission: 'settings:write',
  schema: progressForm,
  run: pace.saveNorms,
  after: () => ({ revalidate: [routes.progressSettings] }),
});
