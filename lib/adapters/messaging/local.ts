import 'server-only';
import { callAuth } from '@/lib/core/db/definers';
import { env } from '@/lib/core/env';
import { type MessagingChannel, MessagingError } from './port';

/** The channel of a demonstration: the text shows on /demo/phone by number. Anywhere else it carries nothing, and the
 *  log says so. */
export const localChannel: MessagingChannel = {
  async send({ key, to, body }) {
    if (env().DEMO !== '1') throw new MessagingError('NO_CHANNEL');
    await callAuth('auth.put_demo_phone', [key, to, body]);
    return { state: 'DELIVERED', providerRef: null };
  },
  // The same key twice is one text here, so sending again is always right.
  find: async () => 'NOT_THERE',
  check: async () => ({
    number: null,
    name: null,
    quality: 'UNKNOWN',
    dailyLimit: null,
    perSecond: null,
    templates: [],
  }),
  submit: async ({ name, language }) => ({ name, language, state: 'APPROVED', category: 'UTILITY' }),
};
