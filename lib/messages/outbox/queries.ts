import 'server-only';
import type { MessageKind, MessageLanguage } from '@/lib/adapters/messaging/port';
import type { TenantTx } from '@/lib/core/db/tenant';
import { isOpen } from '../channel/rules';
import { kindOf } from '../kinds/schema';
import type { DeliveryState } from '../rules';
import { templateNameOf, wordingOf } from '../templates/rules';
import type { Provider, Standing } from './rules';

type Row = {
  id: string;
  kind: MessageKind;
  purpose: string;
  language: MessageLanguage;
  state: DeliveryState;
  channel: string;
  body: string | null;
  values: string[] | null;
  digest: string | null;
  key: string | null;
  tryingAt: Date | null;
  attempts: number;
  dueAt: Date;
  updatedAt: Date;
  sentAt: Date | null;
  providerRef: string | null;
  receivesMessages: boolean | null;
  optedOutAt: Date | null;
  stoppedAt: Date | null;
  phone: string | null;
  email: string | null;
  muted: boolean;
  byLetter: boolean;
  school: string;
  schoolNative: string | null;
  heardAt: Date | null;
  deadAt: Date | null;
  wrongAt: Date | null;
  waitUntil: Date | null;
  numberStrikes: number | null;
  channelId: string | null;
  provider: Provider | null;
  channelState: string | null;
  checkedAt: Date | null;
  fault: string | null;
  pausedAt: Date | null;
  holdUntil: Date | null;
  channelSentAt: Date | null;
  /** Milliseconds by the database's clock until the provider's pace is free. */
  aheadMs: number | null;
  channelHeardAt: Date | null;
  strikes: number | null;
  kinds: unknown;
  templates: Record<string, string> | null;
  timeZone: string;
  weeklyHoliday: number;
};

export type Outgoing = Row & { standing: Standing };

/** Deliveries with all that decides about them, in one statement, what is due first before the others. */
export async function listOutgoing(
  tx: TenantTx,
  { institutionId, deliveryIds }: { institutionId: string; deliveryIds: readonly string[] },
): Promise<Outgoing[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT d.id, d.kind, d.purpose, d.language, d.state, d.channel, d.body, d.values, d.digest, d.key, d.trying_at AS "tryingAt",
      d.attempts, d.due_at AS "dueAt", d.updated_at AS "updatedAt", d.sent_at AS "sentAt", d.provider_ref AS "providerRef",
      g.receives_messages AS "receivesMessages", g.opted_out_at AS "optedOutAt", p.stopped_at AS "stoppedAt", c.value AS phone, m.value AS email,
      coalesce(d.kind = ANY (p.muted_kinds), false) AS muted, coalesce(p.by_letter, false) AS "byLetter", i.name AS school, i.native_name AS "schoolNative",
      n.heard_at AS "heardAt", n.dead_at AS "deadAt", n.wrong_at AS "wrongAt", n.wait_until AS "waitUntil", n.strikes AS "numberStrikes",
      ch.id AS "channelId", ch.provider, ch.state AS "channelState", ch.checked_at AS "checkedAt", ch.fault, ch.paused_at AS "pausedAt", ch.hold_until AS "holdUntil",
      ch.sent_at AS "channelSentAt", (extract(epoch FROM ch.sent_at - clock_timestamp()) * 1000)::float8 AS "aheadMs", ch.heard_at AS "channelHeardAt", ch.strikes, ch.kinds,
      (SELECT jsonb_object_agg(t.name, t.state) FROM message_templates t
        WHERE t.institution_id = d.institution_id AND t.language = d.language) AS templates,
      i.time_zone AS "timeZone", i.weekly_holiday AS "weeklyHoliday"
    FROM deliveries d
    JOIN institutions i ON i.id = d.institution_id
    LEFT JOIN guardianships g ON g.institution_id = d.institution_id AND g.student_id = d.student_id AND g.guardian_id = d.guardian_id
    LEFT JOIN guardians p ON p.institution_id = d.institution_id AND p.id = d.guardian_id
    LEFT JOIN LATERAL (SELECT x.value FROM guardian_contacts x
      WHERE x.institution_id = d.institution_id AND x.guardian_id = d.guardian_id AND x.kind = 'PHONE'
      ORDER BY x.is_primary DESC, x.created_at LIMIT 1) c ON true
    LEFT JOIN LATERAL (SELECT x.value FROM guardian_contacts x
      WHERE x.institution_id = d.institution_id AND x.guardian_id = d.guardian_id AND x.kind = 'EMAIL'
      ORDER BY x.is_primary DESC, x.created_at LIMIT 1) m ON true
    LEFT JOIN message_numbers n ON n.institution_id = d.institution_id AND n.phone = c.value
    LEFT JOIN message_channels ch ON ch.institution_id = d.institution_id AND ch.line = 'WHATSAPP'
    WHERE d.institution_id = ${institutionId}::uuid AND d.id = ANY (${[...deliveryIds]}::uuid[])
    ORDER BY d.due_at, d.id`;
  return rows.map(outgoingOf);
}

function outgoingOf(row: Row): Outgoing {
  const wording = wordingOf(row.kind, row.purpose);
  return {
    ...row,
    standing: {
      state: row.state,
      hasWords: row.body !== null,
      triedOn: row.channel === 'LOCAL' ? 'OFF' : (row.channel as Provider | 'EMAIL'),
      tryingAt: row.tryingAt,
      attempts: row.attempts,
      dueAt: row.dueAt,
      sentAt: row.sentAt,
      link: {
        receivesMessages: row.receivesMessages ?? false,
        optedOut: row.optedOutAt !== null,
        stopped: row.stoppedAt !== null,
        phone: row.phone ?? undefined,
        email: row.email ?? undefined,
        muted: row.muted,
        byLetter: row.byLetter,
      },
      number: {
        heardAt: row.heardAt,
        deadAt: row.deadAt,
        wrongAt: row.wrongAt,
        waitUntil: row.waitUntil,
      },
      channel: {
        provider: row.provider ?? 'OFF',
        ready: isOpen({ ...row, state: row.channelState }),
        paused: row.pausedAt !== null,
        holdUntil: row.holdUntil,
        sentAt: row.channelSentAt,
      },
      kind: kindOf(row.kinds, row.kind),
      place: { timeZone: row.timeZone, weeklyHoliday: row.weeklyHoliday },
      template: wording && row.templates?.[templateNameOf(wording)],
    },
  };
}
