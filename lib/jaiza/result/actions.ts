'use server';
import { formAction } from '@/lib/core/action';
import { routes } from '@/lib/core/routes';
import * as corrections from '../correction/mutations';
import * as results from './mutations';
import { correctResult, meetConditions, recordResult } from './schema';

const toTest = ({ testId, office }: { testId: string; office: boolean }) => ({
  redirectTo: office ? routes.test(testId) : routes.teacherTest(testId),
});

export const recordResultAction = formAction({
  permission: 'exams:mark',
  schema: recordResult,
  run: async (tx, input, scope) => ({
    ...(await results.recordResult(tx, scope, input)),
    office: scope.role === 'admin',
  }),
  after: toTest,
});

export const correctResultAction = formAction({
  permission: 'exams:mark',
  schema: correctResult,
  run: async (tx, input, scope) => ({
    ...(await corrections.correctResult(tx, scope, input)),
    office: scope.role === 'admin',
  }),
  after: toTest,
});

export const meetConditionsAction = formAction({
  permission: 'exams:mark',
  schema: meetConditions,
  run: async (tx, input, scope) => ({
    ...(await results.meetConditions(tx, scope, input)),
    office: scope.role === 'admin',
  }),
  after: toTest,
});
