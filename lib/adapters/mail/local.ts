import 'server-only';
import { v7 } from 'uuid';
import { callAuth } from '@/lib/core/db/definers';
import { env } from '@/lib/core/env';
import { type MailCarrier, MailError } from './port';

/** The mailbox of a demonstration, shown on /demo/mailbox by address. Anywhere else it carries nothing. */
export const localCarrier: MailCarrier = {
  async deliver({ to, subject, text }) {
    if (env().DEMO !== '1') throw new MailError(false);
    await callAuth('auth.put_demo_mail', [v7(), to, subject, text]);
  },
};
