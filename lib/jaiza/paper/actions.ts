'use server';
import { formAction } from '@/lib/core/action';
import { routes } from '@/lib/core/routes';
import * as paper from './mutations';
import { markQuestion, openPaper } from './schema';

export const openPaperAction = formAction({
  permission: 'exams:mark',
  schema: openPaper,
  run: async (tx, input, scope) => ({
    ...(await paper.openPaper(tx, scope, input)),
    office: scope.role === 'admin',
  }),
  after: ({ testId, office }) => ({ redirectTo: office ? routes.test(testId) : routes.teacherTest(testId) }),
});

/** With script the counts are sent as they are made and the page stays; without it the button goes to the next question. */
export const markQuestionAction = formAction({
  permission: 'exams:mark',
  schema: markQuestion,
  run: async (tx, input, scope) => ({
    ...(await paper.markQuestion(tx, scope, input)),
    office: scope.role === 'admin',
  }),
  after: ({ testId, next, office }) =>
    next === undefined
      ? undefined
      : { redirectTo: `${office ? routes.test(testId) : routes.teacherTest(testId)}?q=${next + 1}#question` },
});
