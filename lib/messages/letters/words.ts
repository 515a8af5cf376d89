import 'server-only';
import { createTranslator } from 'next-intl';
import type { Mail } from '@/lib/adapters/mail';
import { env } from '@/lib/core/env';
import { loadMessages } from '@/lib/core/i18n/load-messages';
import { intlTag } from '@/lib/core/i18n/locale';
import { routes } from '@/lib/core/routes';
import type { Outgoing } from '../outbox/queries';

type Translate = (key: string, values?: Record<string, string>) => string;

/** A message as a letter: its words, from whom, and how to stop them. */
export async function writeLetter(delivery: Outgoing): Promise<Mail> {
  const { kind, language, body, email, byLetter, school, schoolNative } = delivery;
  const messages = await loadMessages(language);
  const t = createTranslator({
    locale: intlTag(language, 'latn'),
    messages,
    namespace: 'messages',
  }) as unknown as Translate;
  const from = language === 'en' ? school : (schoolNative ?? school);
  const portal = `${env().NEXTAUTH_URL.replace(/\/+$/, '')}${routes.parentMessages}`;
  const subject = t('letter.subject', { school: from, kind: t(`kinds.${kind}`) });
  // Who chose letters is not told that something failed.
  const foot = t(byLetter ? 'letter.wished' : 'letter.foot', { school: from });
  return { to: email!, subject, text: `${body}\n\n${foot}\n${portal}` };
}
