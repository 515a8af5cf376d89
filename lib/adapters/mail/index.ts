import 'server-only';
import { setTimeout as wait } from 'node:timers/promises';
import { env } from '@/lib/core/env';
import { log } from '@/lib/core/log';
import { localCarrier } from './local';
import { type Mail, type MailCarrier, MailError } from './port';
import { smtpCarrier } from './smtp';

export type { Mail } from './port';

/** Pauses before the tries that follow the first, in ms. */
const pauses = [1_000, 10_000, 60_000];

let carrier: MailCarrier | undefined;

function ownCarrier(): MailCarrier {
  const { SMTP_URL: url, MAIL_FROM: from } = env();
  carrier ??= url && from ? smtpCarrier({ url, from }) : localCarrier;
  return carrier;
}

/** Hands a mail over, trying a few times when the server is away, slow or busy. Never throws: what a person did stands
 *  whether or not a letter about it can leave; the log says that it could not, and to nobody. Outside of any
 *  transaction, and by `later` where the answer must not wait.
 *  @returns whether it was taken */
export async function carryMail(mail: Mail, by: MailCarrier, rests: readonly number[]): Promise<boolean> {
  for (let tries = 1; ; tries += 1) {
    try {
      await by.deliver(mail);
      return true;
    } catch (error) {
      const { code, responseCode } = ((error as Error).cause ?? {}) as {
        code?: string;
        responseCode?: number;
      };
      const rest = error instanceof MailError && !error.passing ? undefined : rests[tries - 1];
      log.warn(
        { where: 'mail', tries, state: code, answer: responseCode, again: rest !== undefined },
        'mail not taken',
      );
      if (rest === undefined) return false;
      await wait(rest);
    }
  }
}

/** A letter of HifzPro: by SMTP when SMTP_URL is set, else into the demonstration's mailbox. Never throws. */
export async function sendMail(mail: Mail): Promise<void> {
  await carryMail(mail, ownCarrier(), pauses);
}

/** One try of a letter that waits in a queue of its own; the queue decides about another. */
export async function deliverLetter(mail: Mail): Promise<'taken' | 'refused' | 'away'> {
  try {
    await ownCarrier().deliver(mail);
    return 'taken';
  } catch (error) {
    log.warn({ where: 'mail' }, 'letter not taken');
    return error instanceof MailError && !error.passing ? 'refused' : 'away';
  }
}
