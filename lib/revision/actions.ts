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
  after: () => ({ revalidate: [routes.revisionSettings] }),
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

/** From the sweep, which shows what follows by itself: drawn anew it would close under the ustadh's finger. */
export const releaseInSweep = formAction({
  permission: 'lessons:record',
  schema: releaseSchema,
  run: releaseSabaq,
});

export const releaseSabaqAction = formAction({
  permission: 'lessons:record',
  schema: releaseSchema,
  run: releaseSabaq,
  after: toPlan,
});
