'use server';
import { formAction } from '@/lib/core/action';
import { routes } from '@/lib/core/routes';
import * as slips from './mutations';
import { logSlip, takeBackSlip } from './schema';

export const logSlipAction = formAction({
  permission: 'lessons:record',
  schema: logSlip,
  run: (tx, input, scope) => slips.logSlip(tx, scope, input),
  after: ({ studentId }) => ({ redirectTo: routes.mutashabihat(studentId) }),
});

export const takeBackSlipAction = formAction({
  permission: 'lessons:record',
  schema: takeBackSlip,
  run: (tx, input, scope) => slips.takeBackSlip(tx, scope, input),
  after: ({ studentId }) => ({ redirectTo: routes.mutashabihat(studentId) }),
});
