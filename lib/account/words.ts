import 'server-only';
import type { Mail } from '@/lib/adapters/mail';
import { addressOf } from '@/lib/core/address';
import { getTranslations } from '@/lib/core/i18n/translations';
import { routes } from '@/lib/core/routes';

/** The letters of an account, in the language of the request; they are read before the answer leaves and sent after. */
export async function accountMails() {
  const t = await getTranslations('account.mails');
  return {
    reset: (to: string, token: string): Mail => ({
      to,
      subject: t('reset.subject'),
      text: t('reset.text', { link: addressOf(routes.resetLink(token)) }),
    }),
    changed: (to: string): Mail => ({
      to,
      subject: t('changed.subject'),
      text: t('changed.text', { link: addressOf(routes.reset) }),
    }),
    slipUsed: (to: string, institution: string): Mail => ({
      to,
      subject: t('slipUsed.subject', { institution }),
      text: t('slipUsed.text', { institution, link: addressOf(routes.account) }),
    }),
    invitation: (to: string, given: { name: string; institution: string; link: string }): Mail => ({
      to,
      subject: t('invitation.subject', { institution: given.institution }),
      text: t('invitation.text', given),
    }),
  };
}
