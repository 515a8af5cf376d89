'use server';
import { formAction } from '@/lib/core/action';
import { routes } from '@/lib/core/routes';
import * as settings from './mutations';
import { jaizaSettings } from './schema';

export const saveJaiza = formAction({
  permission: 'settings:write',
  schema: jaizaSettings,
  run: settings.saveJaiza,
  after: () => ({ revalidate: [routes.jaizaSettings] }),
});
