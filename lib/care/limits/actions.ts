'use server';
import { formAction } from '@/lib/core/action';
import { routes } from '@/lib/core/routes';
import * as limits from './mutations';
import { careLimits } from './schema';

export const saveLimits = formAction({
  permission: 'settings:write',
  schema: careLimits,
  run: limits.saveLimits,
  after: () => ({ revalidate: [routes.careSettings] }),
});
