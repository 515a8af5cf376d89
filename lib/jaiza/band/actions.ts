'use server';
import { formAction } from '@/lib/core/action';
import { routes } from '@/lib/core/routes';
import * as bands from './mutations';
import { decideBand, proposeBand } from './schema';

/** The ustadh's form and the head's: what it does is for the role to say. */
export const proposeBandAction = formAction({
  permission: 'exams:ask',
  schema: proposeBand,
  run: async (tx, input, scope) => ({
    ...(await bands.proposeBand(tx, scope, input)),
    office: scope.role === 'admin',
  }),
  after: ({ studentId, office }) => ({
    redirectTo: office ? routes.studentTests(studentId) : routes.teacherStudentTests(studentId),
  }),
});

export const decideBandAction = formAction({
  permission: 'jaiza:decide',
  schema: decideBand,
  run: (tx, input, scope) => bands.decideBand(tx, scope, input),
  after: ({ studentId, from }) => ({
    redirectTo: from === 'queue' ? routes.jaiza : routes.studentTests(studentId),
  }),
});
