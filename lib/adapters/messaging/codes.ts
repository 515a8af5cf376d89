import 'server-only';
import { v7 } from 'uuid';
import { callAuth } from '@/lib/core/db/definers';
import { env } from '@/lib/core/env';
import { log } from '@/lib/core/log';
import { sendMail } from '../mail';
import { metaChannel } from './meta';
import { type MessageLanguage, MessagingError } from './port';

/** HifzPro's own number at Meta, apart from every institution's; undefined where none is set up. */
function ownChannel() {
  const {
    CODE_META_NUMBER_ID: phoneNumberId,
    CODE_META_TOKEN: token,
    META_BASE_URL,
    META_API_VERSION,
  } = env();
  if (!phoneNumberId || !token) return;
  const account = { provider: 'META', phoneNumberId, businessId: '', token } as const;
  return metaChannel(account, { base: `${META_BASE_URL}/${META_API_VERSION}` });
}

const showOnDemoPhone = (phone: string, text: string) => callAuth('auth.put_demo_phone', [v7(), phone, text]);

export interface CodeWords {
  code: string;
  language: MessageLanguage;
  /** The code in a sentence, and the head of a letter. */
  text: string;
  subject: string;
}

/**
 * A one-time code to a number, by HifzPro itself: tied to no institution, in no institution's log, and in ours only that
 * one did not go. By WhatsApp; else by e-mail to the address that the number's own account signs in by. A demonstration
 * shows it on /demo/phone. What could not be sent is asked for again by its reader.
 */
export async function sendCode(phone: string, words: CodeWords): Promise<void> {
  const { text, subject } = words;
  if (env().DEMO === '1') {
    await showOnDemoPhone(phone, text);
    return;
  }
  if (await sendByWhatsApp(phone, words)) return;
  const [own] = await callAuth<{ mail_of_number: string | null }>('auth.mail_of_number', [phone]);
  if (own?.mail_of_number) await sendMail({ to: own.mail_of_number, subject, text });
  else log.warn('a one-time code had no way to its reader');
}

async function sendByWhatsApp(phone: string, { code, text, language }: CodeWords): Promise<boolean> {
  const channel = ownChannel();
  if (!channel) return false;
  const template = { name: env().CODE_META_TEMPLATE, values: [code], copies: code };
  try {
    await channel.send({ key: v7(), kind: 'SIGN_IN_CODE', language, to: phone, body: text, template });
    return true;
  } catch (error) {
    if (!(error instanceof MessagingError)) throw error;
    log.warn({ fault: error.fault, provider: error.detail.code }, 'a one-time code did not go');
    return false;
  }
}

/** Tells a person without an e-mail address what was done to their account. Outside of a demonstration nothing
 *  does: no wording of Meta's carries it. */
export async function tellPhone(phone: string, text: string): Promise<void> {
  if (env().DEMO === '1') await showOnDemoPhone(phone, text);
  else log.warn('nothing carries a note to a phone number');
}
