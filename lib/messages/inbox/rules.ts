import { validate } from 'uuid';
import { limitOfTier, paceOf } from '@/lib/adapters/messaging/map';
import { digestOf } from '../compose/rules';
import { QUALITIES } from '../watch/schema';
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
  ARCHIVED: 'DISABLED',
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
  const at = moment(time === undefined ? undefined : String(time), now);
  return reportsOf(field, value, at).map((event) => ({
    key: `${event.type}:${digestOf([field, value, time])}`,
    event,
  }));
}

const qualityOf = (text: string | undefined) => QUALITIES.find((one) => one === text) ?? null;

/** What Meta reports of a wording, of the number and of the account. Fields and events that say nothing about what may be
 *  sent are left out. */
function reportsOf(field: string, value: Change['value'], at: string): InboxEvent[] {
  const { event = '' } = value;
  if (field.includes('template')) {
    const { message_template_name: name, message_template_language: language, reason } = value;
    const category = value.new_category ?? value.message_template_category;
    if (!name || !language) return [];
    return [
      {
        type: 'template',
        name: name.slice(0, 60),
        language: language.slice(0, 10),
        at,
        state: templateEvents[event] ?? null,
        category: category?.slice(0, 30) ?? null,
        reason: reason && reason !== 'NONE' ? reason.slice(0, 200) : null,
        // Flagged: it is about to be paused.
        quality: event === 'FLAGGED' ? 'RED' : qualityOf(value.new_quality_score),
      },
    ];
  }
  const tier = value.max_daily_conversations_per_business ?? value.current_limit;
  if (field === 'phone_number_quality_update') {
    // Of the pace it names the limit's highest step, and means the pace.
    const isPace = event === 'THROUGHPUT_UPGRADE';
    return [
      {
        type: 'number',
        number: value.display_phone_number?.replace(/\D/g, '') ?? '',
        at,
        // No longer flagged: medium or high, which only a look tells.
        quality: event === 'FLAGGED' ? 'RED' : event === 'UNFLAGGED' ? 'UNKNOWN' : null,
        dailyLimit: isPace || !tier ? null : limitOfTier(tier),
        perSecond: isPace ? paceOf.HIGH! : null,
      },
    ];
  }
  if (field === 'business_capability_update') {
    const figure = value.max_daily_conversation_per_phone ?? null;
    const dailyLimit = tier ? limitOfTier(tier) : figure === -1 ? 0 : figure && figure > 0 ? figure : null;
    if (dailyLimit === null) return [];
    return [{ type: 'number', number: null, at, quality: null, dailyLimit, perSecond: null }];
  }
  const account = field === 'account_update' ? accountOf(value) : undefined;
  return account ? [{ type: 'account', at, ...account }] : [];
}

type Account = Omit<Extract<InboxEvent, { type: 'account' }>, 'type' | 'at'>;
const bans: Record<string, Account['account']> = {
  SCHEDULE_FOR_DISABLE: 'CLOSING',
  DISABLE: 'CLOSED',
  REINSTATE: 'OPEN',
};

function accountOf({ event, restriction_info, violation_info, ban_info }: Change['value']) {
  const plain = { why: null, until: null };
  if (event === 'ACCOUNT_DELETED') return { account: 'CLOSED', ...plain } satisfies Account;
  if (event === 'ACCOUNT_VIOLATION')
    return { ...plain, account: 'WARNED', why: violation_info?.violation_type.slice(0, 60) ?? null } as const;
  const ban = event === 'DISABLED_UPDATE' && bans[ban_info?.waba_ban_state ?? ''];
  if (ban) return { account: ban, ...plain };
  if (event !== 'ACCOUNT_RESTRICTION') return;
  // Of calls and of further numbers we make no use.
  const ours = (restriction_info ?? []).filter(
    ({ restriction_type: type }) => !/CALLING|ADD_PHONE_NUMBER/.test(type),
  );
  if (ours.length === 0) return;
  const ends = ours.map(({ expiration }) => new Date(Number(expiration) * 1000).getTime());
  const until = ends.every(Number.isFinite) ? new Date(Math.max(...ends)).toISOString() : null;
  return { account: 'RESTRICTED', why: ours[0]!.restriction_type.slice(0, 60), until } as const;
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
