'use server';
import { sendMail } from '@/lib/adapters/mail';
import { formAction } from '@/lib/core/action';
import { addressOf } from '@/lib/core/address';
import type { Scope } from '@/lib/core/auth/scope';
import { getTranslations } from '@/lib/core/i18n/translations';
import { later } from '@/lib/core/later';
import { routes } from '@/lib/core/routes';
import * as people from './mutations';
import * as schema from './schema';

const toPerson = ({ id }: { id: string }) => ({ redirectTo: routes.person(id) });

/** The link, and the letter that carries it where there is an address. */
async function letterOf(invited: people.Invited, scope: Scope) {
  const [t, roles] = await Promise.all([getTranslations('people.mail'), getTranslations('auth.roles')]);
  const link = addressOf(routes.invitation(invited.token));
  const role = roles(invited.role);
  const words = {
    institution: scope.institution.name,
    name: invited.name,
    role: invited.campus ? t('ofCampus', { role, campus: invited.campus }) : role,
    link,
  };
  return {
    link,
    mail: invited.email && { to: invited.email, subject: t('subject', words), text: t('text', words) },
  };
}

type Letter = Awaited<ReturnType<typeof letterOf>>;

/** After the commit: nobody gets a link to an invitation that was taken back with its transaction. */
function post({ link, mail }: Letter) {
  if (mail) later('people.invited', () => sendMail(mail));
  return { link, sentTo: mail ? mail.to : null };
}

export const invitePerson = formAction({
  permission: 'people:write',
  schema: schema.invitePerson,
  run: async (tx, input, scope) => ({
    ...(await letterOf(await people.invitePerson(tx, scope, input), scope)),
  }),
  after: (letter) => {
    post(letter);
    return { revalidate: [routes.people] };
  },
});

export const renewInvitation = formAction({
  permission: 'people:write',
  schema: schema.onePerson,
  run: async (tx, input, scope) => letterOf(await people.renewInvitation(tx, scope, input), scope),
  after: (letter) => {
    post(letter);
    return { revalidate: [routes.people] };
  },
});

export const withdrawInvitation = formAction({
  permission: 'people:write',
  schema: schema.onePerson,
  run: (tx, input, scope) => people.withdrawInvitation(tx, scope, input),
  after: () => ({ redirectTo: routes.people }),
});

export const changeRole = formAction({
  permission: 'people:write',
  schema: schema.changeRole,
  run: (tx, input, scope) => people.changeRole(tx, scope, input),
  after: toPerson,
});

export const suspendMember = formAction({
  permission: 'people:write',
  schema: schema.withReason,
  run: (tx, input, scope) => people.suspendMember(tx, scope, input),
  after: toPerson,
});

export const reinstateMember = formAction({
  permission: 'people:write',
  schema: schema.onePerson,
  run: (tx, input, scope) => people.reinstateMember(tx, scope, input),
  after: toPerson,
});

export const dismissMember = formAction({
  permission: 'people:write',
  schema: schema.withReason,
  run: (tx, input, scope) => people.dismissMember(tx, scope, input),
  after: toPerson,
});

export const namePerson = formAction({
  permission: 'people:write',
  schema: schema.namePerson,
  run: (tx, input, scope) => people.namePerson(tx, scope, input),
  after: toPerson,
});
