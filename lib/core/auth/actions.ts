'use server';
import { redirect } from 'next/navigation';
import { publicAction } from '../action';
import { AppError } from '../errors';
import { requireOwnOrigin } from '../origin';
import { routes } from '../routes';
import { passwordSignIn, verifyCode } from './credentials';
import { nextStep } from './factor';
import { acceptWithKnownAccount, acceptWithNewAccount } from './invitation';
import { dropLink, keepLink } from './link';
import { homeOf } from './roles';
import {
  chooseForm,
  codeForm,
  knownAccountForm,
  type LinkKind,
  linkForm,
  newAccountForm,
  passwordForm,
} from './schema';
import { openSealedPhone } from './sealed-phone';
import { chooseMembership, endSession, signIn } from './session';

const follow = (redirectTo: string) => ({ redirectTo });

const enterAs = async (userId: string) => nextStep(await signIn(userId));

export const signInByPassword = publicAction({
  schema: passwordForm,
  async run({ email, password }) {
    const outcome = await passwordSignIn(email, password);
    if (!outcome.ok) throw new AppError('INVALID', 'signIn', { field: 'password' });
    return enterAs(outcome.userId);
  },
  after: follow,
});

export const signInByCode = publicAction({
  schema: codeForm,
  async run({ sent, code }) {
    const asked = await openSealedPhone(sent);
    const userId = asked && (await verifyCode(asked, code));
    if (!userId) throw new AppError('INVALID', 'codeWrong', { field: 'code' });
    return enterAs(userId);
  },
  after: follow,
});

export const choose = publicAction({
  schema: chooseForm,
  async run({ membershipId }) {
    const role = await chooseMembership(membershipId);
    if (!role) throw new AppError('NOT_FOUND', 'notFound');
    return homeOf(role);
  },
  after: follow,
});

const pageOf: Record<LinkKind, string> = {
  invitation: routes.invitationPage,
  reset: routes.resetLinkPage,
  factor: routes.factorResetPage,
};

/** The page of a letter's link hands over what stood behind its #; without script the person pastes the link. */
export const openLink = publicAction({
  schema: linkForm,
  async run({ kind, token }) {
    await keepLink(kind, token);
    return pageOf[kind];
  },
  after: follow,
});

async function enterByLink(userId: string): Promise<string> {
  await dropLink();
  return enterAs(userId);
}

export const joinWithNewAccount = publicAction({
  schema: newAccountForm,
  run: async (input) => enterByLink(await acceptWithNewAccount(input)),
  after: follow,
});

export const joinWithKnownAccount = publicAction({
  schema: knownAccountForm,
  run: async (input) => enterByLink(await acceptWithKnownAccount(input)),
  after: follow,
});

export async function signOut(): Promise<void> {
  await requireOwnOrigin();
  await endSession();
  redirect(routes.signedOut);
}
