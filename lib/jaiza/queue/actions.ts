'use server';
import { formAction } from '@/lib/core/action';
import { routes } from '@/lib/core/routes';
import * as queue from './mutations';
import { askTest, oneTest } from './schema';

const toTests = ({ studentId, office }: { studentId: string; office: boolean }) => ({
  redirectTo: office ? routes.studentTests(studentId) : routes.teacherStudentTests(studentId),
});

export const askTestAction = formAction({
  permission: 'exams:ask',
  schema: askTest,
  run: async (tx, input, scope) => ({
    ...(await queue.askTest(tx, scope, input)),
    office: scope.role === 'admin',
  }),
  after: toTests,
});

export const withdrawTestAction = formAction({
  permission: 'exams:ask',
  schema: oneTest,
  run: async (tx, input, scope) => ({
    ...(await queue.withdrawTest(tx, scope, input)),
    office: scope.role === 'admin',
  }),
  after: toTests,
});
