import 'server-only';
import { createTranslator } from 'next-intl';
import { sendMail } from '@/lib/adapters/mail';
import { addressOf } from '@/lib/core/address';
import type { SupportSelf } from '@/lib/core/auth/support';
import { callAuth } from '@/lib/core/db/definers';
import { AppError } from '@/lib/core/errors';
import { loadMessages } from '@/lib/core/i18n/load-messages';
import { defaultLocale, intlTag, isLocale } from '@/lib/core/i18n/locale';
import { later } from '@/lib/core/later';
import { routes } from '@/lib/core/routes';
import type { AskForm, OneGrant } from '../schema';

/** Asks an institution to be let in. Its admins learn it at once: in the app, and by a letter that holds no child. */
export async function askSupport(self: SupportSelf, input: AskForm): Promise<{ id: string }> {
  const [row] = await callAuth<{ request_support: 'asked' | 'waiting' | 'closed' | null }>(
    'auth.request_support',
    [self.tokenHash, input.id, input.house, input.ticket, input.reason],
  );
  const outcome = row?.request_support;
  if (outcome === 'waiting') throw new AppError('CONFLICT', 'alreadyAsked');
  if (outcome !== 'asked') throw new AppError('NOT_FOUND', 'houseClosed');
  later('support', () => writeToAdmins(self, input.id));
  return { id: input.id };
}

/** Goes in without an answer, for an hour and to look only, where the institution agreed to that beforehand. Its admins
 *  are told in the same moment.
 *  @returns `factor` when the second factor must be proven again first: nothing is written then */
export async function enterInEmergency(self: SupportSelf, input: AskForm): Promise<'in' | 'factor'> {
  const [row] = await callAuth<{
    request_support: 'asked' | 'waiting' | 'closed' | 'refused' | 'factor' | null;
  }>('auth.request_support', [self.tokenHash, input.id, input.house, input.ticket, input.reason, true]);
  const outcome = row?.request_support;
  if (outcome === 'factor') return outcome;
  if (outcome === 'waiting') throw new AppError('CONFLICT', 'alreadyAsked');
  if (outcome === 'refused') throw new AppError('CONFLICT', 'emergencyRefused');
  if (outcome !== 'asked') throw new AppError('NOT_FOUND', 'houseClosed');
  later('support', () => writeToAdmins(self, input.id));
  return beginVisit(self, { id: input.id });
}

type Addressee = {
  email: string;
  locale: string;
  institution: string;
  requester: string;
  ticket: string;
  reason: string;
  emergency: boolean;
};

async function writeToAdmins({ tokenHash }: SupportSelf, id: string): Promise<void> {
  const admins = await callAuth<Addressee>('auth.support_addressees', [tokenHash, id]);
  const link = addressOf(routes.supportGrant(id));
  await Promise.all(
    admins.map(async ({ email, locale, emergency, ...words }) => {
      const language = isLocale(locale) ? locale : defaultLocale;
      const { support } = await loadMessages(language);
      const t = createTranslator({
        locale: intlTag(language, 'latn'),
        messages: { support },
        namespace: 'support.letter',
      });
      await sendMail({
        to: email,
        subject: t(emergency ? 'emergencySubject' : 'subject', words),
        text: t(emergency ? 'emergencyText' : 'text', { ...words, link }),
      });
    }),
  );
}

/** Goes in. @returns `factor` when the second factor must be proven again first */
export async function beginVisit(self: SupportSelf, { id }: OneGrant): Promise<'in' | 'factor'> {
  const [row] = await callAuth<{ begin_support: 'in' | 'factor' | 'over' | null }>('auth.begin_support', [
    self.tokenHash,
    id,
  ]);
  const outcome = row?.begin_support;
  if (outcome !== 'in' && outcome !== 'factor') throw new AppError('CONFLICT', 'visitOver');
  return outcome;
}

/** Ends one's own visit, or gives an approval back that is not needed; one that is over already stays over. */
export async function leaveVisit(self: SupportSelf, { id }: OneGrant): Promise<void> {
  await callAuth('auth.end_support', [self.tokenHash, id]);
}
