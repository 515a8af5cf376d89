'use server';
import { formAction } from '@/lib/core/action';
import { routes } from '@/lib/core/routes';
import { orderRevision, planRevision, releaseSabaq, saveRevision } from './mutations';
import {
  orderRevision as orderSchema,
  planRevision as planSchema,
  releaseSabaq as releaseSchema,
  revisionSettings,
} from './schema';

const toPlan = ({ studentId }: { studentId: string }) => ({
  revalidate: [routes.studentRevision(studentId)],
});

export const saveRevisionAction = formAction({
  permission: 'settings:write',
  schema: revisionSettings,
  run: saveRevision,
});

export const planRevisionAction = formAction({
  permission: 'lessons:record',
  schema: planSchema,
  run: planRevision,
  after: toPlan,
});

export const orderRevisionAction = formAction({
  permission: 'lessons:record',
  schema: orderSchema,
  run: orderRevision,
  after: toPlan,
});

export const releaseSabaqAction = formAction({
  permission: 'lessons:record',
  schema: releaseSchema,
  run: releaseSabaq,
  after: toPlan,
});
