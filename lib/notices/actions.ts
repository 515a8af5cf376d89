'use server';
import { formAction } from '@/lib/core/action';
import { routes } from '@/lib/core/routes';
import * as notices from './mutations';
import * as schema from './schema';

export const sendNotice = formAction({
  permission: 'notices:write',
  schema: schema.noticeDraft,
  run: notices.sendNotice,
  after: (answer) => ('id' in answer ? { redirectTo: routes.notice(answer.id) } : { keep: true }),
});
export const withdrawNotice = formAction({
  permission: 'notices:write',
  schema: schema.withdrawNotice,
  run: notices.withdrawNotice,
  after: ({ id }) => ({ revalidate: [routes.notice(id)] }),
});
export const acknowledgeAsFamily = formAction({
  permission: 'children:write',
  schema: schema.acknowledgeNotice,
  run: notices.acknowledgeNotice,
  after: ({ id }) => ({ revalidate: [routes.parentNotice(id)] }),
});
export const acknowledgeAsUstadh = formAction({
  permission: 'halqa:teach',
  schema: schema.acknowledgeNotice,
  run: notices.acknowledgeNotice,
  after: ({ id }) => ({ revalidate: [routes.teacherNotice(id)] }),
});
