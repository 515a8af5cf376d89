'use server';
import { sendMail } from '@/lib/adapters/mail';
import { tellPhone } from '@/lib/adapters/messaging/codes';
import { publicAction } from '@/lib/core/action';
import { addressOf } from '@/lib/core/address';
import { nextStep, requireFreshFactor } from '@/lib/core/auth/factor';
import { dropLink } from '@/lib/core/auth/link';
import { endSession, opaqueToken } from '@/lib/core/auth/session';
import { getTranslations } from '@/lib/core/i18n/translations';
import { later } from '@/lib/core/later';
import { routes } from '@/lib/core/routes';
import {
  askFactorReset,
  cancelFactorReset,
  confirmTotp,
  finishFactorReset,
  passRecovery,
  passTotp,
  type ResetOutcome,
  removeFactor,
  renewRecoveryCodes,
  requireOwnFactors,
  resetColleague,
} from './mutations';
import {
  addPasskey,
  beginNewPasskey,
  beginPasskeyProof,
  beginPasskeySignIn,
  passPasskey,
  signInByPasskey,
} from './passkeys/mutations';
import { FRESH_MINUTES, hasFactor } from './rules';
import {
  codeProofForm,
  colleagueForm,
  confirmForm,
  factorForm,
  newPasskeyForm,
  nothingForm,
  passkeyProofForm,
  recoveryProofForm,
  resetForm,
} from './schema';

const follow = (redirectTo: string) => ({ redirectTo });

/** Everyone here has given the first proof; what they may do, the definer functions decide by the session's own row. */
async function ownForChange() {
  const own = await requireOwnFactors();
  if (hasFactor(own)) await requireFreshFactor(FRESH_MINUTES);
  return own;
}

export const proveByCode = publicAction({
  schema: codeProofForm,
  run: async ({ code, next }) => {
    const sid = await passTotp(await requireOwnFactors(), code, new Date());
    return next ?? nextStep(sid);
  },
  after: follow,
});

export const proveByRecoveryCode = publicAction({
  schema: recoveryProofForm,
  run: async ({ code, next }) => {
    const sid = await passRecovery(await requireOwnFactors(), code);
    return next ?? nextStep(sid);
  },
  after: follow,
});

export const beginProof = publicAction({
  schema: nothingForm,
  run: async () => beginPasskeyProof(await requireOwnFactors()),
});

export const proveByPasskey = publicAction({
  schema: passkeyProofForm,
  run: async ({ answer, next }) => {
    const sid = await passPasskey(await requireOwnFactors(), answer);
    return next ?? nextStep(sid);
  },
  after: follow,
});

export const beginSignIn = publicAction({ schema: nothingForm, run: () => beginPasskeySignIn() });

export const signInWithPasskey = publicAction({
  schema: passkeyProofForm,
  run: async ({ answer }) => nextStep(await signInByPasskey(answer)),
  after: follow,
});

export const confirmAuthenticator = publicAction({
  schema: confirmForm,
  run: async ({ code }) => {
    await confirmTotp(await ownForChange(), code, new Date());
    return routes.newRecoveryCodes;
  },
  after: follow,
});

export const beginPasskey = publicAction({
  schema: nothingForm,
  run: async () => beginNewPasskey(await ownForChange()),
});

export const keepPasskey = publicAction({
  schema: newPasskeyForm,
  run: async ({ answer, name }) => {
    const own = await ownForChange();
    await addPasskey(own, answer, name);
    return own.codesLeft > 0 ? routes.ownFactors : routes.newRecoveryCodes;
  },
  after: follow,
});

export const makeRecoveryCodes = publicAction({
  schema: nothingForm,
  run: async () => ({ codes: await renewRecoveryCodes(await ownForChange()) }),
});

export const dropFactor = publicAction({
  schema: factorForm,
  run: async ({ id }) => {
    await ownForChange();
    await removeFactor(id);
    return routes.ownFactors;
  },
  after: follow,
});

export const freeColleague = publicAction({
  schema: colleagueForm,
  run: async ({ person }) => {
    await requireFreshFactor(FRESH_MINUTES);
    const email = await resetColleague(person);
    const t = await getTranslations('factors.mail');
    if (email) later('mail', () => sendMail({ to: email, subject: t('freedSubject'), text: t('freed') }));
  },
});

/** By mail; who has none hears it on the phone. */
function tell({ email, phone }: ResetOutcome, subject: string, text: string): void {
  if (email) later('mail', () => sendMail({ to: email, subject, text }));
  else if (phone) later('code', () => tellPhone(phone, text));
}

export const askReset = publicAction({
  schema: nothingForm,
  run: async () => {
    const own = await requireOwnFactors();
    const link = opaqueToken();
    const asked = await askFactorReset(own, link);
    const t = await getTranslations('factors.mail');
    const address = addressOf(routes.factorReset(link));
    tell(asked, t('askedSubject'), t('asked', { link: address }));
    return { asked: true };
  },
});

export const finishReset = publicAction({
  schema: resetForm,
  run: async ({ token }) => {
    const done = await finishFactorReset(token);
    const t = await getTranslations('factors.mail');
    tell(done, t('doneSubject'), t('done'));
    await endSession();
    await dropLink();
    return routes.signIn;
  },
  after: follow,
});

export const callOffReset = publicAction({
  schema: resetForm,
  run: async ({ token }) => {
    await cancelFactorReset(token);
    await dropLink();
    return `${routes.factorResetPage}?done=off`;
  },
  after: follow,
});
