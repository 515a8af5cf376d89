import 'server-only';
import { v7 } from 'uuid';
import { callAuth } from '@/lib/core/db/definers';
import { env } from '@/lib/core/env';
import { log } from '@/lib/core/log';
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

/**
 * A one-time code to a number, by HifzPro itself: tied to no institution, in no institution's log, and in ours only that
 * one did not go. A demonstration shows it on /demo/phone. What could not be sent is asked for again by its reader.
 */
export async function sendCode(
  phone: string,
  { code, text, language }: { code: string; text: string; language: MessageLanguage },
): Promise<void> {
  if (env().DEMO === '1') {
    await showOnDemoPhone(phone, text);
    return;
  }
  const channel = ownChannel();
  if (!channel) return log.warn('no sender of one-time codes is set up');
  const template = { name: env().CODE_META_TEMPLATE, values: [code], copies: code };
  try {
    await channel.send({ key: v7(), kind: 'SIGN_IN_CODE', language, to: phone, body: text, template });
  } catch (error) {
    if (!(error instanceof MessagingError)) throw error;
    log.warn({ fault: error.fault, provider: error.detail.code }, 'a one-time code did not go');
  }
}

/** Tells a person without an e-mail address what was done to their account. Outside of a demonstration nothing
 *  does: no wording of Meta's carries it. */
export async function tellPhone(phone: string, text: string): Promise<void> {
  if (env().DEMO === '1') await showOnDemoPhone(phone, text);
  else log.warn('nothing carries a note to a phone number');
}
