import { z } from 'zod';
import { type Asked, fakeProvider, type Mood, type Reply } from './provider';
import spec from './providers/ultramsg.json' with { type: 'json' };

const form =
  spec.paths['/messages/chat'].post.requestBody.content['application/x-www-form-urlencoded'].schema;
const fields = new Set(Object.keys(form.properties));
const chat = z.fromJSONSchema({
  ...form,
  additionalProperties: false,
} as Parameters<typeof z.fromJSONSchema>[0]);

export type Queued = {
  id: number;
  referenceId: string;
  to: string;
  body: string;
  status: string;
  at: number;
};

/** UltraMsg's gateway, strict where it is known: unknown fields are refused, faults come as words with HTTP 200, "sent"
 *  means queued. */
export async function fakeUltraMsg(account = { instance: 'instance1150', token: 'um-test' }, port = 0) {
  const queue: Queued[] = [];
  const rules = { status: 'authenticated', substatus: 'connected', paid: true };
  const settings = new Map<string, string>();
  const ok = (body: unknown): Reply => ({ status: 200, body });

  function send(values: Record<string, string>, mood: Mood): Reply {
    const missing = ['to', 'body'].filter((name) => !values[name]);
    if (missing.length) return ok({ error: missing.map((name) => ({ [name]: 'is required' })) });
    const unknown = Object.keys(values).filter((name) => !fields.has(name));
    const typed = { ...values, ...(values.priority && { priority: Number(values.priority) }) };
    const read = chat.safeParse(typed);
    if (unknown.length || !read.success) return ok({ error: [{ [unknown[0] ?? 'body']: 'is not allowed' }] });
    if (!/^(\+[1-9]\d{6,14}|\d{7,15}@c\.us)$/.test(values.to!))
      return ok({ error: [{ to: 'is not a number' }] });
    const id = 58_431 + queue.length;
    queue.push({
      id,
      referenceId: values.referenceId ?? '',
      to: values.to!,
      body: values.body!,
      status: 'queue',
      at: Date.now(),
    });
    return { ...ok({ sent: 'true', message: 'ok', id }), hangUp: mood === 'accepting-then-reset' };
  }

  function answer({ method, path, query, headers, raw }: Asked, mood: Mood): Reply {
    if (mood === 'down') return { status: 503, body: { message: 'Service Unavailable' } };
    if (mood === 'busy')
      return { status: 429, body: { message: 'Too Many Requests' }, headers: { 'Retry-After': '7' } };
    const [, instance, ...rest] = path.split('/');
    if (instance !== account.instance) return { status: 404, body: { error: 'Instance not found' } };
    const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded');
    const values =
      method === 'POST' && isForm ? Object.fromEntries(new URLSearchParams(raw)) : Object.fromEntries(query);
    if (values.token !== account.token)
      return ok({ error: 'Wrong token. Please provide token as a GET parameter.' });
    if (!rules.paid)
      return ok({
        error:
          'Your instance has been Stopped due to non-payment. you can activate this instance by extending your subscription. Payment information updates every 5 minutes.',
      });
    const door = `${method} /${rest.join('/')}`;
    if (door === 'POST /messages/chat') return send(values, mood);
    if (door === 'GET /messages')
      return ok({
        total: queue.length,
        pages: 1,
        limit: 100,
        page: 1,
        messages: queue.filter((one) => !values.referenceId || one.referenceId === values.referenceId),
      });
    if (door === 'GET /instance/status')
      return ok({ status: { accountStatus: { status: rules.status, substatus: rules.substatus } } });
    if (door === 'GET /instance/me') return ok({ id: '923001112222@c.us', name: 'Test School' });
    if (door === 'POST /instance/settings') {
      for (const [name, value] of Object.entries(values)) if (name !== 'token') settings.set(name, value);
      return ok({ ...Object.fromEntries(settings) });
    }
    return { status: 404, body: { error: 'Path not found' } };
  }

  const server = await fakeProvider(answer, port);
  const hook = (event: string, data: object, more: object = {}) => ({
    event_type: event,
    instanceId: account.instance.replace('instance', ''),
    ...more,
    data,
  });
  return {
    ...server,
    account,
    queue,
    rules,
    settings,
    ack: ({ id, referenceId, to }: Queued, ack: string) =>
      hook(
        'message_ack',
        { id: `true_${to.replace(/\D/g, '')}@c.us_3EB0${id}`, ack, type: 'chat', fromMe: true },
        { id: String(id), referenceId },
      ),
    inbound: (from: string, body: string, id = `false_${from}@c.us_${Date.now()}${Math.random()}`) =>
      hook(
        'message_received',
        {
          id,
          from: `${from}@c.us`,
          to: '923001112222@c.us',
          ack: '',
          type: 'chat',
          body,
          fromMe: false,
          time: 1,
        },
        { id: '', referenceId: '' },
      ),
  };
}
