'use server';
import { accountMails } from '@/lib/account/words';
import { sendMail } from '@/lib/adapters/mail';
import { formAction } from '@/lib/core/action';
import { addressOf } from '@/lib/core/address';
import { later } from '@/lib/core/later';
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
    const { token, name, email } = await staff.inviteStaff(tx, scope, input);
    const link = addressOf(routes.invitation(token));
    const institution = scope.institution.name;
    const mail = email && (await accountMails()).invitation(email, { name, institution, link });
    return { id: input.id, link, mail };
  },
  // After the commit: nobody gets a link to an invitation that was taken back with its transaction.
  after: ({ id, mail }) => {
    if (mail) later('mail', () => sendMail(mail));
    return { revalidate: [routes.staffMember(id)] };
  },
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
