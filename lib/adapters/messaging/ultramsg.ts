import 'server-only';
import { z } from 'zod';
import { callProvider } from './http';
import { ultramsgFault } from './map';
import { type ChannelAccount, type Found, type MessagingChannel, MessagingError } from './port';

const faultAnswer = z.object({
  error: z.union([z.string(), z.array(z.record(z.string(), z.string()))]),
});
const sentAnswer = z.object({ sent: z.literal('true'), id: z.number() });
const statusAnswer = z.object({
  status: z.object({ accountStatus: z.object({ status: z.string(), substatus: z.string().optional() }) }),
});
const meAnswer = z.object({ id: z.string().optional(), name: z.string().optional() });
const listAnswer = z.object({
  messages: z.array(z.object({ id: z.number(), referenceId: z.string().optional(), status: z.string() })),
});

/**
 * UltraMsg, a linked WhatsApp Web session: no templates, no 24-hour rule, faults in words, "sent" means queued.
 * @param options.base e.g. https://api.ultramsg.com
 */
export function ultramsgChannel(
  { instance, token }: Extract<ChannelAccount, { provider: 'ULTRAMSG' }>,
  { base, patience = 20_000 }: { base: string; patience?: number },
): MessagingChannel {
  async function ask<T>(
    method: 'GET' | 'POST',
    path: string,
    fields: Record<string, string>,
    shape: z.ZodType<T>,
  ): Promise<T> {
    const form = new URLSearchParams({ token, ...fields });
    const url = `${base}/${instance}/${path}`;
    const { status, body, retryAfter } = await callProvider(
      method === 'GET' ? { url: `${url}?${form}`, method, patience } : { url, method, patience, body: form },
    );
    // Faults often come with HTTP 200: the body tells.
    const fault = faultAnswer.safeParse(body);
    if (fault.success) {
      const { error } = fault.data;
      const said =
        typeof error === 'string' ? error : error.flatMap((e) => Object.entries(e).flat()).join(' ');
      const known = ultramsgFault(said, status);
      throw new MessagingError(known.fault, { ...known.detail, retryAfter });
    }
    const good = shape.safeParse(body);
    if (good.success && status < 400) return good.data;
    if (status === 429) throw new MessagingError('SLOW_DOWN', { retryAfter });
    const refused = method === 'GET' || status === 503 || (status >= 400 && status < 500);
    throw new MessagingError(refused ? 'AWAY' : 'UNCERTAIN', { retryAfter });
  }
  return {
    async send({ key, to, body }) {
      const fields = { to, body: body.slice(0, 4096), priority: '10', referenceId: key };
      const { id } = await ask('POST', 'messages/chat', fields, sentAnswer);
      return { state: 'SENT', providerRef: String(id) };
    },
    async find(key): Promise<Found> {
      const { messages } = await ask('GET', 'messages', { referenceId: key, limit: '10' }, listAnswer);
      const own = messages.find((message) => message.referenceId === key);
      if (!own) return 'NOT_THERE';
      if (own.status === 'queue' || own.status === 'sent')
        return { state: 'SENT', providerRef: String(own.id) };
      return 'ENDED_BADLY';
    },
    async check({ url }) {
      const { status } = (await ask('GET', 'instance/status', {}, statusAnswer)).status.accountStatus;
      if (status !== 'authenticated')
        throw new MessagingError('CREDENTIAL', { channel: status === 'standby' ? 'STANDBY' : 'NOT_LINKED' });
      const me = await ask('GET', 'instance/me', {}, meAnswer);
      const hooks = { webhook_message_received: 'true', webhook_message_ack: 'true' };
      await ask('POST', 'instance/settings', { webhook_url: url, ...hooks }, z.unknown());
      const number = me.id?.replace(/\D/g, '') || null;
      const unknown = { quality: 'UNKNOWN', dailyLimit: null, perSecond: null } as const;
      return { number, name: me.name ?? null, ...unknown, templates: [] };
    },
    submit: async ({ name, language }) => ({ name, language, state: 'APPROVED', category: 'UTILITY' }),
  };
}
