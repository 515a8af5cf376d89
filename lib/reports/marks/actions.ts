'use server';
import { formAction } from '@/lib/core/action';
import { routes } from '@/lib/core/routes';
import * as marks from './mutations';
import { termMarksForm } from './schema';

export const saveTermMarks = formAction({
  permission: 'reports:write',
  schema: termMarksForm,
  run: (tx, input, scope) => marks.saveTermMarks(tx, scope, input),
  after: ({ studentId, schoolYear, lang }) => ({
    redirectTo: `${routes.talimi(studentId)}?year=${schoolYear}&lang=${lang}`,
  }),
});
