import 'server-only';
import { createTranslator } from 'next-intl';
import type { Mail } from '@/lib/adapters/mail';
import { addressOf } from '@/lib/core/address';
import { createFormat } from '@/lib/core/i18n/format';
import { loadMessages } from '@/lib/core/i18n/load-messages';
import { directionOf, intlTag, type Locale, nameIn } from '@/lib/core/i18n/locale';
import { routes } from '@/lib/core/routes';
import { localDateAt } from '@/lib/core/time';
import { groupedSlip } from './rules';

/** What stands on the paper, in the language of who gets it. */
export type Paper = {
  lang: string;
  dir: 'ltr' | 'rtl';
  title: string;
  institution: string;
  name: string;
  steps: string[];
  address: string;
  loginLabel: string;
  login: string;
  codeLabel: string;
  code: string;
  until: string;
  care: string;
};

type House = { name: string; nativeName: string | null; timeZone: string };
type Person = { name: string; nativeName: string | null };

async function translatorsOf(language: Locale) {
  const [locale, messages] = [intlTag(language, 'latn'), await loadMessages(language)];
  return {
    t: createTranslator({ locale, messages, namespace: 'people.slip.paper' }),
    mails: createTranslator({ locale, messages, namespace: 'account.mails' }),
    format: createFormat({
      locale: language,
      digits: 'latn',
      t: createTranslator({ locale, messages, namespace: 'calendar' }) as never,
    }),
  };
}

export async function paperOf(of: {
  language: Locale;
  house: House;
  person: Person;
  login: string;
  code: string;
  until: Date;
}): Promise<Paper> {
  const { language, house, person, login, code, until } = of;
  const { t, format } = await translatorsOf(language);
  const good = {
    date: format.date(localDateAt(until, house.timeZone)),
    time: format.time(until, house.timeZone),
  };
  return {
    lang: language,
    dir: directionOf(language),
    title: t('title'),
    institution: nameIn(house, language),
    name: nameIn(person, language),
    steps: [t('open'), t('type')],
    address: addressOf(routes.slip).replace(/^https?:\/\//, ''),
    loginLabel: login.includes('@') ? t('email') : t('phone'),
    login,
    codeLabel: t('code'),
    code: groupedSlip(code),
    until: t('until', good),
    care: t('care'),
  };
}

/** Tells the owner of the account that an office printed a slip for it. */
export async function slipPrintedMail(to: string, institution: string, language: Locale): Promise<Mail> {
  const { mails } = await translatorsOf(language);
  return {
    to,
    subject: mails('slipPrinted.subject', { institution }),
    text: mails('slipPrinted.text', { institution }),
  };
}
