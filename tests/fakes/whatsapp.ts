import { createHmac, randomBytes, randomInt } from 'node:crypto';
import { z } from 'zod';
import { type Asked, fakeProvider, type Mood, type Reply } from './provider';
import schemas from './providers/whatsapp-cloud.json' with { type: 'json' };
import codes from './providers/whatsapp-error-codes.json' with { type: 'json' };

const shape = (name: string) =>
  z.fromJSONSchema({
    ...(schemas as object),
    $ref: `#/$defs/${name}`,
  } as Parameters<typeof z.fromJSONSchema>[0]);
const sendRequest = shape('SendRequest');
const templateRequest = shape('TemplateCreateRequest');
const statusShape = shape('Status');
const score = z.enum(['GREEN', 'YELLOW', 'RED', 'UNKNOWN']);
const tier = z.enum([
  'TIER_50',
  'TIER_250',
  'TIER_1K',
  'TIER_2K',
  'TIER_10K',
  'TIER_100K',
  'TIER_UNLIMITED',
  'TIER_NOT_SET',
]);
const ofTemplate = {
  message_template_id: z.int(),
  message_template_name: z.string(),
  message_template_language: z.string(),
};
/** Which fields Meta posts: the list of the specification. */
const hookFields: readonly string[] =
  schemas.$defs.Webhook.properties.entry.items.properties.changes.items.properties.field.enum;
/** What stands in them: of messages and of the states of wordings by the specification, which leaves the others open;
 *  those by Meta's own reference of its webhooks. */
const hookValues: Record<string, z.ZodType> = {
  messages: shape('MessagesValue'),
  message_template_status_update: shape('TemplateStatusValue'),
  message_template_quality_update: z.strictObject({
    ...ofTemplate,
    previous_quality_score: score,
    new_quality_score: score,
  }),
  template_category_update: z.strictObject({
    ...ofTemplate,
    previous_category: z.string(),
    new_category: z.string(),
  }),
  phone_number_quality_update: z.strictObject({
    display_phone_number: z.string().regex(/^\d{7,15}$/),
    event: z.enum(['ONBOARDING', 'UPGRADE', 'DOWNGRADE', 'FLAGGED', 'UNFLAGGED', 'THROUGHPUT_UPGRADE']),
    old_limit: tier.optional(),
    current_limit: tier.optional(),
    max_daily_conversations_per_business: tier.optional(),
  }),
  business_capability_update: z.strictObject({
    max_daily_conversation_per_phone: z.int().optional(),
    max_daily_conversations_per_business: tier.optional(),
    max_phone_numbers_per_business: z.int().optional(),
  }),
  account_update: z.strictObject({
    event: z.enum([
      'ACCOUNT_DELETED',
      'ACCOUNT_RESTRICTION',
      'ACCOUNT_VIOLATION',
      'DISABLED_UPDATE',
      'PARTNER_ADDED',
    ]),
    restriction_info: z
      .array(z.strictObject({ restriction_type: z.string(), expiration: z.int().optional() }))
      .optional(),
    violation_info: z.strictObject({ violation_type: z.string() }).optional(),
    ban_info: z
      .strictObject({
        waba_ban_state: z.enum(['SCHEDULE_FOR_DISABLE', 'DISABLE', 'REINSTATE']),
        waba_ban_date: z.string(),
      })
      .optional(),
  }),
};

const known = new Map(codes.errors.map((error) => [error.code, error]));
const fail = (code: number, extra: Record<string, unknown> = {}): Reply => ({
  status: known.get(code)?.http ?? 400,
  body: {
    error: {
      message: `(#${code}) ${known.get(code)?.title ?? 'Fault'}`,
      type: 'OAuthException',
      code,
      fbtrace_id: 'FAKE',
      ...extra,
    },
  },
});

export type Accepted = { id: string; key: string; to: string; at: number; text: string; template?: string };
export type Template = { state: string; places: number; body: string; category: string };

const DAY = 86_400_000;
/** Of one number in a second; of one pair: a burst, then one each six seconds. */
const PER_SECOND = 80;
const PAIR_BURST = 45;
const PAIR_MS = 6000;

/** A number is one business's alone, and tests that run side by side share a database. */
function newAccount() {
  const digits = String(randomInt(1e12)).padStart(12, '0');
  return { token: 'EAAG-test', phoneNumberId: `200${digits}`, businessId: `100${digits}` };
}

/**
 * WhatsApp Cloud API of the strict kind: unknown fields, headers and paths are refused, outside of the 24-hour window
 * only approved templates with the right number of values go, and both limits hold.
 */
export async function fakeWhatsApp(account = newAccount(), port = 0) {
  const appSecret = 'meta_app_secret_test';
  const accepted: Accepted[] = [];
  const templates = new Map<string, Template>();
  const windows = new Map<string, number>();
  const faults: number[] = [];
  const rules = {
    registered: true,
    quality: 'GREEN',
    approve: 'PENDING',
    tier: 'TIER_1K',
    pace: 'STANDARD',
    number: '923001112222',
    /** Wordings of one answer. */
    pageOf: 200,
  };

  function placesOf(body: string): number {
    return new Set(body.match(/\{\{\d+\}\}/g) ?? []).size;
  }

  function take(body: z.output<typeof sendRequest>, mood: Mood): Reply {
    const {
      to: given,
      type,
      template,
      text,
      biz_opaque_callback_data: key,
    } = body as Record<string, never> & {
      to: string;
      type: string;
      biz_opaque_callback_data?: string;
      template?: {
        name: string;
        language: { code: string };
        components?: { type: string; sub_type?: string; index?: unknown; parameters: { text: string }[] }[];
      };
      text?: { body: string };
    };
    const to = given.replace(/^\+/, '');
    const now = Date.now();
    if (!rules.registered) return fail(133010);
    const recent = accepted.filter(({ at }) => at > now - 1000);
    if (recent.length >= PER_SECOND) return { ...fail(130429), headers: { 'Retry-After': '1' } };
    const pair = accepted.filter((one) => one.to === to);
    const credit = pair.reduce(
      ({ left, at }, one) => ({
        left: Math.min(PAIR_BURST, left + Math.floor((one.at - at) / PAIR_MS)) - 1,
        at: one.at,
      }),
      { left: PAIR_BURST, at: 0 },
    );
    if (credit.left + Math.floor((now - credit.at) / PAIR_MS) < 1) return fail(131056);
    const fault = faults.shift();
    if (fault !== undefined) return fail(fault, fault === 100 ? { error_subcode: 33 } : {});
    let words = text?.body ?? '';
    if (type === 'template' && template) {
      const approved = templates.get(`${template.name}/${template.language.code}`);
      if (approved?.state === 'PAUSED') return fail(132015);
      if (approved?.state === 'DISABLED') return fail(132016);
      if (approved?.state !== 'APPROVED') return fail(132001);
      const values = template.components?.find((part) => part.type === 'body')?.parameters ?? [];
      if (values.length !== approved.places) return fail(132000);
      const button = template.components?.find((part) => part.type === 'button');
      if (approved.category === 'AUTHENTICATION') {
        // One place, a short code without an address in it, and the button that copies the same.
        const code = values[0]?.text ?? '';
        if (!/^[A-Za-z0-9]{1,15}$/.test(code)) return fail(132018);
        const copies =
          button?.sub_type === 'url' && String(button.index) === '0' && button.parameters[0]?.text;
        if (copies !== code) return fail(131008);
      } else if (button) return fail(132018);
      words = approved.body.replace(/\{\{(\d+)\}\}/g, (_, n) => values[Number(n) - 1]!.text);
      if (words.length > 1024) return fail(132005);
    } else if ((windows.get(to) ?? 0) < now - DAY) return fail(131047);
    const id = `wamid.${randomBytes(18).toString('base64')}`;
    accepted.push({
      id,
      key: key ?? '',
      to,
      at: now,
      text: words,
      ...(template && { template: `${template.name}/${template.language.code}` }),
    });
    return {
      status: 200,
      body: {
        messaging_product: 'whatsapp',
        contacts: [{ input: given, wa_id: to }],
        messages: [{ id, message_status: 'accepted' }],
      },
      hangUp: mood === 'accepting-then-reset',
    };
  }

  function createTemplate(raw: string): Reply {
    const draft = templateRequest.safeParse(JSON.parse(raw));
    if (!draft.success) return fail(100);
    const { name, language, components, category } = draft.data as {
      name: string;
      language: string;
      category: string;
      components: { type: string; text?: string; example?: { body_text?: string[][] } }[];
    };
    const body = components.find((part) => part.type === 'BODY')!;
    const places = placesOf(body.text!);
    const touching = /^\s*\{\{|\}\}\s*$|\}\}\s*\{\{/.test(body.text!);
    const examples = body.example?.body_text?.[0]?.length ?? 0;
    if (touching || examples !== places || templates.has(`${name}/${language}`)) return fail(100);
    templates.set(`${name}/${language}`, { state: rules.approve, places, body: body.text!, category });
    return { status: 200, body: { id: String(templates.size), status: rules.approve, category } };
  }

  function answer({ method, path, query, headers, raw }: Asked, mood: Mood): Reply {
    if (mood === 'down') return fail(2);
    if (mood === 'busy') return { ...fail(130429), headers: { 'Retry-After': '7' } };
    if (!/^\/v\d+\.\d+\//.test(path)) return fail(100);
    if (headers.authorization !== `Bearer ${account.token}`) return fail(190, { error_subcode: 463 });
    const [, , node, edge] = path.split('/');
    if (method === 'POST' && headers['content-type'] !== 'application/json') return fail(100);
    if (node === account.phoneNumberId && edge === 'messages' && method === 'POST') {
      const body = sendRequest.safeParse(JSON.parse(raw));
      return body.success ? take(body.data, mood) : fail(131009);
    }
    if (node === account.phoneNumberId && !edge && method === 'GET') {
      const fields = (query.get('fields') ?? '').split(',');
      const number = {
        display_phone_number: `+${rules.number.slice(0, 2)} ${rules.number.slice(2)}`,
        verified_name: 'Test School',
        quality_rating: rules.quality,
        ...(rules.tier && { messaging_limit_tier: rules.tier }),
        ...(rules.pace && { throughput: { level: rules.pace } }),
      };
      // A field that the version of an account does not know is refused, as Meta does.
      if (fields.some((field) => !(field in number))) return fail(100);
      return {
        status: 200,
        body: {
          id: node,
          ...Object.fromEntries(Object.entries(number).filter(([field]) => fields.includes(field))),
        },
      };
    }
    if (node === account.businessId && edge === 'subscribed_apps' && method === 'POST')
      return { status: 200, body: { success: true } };
    if (node === account.businessId && edge === 'message_templates') {
      if (method === 'POST') return createTemplate(raw);
      const data = [...templates].map(([key, { state, category }]) => {
        const [name, language] = key.split('/');
        return { name, language, status: state, category };
      });
      const [from, size] = [
        Number(query.get('after') ?? 0),
        Math.min(Number(query.get('limit')), rules.pageOf),
      ];
      const end = from + size;
      const paging = { cursors: { before: String(from), after: String(end) } };
      // An address of nobody's: who follows it takes the token there.
      const more = end < data.length && { next: `http://127.0.0.1:9${path}?after=${end}` };
      return { status: 200, body: { data: data.slice(from, end), paging: { ...paging, ...more } } };
    }
    return fail(100, { error_subcode: 33 });
  }

  const server = await fakeProvider(answer, port);
  /** A change as Meta posts it, checked against what it says it posts. @param time seconds, when it happened */
  const envelope = (value: object, field = 'messages', time?: number) => {
    if (!hookFields.includes(field)) throw new Error(`Meta has no field ${field}`);
    hookValues[field]?.parse(value);
    const entry = { id: account.businessId, ...(time !== undefined && { time }) };
    return {
      object: 'whatsapp_business_account',
      entry: [{ ...entry, changes: [{ value, field }] }],
    };
  };
  const metadata = { display_phone_number: rules.number, phone_number_id: account.phoneNumberId };
  return {
    ...server,
    account: { ...account, appSecret },
    accepted,
    templates,
    windows,
    /** Codes with which the next sends are refused. */
    faults,
    rules,
    approve: (name: string, language: string, body: string, state = 'APPROVED', category = 'UTILITY') =>
      templates.set(`${name}/${language}`, { state, places: placesOf(body), body, category }),
    /** A delivery of webhooks as Meta posts it: non-ASCII escaped, signed over those bytes. */
    signed(body: object, secret = appSecret) {
      const raw = JSON.stringify(body).replace(
        /[\u0080-\uffff]/g,
        (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
      const signature = `sha256=${createHmac('sha256', secret).update(raw).digest('hex')}`;
      return { raw, signature };
    },
    envelope,
    statusOf(one: Accepted, status: string, code?: number) {
      const report = {
        id: one.id,
        status,
        timestamp: String(Math.floor(Date.now() / 1000)),
        recipient_id: one.to,
        ...(one.key && { biz_opaque_callback_data: one.key }),
        ...(code && { errors: [{ code, title: known.get(code)?.title ?? 'Fault' }] }),
      };
      statusShape.parse(report);
      return report;
    },
    /** A report on the number itself. */
    numberReport: (event: string, more: object = {}, time?: number) =>
      envelope({ display_phone_number: rules.number, event, ...more }, 'phone_number_quality_update', time),
    statuses: (statuses: object[]) => envelope({ messaging_product: 'whatsapp', metadata, statuses }),
    inbound(from: string, body: string, id = `wamid.${randomBytes(12).toString('base64')}`) {
      windows.set(from, Date.now());
      return envelope({
        messaging_product: 'whatsapp',
        metadata,
        contacts: [{ profile: { name: 'Guardian' }, wa_id: from }],
        messages: [
          { from, id, timestamp: String(Math.floor(Date.now() / 1000)), type: 'text', text: { body } },
        ],
      });
    },
  };
}
