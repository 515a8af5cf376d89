import { getTranslations } from '@/lib/core/i18n/translations';

/** The words beside a link that is shown once; the address takes its place when the answer is there. */
export async function getLinkWords() {
  const [t, staff] = await Promise.all([getTranslations('people'), getTranslations('staff.invite')]);
  return {
    ready: t('invitation.ready'),
    label: staff('label'),
    copy: staff('copy'),
    copied: staff('copied'),
    sentTo: t('new.sentTo', { address: '{address}' }),
    nothingSent: t('new.nothingSent'),
  };
}
