'use server';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { publicAction } from '../action';
import { AppError } from '../errors';
import { requireOwnOrigin } from '../origin';
import { routes } from '../routes';
import { sendCode } from './code-sender';
import { passwordSignIn, requestCode, verifyCode } from './credentials';
import { acceptWithKnownAccount, acceptWithNewAccount } from './invitation';
import { homeOf } from './roles';
import { chooseForm, codeForm, knownAccountForm, newAccountForm, passwordForm, phoneForm } from './schema';
import { openSealedPhone, sealPhone } from './sealed-phone';
import { chooseMembership, endSession, signIn } from './session';

const follow = (redirectTo: string) => ({ redirectTo });

/** One place to go: straight there. Several, or none that stands: the page that asks or says so. */
async function enterAs(userId: string): Promise<string> {
  const { role, several } = await signIn(userId);
  return role && !several ? homeOf(role) : routes.choose;
}

export const signInByPassword = publicAction({
  schema: passwordForm,
  async run({ email, password }) {
    const outcome = await passwordSignIn(email, password);
    if (!outcome.ok) throw new AppError('INVALID', 'signIn', { field: 'password' });
    return enterAs(outcome.userId);
  },
  after: follow,
});

export const askForCode = publicAction({
  schema: phoneForm,
  async run({ phone }) {
    const code = await requestCode(phone);
    if (code) {
      const t = await getTranslations('auth');
      await sendCode(phone, t('code.text', { code }));
    }
    return `${routes.code}?sent=${await sealPhone(phone)}`;
  },
  after: follow,
});

export const signInByCode = publicAction({
  schema: codeForm,
  async run({ sent, code }) {
    const phone = await openSealedPhone(sent);
    const userId = phone && (await verifyCode(phone, code));
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

export const joinWithNewAccount = publicAction({
  schema: newAccountForm,
  run: async (input) => enterAs(await acceptWithNewAccount(input)),
  after: follow,
});

export const joinWithKnownAccount = publicAction({
  schema: knownAccountForm,
  run: async (input) => enterAs(await acceptWithKnownAccount(input)),
  after: follow,
});

export async function signOut(): Promise<void> {
  await requireOwnOrigin();
  await endSession();
  redirect(routes.signIn);
}
