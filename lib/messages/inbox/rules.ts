import { validate } from 'uuid';
import { digestOf } from '../compose/rules';
import type { InboxEvent, MetaHook, UltramsgHook } from './schema';
import { replyWord } from './words';

/** An event with the name under which it is the same event however often it comes. */
export type Keyed = { key: string; event: InboxEvent };

type Change = MetaHook['entry'][number]['changes'][number];

const e164 = (digits: string | undefined) => (digits && /^\d{7,15}$/.test(digits) ? `+${digits}` : null);
const uuid = (text: string | undefined) => (text && validate(text) ? text : null);
const moment = (seconds: string | undefined, now: Date): string => {
  const at = new Date(Number(seconds) * 1000);
  // A clock of theirs that runs ahead opens no window beyond today.
  return (Number.isFinite(at.getTime()) && at < now ? at : now).toISOString();
};

/** Every id in a delivery that may name one of our channels. Read from the raw text: it is not trusted, and so not
 *  parsed, before its signature has been checked. */
export function namedIds(raw: string): string[] {
  const found = raw.matchAll(/"(?:phone_number_id|id)"\s*:\s*"?(\d{5,30})"?/g);
  return [...new Set([...found].map(([, id]) => id!))].slice(0, 100);
}

/** Whose a change is: by the number it came to, else by the business. */
export const addresseeOf = (businessId: string, { value }: Change) =>
  value.metadata ? { phoneNumberId: value.metadata.phone_number_id } : { businessId };

const stateOfStatus = {
  sent: 'SENT',
  delivered: 'DELIVERED',
  read: 'READ',
  played: 'READ',
  failed: 'FAILED',
} as const;

const templateEvents: Record<string, 'PENDING' | 'APPROVED' | 'REJECTED' | 'PAUSED' | 'DISABLED'> = {
  APPROVED: 'APPROVED',
  REINSTATED: 'APPROVED',
  REJECTED: 'REJECTED',
  PAUSED: 'PAUSED',
  DISABLED: 'DISABLED',
  PENDING: 'PENDING',
  IN_APPEAL: 'PENDING',
  PENDING_DELETION: 'DISABLED',
  DELETED: 'DISABLED',
};

export function eventsOfMeta({ field, value }: Change, time: number | undefined, now: Date): Keyed[] {
  if (field === 'messages') {
    const statuses = (value.statuses ?? []).map(
      (one): Keyed => ({
        key: `${one.id}:${one.status}`,
        event: {
          type: 'status',
          ref: one.id,
          key: uuid(one.biz_opaque_callback_data),
          state: stateOfStatus[one.status],
          code: one.errors?.[0]?.code ?? null,
          phone: e164(one.recipient_id),
        },
      }),
    );
    const said = (value.messages ?? []).map((one): Keyed => {
      const text = one.text?.body ?? one.button?.payload ?? one.button?.text ?? '';
      return {
        key: `in:${one.id}`,
        event: {
          type: 'said',
          phone: e164(one.from),
          to: one.context?.id ?? null,
          word: replyWord(text) ?? replyWord(one.button?.text ?? '') ?? null,
          at: moment(one.timestamp, now),
        },
      };
    });
    return [...statuses, ...said];
  }
  const { message_template_name: name, message_template_language: language } = value;
  if (!field.includes('template') || !name || !language) return [];
  return [
    {
      key: `template:${digestOf([field, value, time])}`,
      event: {
        type: 'template',
        name: name.slice(0, 60),
        language: language.slice(0, 10),
        state: templateEvents[value.event ?? ''] ?? null,
        category: value.new_category?.slice(0, 30) ?? null,
        reason: value.reason && value.reason !== 'NONE' ? value.reason.slice(0, 200) : null,
      },
    },
  ];
}

const stateOfAck: Record<string, 'SENT' | 'DELIVERED' | 'READ'> = {
  server: 'SENT',
  device: 'DELIVERED',
  read: 'READ',
  played: 'READ',
};

export function eventsOfUltramsg({ event_type, id, referenceId, data }: UltramsgHook, now: Date): Keyed[] {
  if (event_type === 'message_ack') {
    const state = stateOfAck[data.ack ?? ''];
    if (!state) return [];
    const ref = id || data.id;
    const event = { type: 'status', ref, key: uuid(referenceId), state, code: null, phone: null } as const;
    return [{ key: `${data.id}:${state}`.slice(0, 300), event }];
  }
  if (event_type !== 'message_received' || data.fromMe) return [];
  const [digits, server] = (data.from ?? '').split('@');
  // Groups are nobody's number.
  if (server !== 'c.us') return [];
  return [
    {
      key: `in:${data.id}`.slice(0, 300),
      event: {
        type: 'said',
        phone: e164(digits),
        to: null,
        word: replyWord(data.body ?? '') ?? null,
        at: now.toISOString(),
      },
    },
  ];
}
