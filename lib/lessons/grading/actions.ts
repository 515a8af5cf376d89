'use server';
import { formAction } from '@/lib/core/action';
import { routes } from '@/lib/core/routes';
import * as grading from './mutations';
import { gradingSettings } from './schema';

export const saveGrading = formAction({
  permission: 'settings:write',
  schema: gradingSettings,
  run: grading.saveGrading,
  after: () => ({ revalidate: [routes.gradingSettings] }),
});
