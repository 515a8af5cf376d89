'use server';
import { formAction } from '@/lib/core/action';
import { routes } from '@/lib/core/routes';
import { clearMarks, markPlaces } from './mutations';
import { clearForm, markForm } from './schema';

/** The page's form, where there is no script: with it the same goes to `api/sync`. */
export const mark = formAction({
  permission: 'lessons:record',
  schema: markForm,
  run: async (tx, { page, ...input }, scope) => {
    await markPlaces(tx, [input], scope);
    return { studentId: input.studentId, page };
  },
  after: ({ studentId, page }) => ({ redirectTo: routes.mushaf(studentId, page) }),
});

export const clear = formAction({
  permission: 'lessons:record',
  schema: clearForm,
  run: async (tx, { page, ...input }, scope) => {
    await clearMarks(tx, [input], scope);
    return { studentId: input.studentId, page };
  },
  after: ({ studentId, page }) => ({ redirectTo: routes.mushaf(studentId, page) }),
});
