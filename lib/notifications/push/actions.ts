'use server';
import { formAction } from '@/lib/core/action';
import { countAttempt } from '@/lib/core/auth/limits';
import { routes } from '@/lib/core/routes';
import * as push from './mutations';
import * as schema from './schema';

const pages = [routes.notifications, routes.teacherNotifications, routes.parentNotifications];

export const joinDevice = formAction({
  permission: 'notifications:own',
  schema: schema.joinDevice,
  run: async (tx, input, scope) => {
    await countAttempt('devices', scope.userId);
    return push.joinDevice(tx, input, scope);
  },
  after: () => ({ revalidate: pages }),
});
export const leaveDevice = formAction({
  permission: 'notifications:own',
  schema: schema.leaveDevice,
  run: push.leaveDevice,
  after: () => ({ revalidate: pages }),
});
