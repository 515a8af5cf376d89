import 'server-only';
import { z } from 'zod';
import { type Answer, callProvider } from './http';
import { limitOfTier, metaFault, paceOf, templateValue } from './map';
import {
  type ChannelAccount,
  type MessagingChannel,
  MessagingError,
  type OutgoingMessage,
  type TemplateReport,
  type TemplateState,
} from './port';

const sentAnswer = z.object({ messages: z.array(z.object({ id: z.string() })).min(1) });
const faultAnswer = z.object({
  error: z.object({
    code: z.number(),
    error_subcode: z.number().optional(),
    error_data: z.object({ details: z.string() }).partial().optional(),
  }),
});
const numberAnswer = z.object({
  display_phone_number: z.string().optional(),
  verified_name: z.string().optional(),
  quality_rating: z.string().optional(),
});
const limitAnswer = z.object({ messaging_limit_tier: z.string() });
const paceAnswer = z.object({ throughput: z.object({ level: z.string() }) });
const templateAnswer = z.object({
  name: z.string(),
  language: z.string(),
  status: z.string(),
  category: z.string().optional(),
  rejected_reason: z.string().optional(),
});
const templatesAnswer = z.object({
  data: z.array(templateAnswer),
  // `next` says that there is more; its address is not followed, for it is the provider's word where our token goes.
  paging: z
    .object({ next: z.string().optional(), cursors: z.object({ after: z.string().optional() }).optional() })
    .optional(),
});
/** Of 200 each: more wordings than an account may have. */
const MOST_PAGES = 50;

const states: readonly string[] = ['PENDING', 'APPROVED', 'REJECTED', 'PAUSED', 'DISABLED'];
/** What Meta calls more finely (IN_APPEAL, ARCHIVED …) cannot be sent either. */
export const templateStateOf = (status: string): TemplateState =>
  states.includes(status) ? (status as TemplateState) : 'PENDING';

function understood<T>(answer: Answer, shape: z.ZodType<T>): T {
  const fault = faultAnswer.safeParse(answer.body);
  if (fault.success) {
    const { code, error_subcode } = fault.data.error;
    const known = metaFault(code, { subcode: error_subcode, status: answer.status });
    throw new MessagingError(known.fault, { ...known.detail, retryAfter: answer.retryAfter });
  }
  const good = shape.safeParse(answer.body);
  if (good.success && answer.status < 400) return good.data;
  // JSON of neither shape: a success that we cannot read may be one.
  const refused = answer.status === 503 || (answer.status >= 400 && answer.status < 500);
  throw new MessagingError(refused ? 'AWAY' : 'UNCERTAIN');
}

function requestOf({ key, to, body, language, template }: OutgoingMessage) {
  const head = {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to: to.replace(/^\+/, ''),
    biz_opaque_callback_data: key,
  };
  if (!template) return { ...head, type: 'text', text: { body: body.slice(0, 4096), preview_url: false } };
  const parameters = template.values.map((value) => ({ type: 'text', text: templateValue(value) }));
  // Meta's wordings for codes have one button, of the sort url, that holds the code once more.
  const copying = template.copies
    ? [
        {
          type: 'button',
          sub_type: 'url',
          index: '0',
          parameters: [{ type: 'text', text: template.copies }],
        },
      ]
    : [];
  return {
    ...head,
    type: 'template',
    template: {
      name: template.name,
      language: { code: language },
      components: [{ type: 'body', parameters }, ...copying],
    },
  };
}

/**
 * WhatsApp Cloud API. There is no idempotency key and no way to ask what became of a message: an answer that was not
 * heard is known only by the webhooks, which carry our key.
 * @param options.base address and version, e.g. https://graph.facebook.com/v23.0
 */
export function metaChannel(
  { phoneNumberId, businessId, token }: Extract<ChannelAccount, { provider: 'META' }>,
  { base, patience = 15_000 }: { base: string; patience?: number },
): MessagingChannel {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const get = (path: string) => callProvider({ url: `${base}/${path}`, method: 'GET', headers, patience });
  const post = (path: string, body: unknown) =>
    callProvider({ url: `${base}/${path}`, method: 'POST', headers, patience, body: JSON.stringify(body) });
  const reportOf = (answer: z.output<typeof templateAnswer>): TemplateReport => ({
    name: answer.name,
    language: answer.language,
    state: templateStateOf(answer.status),
    category: answer.category ?? 'UTILITY',
    reason: answer.rejected_reason === 'NONE' ? undefined : answer.rejected_reason,
  });
  /** Of an account that several schools share the wordings may fill more than a page. */
  const allTemplates = async () => {
    const asked = 'fields=name,language,status,category,rejected_reason&limit=200';
    const all: z.output<typeof templateAnswer>[] = [];
    let after = '';
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const path = `${businessId}/message_templates?${asked}${after && `&after=${encodeURIComponent(after)}`}`;
      const { data, paging } = understood(await get(path), templatesAnswer);
      all.push(...data);
      after = (paging?.next && paging.cursors?.after) || '';
      if (!after) break;
    }
    return all;
  };
  return {
    async send(message) {
      const answer = understood(await post(`${phoneNumberId}/messages`, requestOf(message)), sentAnswer);
      return { state: 'SENT', providerRef: answer.messages[0]!.id };
    },
    find: async () => 'UNKNOWN',
    async check() {
      const about = 'fields=display_phone_number,verified_name,quality_rating';
      const number = understood(await get(`${phoneNumberId}?${about}`), numberAnswer);
      // Without it no webhook arrives.
      understood(await post(`${businessId}/subscribed_apps`, {}), z.object({ success: z.literal(true) }));
      const templates = await allTemplates();
      // Good to know, and nothing depends on it: an account that is not told its limits sends all the same.
      const asides = async <T>(field: string, shape: z.ZodType<T>) => {
        try {
          return understood(await get(`${phoneNumberId}?fields=${field}`), shape);
        } catch (error) {
          if (!(error instanceof MessagingError)) throw error;
          return;
        }
      };
      const limit = await asides('messaging_limit_tier', limitAnswer);
      const pace = await asides('throughput', paceAnswer);
      const quality = number.quality_rating ?? '';
      return {
        number: number.display_phone_number?.replace(/\D/g, '') || null,
        name: number.verified_name ?? null,
        quality: quality === 'GREEN' || quality === 'YELLOW' || quality === 'RED' ? quality : 'UNKNOWN',
        dailyLimit: limit ? limitOfTier(limit.messaging_limit_tier) : null,
        perSecond: (pace && paceOf[pace.throughput.level]) ?? null,
        templates: templates.map(reportOf),
      };
    },
    async submit({ name, language, body, footer, examples }) {
      const answer = understood(
        await post(`${businessId}/message_templates`, {
          name,
          language,
          category: 'UTILITY',
          parameter_format: 'POSITIONAL',
          components: [
            { type: 'BODY', text: body, example: { body_text: [examples] } },
            { type: 'FOOTER', text: footer },
          ],
        }),
        z.object({ status: z.string(), category: z.string() }),
      );
      return { name, language, state: templateStateOf(answer.status), category: answer.category };
    },
  };
}
