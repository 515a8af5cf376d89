'use server';
import { formAction } from '@/lib/core/action';
import { routes } from '@/lib/core/routes';
import * as care from './mutations';
import * as schema from './schema';

export const markSpoken = formAction({
  permission: 'care:write',
  schema: schema.markSpoken,
  run: care.markSpoken,
  after: () => ({ revalidate: [routes.atRisk] }),
});
