'use server';
import { getLocale } from 'next-intl/server';
import { sendMail } from '@/lib/adapters/mail';
import { sendCode } from '@/lib/adapters/messaging/codes';
import { publicAction } from '@/lib/core/action';
import { countCode, newAsking, requestCode } from '@/lib/core/auth/credentials';
import { nextStep, sessionState } from '@/lib/core/auth/factor';
import { rememberDevice } from '@/lib/core/auth/known-device';
import { dropLink } from '@/lib/core/auth/link';
import { phoneForm, slipForm } from '@/lib/core/auth/schema';
import { openSealedPhone, sealPhone } from '@/lib/core/auth/sealed-phone';
import { sessionId } from '@/lib/core/auth/session';
import { enterBySlip } from '@/lib/core/auth/slip';
import { AppError } from '@/lib/core/errors';
import { localeOfTag } from '@/lib/core/i18n/locale';
import { getTranslations } from '@/lib/core/i18n/translations';
import { later } from '@/lib/core/later';
import { routes } from '@/lib/core/routes';
import * as account from './mutations';
import { getAccount } from './queries';
import * as schema from './schema';
import { accountMails } from './words';

// Accounts belong to people, not to institutions: these run without a tenant, for who is signed out, or for the person
// of the session, whom the database finds by it (auth.user_of).
const follow = (redirectTo: string) => ({ redirectTo });

async function ownSession(): Promise<string> {
  const sid = await sessionId();
  if (!sid) throw new AppError('UNAUTHENTICATED', 'signedOut');
  // Whom an office's paper let in sees one house: the account itself is its owner's, by password or code.
  if ((await sessionState()) === 'slip') throw new AppError('FORBIDDEN', 'bySlip');
  return sid;
}

async function tell(to: string): Promise<void> {
  const mails = await accountMails();
  later('mail', () => sendMail(mails.changed(to)));
}

/** How a code goes to this number: in the language of the page that asks, fixed before the answer leaves. */
async function codeTo(phone: string): Promise<(code: string) => Promise<void>> {
  const t = await getTranslations('auth');
  const language = localeOfTag(await getLocale());
  const subject = t('code.subject');
  return (code) => sendCode(phone, { code, language, subject, text: t('code.text', { code }) });
}

/** Has a code sent to a number, if it opens anything: the answer is the same, and as quick, when it does not.
 *  @returns the address of the page that takes the code */
async function codeAsked(
  phone: string,
  page: string,
  by?: Parameters<typeof requestCode>[1],
): Promise<string> {
  await countCode(phone);
  const asked = newAsking(phone);
  const send = await codeTo(phone);
  later('code', async () => {
    const code = await requestCode(asked, by);
    if (code) await send(code);
  });
  return `${page}?sent=${await sealPhone(asked)}`;
}

export const askForCode = publicAction({
  schema: phoneForm,
  run: ({ phone }) => codeAsked(phone, routes.code),
  after: follow,
});

export const signInBySlip = publicAction({
  schema: slipForm,
  async run({ login, code }) {
    const entered = await enterBySlip(login, code);
    if (!entered) throw new AppError('INVALID', 'slipWrong', { field: 'code' });
    const { email, institution, sid } = entered;
    if (email) {
      const mails = await accountMails();
      later('mail', () => sendMail(mails.slipUsed(email, institution)));
    }
    return nextStep(sid);
  },
  after: follow,
});

export const askForReset = publicAction({
  schema: schema.resetForm,
  async run({ email }) {
    await account.countReset(email);
    const mails = await accountMails();
    later('reset', async () => {
      const token = await account.requestReset(email);
      if (token) await sendMail(mails.reset(email, token));
    });
    return routes.resetSent;
  },
  after: follow,
});

export const askForResetCode = publicAction({
  schema: phoneForm,
  run: ({ phone }) => codeAsked(phone, routes.resetByCode, 'auth.request_reset_code'),
  after: follow,
});

export const resetByLink = publicAction({
  schema: schema.newPasswordForm,
  async run(input) {
    const address = await account.resetByLink(input);
    // Whoever holds the letter is the owner: somebody else's guesses no longer stand in the way (S2).
    await rememberDevice(address);
    await dropLink();
    await tell(address);
    return routes.signInAfterReset;
  },
  after: follow,
});

export const resetByCode = publicAction({
  schema: schema.resetCodeForm,
  async run({ sent, code, password }) {
    const asked = await openSealedPhone(sent);
    const address = asked && (await account.resetByCode(asked, code, password));
    if (!address) throw new AppError('INVALID', 'codeWrong', { field: 'code' });
    await tell(address);
    return routes.signInAfterReset;
  },
  after: follow,
});

export const changePassword = publicAction({
  schema: schema.changePasswordForm,
  async run(input) {
    await tell(await account.changePassword(await ownSession(), input));
    return routes.accountDone('password');
  },
  after: follow,
});

export const askForOwnCode = publicAction({
  schema: schema.ownPhoneForm,
  async run(input) {
    await countCode(input.phone);
    const asked = newAsking(input.phone);
    const code = await account.requestOwnCode(await ownSession(), asked, input.currentPassword);
    const send = await codeTo(input.phone);
    later('code', () => send(code));
    return `${routes.accountPhone}?sent=${await sealPhone(asked)}`;
  },
  after: follow,
});

export const addPhone = publicAction({
  schema: schema.phoneCodeForm,
  async run({ sent, code }) {
    const asked = await openSealedPhone(sent);
    if (!asked) throw new AppError('INVALID', 'codeWrong', { field: 'code' });
    await account.addPhone(await ownSession(), asked, code);
    return routes.accountDone('phone');
  },
  after: follow,
});

export const proveSelf = publicAction({
  schema: schema.proofForm,
  async run({ currentPassword }) {
    await account.proveByPassword(await ownSession(), currentPassword);
    return routes.accountDone('proven');
  },
  after: follow,
});

export const askForProofCode = publicAction({
  schema: schema.nothing,
  async run() {
    const phone = (await getAccount(await ownSession()))?.phone;
    if (!phone) throw new AppError('UNAUTHENTICATED', 'signedOut');
    return codeAsked(phone, routes.account);
  },
  after: follow,
});

export const proveSelfByCode = publicAction({
  schema: schema.phoneCodeForm,
  async run({ sent, code }) {
    const asked = await openSealedPhone(sent);
    if (!asked) throw new AppError('INVALID', 'codeWrong', { field: 'code' });
    await account.proveByCode(await ownSession(), asked, code);
    return routes.accountDone('proven');
  },
  after: follow,
});

export const endDevice = publicAction({
  schema: schema.deviceForm,
  async run({ id }) {
    await account.endDevice(await ownSession(), id);
    return routes.accountDone('device');
  },
  after: follow,
});

export const endOtherDevices = publicAction({
  schema: schema.nothing,
  async run() {
    await account.endOtherDevices(await ownSession());
    return routes.accountDone('devices');
  },
  after: follow,
});
