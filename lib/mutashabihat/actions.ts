'use server';
import { formAction } from '@/lib/core/action';
import { routes } from '@/lib/core/routes';
import * as slips from './mutations';
import { logSlip } from './schema';

export const logSlipAction = formAction({
  permission: 'lessons:record',
  schema: logSlip,
  run: (tx, input, scope) => slips.logSlip(tx, scope, input),
  after: ({ studentId }) => ({ redirectTo: routes.mutashabihat(studentId) }),
});
