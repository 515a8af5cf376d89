'use server';
import { formAction } from '@/lib/core/action';
import { routes } from '@/lib/core/routes';
import * as terms from './mutations';
import { termsForm } from './schema';

export const saveTerms = formAction({
  permission: 'settings:write',
  schema: termsForm,
  run: terms.saveTerms,
  after: () => ({ revalidate: [routes.termsSettings] }),
});
