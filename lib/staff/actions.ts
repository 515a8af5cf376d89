'use server';
import { formAction } from '@/lib/core/action';
import { env } from '@/lib/core/env';
import { routes } from '@/lib/core/routes';
import * as staff from './mutations';
import * as schema from './schema';

const toStaff = ({ id }: { id: string }) => ({ redirectTo: routes.staffMember(id) });

export const createStaff = formAction({
  permission: 'staff:write',
  schema: schema.createStaff,
  run: (tx, input, scope) => staff.createStaff(tx, scope, input),
  after: toStaff,
});

export const editStaff = formAction({
  permission: 'staff:write',
  schema: schema.editStaff,
  run: (tx, input, scope) => staff.editStaff(tx, scope, input),
  after: toStaff,
});

export const inviteStaff = formAction({
  permission: 'staff:write',
  schema: schema.oneStaff,
  run: async (tx, input, scope) => {
    const { token } = await staff.inviteStaff(tx, scope, input);
    return { id: input.id, link: new URL(routes.invitation(token), env().NEXTAUTH_URL).href };
  },
  after: ({ id }) => ({ revalidate: [routes.staffMember(id)] }),
});

export const leaveStaff = formAction({
  permission: 'staff:write',
  schema: schema.oneStaff,
  run: (tx, input, scope) => staff.leaveStaff(tx, scope, input),
  after: toStaff,
});

export const returnStaff = formAction({
  permission: 'staff:write',
  schema: schema.oneStaff,
  run: (tx, input, scope) => staff.returnStaff(tx, scope, input),
  after: toStaff,
});
